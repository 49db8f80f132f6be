import type { EventVisit } from '../activity/record.ts';
import type { Device } from '../devices/device-name.ts';
import type { Language } from '../http/language.ts';
import type { Notice } from './notices.ts';

/** Whom a mail goes to, and how they read. Never by name: nobody has proven yet whose mailbox it is. */
export interface Recipient {
  readonly email: string;
  readonly language: Language;
}

/** A mail before it has words. `link` leads to a page that changes nothing by itself. */
export type Mail =
  | { readonly kind: 'password-reset'; readonly link: string; readonly minutes: number }
  | { readonly kind: 'email-confirmation'; readonly link: string; readonly minutes: number }
  /** To somebody whose address was asked for by another account. */
  | { readonly kind: 'email-taken'; readonly link: string }
  | ({ readonly kind: 'notice'; readonly notice: Notice; readonly link: string } & Circumstances);

/** When, with what and from where something happened, as far as that is known. */
export interface Circumstances {
  readonly at: number;
  readonly device: Device | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly byOperator: boolean;
  /** How the person reads dates. */
  readonly formats: { readonly region: string | null; readonly timeZone: string | null };
}

/** A mail and whom it goes to: what the outbox keeps. */
export interface Letter {
  readonly to: Recipient;
  readonly mail: Mail;
}

/** Somebody asked for a new password, by an address that may be nobody's: it is answered where mails are sent. */
export interface PasswordResetRequest {
  readonly kind: 'password-reset-request';
  readonly email: string;
  /** That of the page. */
  readonly language: Language;
  readonly visit: EventVisit;
}

/** Somebody asked for another address, which may be somebody else's: it is answered where mails are sent. */
export interface EmailChangeRequest {
  readonly kind: 'email-change-request';
  readonly accountId: string;
  readonly change: number;
  /** That of the page. */
  readonly language: Language;
}

/** What waits in the outbox to be answered. */
export type MailRequest = PasswordResetRequest | EmailChangeRequest;

/** What waits in the outbox. */
export type Waiting = Letter | MailRequest;
