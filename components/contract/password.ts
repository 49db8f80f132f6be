import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant, secret } from './text.ts';

/** NIST SP 800-63B-4 §3.1.1.2: 15 characters when the password can be the only factor. In code points. */
export const PASSWORD_MIN_LENGTH = 15;

/** In code points, and in bytes of UTF-8: longer ones are refused before they are hashed, never cut. */
export const PASSWORD_MAX_LENGTH = 256;
export const PASSWORD_MAX_BYTES = 1024;

/** A password as typed. Whether it is good enough is the server's policy, not the schema's. */
export const Password = secret(PASSWORD_MAX_BYTES);

export const PasswordState = v.object({
  /** Whether the account has a password at all. */
  set: v.boolean(),
  changedAt: v.nullable(instant),
});
export type PasswordState = v.InferOutput<typeof PasswordState>;

export const password = {
  get: endpoint({
    method: 'GET',
    path: '/password',
    summary: 'Whether and since when there is a password',
    result: PasswordState,
  }),
  /** The recent proof of identity stands for the current password, which is not asked for again. */
  change: endpoint({
    method: 'PUT',
    path: '/password',
    summary: 'Set a new password',
    body: v.strictObject({ newPassword: Password, signOutOthers: v.boolean() }),
    result: v.object({ sessionsEnded: v.number() }),
    stepUp: 'highest',
    problems: ['conflict'],
  }),
};
