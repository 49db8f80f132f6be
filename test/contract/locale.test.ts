import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, safeParse } from 'valibot';
import { Locale, LocaleChange, unsetLocale } from 'account-elements/contract/locale.js';

const accepts = (part: object): boolean => safeParse(LocaleChange, { ...unsetLocale, ...part }).success;

test('every setting may be left to the page and the browser', () => {
  assert.deepEqual(parse(LocaleChange, unsetLocale), unsetLocale);
});

test('language, region, time zone, clock and week are chosen apart from each other', () => {
  const mixed = { language: 'en', region: 'AT', timeZone: 'Asia/Tokyo', hourCycle: 'h12', firstDayOfWeek: 7 };
  assert.deepEqual(parse(LocaleChange, mixed), mixed);
});

test('a setting that is missing or unknown is refused', () => {
  const { region: _, ...withoutRegion } = unsetLocale;
  assert.equal(safeParse(LocaleChange, withoutRegion).success, false);
  assert.equal(safeParse(LocaleChange, { ...unsetLocale, calendar: 'gregory' }).success, false);
});

test('a language is a BCP 47 language with an optional script', () => {
  for (const language of ['de', 'fil', 'zh-Hant', 'sr-Latn']) assert.ok(accepts({ language }), language);
  for (const language of ['', 'DE', 'de-AT', 'de_AT', 'deutsch', 'zh-hant', '*', 'de,en', 'de\n']) {
    assert.ok(!accepts({ language }), language);
  }
});

test('a region is two capital letters', () => {
  assert.ok(accepts({ region: 'AT' }));
  for (const region of ['', 'at', 'AUT', '040', 'A1', 'AT\n']) assert.ok(!accepts({ region }), region);
});

test('a time zone is one that exists, by its name', () => {
  for (const timeZone of ['Europe/Vienna', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'Asia/Kolkata', 'UTC']) {
    assert.ok(accepts({ timeZone }), timeZone);
  }
  for (const timeZone of ['', 'Europe/Atlantis', '+01:00', '../etc/passwd', 'Europe/Vienna\n', 'x'.repeat(10_000)]) {
    assert.ok(!accepts({ timeZone }), timeZone.slice(0, 20));
  }
});

test('clock and week know no other values than those there are', () => {
  assert.ok(accepts({ hourCycle: 'h23' }));
  for (const hourCycle of ['h24', 'h11', '', 12]) assert.ok(!accepts({ hourCycle }));
  for (const firstDayOfWeek of [1, 7]) assert.ok(accepts({ firstDayOfWeek }));
  for (const firstDayOfWeek of [0, 8, 1.5, '1', Number.NaN]) assert.ok(!accepts({ firstDayOfWeek }));
});

test('what is read may hold what this engine does not know', () => {
  const later = { ...unsetLocale, timeZone: 'Luna/Tycho', calendar: 'gregory' };
  assert.deepEqual(parse(Locale, later), { ...unsetLocale, timeZone: 'Luna/Tycho' });
});
