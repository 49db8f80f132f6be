import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { AuthenticatorCode } from '../../components/contract/authenticators.ts';
import type { Endpoint } from '../../components/contract/endpoint.ts';
import { api } from '../../components/contract/index.ts';
import { RecoveryCode } from '../../components/contract/recovery-codes.ts';
import { bundle } from '../../tools/build/bundle.ts';
import type * as Small from '../../tools/build/small-valibot.ts';

// The published script reads answers with a smaller valibot: it must find what the real one finds.

type Check = Parameters<typeof Small.safeParse>[0];
type SmallContract = Readonly<Record<string, Readonly<Record<string, { readonly result?: Check }>>>>;

const outdir = await mkdtemp(join(tmpdir(), 'small-valibot-'));
after(() => rm(outdir, { recursive: true }));
const sources = [
  'components/contract/index',
  'components/contract/authenticators',
  'components/contract/recovery-codes',
];
const entries = [...sources, 'tools/build/small-valibot'].map((file) => [file, `${file}.ts`]);
await bundle(Object.fromEntries(entries) as Record<string, string>, { outdir, outExtension: { '.js': '.mjs' } });
const load = (file: string): Promise<unknown> => import(pathToFileURL(join(outdir, `${file}.mjs`)).href);
const small = (await load('tools/build/small-valibot')) as typeof Small;
const { api: smallApi } = (await load('components/contract/index')) as { api: SmallContract };

/** What the two make of a value. */
function compare(real: v.GenericSchema, check: Check, value: unknown): boolean {
  const [{ success, output }, verdict] = [v.safeParse(real, value), small.safeParse(check, value)];
  assert.deepEqual(verdict, success ? { success, output } : { success }, JSON.stringify(value));
  return success;
}

interface Described {
  readonly type: string;
  readonly entries: Readonly<Record<string, Described>>;
  readonly item: Described;
  readonly wrapped: Described;
  readonly literal: unknown;
  readonly options: readonly unknown[];
  readonly pipe?: readonly { readonly type: string }[];
}

/** Values that a schema knows, at least one of each kind. */
function samples(schema: Described): unknown[] {
  const { type } = schema;
  if (type === 'object') {
    const each = Object.entries(schema.entries).map(([key, entry]) => [key, samples(entry)] as const);
    const most = Math.max(1, ...each.map(([, known]) => known.length));
    return Array.from({ length: most }, (_, i) =>
      Object.fromEntries(each.map(([key, known]) => [key, known[i % known.length]])),
    );
  }
  if (type === 'array') return [[], samples(schema.item)];
  if (type === 'nullable') return [...samples(schema.wrapped), null];
  if (type === 'optional') return [...samples(schema.wrapped), undefined];
  if (type === 'literal') return [schema.literal];
  if (type === 'picklist') return [...schema.options];
  if (type === 'variant') return schema.options.flatMap((option) => samples(option as Described));
  if (type === 'string')
    return schema.pipe?.[1]?.type === 'iso_timestamp' ? ['2026-11-28T06:30:00.000Z'] : ['text', ''];
  const simple: Readonly<Record<string, unknown[]>> = {
    number: [1, 0, -1.5],
    boolean: [true, false],
    record: [{ fields: ['title'] }, JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "a": null}')],
  };
  assert.ok(simple[type], `${type} is new: the small valibot must know it too`);
  return simple[type];
}

const OTHERS = [
  undefined,
  null,
  '',
  'other',
  '2026-11-28',
  '2026-02-31T25:00:00Z',
  0,
  1,
  true,
  [],
  {},
  [null],
  { a: 1 },
];

/** A value with something else in each of its places, something missing, and something more. */
function* changed(value: unknown): Generator {
  yield* OTHERS;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) for (const other of changed(item)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, more: 1 };
    for (const [key, item] of Object.entries(value)) {
      const { [key as never]: _, ...rest } = value;
      yield rest;
      for (const other of changed(item)) yield { ...value, [key]: other };
    }
  }
}

describe('the published script takes and refuses the same answers as valibot', () => {
  for (const [feature, endpoints] of Object.entries(api)) {
    for (const [name, { result }] of Object.entries(endpoints as Readonly<Record<string, Endpoint>>)) {
      if (!result) continue;
      test(`${feature}.${name}`, () => {
        const check = smallApi[feature]?.[name]?.result;
        assert.ok(check);
        const known = samples(result as unknown as Described);
        for (const value of known) assert.ok(compare(result, check, value), JSON.stringify(value));
        const verdicts = known.flatMap((value) => [...changed(value)].map((other) => compare(result, check, other)));
        assert.ok(verdicts.includes(false));
      });
    }
  }

  const TYPED = ['', '123456', '123 456', '12345', '1234567', '12345a', ' '.repeat(17), '0'.repeat(24), 'o'.repeat(24)];
  for (const [file, name, real] of [
    ['authenticators', 'AuthenticatorCode', AuthenticatorCode],
    ['recovery-codes', 'RecoveryCode', RecoveryCode],
  ] as const) {
    test(`and the same ${name}`, async () => {
      const { [name]: check } = (await load(`components/contract/${file}`)) as Record<string, Check>;
      assert.ok(check);
      const verdicts = [...TYPED, 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01', 'u'.repeat(24), 7, null].map((typed) =>
        compare(real, check, typed),
      );
      assert.deepEqual(new Set(verdicts), new Set([true, false]));
    });
  }
});
