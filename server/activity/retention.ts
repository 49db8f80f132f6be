import { and, asc, eq, inArray, isNotNull, lt, lte, sql, type InferInsertModel } from 'drizzle-orm';
import type { AppConfig } from '../config.ts';
import type { Database, Queryable } from '../db/open.ts';
import type { KeyRing } from '../keys.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { activity, activityRetention, type ActivityRow } from './schema.ts';

const DAY = 86_400_000;
/** From then on an address is kept only in part, and what the browser called itself not at all. */
export const SHORTENED_AFTER = 90 * DAY;
/** Few enough that nobody waits for the transaction. */
const BATCH = 200;

/**
 * One round of letting go: addresses are shortened, old lines are removed. A
 * batch of each; returns whether there is more to do.
 */
export async function sweepActivity(
  db: Database,
  keys: KeyRing,
  { activityKept }: Pick<AppConfig, 'activityKept'>,
  now: number,
): Promise<boolean> {
  const deleteBefore = now - activityKept;
  const eraseBefore = now - SHORTENED_AFTER;
  const shortened = await allowing(db, { deleteBefore: 0, eraseBefore }, (tx) => shorten(tx, eraseBefore));
  const removed = await allowing(db, { deleteBefore, eraseBefore: 0 }, (tx) => remove(tx, keys, deleteBefore));
  return shortened === BATCH || removed === BATCH;
}

/** The record is append-only except for the length of such a transaction, and for what is old enough or of that account. */
function allowing<T>(
  db: Database,
  limits: Omit<InferInsertModel<typeof activityRetention>, 'one'>,
  job: (tx: Queryable) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.insert(activityRetention).values({ one: 1, ...limits });
    const done = await job(tx);
    await tx.delete(activityRetention).where(eq(activityRetention.one, 1));
    return done;
  });
}

/** Lets go of what the record says about the person of a deleted account. The lines stay, with their opaque ids. */
export async function forgetPerson(db: Database, accountId: string): Promise<void> {
  let last: Pick<ActivityRow, 'at' | 'sequence'> | undefined = { at: -1, sequence: 0 };
  while (last) {
    const { at, sequence }: Pick<ActivityRow, 'at' | 'sequence'> = last;
    last = await allowing(db, { deleteBefore: 0, eraseBefore: 0, eraseAccount: accountId }, async (tx) => {
      const rows = await tx
        .select({ at: activity.at, sequence: activity.sequence })
        .from(activity)
        .where(
          and(eq(activity.accountId, accountId), sql`(${activity.at}, ${activity.sequence}) > (${at}, ${sequence})`),
        )
        .orderBy(asc(activity.at), asc(activity.sequence))
        .limit(BATCH);
      const sequences = rows.map((row) => row.sequence);
      await tx.update(activity).set(nothingPersonal).where(inArray(activity.sequence, sequences));
      return rows.at(-1);
    });
  }
}

const nothingPersonal = {
  address: null,
  userAgent: null,
  device: null,
  country: null,
  city: null,
  origin: null,
  client: null,
  details: null,
  salt: null,
};

async function shorten(tx: Queryable, before: number): Promise<number> {
  const rows = await tx
    .select({ address: activity.address, sequence: activity.sequence })
    .from(activity)
    .where(and(isNotNull(activity.salt), lt(activity.at, before)))
    .limit(BATCH);
  for (const { address, sequence } of rows) {
    // Without the salt nobody can find the address again by trying them all.
    await tx
      .update(activity)
      .set({ address: address === null ? null : networkOf(address), userAgent: null, salt: null })
      .where(eq(activity.sequence, sequence));
  }
  return rows.length;
}

/** Lines go from the beginning of the chain only, and the last one to go stays on record as its new beginning. */
async function remove(tx: Queryable, keys: KeyRing, before: number): Promise<number> {
  const rows = await tx
    .select({ at: activity.at, digest: activity.digest, sequence: activity.sequence })
    .from(activity)
    .orderBy(asc(activity.sequence))
    .limit(BATCH);
  const young = rows.findIndex(({ at }) => at >= before);
  const old = young === -1 ? rows : rows.slice(0, young);
  const last = old.at(-1);
  if (!last) return 0;
  await writeCheckpoint(tx, keys, last);
  await tx.delete(activity).where(lte(activity.sequence, last.sequence));
  return old.length;
}

/** The network without the subscriber: 24 bits of an IPv4 address, 48 of an IPv6 address. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address.replace(/\d+$/, '0');
  const [head = ''] = address.split('::');
  return `${head.split(':').slice(0, 3).filter(Boolean).join(':')}::`;
}
