import type { InArgs, InValue, ResultSet, Row, Value } from '@libsql/client';

/** What the native core can bind without harm. Anything else must not reach it: a boolean ends the process. */
export type BoundValue = null | number | bigint | string | Uint8Array;
export type BoundArgs = BoundValue[] | Record<string, BoundValue>;

const largestInteger = 2n ** 63n - 1n;
const smallestInteger = -(2n ** 63n);

/** Turns one argument into what SQLite stores. Errors name the type, never the value: it may be a secret. */
function toBound(value: InValue): BoundValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
      // The native core reads text back only up to its first NUL, so a stored one would come back as another text.
      if (value.includes('\0')) throw new RangeError('Text with a NUL character cannot be stored');
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError('Only finite numbers can be stored');
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'bigint':
      if (value > largestInteger || value < smallestInteger)
        throw new RangeError('The integer needs more than 64 bits');
      return value;
    default:
      if (value instanceof Uint8Array) return value;
      if (value instanceof ArrayBuffer) return new Uint8Array(value);
      if (value instanceof Date) return value.valueOf();
      throw new TypeError(`A value of type ${typeof value} cannot be stored`);
  }
}

/** Positional arguments stay a list; names lose the sign that SQL puts before them. */
export function toBoundArgs(args: InArgs | undefined): BoundArgs {
  if (!args) return [];
  if (Array.isArray(args)) return args.map(toBound);
  const bound: Record<string, BoundValue> = {};
  for (const [name, value] of Object.entries(args)) bound[name.replace(/^[:@$]/, '')] = toBound(value);
  return bound;
}

/** Integers arrive as bigint, so that one too large for a number is an error and not another number. */
function fromStored(value: unknown): Value {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('The stored integer is too large for a number');
    return number;
  }
  if (value instanceof Uint8Array) {
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer;
  }
  return value as Value;
}

type MakeRow = (stored: readonly unknown[]) => Row;

/**
 * Makes the rows of one statement. A row is read by position and by name, but
 * only its names may be enumerable: drizzle copies what it enumerates. So the
 * positions are accessors on a prototype shared by all rows of the statement.
 */
export function rowMaker(columns: readonly string[]): MakeRow {
  // The first of two columns with one name keeps it; a name that reads as a position has none.
  const names = columns.map((name, index) =>
    columns.indexOf(name) === index && !/^(?:\d+|length|__proto__)$/.test(name) ? name : undefined,
  );
  class StoredRow {
    readonly #values: readonly Value[];

    constructor(list: readonly Value[]) {
      this.#values = list;
      for (let index = 0; index < names.length; index += 1) {
        const name = names[index];
        if (name !== undefined) (this as Record<string, unknown>)[name] = list[index];
      }
    }

    get length(): number {
      return columns.length;
    }

    static {
      for (const index of columns.keys()) {
        Object.defineProperty(this.prototype, index, {
          get(this: StoredRow) {
            return this.#values[index];
          },
        });
      }
    }
  }
  return (stored) => new StoredRow(stored.map(fromStored)) as unknown as Row;
}

export function resultSet(columns: string[], columnTypes: string[], rows: Row[], change: Change): ResultSet {
  return { columns, columnTypes, rows, ...change, toJSON: () => ({ columns, columnTypes, rows, ...change }) };
}

export interface Change {
  readonly rowsAffected: number;
  readonly lastInsertRowid: bigint | undefined;
}
