import type { Account } from '../contract/account.ts';
import type { FieldProblemCode } from '../contract/problem.ts';

export type Step =
  | { readonly name: 'sign-in' }
  | { readonly name: 'sign-up' }
  /** The password was right and has to be replaced: it is sent once more, with the new one. */
  | { readonly name: 'new-password'; readonly email: string; readonly password: string }
  | { readonly name: 'done'; readonly account: Account };

export type Values = Readonly<Record<string, string>>;

/** Why a field was refused: by the server, or here, before it was sent. */
export type Mistake = FieldProblemCode | 'mismatch';

// Many people have one name only.
const OPTIONAL = new Set(['lastName']);

export const isOptional = (field: string): boolean => OPTIONAL.has(field);

/** What can be told without the server: whether a password is good enough is for the server to say. */
export function mistakesIn(values: Values): Readonly<Record<string, Mistake>> {
  const mistakes: Record<string, Mistake> = {};
  for (const [name, value] of Object.entries(values)) {
    const isPassword = /password|confirmation/i.test(name);
    if ((isPassword ? value : value.trim()) === '' && !isOptional(name)) mistakes[name] = 'required';
  }
  const { confirmation, password, newPassword } = values;
  if (confirmation !== undefined && confirmation !== (newPassword ?? password)) mistakes['confirmation'] ??= 'mismatch';
  return mistakes;
}
