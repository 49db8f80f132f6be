import type { Account } from '../contract/account.ts';
import type { FieldProblemCode } from '../contract/problem.ts';
import type { SecondFactor } from '../contract/sign-in.ts';
import { codeMistake, type CodeKind, type CodeMistake } from '../shared/code-fields.ts';

export type Step =
  /** `expired`: the password was right, and what had to come after it did not come. */
  | { readonly name: 'sign-in'; readonly expired?: boolean }
  | { readonly name: 'sign-up' }
  /** The password was right and has to be replaced: it is sent once more, with the new one. */
  | { readonly name: 'new-password'; readonly email: string; readonly password: string }
  /** The password was right and is not enough. `chosen`: what the person would rather use. `link`: of a mail, if it was chosen with one. */
  | {
      readonly name: 'second-factor';
      readonly email: string;
      readonly methods: readonly SecondFactor[];
      readonly chosen?: SecondFactor;
      readonly link?: string;
    }
  | ResetStep
  | Done;

/** A new password by a link in a mail; see `password-reset.ts`. */
export type ResetStep =
  /** `sentTo`: the mail was asked for. `expired`: after a link that is worth nothing any more. */
  | { readonly name: 'forgotten'; readonly sentTo?: string; readonly expired?: boolean }
  /** With the link. Whose it is, is not known at first. `late`: the second step was not done in time, so nothing has changed. */
  | { readonly name: 'reset'; readonly token: string; readonly email?: string; readonly late?: boolean };

export const isReset = (step: Step): step is ResetStep => step.name === 'forgotten' || step.name === 'reset';

export interface Done {
  readonly name: 'done';
  readonly account: Account;
  /** The person knows the password, and did not have to look for a recovery code. */
  readonly withPassword: boolean;
  /** When one was used just now. */
  readonly recoveryCodesLeft?: number | undefined;
  /** Since when the account is no longer about to be deleted, if it was until just now. */
  readonly keptSince?: Date | undefined;
}

/** There is something to read before anything goes on. */
export const isWorthReading = ({ keptSince, recoveryCodesLeft }: Done): boolean =>
  keptSince !== undefined || recoveryCodesLeft !== undefined;

/** What a step asks for: of a second step, the way in which it is done; `none` when there is none that we know. */
export type Asked = Exclude<Step['name'], 'second-factor'> | SecondFactor | 'none';

/** Whoever typed a password is likely to type on. */
const usual: readonly SecondFactor[] = ['code', 'passkey', 'recovery-code'];

/** The ways in which a second step can be done on this page, as they are offered. */
export const waysOf = (methods: readonly SecondFactor[], possible: (way: SecondFactor) => boolean): SecondFactor[] =>
  usual.filter((way) => methods.includes(way) && possible(way));

export type Values = Readonly<Record<string, string>>;

/** Why a field was refused: by the server, or here, before it was sent. */
export type Mistake = FieldProblemCode | CodeMistake | 'mismatch';

// Many people have one name only.
const OPTIONAL = new Set(['lastName']);

export const isOptional = (field: string): boolean => OPTIONAL.has(field);

export const isCode = (asked: Asked): asked is CodeKind => asked === 'code' || asked === 'recovery-code';

/** What can be told without the server: whether a password is good enough is for the server to say. */
export function mistakesIn(asked: Asked, values: Values): Readonly<Record<string, Mistake>> {
  const mistakes: Record<string, Mistake> = {};
  if (isCode(asked)) {
    const mistake = codeMistake(asked, values['code'] ?? '');
    return mistake ? { code: mistake } : {};
  }
  for (const [name, value] of Object.entries(values)) {
    const isPassword = /password|confirmation/i.test(name);
    if ((isPassword ? value : value.trim()) === '' && !isOptional(name)) mistakes[name] = 'required';
  }
  const { confirmation, password, newPassword } = values;
  if (confirmation !== undefined && confirmation !== (newPassword ?? password)) mistakes['confirmation'] ??= 'mismatch';
  return mistakes;
}
