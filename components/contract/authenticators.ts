import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { factorName } from './factor-name.ts';
import { instant, requiredLine } from './text.ts';

/** RFC 6238, as every authenticator application does it: SHA-1, six digits, 30 seconds. Spaces may stand between. */
export const AuthenticatorCode = v.pipe(
  v.string(),
  v.nonEmpty('required'),
  v.maxLength(16, 'invalid'),
  v.transform((text) => text.replaceAll(' ', '')),
  v.regex(/^[0-9]{6}$/, 'invalid'),
);

/** An authenticator application that is set up. Its key is never told again. */
export const Authenticator = v.object({
  id: v.string(),
  name: v.string(),
  createdAt: instant,
  lastUsedAt: v.nullable(instant),
});
export type Authenticator = v.InferOutput<typeof Authenticator>;

/** One that is being set up: worth nothing until a code of it was sent. */
export const AuthenticatorSetup = v.object({
  id: v.string(),
  /** The key in base32, without spaces. */
  key: v.string(),
  /** The same as `otpauth:` URI, for the QR code and for applications on this device. */
  uri: v.string(),
  /** Whom the application shows it for. */
  issuer: v.string(),
  account: v.string(),
  expiresAt: instant,
});
export type AuthenticatorSetup = v.InferOutput<typeof AuthenticatorSetup>;

export const authenticators = {
  list: endpoint({
    method: 'GET',
    path: '/authenticators',
    summary: 'The authenticator applications, in the order in which they were set up',
    result: v.array(Authenticator),
  }),
  /** One at a time: a further start takes the place of the one before. */
  start: endpoint({
    method: 'POST',
    path: '/authenticators/setup',
    summary: 'Begin to set up an authenticator application',
    result: AuthenticatorSetup,
    stepUp: 'enrolment',
    problems: ['limit-reached'],
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/authenticators',
    summary: 'Finish setting up an authenticator application with a code of it',
    body: v.strictObject({
      id: requiredLine(128),
      code: AuthenticatorCode,
      /** Left out, it is called after what it is, with a number if there are several. */
      name: v.optional(factorName),
      signOutOthers: v.boolean(),
      /** The one that this one takes the place of; it works until then. */
      replaces: v.optional(requiredLine(128)),
    }),
    result: v.object({
      authenticator: Authenticator,
      /** Only with the first second factor: shown once, and never told again. */
      recoveryCodes: v.nullable(v.array(v.string())),
      sessionsEnded: v.number(),
    }),
    stepUp: 'enrolment',
    // `not-found`: begun too long ago, or too many wrong codes. Begin anew.
    problems: ['wrong-credential', 'not-found', 'conflict', 'limit-reached'],
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/authenticators/:id',
    summary: 'Give an authenticator application another name',
    body: v.strictObject({ name: factorName }),
    result: Authenticator,
  }),
  remove: endpoint({
    method: 'POST',
    path: '/authenticators/:id/removal',
    summary: 'Remove an authenticator application; with the last one, the recovery codes may go too',
    body: v.strictObject({ signOutOthers: v.boolean() }),
    result: v.object({ sessionsEnded: v.number(), recoveryCodesRemoved: v.boolean() }),
    stepUp: 'highest',
    problems: ['last-way-in', 'conflict'],
  }),
};
