/*
 * Valibot as far as the elements need it, in a sixth of the size: what the contract's answers consist of, and one
 * verdict without a reason, because an answer that the contract does not know is the same to a person whatever is wrong
 * with it. The published script has it in place of valibot; test/contract/small-valibot.test.ts compares the two.
 */

/** What it read, or that it is not what it should be. */
type Check = ((value: unknown) => unknown) & { readonly optional?: true };

const WRONG = Symbol('wrong');

type Verdict = { readonly success: true; readonly output: unknown } | { readonly success: false };

export function safeParse(check: Check, value: unknown): Verdict {
  const output = check(value);
  return output === WRONG ? { success: false } : { success: true, output };
}

const only =
  (isRight: (value: unknown) => boolean): Check =>
  (value) =>
    isRight(value) ? value : WRONG;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const unknown = (): Check => (value) => value;
export const string = (): Check => only((value) => typeof value === 'string');
export const boolean = (): Check => only((value) => typeof value === 'boolean');
export const number = (): Check => only((value) => typeof value === 'number' && !Number.isNaN(value));
export const literal = (wanted: unknown): Check => only((value) => value === wanted);
export const picklist = (choices: readonly unknown[]): Check => only((value) => choices.includes(value));

export const nullable =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);

export const optional = (check: Check): Check =>
  Object.assign((value: unknown) => (value === undefined ? undefined : check(value)), { optional: true as const });

export const array =
  (check: Check): Check =>
  (value) => {
    const items = Array.isArray(value) ? value.map((item) => check(item)) : [WRONG];
    return items.includes(WRONG) ? WRONG : items;
  };

/** Without what it does not know. */
export const object =
  (entries: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (!isObject(value)) return WRONG;
    const known: Record<string, unknown> = {};
    for (const [key, check] of Object.entries(entries)) {
      if (key in value) known[key] = check(value[key]);
      else if (!check.optional) return WRONG;
      if (known[key] === WRONG) return WRONG;
    }
    return known;
  };

export const record =
  (_key: Check, check: Check): Check =>
  (value) => {
    if (!isObject(value)) return WRONG;
    const known: Record<string, unknown> = {};
    for (const [key, each] of Object.entries(value)) {
      if (['__proto__', 'prototype', 'constructor'].includes(key)) continue;
      known[key] = check(each);
      if (known[key] === WRONG) return WRONG;
    }
    return known;
  };

/** The first of them that it is: they differ in a literal. */
export const variant =
  (_key: string, checks: readonly Check[]): Check =>
  (value) =>
    checks.map((check) => check(value)).find((output) => output !== WRONG) ?? WRONG;

export const pipe =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.reduce((output, check) => (output === WRONG ? WRONG : check(output)), value);

// Only in a pipe, after `string`.
export const regex = (pattern: RegExp): Check => only((value) => pattern.test(value as string));
export const nonEmpty = (): Check => only((value) => value !== '');
export const maxLength = (most: number): Check => only((value) => (value as string).length <= most);
export const transform =
  (change: (text: string) => string): Check =>
  (value) =>
    change(value as string);

export const isoTimestamp = (): Check =>
  regex(
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/,
  );

// Only in what is sent and in what is saved, whose schemas are left to the server (see client-contract.ts).
export { check, exactOptional, integer, maxBytes, maxValue, minValue, normalize, strictObject, trim } from 'valibot';
