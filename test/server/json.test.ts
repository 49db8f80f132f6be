import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from 'account-elements-server/http/json.js';
import { quickest } from '../support/quickest.ts';

test('names that reach a prototype are refused wherever they stand and however they are spelt', () => {
  for (const text of [
    '{"__proto__":1}',
    '{"a":{"constructor":{}}}',
    '[{"prototype":null}]',
    '{"\\u005f\\u005fproto__":1}',
  ]) {
    assert.throws(() => parseJson(text), { code: 'invalid-input' }, text);
  }
});

test('proper JSON is what JSON.parse makes of it', () => {
  for (const text of [
    '{"a":"}{][:,\\"__proto__\\":1"}',
    '[{"a":1},{"a":2}]',
    ' {"a": {"a": ["a", "a"]}, "b": "\\\\"} ',
    '"constructor"',
    '[[[[[[[[1]]]]]]]]',
    'null',
  ]) {
    assert.deepEqual(parseJson(text), JSON.parse(text), text);
  }
});

test('what can be sent in one request is looked through at once, however it is made', () => {
  const size = 16 * 1024;
  for (const text of ['"' + '\\"'.repeat(size / 2), '"'.repeat(size - 1), '"' + '\\'.repeat(size), '{'.repeat(size)]) {
    const took = quickest(3, () => assert.throws(() => parseJson(text), { code: 'malformed' }));
    assert.ok(took < 100, `${text.slice(0, 8)}… took ${Math.round(took)} ms`);
  }
});
