import * as v from 'valibot';

// Unpaired surrogates do not survive storage as UTF-8, and control characters
// break logs, mails and single-line fields (ASVS 5.0.0 v5.0.0-1.5.3).
// eslint-disable-next-line no-control-regex -- naming them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
// eslint-disable-next-line no-control-regex -- the same, but for the line feed
const CONTROL_BUT_LINE_FEED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** How many characters a person would count: code points, not UTF-16 units. */
export const codePoints = (text: string): number => [...text].length;

const trimmed = <const Max extends number>(max: Max) =>
  [
    v.string(),
    v.normalize('NFC'),
    v.trim(),
    v.check((text: string) => codePoints(text) <= max, 'too-long'),
    v.check(isWellFormed, 'invalid'),
  ] as const;

/** One line of text that a person typed: trimmed, NFC, at most `max` code points. May be empty. */
export const line = (max: number) =>
  v.pipe(
    ...trimmed(max),
    v.check((text) => !CONTROL.test(text), 'invalid'),
  );

/** One line that must hold something. */
export const requiredLine = (max: number) => v.pipe(line(max), v.nonEmpty('required'));

/** Several lines of text, separated by line feeds. May be empty. */
export const lines = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replaceAll('\r\n', '\n')),
    ...trimmed(max),
    v.check((text) => !CONTROL_BUT_LINE_FEED.test(text), 'invalid'),
  );

/**
 * A secret as typed: never trimmed, never changed here, so that what was set is
 * what is verified. The byte limit stops a huge value before it is hashed.
 */
export const secret = (maxBytes: number) =>
  v.pipe(v.string(), v.nonEmpty('required'), v.maxBytes(maxBytes, 'too-long'), v.check(isWellFormed, 'invalid'));

/** What is only compared, such as an id that somebody was handed: anything up to a length that a database can hold. */
export const token = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max, 'too-long'),
    v.check((text) => isWellFormed(text) && !CONTROL.test(text), 'invalid'),
  );

/** What the link in a mail brings along. */
export const mailToken = v.pipe(v.string(), v.nonEmpty('required'), v.maxLength(128, 'too-long'));

/** An instant: ISO 8601 in UTC with milliseconds. */
export const instant = v.pipe(v.string(), v.isoTimestamp());
