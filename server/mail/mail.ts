import type { EventVisit } from '../activity/record.ts';
import type { Language } from '../http/language.ts';

/** Whom a mail goes to, and how they read. Never by name: nobody has proven yet whose mailbox it is. */
export interface Recipient {
  readonly email: string;
  readonly language: Language;
}

/** A mail before it has words. `link` leads to a page that changes nothing by itself. */
export type Mail = { readonly kind: 'password-reset'; readonly link: string; readonly minutes: number };

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

/** What waits in the outbox. */
export type Waiting = Letter | PasswordResetRequest;
