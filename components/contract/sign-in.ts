import * as v from 'valibot';
import { Account, EMAIL_MAX_LENGTH } from './account.ts';
import { endpoint } from './endpoint.ts';
import { Password } from './password.ts';
import { requiredLine } from './text.ts';

/** How far a sign-in came. */
export const SignInResult = v.variant('status', [v.object({ status: v.literal('signed-in'), account: Account })]);
export type SignInResult = v.InferOutput<typeof SignInResult>;

export const signIn = {
  withPassword: endpoint({
    method: 'POST',
    path: '/sign-in/password',
    summary: 'Sign in with e-mail address and password',
    access: 'public',
    body: v.strictObject({
      email: requiredLine(EMAIL_MAX_LENGTH),
      password: Password,
      /** After `password-change-required`: the password to use from now on. */
      newPassword: v.optional(Password),
    }),
    result: SignInResult,
    problems: ['wrong-credential', 'password-change-required', 'too-many-attempts'],
  }),
  /** `unauthenticated` only for a token that was exchanged meanwhile: whoever has the new one asks again. */
  signOut: endpoint({
    method: 'POST',
    path: '/sign-out',
    summary: 'End this session',
    access: 'public',
    problems: ['unauthenticated'],
  }),
};
