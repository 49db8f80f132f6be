import type { SignedIn } from 'account-elements/contract/sign-in.js';
import { keepAccount } from '../account-data/deletion.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import type { SessionAccount } from '../http/session.ts';
import { notePageLanguage } from '../mail/page-language.ts';
import type { Proof } from '../sessions/schema.ts';
import { endSession, startSession } from '../sessions/store.ts';
import { DEVICE_LIFE, findKnownDevice, rememberDevice } from './known-devices.ts';
import { cancelPending } from './pending.ts';

/**
 * Signs somebody in whose proofs are complete: a new session under a new token,
 * whatever cookie came in, and this browser known from now on. Returns what
 * to tell about it: that an account that was about to be deleted stays.
 */
export async function signInAs(
  tx: Queryable,
  request: PublicRequest,
  account: SessionAccount,
  proofs: readonly Proof[],
): Promise<Pick<SignedIn, 'accountKept'>> {
  const { config, cookies, now, visit } = request;
  const at = now();
  await cancelPending(tx, request);
  const previous = cookies.session;
  if (previous !== undefined) await endSession(tx, previous, { reason: 'signed-in-again', visit, at });
  const isKnown = (await findKnownDevice(tx, cookies.device, account.id, at)) !== undefined;
  const browser = await rememberDevice(tx, cookies.device, account.id, at);
  const started = { accountId: account.id, browserId: browser.id, proofs, visit, at };
  const session = await startSession(tx, config.sessions, started);
  const subject = { accountId: account.id, sessionId: session.id };
  const details = { methods: proofs.map(({ method }) => method), ...(!isKnown && { newBrowser: true }) };
  await record(tx, { type: 'authn_login_success', ...subject, visit, at, details });
  await notePageLanguage(tx, account, visit);
  cookies.setSession(session.token, config.sessions.absolute);
  cookies.setDevice(browser.token, DEVICE_LIFE);
  return (await keepAccount(tx, request, account.id, session.id)) ? { accountKept: true } : {};
}
