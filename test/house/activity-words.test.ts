import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { de } from '../../components/localize/de.ts';
import { en } from '../../components/localize/en.ts';

// The server writes codes; people read words.

const server = globSync('server/**/*.ts', { exclude: ['server/dist/**', 'server/node_modules/**'] }).map((file) =>
  readFileSync(file, 'utf8'),
);
const record = readFileSync('server/activity/record.ts', 'utf8');
const types = [...(/type ActivityType =([^;]+);/.exec(record)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
  ([, type]) => type!,
);
const reasons = server.flatMap((source) =>
  [...source.matchAll(/\breason\??: [^;,)}\n]+|(?:const reason|type FactorChange) =[^;]+/g)].flatMap(([value]) =>
    [...value.matchAll(/'([\w-]+)'/g)].map(([, reason]) => reason!),
  ),
);

test('whatever can happen to an account is said in plain words, in every language', () => {
  assert.ok(types.length > 15);
  for (const { activity } of [en, de]) {
    assert.deepEqual(
      types.filter((type) => !Object.hasOwn(activity.types, type)),
      [],
    );
  }
});

test('every reason for it is, too', () => {
  assert.ok(reasons.length > 8);
  for (const { activity } of [en, de]) {
    assert.deepEqual(
      [...new Set(reasons)].filter((reason) => reason !== 'reason' && !Object.hasOwn(activity.reasons, reason)),
      [],
    );
  }
});
