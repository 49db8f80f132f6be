import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, safeParse } from 'valibot';
import { unsetLocale } from 'account-elements/contract/locale.js';
import { Profile, ProfileChange, profileLimits } from 'account-elements/contract/profile.js';

const refusals = (change: unknown) =>
  Object.fromEntries(
    (safeParse(ProfileChange, change).issues ?? []).map((issue) => [
      issue.path?.map(({ key }) => String(key)).join('.') ?? '',
      issue.message,
    ]),
  );

test('a change names only what changes', () => {
  assert.deepEqual(parse(ProfileChange, {}), {});
  assert.deepEqual(parse(ProfileChange, { city: ' Graz ' }), { city: 'Graz' });
});

test('a change cannot bring fields that a profile does not have', () => {
  for (const name of ['version', 'accountId', 'email', 'administrator', 'id']) {
    assert.equal(safeParse(ProfileChange, { [name]: 'x' }).success, false, name);
  }
});

test('nothing is required, and everything can be emptied', () => {
  const empty = {
    title: '',
    telephone: '',
    street: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    relationship: '',
    locale: unsetLocale,
  };
  assert.deepEqual(parse(ProfileChange, empty), empty);
  assert.deepEqual(parse(Profile, { ...empty, version: '0' }), { ...empty, version: '0' });
});

test('each field holds as much as its limit says, in characters that people count', () => {
  for (const [name, limit] of Object.entries(profileLimits)) {
    const letter = name === 'telephone' ? '1' : '😀';
    assert.deepEqual(refusals({ [name]: letter.repeat(limit) }), {}, name);
    assert.deepEqual(refusals({ [name]: letter.repeat(limit + 1) })[name], 'too-long', name);
  }
});

test('a telephone number is digits with the usual signs, from the world’s notations', () => {
  for (const telephone of [
    '+4315550142',
    '01 555 01 42',
    '+43 (0)1 555-0142',
    '(01) 555 0142',
    '555.0142',
    '0664/1234567',
    '',
  ]) {
    assert.deepEqual(refusals({ telephone }), {}, telephone);
  }
  for (const telephone of ['call me', '+', '+43;ext=1', '++43', '<b>1</b>', '1\n2']) {
    assert.equal(refusals({ telephone })['telephone'], 'invalid', telephone);
  }
});

test('a country is a code of two capital letters, or none', () => {
  assert.deepEqual(refusals({ country: 'AT' }), {});
  for (const country of ['Austria', 'at', 'AUT', ' AT'])
    assert.equal(refusals({ country })['country'], 'invalid', country);
});

test('a street has several lines, everything else has one', () => {
  assert.deepEqual(refusals({ street: 'Street 1\nDoor 2' }), {});
  for (const name of ['title', 'city', 'state', 'postalCode', 'relationship']) {
    assert.equal(refusals({ [name]: 'a\nb' })[name], 'invalid', name);
  }
});

test('a locale changes as a whole', () => {
  assert.notDeepEqual(refusals({ locale: { language: 'de' } }), {});
  assert.deepEqual(refusals({ locale: { ...unsetLocale, language: 'de' } }), {});
});
