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
