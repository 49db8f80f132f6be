import { asc, desc, eq, gt } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../db/open.ts';
import { activity, type ActivityRow, type Bookmark } from './schema.ts';

type Reader = Pick<Queryable, 'select'>;

/** How far the record was read. The id is random, so that it tells nobody how much happens on this server. */
export type Position = Pick<ActivityRow, 'id' | 'sequence'>;

/**
 * Reads on in the record, which every change writes in its own transaction and nobody changes: what `job` makes of the
 * lines and how far they were read is one transaction, so that nothing is left out or done twice, whatever dies in
 * between. Whoever reads for the first time begins at the end. `job` resolves to whether it wanted them now. Resolves to
 * whether there is more to read.
 */
export async function readOn(
  db: Database,
  bookmark: Bookmark,
  most: number,
  job: (tx: Transaction, lines: readonly ActivityRow[]) => Promise<boolean>,
): Promise<boolean> {
  const [begun] = await db.select().from(bookmark).limit(1);
  // Most of the time there is nothing, and nothing to write.
  if (begun && (await linesAfter(db, begun.sequence, 1)).length === 0) return false;
  return db.transaction(async (tx) => {
    const [read] = await tx.select().from(bookmark);
    if (!read) {
      await tx.insert(bookmark).values({ one: 1, sequence: (await lastLine(tx)).sequence });
      return false;
    }
    const lines = await linesAfter(tx, read.sequence, most);
    const last = lines.at(-1);
    if (!last || !(await job(tx, lines))) return false;
    await tx.update(bookmark).set({ sequence: last.sequence }).where(eq(bookmark.one, 1));
    return lines.length === most;
  });
}

/** What happened since, to whomever, in the order of the commits. */
export const linesAfter = (db: Reader, sequence: number, most: number): Promise<ActivityRow[]> =>
  db.select().from(activity).where(gt(activity.sequence, sequence)).orderBy(asc(activity.sequence)).limit(most);

/** Where somebody begins who has not read before. */
export async function lastLine(db: Reader): Promise<Position> {
  const [last] = await db
    .select({ sequence: activity.sequence, id: activity.id })
    .from(activity)
    .orderBy(desc(activity.sequence))
    .limit(1);
  return last ?? { sequence: 0, id: '' };
}
