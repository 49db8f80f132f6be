import { and, asc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import { forgetPerson } from '../activity/retention.ts';
import type { Database } from '../db/open.ts';
import { forgetCounts } from '../http/throttle.ts';
import { accountDeletions } from './schema.ts';

/**
 * Erases one account whose time has come, and what the activity record says
 * about its person; opaque ids stay there. What every other table has goes
 * with the account. Returns whether there was one: call it again then.
 *
 * Each step is a transaction of its own and is begun again where it was left,
 * so a process that is killed in between loses nothing.
 */
export async function eraseNext(db: Database, now: number): Promise<boolean> {
  const [next] = await db
    .select({ accountId: accountDeletions.accountId, erasedAt: accountDeletions.erasedAt })
    .from(accountDeletions)
    .where(lte(accountDeletions.dueAt, now))
    .orderBy(asc(accountDeletions.dueAt))
    .limit(1);
  if (!next) return false;
  const { accountId } = next;
  // Whoever signed in just now kept it.
  if (next.erasedAt === null && !(await eraseAccount(db, accountId, now))) return true;
  await forgetPerson(db, accountId);
  await db
    .delete(accountDeletions)
    .where(and(eq(accountDeletions.accountId, accountId), isNotNull(accountDeletions.erasedAt)));
  return true;
}

function eraseAccount(db: Database, accountId: string, at: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .update(accountDeletions)
      .set({ erasedAt: at })
      .where(
        and(
          eq(accountDeletions.accountId, accountId),
          isNull(accountDeletions.erasedAt),
          lte(accountDeletions.dueAt, at),
        ),
      )
      .returning({ accountId: accountDeletions.accountId });
    if (!due) return false;
    const [gone] = await tx.delete(accounts).where(eq(accounts.id, accountId)).returning({ email: accounts.email });
    if (gone) await forgetCounts(tx, accountId, gone.email);
    await record(tx, { type: 'user_deleted', actor: 'system', accountId, at });
    return true;
  });
}
