import * as v from 'valibot';

/**
 * How a person reads words, dates and numbers. Five separate settings, because
 * people mix them: English words, Austrian dates, a 12-hour clock. `null` leaves
 * a setting to the page and the browser. Read leniently: a time zone that this
 * engine has not heard of must not make a whole account unreadable.
 */
export const Locale = v.object({
  /** BCP 47 language with an optional script, such as `de` or `zh-Hant`. */
  language: v.nullable(v.string()),
  /** ISO 3166-1 alpha-2, such as `AT`: how dates and numbers are written. */
  region: v.nullable(v.string()),
  /** IANA name, such as `Europe/Vienna`. */
  timeZone: v.nullable(v.string()),
  /** 12-hour or 24-hour clock. */
  hourCycle: v.nullable(v.picklist(['h12', 'h23'])),
  /** 1 for Monday to 7 for Sunday. */
  firstDayOfWeek: v.nullable(v.number()),
});
export type Locale = v.InferOutput<typeof Locale>;

/** An IANA name that is one. */
export const TimeZone = v.pipe(v.string(), v.maxLength(64, 'too-long'), v.check(isTimeZone, 'invalid'));

/** The same, as it may be saved. */
export const LocaleChange = v.strictObject({
  language: v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/, 'invalid'))),
  region: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'invalid'))),
  timeZone: v.nullable(TimeZone),
  hourCycle: v.nullable(v.picklist(['h12', 'h23'], 'invalid')),
  firstDayOfWeek: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
});

/** What a person has who never chose. */
export const unsetLocale: Locale = {
  language: null,
  region: null,
  timeZone: null,
  hourCycle: null,
  firstDayOfWeek: null,
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as `+01:00` are accepted too, but know no summer time.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
