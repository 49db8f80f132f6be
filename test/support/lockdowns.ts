import { accountLockdown, type Lockdown, type Suspect } from 'account-elements/contract/account-lockdown.js';
import type { Browser } from './http-browser.ts';
import type { MailingServer } from './mails.ts';
import { ada } from './test-server.ts';

/** Begins to take the account back. */
export const start = (browser: Browser, suspect?: Suspect, scope: 'others' | 'session' = 'others') =>
  browser.call(accountLockdown.start, { body: { scope, ...(suspect && { suspect }) } });

export const lock = (browser: Browser, token: string) => browser.call(accountLockdown.lock, { body: { token } });
export const lookAt = (browser: Browser, token: string) => browser.call(accountLockdown.look, { body: { token } });

/** How far somebody has come who takes their account back. */
export async function lockdownOf(browser: Browser): Promise<Lockdown> {
  const { lockdown } = (await browser.call(accountLockdown.get, {})).result;
  if (!lockdown) throw new Error('nobody takes this account back');
  return lockdown;
}

/** What *This wasn't me* in a notice to an address brings along. */
export const notMeToken = (mailing: MailingServer, email = ada.email, nth = 0): Promise<string> =>
  mailing.linkToken(email, 'not-me', nth);
