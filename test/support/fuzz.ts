/** JSON Schema, as far as the API description uses it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}

const texts = [
  '',
  ' ',
  'a',
  'Graz',
  'AT',
  'de',
  'Europe/Vienna',
  '+43 316 123',
  'ada@people.example',
  'an engine weaves algebra',
  '123 456',
  '7',
  '2026-02-01T00:00:00.000Z',
  '7k3wqx9ztmh4rbc8ve6nay01',
  'x'.repeat(101),
  'x'.repeat(5000),
  '🗼'.repeat(40),
  '\u0000',
  'a\nb',
  '\ud800',
  '\u202e\u2066',
  '<script>alert(1)</script>',
  "'; DROP TABLE accounts; --",
  '../../etc/passwd',
  '${7*7}{{7*7}}',
  '%00%0d%0a',
  '__proto__',
  'constructor',
  '-1',
  '1e309',
  'null',
  'ﷺ'.repeat(30),
];
const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  [],
  {},
  [[]],
  { a: { b: {} } },
  { $ne: null },
];

const toText = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? '');

/** Makes requests that are almost right. The same seed makes the same ones. */
export class Fuzz {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Mulberry32: small, and good enough to choose with. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T;
  }

  maybe<T>(chance: number, make: () => T): T | undefined {
    return this.#random() < chance ? make() : undefined;
  }

  text(): string {
    return this.pick(texts);
  }

  /** What a header can carry at all. */
  headerText(): string {
    return this.text().replaceAll(/[^\x20-\x7e]/g, '?');
  }

  oddHeaders(): Record<string, string> {
    const names = [
      'accept',
      'accept-language',
      'if-match',
      'if-none-match',
      'range',
      'x-forwarded-for',
      'forwarded',
      'user-agent',
      'sec-fetch-site',
      'account-client',
      'referer',
    ];
    return this.maybe(0.2, () => ({ [this.pick(names)]: this.headerText() })) ?? {};
  }

  /** A query after what the API describes, with something wrong now and then. */
  query(parameters: readonly Parameter[]): string {
    const pairs = parameters.flatMap(({ name, required, schema }) =>
      this.#random() < (required ? 0.95 : 0.2) ? [[name, toText(this.#value(schema))]] : [],
    );
    if (this.#random() < 0.1) pairs.push([this.text().toWellFormed(), this.text().toWellFormed()]);
    if (this.#random() < 0.03) pairs.push(...pairs.slice(-1));
    return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs as [string, string][])}`;
  }

  /** A body after a schema, with something wrong in most cases. */
  body(schema: object): string {
    const damage = this.#random();
    if (damage < 0.05) return this.text();
    const json = JSON.stringify(damage < 0.1 ? this.pick(values) : this.#value(schema as Schema));
    if (damage < 0.15) return json.slice(0, Math.floor(this.#random() * json.length));
    if (damage < 0.17) return `${'['.repeat(500)}${json}`;
    return json;
  }

  #value(schema: Schema): unknown {
    if (this.#random() < 0.08) return this.pick([...values, this.text()]);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return this.#value(this.pick(choices));
    if (schema.enum) return this.pick(schema.enum);
    if ('const' in schema) return schema.const;
    switch (schema.type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return Array.from({ length: this.pick([0, 1, 3, 70]) }, () => this.#value(schema.items ?? {}));
      case 'integer':
      case 'number':
        return this.pick([0, 1, 7, 8, -1, 1.5, 2 ** 53]);
      case 'null':
        return null;
      case 'boolean':
        return this.pick([true, false]);
      default:
        return this.text();
    }
  }

  #object({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    const density = this.pick([0.1, 0.5, 0.9]);
    for (const [name, schema] of Object.entries(properties)) {
      const wanted = required.includes(name) ? 0.97 : density;
      if (this.#random() < wanted) made[name] = this.#value(schema);
    }
    if (this.#random() < 0.1) made[this.text()] = this.pick(values);
    return made;
  }
}
