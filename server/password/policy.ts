import { codePoints } from 'account-elements/contract/text.js';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from 'account-elements/contract/password.js';
import { Problem, type FieldProblemCode } from 'account-elements/contract/problem.js';
import { isCommonPassword } from './common-passwords.ts';

/** What a guesser would try first for this very person. */
export interface PasswordContext {
  readonly company: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** Why a password may not be used, or nothing. No rules of composition: length and guessability decide. */
export function passwordProblem(password: string, context: PasswordContext): FieldProblemCode | undefined {
  const length = codePoints(password.normalize('NFC'));
  if (length < PASSWORD_MIN_LENGTH) return 'too-short';
  if (length > PASSWORD_MAX_LENGTH) return 'too-long';
  if (isCommonPassword(password)) return 'password-common';
  if (isDerived(password, context)) return 'password-guessable';
  return undefined;
}

/** Throws what `passwordProblem` finds, as the problem of one field. */
export function requireGoodPassword(password: string, context: PasswordContext, field: string): void {
  const code = passwordProblem(password, context);
  if (code) throw new Problem('invalid-input', { fields: [{ name: field, code }] });
}

const MIN_WORD = 3;
/** Fewer letters than this beside the context words do not make them a secret. */
const MIN_REMAINDER = 4;

/**
 * Whether nothing much is left once the words that everybody knows about this
 * person are taken away, however often repeated, whatever digits and signs
 * stand between them.
 */
function isDerived(password: string, context: PasswordContext): boolean {
  const letters = lettersAndDigits(password);
  let rest = letters;
  for (const word of contextWords(context)) {
    rest = rest.replaceAll(word, '').replaceAll([...word].reverse().join(''), '');
  }
  return rest !== letters && codePoints(rest.replaceAll(/\p{Nd}/gu, '')) < MIN_REMAINDER;
}

/** Longest first, so that `certificatemanager` goes before `manager`. */
function contextWords({ company, email, firstName, lastName }: PasswordContext): string[] {
  const [local = '', domain = ''] = email.split('@');
  const texts = [company, email, local, domain, firstName, lastName, firstName + lastName, lastName + firstName];
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).map(lettersAndDigits);
  return [...new Set(words)].filter((word) => codePoints(word) >= MIN_WORD).toSorted((a, b) => b.length - a.length);
}

const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
