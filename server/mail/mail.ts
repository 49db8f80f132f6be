import type { SessionAccount } from '../http/session.ts';

/** What can be told without being asked. The words are in `words/`. */
export const notices = [
  'new-sign-in',
  'password-changed',
  'authenticators-changed',
  'passkeys-changed',
  'recovery-codes-changed',
  'recovery-code-used',
  'email-changed',
  'sign-in-locked',
  'sessions-ended',
] as const;
export type Notice = (typeof notices)[number];

/** Whom a mail goes to and how they read. */
export interface Recipient {
  readonly email: string;
  readonly firstName: string;
  readonly language: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
}

/** When, where and with what something happened, as far as known. */
export interface Circumstances {
  readonly at: number;
  /** Such as `Firefox, Windows`. */
  readonly device: string | null;
  /** ISO 3166-1 alpha-2, and the city's name. */
  readonly country: string | null;
  readonly city: string | null;
  readonly address: string | null;
}

/** A mail before it has words. `link` leads to a page that changes nothing by itself. */
export type Mail =
  | { readonly kind: 'password-reset'; readonly link: string; readonly minutes: number }
  | { readonly kind: 'email-confirmation'; readonly link: string; readonly minutes: number }
  | { readonly kind: 'email-undo'; readonly link: string; readonly hours: number; readonly newEmail: string }
  | ({ readonly kind: 'notice'; readonly notice: Notice; readonly link: string } & Circumstances);

export const toRecipient = ({
  email,
  firstName,
  language,
  region,
  timeZone,
}: Pick<SessionAccount, 'email' | 'firstName' | 'language' | 'region' | 'timeZone'>): Recipient => ({
  email,
  firstName,
  language,
  region,
  timeZone,
});
