import { and, eq, gt, gte } from 'drizzle-orm';
import { activity } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';

type Reader = Pick<Queryable, 'select'>;

/** A page that was away for longer reads everything again. */
const LONGEST_GAP = 3_600_000;
/** By how much the clocks of two processes, and a commit that waited, may differ. */
const TOLERANCE = 10_000;

/** The types of what happened to an account after that line; `null` where nobody knows. */
export async function typesAfter(
  db: Reader,
  accountId: string,
  id: string,
  now: number,
): Promise<readonly string[] | null> {
  const [line] = await db
    .select({ at: activity.at, sequence: activity.sequence })
    .from(activity)
    .where(eq(activity.id, id))
    .limit(1);
  if (!line || line.at < now - LONGEST_GAP) return null;
  return typesOf(db, accountId, line.at - TOLERANCE, line.sequence);
}

/** The types of what happened to an account in the last so many milliseconds; `null` where that is too long. */
export async function typesWithin(
  db: Reader,
  accountId: string,
  age: number,
  now: number,
): Promise<readonly string[] | null> {
  return age > LONGEST_GAP ? null : typesOf(db, accountId, now - age, 0);
}

async function typesOf(db: Reader, accountId: string, since: number, sequence: number): Promise<readonly string[]> {
  const lines = await db
    .select({ type: activity.type })
    .from(activity)
    .where(and(eq(activity.accountId, accountId), gte(activity.at, since), gt(activity.sequence, sequence)))
    .groupBy(activity.type);
  return lines.map(({ type }) => type);
}
