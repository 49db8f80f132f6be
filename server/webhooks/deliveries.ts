import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { readOn } from '../activity/read-on.ts';
import { activity, type ActivityRow } from '../activity/schema.ts';
import type { Database, Queryable } from '../db/open.ts';
import { webhookDeliveries, webhooksRead } from './schema.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** How long an event is tried before nobody wants it any more. */
export const DELIVERY_LIFE = 72 * HOUR;
const LONGEST_WAIT = HOUR;

/** Few enough for one transaction. */
const BATCH = 100;
/** As many wait at most: the record keeps what comes after them. */
const MOST_WAITING = 10_000;

/** Reads on in the activity record and notes each line as one to deliver. Returns whether there is more to read. */
export const noteEvents = (db: Database, now: number): Promise<boolean> =>
  readOn(db, webhooksRead, BATCH, async (tx, lines) => {
    const [beyond] = await tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .limit(1)
      .offset(MOST_WAITING - 1);
    if (beyond) return false;
    const wanted = lines
      .filter(({ at }) => at > now - DELIVERY_LIFE)
      .map(({ at, id, sequence }) => ({ id, sequence, dueAt: now, expiresAt: at + DELIVERY_LIFE }));
    if (wanted.length > 0) await tx.insert(webhookDeliveries).values(wanted);
    return true;
  });

export interface TakenDelivery {
  readonly id: string;
  readonly lease: string;
  readonly attempts: number;
  /** As it stands in the record; nothing when retention has removed it meanwhile. */
  readonly line: ActivityRow | undefined;
}

/** Takes some that are due, in the order in which they happened, so that no other process sends them for as long as `lease`. */
export async function takeDeliveries(db: Database, now: number, lease: number, most: number): Promise<TakenDelivery[]> {
  const due = and(lte(webhookDeliveries.dueAt, now), gt(webhookDeliveries.expiresAt, now));
  const next = await db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(due)
    .orderBy(asc(webhookDeliveries.dueAt), asc(webhookDeliveries.sequence))
    .limit(most);
  if (next.length === 0) return [];
  const ids = next.map(({ id }) => id);
  const owner = randomBytes(16).toString('base64url');
  const taken = await db.transaction((tx) =>
    tx
      .update(webhookDeliveries)
      .set({ lease: owner, dueAt: now + lease, attempts: sql`${webhookDeliveries.attempts} + 1` })
      .where(and(inArray(webhookDeliveries.id, ids), due))
      .returning(),
  );
  const lines = await db.select().from(activity).where(inArray(activity.id, ids));
  const byId = new Map(lines.map((line) => [line.id, line]));
  return taken
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ attempts, id }) => ({ attempts, id, lease: owner, line: byId.get(id) }));
}

/** The receiver has it. */
export async function settleDelivery(tx: Queryable, delivery: TakenDelivery): Promise<void> {
  await tx.delete(webhookDeliveries).where(isMine(delivery));
}

/** The receiver did not take it: later again, less and less often, and not before it wants. */
export async function postponeDelivery(
  tx: Queryable,
  delivery: TakenDelivery,
  now: number,
  atLeast = 0,
): Promise<void> {
  const wait = Math.min(5 * SECOND * 2 ** Math.min(delivery.attempts - 1, 16), LONGEST_WAIT);
  // Not all that failed together at the same instant again.
  const spread = wait * (0.8 + 0.4 * Math.random());
  await tx
    .update(webhookDeliveries)
    .set({ lease: null, dueAt: now + Math.round(Math.max(spread, Math.min(atLeast, LONGEST_WAIT))) })
    .where(isMine(delivery));
}

/** Nobody could try: another process may go on at once. */
export async function handBackDelivery(tx: Queryable, delivery: TakenDelivery, now: number): Promise<void> {
  await tx.update(webhookDeliveries).set({ lease: null, dueAt: now }).where(isMine(delivery));
}

/** Not any more once somebody else took it, because this process was too slow. */
const isMine = ({ id, lease }: TakenDelivery) => and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.lease, lease));

/** Removes some that nobody wants any more; returns how many never arrived. */
export async function sweepDeliveries(tx: Queryable, now: number, most: number): Promise<number> {
  const expired = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(lte(webhookDeliveries.expiresAt, now))
    .limit(most);
  const swept = await tx
    .delete(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, expired))
    .returning({ id: webhookDeliveries.id });
  return swept.length;
}
