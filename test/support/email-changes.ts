import { emailChange } from 'account-elements/contract/email-change.js';
import type { Browser } from './http-browser.ts';
import type { MailingServer } from './mails.ts';
import { ada } from './test-server.ts';

/** Ada's other address. */
export const ADAS_OTHER = 'ada.king@people.example';

export const askFor = (browser: Browser, email = ADAS_OTHER) => browser.call(emailChange.request, { body: { email } });
export const confirm = (browser: Browser, token: string) => browser.call(emailChange.confirm, { body: { token } });
export const undo = (browser: Browser, token: string) => browser.call(emailChange.undo, { body: { token } });

/** Asks for another address and confirms it with the link of its mail. */
export async function changeEmail(mailing: MailingServer, browser: Browser, email = ADAS_OTHER): Promise<void> {
  await askFor(browser, email);
  const { status } = await confirm(browser, await mailing.linkToken(email, 'confirm-email'));
  if (status !== 200) throw new Error(`not confirmed: ${status}`);
}

/** What the newest notice to an address brings along. */
export const undoToken = (mailing: MailingServer, email = ada.email) => mailing.linkToken(email, 'undo-email');
