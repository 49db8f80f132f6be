import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

// The guards of accounts are numbered, and tests name the numbers that they are about: `case 022, 024: …`, `cases 069–081: …`.
// A test that goes leaves its number behind here.

const LAST = 118;

/** What no test can look at, and why. */
const untested: Readonly<Record<number, string>> = {
  118: 'signatures and provenance are looked at when a version is published',
};

/** The numbers that names of tests in this text claim. */
function claimedIn(text: string): number[] {
  return [...text.matchAll(/['`"]cases? (\d{3}(?:(?:, |–)\d{3})*)\b/g)].flatMap(([, list = '']) =>
    list.split(', ').flatMap((part) => {
      const [from = 0, to = from] = part.split('–').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
}

const claimed = new Set(globSync('test/**/*.test.ts').flatMap((file) => claimedIn(readFileSync(file, 'utf8'))));

test('every guard of an account that has a number is named by a test, or it is said why there is none', () => {
  const all = Array.from({ length: LAST }, (_, index) => index + 1);
  assert.deepEqual(
    all.filter((number) => !claimed.has(number) && !(number in untested)),
    [],
    'no test names these',
  );
});

test('no test names a number that there is not, and none is excused that has a test', () => {
  assert.deepEqual(
    [...claimed].filter((number) => number < 1 || number > LAST || number in untested),
    [],
  );
});

test('lists and ranges of numbers are read', () => {
  assert.deepEqual(
    claimedIn("test('case 007: a') test(`case 022, 024: b`) it('cases 069–071, 080: c')"),
    [7, 22, 24, 69, 70, 71, 80],
  );
});
