import * as v from 'valibot';
import { AuthenticatorCode } from './authenticators.ts';
import { endpoint } from './endpoint.ts';
import { PasskeyAssertion, PasskeyRequest } from './passkey-ceremony.ts';
import { Password } from './password.ts';
import { RecoveryCode } from './recovery-codes.ts';
import { reauthMethods, stepUps } from './step-up.ts';
import { instant } from './text.ts';

export const Reauth = v.object({
  /** What this person can prove themselves with next, strongest first. */
  methods: v.array(v.picklist(reauthMethods)),
  /** Until when the proofs given count; `null` while they do not, or do not reach far enough. */
  provenUntil: v.nullable(instant),
  /** For how many seconds a proof counts. */
  maxAge: v.optional(v.number()),
});
export type Reauth = v.InferOutput<typeof Reauth>;

/** How far the proof has to reach; the highest when left out. */
const wanted = { for: v.optional(v.picklist(stepUps)) };

export const reauth = {
  get: endpoint({
    method: 'GET',
    path: '/reauth',
    summary: 'How to prove again who one is, and until when the last proof counts',
    query: v.strictObject(wanted),
    result: Reauth,
  }),
  withPassword: endpoint({
    method: 'POST',
    path: '/reauth/password',
    summary: 'Prove again who one is with the password',
    body: v.strictObject({ password: Password, ...wanted }),
    result: Reauth,
    problems: ['wrong-credential', 'password-change-required', 'too-many-attempts'],
  }),
  withCode: endpoint({
    method: 'POST',
    path: '/reauth/code',
    summary: 'Prove again who one is with a code of an authenticator application',
    body: v.strictObject({ code: AuthenticatorCode, ...wanted }),
    result: Reauth,
    problems: ['wrong-credential', 'too-many-attempts'],
  }),
  /** At most one in a session, and only where the second factor may be lost: for enrolling another. */
  withRecoveryCode: endpoint({
    method: 'POST',
    path: '/reauth/recovery-code',
    summary: 'Prove again who one is with a recovery code, which is used up',
    body: v.strictObject({ code: RecoveryCode, ...wanted }),
    result: Reauth,
    // `forbidden`: for anything else, or after another one; it is not used up then.
    problems: ['wrong-credential', 'forbidden', 'too-many-attempts'],
  }),
  startPasskey: endpoint({
    method: 'POST',
    path: '/reauth/passkey/start',
    summary: 'What the browser needs to ask for one of this person’s passkeys',
    result: PasskeyRequest,
    unseen: true,
  }),
  withPasskey: endpoint({
    method: 'POST',
    path: '/reauth/passkey',
    summary: 'Prove again who one is with a passkey',
    body: v.strictObject({ response: PasskeyAssertion, ...wanted }),
    result: Reauth,
    problems: ['passkey-refused'],
  }),
  /** For whoever leaves the device to somebody else. */
  end: endpoint({
    method: 'DELETE',
    path: '/reauth',
    summary: 'Let the proofs given so far count no more',
  }),
};
