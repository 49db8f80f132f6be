import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { forgetOtherDevices } from '../sign-in/known-devices.ts';
import type { FactorChange } from './rotation.ts';
import { endOtherSessions } from './store.ts';

/**
 * Signs out the account everywhere but here: the other sessions end, with the
 * proofs that they held, and no other browser is a known one any more. Returns
 * how many sessions ended.
 */
export async function signOutOthers(
  tx: Queryable,
  { account, cookies, now, session, visit }: SignedInRequest,
  reason: 'revoked' | FactorChange,
): Promise<number> {
  await forgetOtherDevices(tx, account.id, cookies.device);
  return endOtherSessions(tx, account.id, session.id, { reason, visit, at: now() });
}
