import * as v from 'valibot';

type Serialise = (value: unknown) => unknown;

/**
 * A function that keeps what a result schema names and drops the rest, so that
 * a column added to a table never leaves the server by accident. It checks
 * nothing, which makes it cheap; development and tests parse instead.
 */
export function picker(schema: v.GenericSchema): Serialise {
  const known = schema as Described;
  switch (known.type) {
    case 'object':
    case 'strict_object':
      return pickEntries(known.entries ?? {});
    case 'array': {
      const item = picker(known.item as v.GenericSchema);
      return (value) => (value as unknown[]).map(item);
    }
    case 'nullable':
    case 'optional': {
      const wrapped = picker(known.wrapped as v.GenericSchema);
      return (value) => (value === null || value === undefined ? value : wrapped(value));
    }
    case 'variant': {
      const options = (known.options ?? []).map((option) => ({ option, pick: picker(option) }));
      return (value) => (options.find(({ option }) => v.is(option, value)) ?? unknownVariant()).pick(value);
    }
    default:
      return (value) => value;
  }
}

/** The parts of valibot's schemas that decide which fields exist. */
interface Described {
  readonly type: string;
  readonly entries?: Record<string, v.GenericSchema>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly v.GenericSchema[];
}

function pickEntries(entries: Record<string, v.GenericSchema>): Serialise {
  const fields = Object.entries(entries).map(([name, schema]) => ({ name, pick: picker(schema) }));
  return (value) => {
    const source = value as Record<string, unknown>;
    const picked: Record<string, unknown> = {};
    for (const { name, pick } of fields) picked[name] = pick(source[name]);
    return picked;
  };
}

function unknownVariant(): never {
  throw new TypeError('a result that the contract does not know');
}
