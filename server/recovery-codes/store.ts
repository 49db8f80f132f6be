import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { factorsOf, hasSecondFactor } from '../reauth/factors.ts';
import { recoveryCodes } from './schema.ts';

/** How many are not used up. */
export const recoveryCodesLeft = (db: Pick<Queryable, '$count'>, accountId: string): Promise<number> =>
  db.$count(recoveryCodes, and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)));

/**
 * In the transaction that removes a factor: without another second factor
 * there is nothing that recovery codes stand in for, so they go too. Returns
 * whether some of them still worked.
 */
export async function removeNeedlessCodes(
  tx: Queryable,
  { account, now, session, visit }: Pick<SignedInRequest, 'account' | 'now' | 'session' | 'visit'>,
): Promise<boolean> {
  if (hasSecondFactor(await factorsOf(tx, account.id))) return false;
  const removed = await tx
    .delete(recoveryCodes)
    .where(eq(recoveryCodes.accountId, account.id))
    .returning({ usedAt: recoveryCodes.usedAt });
  if (removed.every(({ usedAt }) => usedAt !== null)) return false;
  const subject = { accountId: account.id, sessionId: session.id };
  await record(tx, { type: 'recovery_codes_removed', actor: 'system', ...subject, visit, at: now() });
  return true;
}
