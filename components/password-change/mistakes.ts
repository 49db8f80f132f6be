import type { FieldProblemCode } from '../contract/problem.ts';

export type Values = Readonly<Record<string, string>>;

/** Why a field was refused: by the server, or here, before it was sent. */
export type Mistake = FieldProblemCode | 'mismatch';

/** What can be told without the server, which alone says whether a password is good enough. */
export function mistakesIn({ newPassword, confirmation }: Values): Readonly<Record<string, Mistake>> {
  return {
    ...(newPassword ? {} : { newPassword: 'required' }),
    ...(confirmation
      ? confirmation === newPassword
        ? {}
        : { confirmation: 'mismatch' }
      : { confirmation: 'required' }),
  };
}
