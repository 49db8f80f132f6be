import { and, eq, isNull } from 'drizzle-orm';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest, SignedInRequest } from '../http/request.ts';
import { endAllSessions } from '../sessions/store.ts';
import { accountDeletions } from './schema.ts';

/** From now on nobody is signed in to the account, and after `grace` milliseconds it is erased. Returns when that is. */
export async function requestDeletion(
  tx: Queryable,
  { account, now, session, visit }: SignedInRequest,
  grace: number,
): Promise<number> {
  const at = now();
  const dueAt = at + grace;
  await tx.insert(accountDeletions).values({ accountId: account.id, requestedAt: at, dueAt });
  const accountId = account.id;
  await record(tx, { type: 'user_deletion_requested', accountId, sessionId: session.id, visit, at });
  await endAllSessions(tx, accountId, { reason: 'deletion-requested', visit, at });
  return dueAt;
}

/**
 * Somebody signed in to an account that was about to be deleted, or says by the link of a mail that it was not them: it
 * stays. Returns whether it was.
 */
export async function keepAccount(
  tx: Queryable,
  { now, visit }: PublicRequest,
  accountId: string,
  sessionId: string | null,
): Promise<boolean> {
  const [kept] = await tx
    .delete(accountDeletions)
    .where(and(eq(accountDeletions.accountId, accountId), isNull(accountDeletions.erasedAt)))
    .returning({ accountId: accountDeletions.accountId });
  if (!kept) return false;
  await record(tx, { type: 'user_deletion_cancelled', accountId, sessionId, visit, at: now() });
  return true;
}
