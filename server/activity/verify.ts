import { asc, gt, sql } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { KeyError, type KeyRing } from '../keys.ts';
import { readCheckpoint } from './checkpoint.ts';
import { digestLine, digestPersonal } from './record.ts';
import { SHORTENED_AFTER } from './retention.ts';
import { activity, type ActivityRow } from './schema.ts';

/** What looking through the whole record found. */
export type Verdict =
  | { readonly intact: true; readonly lines: number; readonly head: string | null }
  /** The first line that is not as it was written, or that does not follow the one before it. */
  | { readonly intact: false; readonly sequence: number; readonly because: Fault };

export type Fault =
  | 'changed'
  | 'personal fields changed'
  | 'lines before it are missing'
  | 'lines after it are missing'
  | 'forged beginning';

/** Lines read at a time. */
const BATCH = 1000;

/**
 * Looks through the activity record from its beginning to its end. It finds a
 * changed line, a missing one and one in another place. Whoever can write to
 * the file and knows how lines are made could write a whole new chain: keep
 * the head that this returns elsewhere, and compare.
 */
export async function verifyActivity(db: Database, keys: KeyRing, now: number): Promise<Verdict> {
  const beginning = await readBeginning(db, keys);
  if (beginning === 'forged') return { intact: false, sequence: 0, because: 'forged beginning' };
  let { sequence } = beginning;
  let head = beginning.digest;
  let lines = 0;
  /** Accounts whose lines say nothing personal, with the first such line: further on they must have been deleted. */
  const forgotten = new Map<string, number>();
  for (;;) {
    const rows = await db
      .select()
      .from(activity)
      .where(gt(activity.sequence, sequence))
      .orderBy(asc(activity.sequence))
      .limit(BATCH);
    for (const row of rows) {
      const because = faultOf(row, head);
      if (because) return { intact: false, sequence: row.sequence, because };
      if (row.type === 'user_deleted') forgotten.delete(row.accountId ?? '');
      // Retention lets go of old ones; not before it may.
      else if (!row.salt && row.at >= now - SHORTENED_AFTER && !forgotten.has(row.accountId ?? '')) {
        forgotten.set(row.accountId ?? '', row.sequence);
      }
      ({ digest: head, sequence } = row);
    }
    lines += rows.length;
    if (rows.length < BATCH) break;
  }
  for (const first of forgotten.values()) return { intact: false, sequence: first, because: 'personal fields changed' };
  // The database counts lines by itself; it has counted those that were cut off at the end.
  const [counted] = await db.all<{ seq: number }>(sql`SELECT seq FROM sqlite_sequence WHERE name = 'activity'`);
  if (counted && counted.seq !== sequence) return { intact: false, sequence, because: 'lines after it are missing' };
  return { intact: true, lines, head };
}

async function readBeginning(
  db: Database,
  keys: KeyRing,
): Promise<{ readonly sequence: number; readonly digest: string | null } | 'forged'> {
  try {
    return (await readCheckpoint(db, keys)) ?? { sequence: 0, digest: null };
  } catch (error) {
    if (error instanceof KeyError) return 'forged';
    throw error;
  }
}

function faultOf(row: ActivityRow, head: string | null): Fault | undefined {
  if (row.digest !== digestLine(row)) return 'changed';
  if (row.previousDigest !== head) return 'lines before it are missing';
  // Without its salt, nobody can tell what the rest was.
  return !row.salt || row.personalDigest === digestPersonal(row.salt, row) ? undefined : 'personal fields changed';
}
