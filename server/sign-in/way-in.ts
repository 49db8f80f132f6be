import { Problem } from 'account-elements/contract/problem.js';
import type { Queryable } from '../db/open.ts';
import { factorsOf, type Factors } from '../reauth/factors.ts';

/**
 * Whether somebody who has no known browser can still sign in: with a passkey,
 * or with a password and, where one is asked for, a second factor. What is
 * locked or held, has to be changed first or is still being set up does not count.
 */
export function hasWayIn({ heldPasskeys, passkeys, password, passwordLocked, ...second }: Factors): boolean {
  if (passkeys > heldPasskeys) return true;
  if (!password || passwordLocked) return false;
  return second.authenticators === 0 || second.usableAuthenticators > 0 || second.recoveryCodes > 0;
}

/**
 * Comes last in the transaction that removes a factor: it is refused if nobody
 * could sign in afterwards. The transaction raises the account's security
 * version too, so that of two removals at once one is told that it lost.
 */
export async function requireWayIn(tx: Queryable, accountId: string): Promise<void> {
  if (!hasWayIn(await factorsOf(tx, accountId))) throw new Problem('last-way-in');
}
