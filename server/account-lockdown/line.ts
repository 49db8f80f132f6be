import { and, asc, eq } from 'drizzle-orm';
import { activity, type ActivityRow } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';

type Selecting = Pick<Queryable, 'select'>;

/** A line of the record; with `accountId`, only of that account. */
export async function lineOf(db: Selecting, id: string, accountId?: string): Promise<ActivityRow | undefined> {
  const own = accountId === undefined ? undefined : eq(activity.accountId, accountId);
  const [line] = await db
    .select()
    .from(activity)
    .where(and(eq(activity.id, id), own))
    .limit(1);
  return line;
}

/** How a session began. */
export async function beginningOf(
  db: Selecting,
  accountId: string,
  sessionId: string,
): Promise<ActivityRow | undefined> {
  const [line] = await db
    .select()
    .from(activity)
    .where(
      and(eq(activity.accountId, accountId), eq(activity.sessionId, sessionId), eq(activity.type, 'session_created')),
    )
    .orderBy(asc(activity.sequence))
    .limit(1);
  return line;
}

/** Whoever did something may have been in for a while: from when on nothing about the account is beyond doubt. */
export async function sinceOf(db: Selecting, { accountId, at, sessionId }: ActivityRow): Promise<number> {
  if (accountId === null || sessionId === null) return at;
  const beginning = await beginningOf(db, accountId, sessionId);
  return Math.min(at, beginning?.at ?? at);
}
