/**
 * How fresh and how strong a proof of identity an endpoint wants, weakest first.
 * `recent`: any way in. `enrolment`: all that the account can show, where a
 * recovery code stands in for a lost second factor. `highest`: without that.
 */
export const stepUps = ['recent', 'enrolment', 'highest'] as const;
export type StepUp = (typeof stepUps)[number];

/** Ways to prove again who one is, strongest first. `code` is that of an authenticator application. */
export const reauthMethods = ['passkey', 'password', 'code', 'recovery-code'] as const;
export type ReauthMethod = (typeof reauthMethods)[number];
