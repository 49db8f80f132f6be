import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, safeParse, type GenericSchema } from 'valibot';
import { codePoints, line, lines, requiredLine, secret } from 'account-elements/contract/text.js';

/** Why a value is refused; nothing when it is accepted. */
const refusal = (schema: GenericSchema, value: unknown) => safeParse(schema, value).issues?.[0]?.message;

test('a line is trimmed, and one letter is one letter however it was typed', () => {
  assert.equal(parse(line(10), '  Ada  '), 'Ada');
  assert.equal(parse(line(10), 'Jose\u0301'), 'Jos\u00e9');
  assert.equal(parse(line(10), '\u00a0\u3000x\ufeff'), 'x');
});

test('a line may be empty unless something is required', () => {
  assert.equal(parse(line(10), '   '), '');
  assert.equal(refusal(requiredLine(10), '   '), 'required');
});

test('length is counted as people count, not in UTF-16 units', () => {
  assert.equal(codePoints('👩🏽'), 2);
  assert.equal(parse(line(3), '😀😀😀'), '😀😀😀');
  assert.equal(refusal(line(3), '😀😀😀😀'), 'too-long');
  assert.equal(parse(line(3), ' abc '), 'abc', 'what is trimmed does not count');
  assert.equal(parse(line(1), 'e\u0301'), '\u00e9', 'nor do the parts of one letter');
});

test('nothing is cut: what is too long is refused', () => {
  assert.equal(refusal(line(3), 'abcd'), 'too-long');
});

test('a line holds no line break and no control character', () => {
  for (const bad of ['a\nb', 'a\rb', 'a\tb', 'a\0b', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u2029b', 'a\u001b[31mb']) {
    assert.equal(refusal(line(20), bad), 'invalid', JSON.stringify(bad));
  }
});

test('half a character is refused, not stored as something else', () => {
  assert.equal(refusal(line(20), 'a\ud83d'), 'invalid');
  assert.equal(refusal(line(20), '\ude00a'), 'invalid');
  assert.equal(refusal(secret(100), 'password\ud83d'), 'invalid');
});

test('names and addresses of every script pass as they are', () => {
  for (const name of [
    'Ó Súilleabháin',
    'Иванова',
    'محمد',
    '山田太郎',
    'O’Brien-Smith',
    'Nguyễn Thị',
    'Þórður',
    'José\u200dé',
  ]) {
    assert.equal(parse(line(100), name), name.normalize('NFC'));
  }
});

test('several lines keep their line breaks, whoever typed them', () => {
  assert.equal(parse(lines(50), 'Street 1\r\nDoor 2\n'), 'Street 1\nDoor 2');
  assert.equal(refusal(lines(50), 'a\tb'), 'invalid');
  assert.equal(refusal(lines(3), 'a\nbc'), 'too-long');
});

test('a secret is never trimmed or changed', () => {
  assert.equal(parse(secret(100), '  pass\u0065\u0301  '), '  pass\u0065\u0301  ');
  assert.equal(refusal(secret(100), ''), 'required');
});

test('a secret is limited in bytes, before anything is done with it', () => {
  assert.equal(refusal(secret(4), '😀a'), 'too-long');
  assert.equal(refusal(secret(4), '😀'), undefined);
});

test('only text is text', () => {
  for (const other of [1, null, undefined, true, ['a'], { toString: () => 'a' }]) {
    assert.notEqual(refusal(line(10), other), undefined);
    assert.notEqual(refusal(secret(10), other), undefined);
  }
});
