import * as v from 'valibot';
import { Account, EMAIL_MAX_LENGTH } from './account.ts';
import { AuthenticatorCode } from './authenticators.ts';
import { endpoint } from './endpoint.ts';
import { PasskeyAssertion, PasskeyRequest } from './passkey-ceremony.ts';
import { Password } from './password.ts';
import { RecoveryCode } from './recovery-codes.ts';
import { signOut } from './sign-out.ts';
import { requiredLine } from './text.ts';

/** What a second factor can be. */
export const secondFactors = ['passkey', 'code', 'recovery-code'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/** The account was about to be deleted, and stays. */
const accountKept = v.optional(v.literal(true));

/** How far a sign-in came. */
export const SignInResult = v.variant('status', [
  v.object({ status: v.literal('signed-in'), account: Account, accountKept }),
  /** The password was right; nobody is signed in until one of these was, too. Strongest first. */
  v.object({ status: v.literal('second-factor'), methods: v.array(v.picklist(secondFactors)) }),
]);
export type SignInResult = v.InferOutput<typeof SignInResult>;

/** What a sign-in that is complete answers. */
export const SignedIn = v.object({
  account: Account,
  accountKept,
  /** How many recovery codes are left, when one was used just now. */
  recoveryCodesLeft: v.optional(v.number()),
});
export type SignedIn = v.InferOutput<typeof SignedIn>;

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
  /** `unauthenticated` when the password was typed too long ago, too many codes were wrong, or another page went on: start over. */
  withCode: endpoint({
    method: 'POST',
    path: '/sign-in/code',
    summary: 'After the password: the code of an authenticator application',
    access: 'public',
    body: v.strictObject({ code: AuthenticatorCode }),
    result: SignedIn,
    problems: ['unauthenticated', 'wrong-credential', 'too-many-attempts'],
  }),
  withRecoveryCode: endpoint({
    method: 'POST',
    path: '/sign-in/recovery-code',
    summary: 'After the password: a recovery code, which is used up',
    access: 'public',
    body: v.strictObject({ code: RecoveryCode }),
    result: SignedIn,
    problems: ['unauthenticated', 'wrong-credential', 'too-many-attempts'],
  }),
  /** Names nobody: what it answers is the same for every account. */
  startPasskey: endpoint({
    method: 'POST',
    path: '/sign-in/passkey/start',
    summary: 'What the browser needs to offer its passkeys',
    access: 'public',
    result: PasskeyRequest,
    unseen: true,
    problems: ['too-many-attempts'],
  }),
  withPasskey: endpoint({
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Sign in with a passkey, which needs nothing else',
    access: 'public',
    body: v.strictObject({ response: PasskeyAssertion }),
    result: SignedIn,
    problems: ['passkey-refused', 'too-many-attempts'],
  }),
  signOut,
};
