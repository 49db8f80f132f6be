import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Queryable } from '../db/open.ts';
import type { KeyRing } from '../keys.ts';
import type { Mail, Recipient } from './mail.ts';
import { outbox } from './schema.ts';

const PURPOSE = 'mail';
const SECOND = 1000;
const HOUR = 3_600_000;

/** How long a mail is tried before nobody wants it any more, unless its link is worth nothing sooner. */
export const MAIL_LIFE = 72 * HOUR;

/** For as long nobody else takes a mail that one process is sending; longer than any mail server may take. */
const LEASE = 3 * 60 * SECOND;

/** What the outbox keeps of a mail. */
export interface Letter {
  readonly to: Recipient;
  readonly mail: Mail;
}

/** A mail that one process has taken to send it. */
export interface TakenLetter extends Letter {
  readonly id: string;
  readonly attempts: number;
}

/** Writes a mail in the transaction of the change that it is about: both happen, or neither. */
export async function post(
  tx: Queryable,
  keys: KeyRing,
  letter: Letter,
  {
    accountId,
    at,
    life = MAIL_LIFE,
  }: { readonly accountId: string | null; readonly at: number; readonly life?: number },
): Promise<void> {
  const id = randomBytes(16).toString('base64url');
  const { keyId, text } = keys.seal(PURPOSE, id, JSON.stringify(letter));
  await tx
    .insert(outbox)
    .values({ id, accountId, content: text, keyId, createdAt: at, dueAt: at, expiresAt: at + life });
}

/** Takes the next mail that is due, so that no other process sends it meanwhile. */
export async function take(tx: Queryable, keys: KeyRing, now: number): Promise<TakenLetter | undefined> {
  const [next] = await tx
    .select({ id: outbox.id, dueAt: outbox.dueAt })
    .from(outbox)
    .where(and(lte(outbox.dueAt, now), gt(outbox.expiresAt, now)))
    .orderBy(asc(outbox.dueAt), asc(outbox.id))
    .limit(1);
  if (!next) return undefined;
  const [taken] = await tx
    .update(outbox)
    .set({ dueAt: now + LEASE })
    .where(and(eq(outbox.id, next.id), eq(outbox.dueAt, next.dueAt)))
    .returning();
  if (!taken) return undefined;
  const { attempts, content, id, keyId } = taken;
  return { id, attempts, ...(JSON.parse(keys.open(PURPOSE, id, { keyId, text: content })) as Letter) };
}

/** The mail server has it: nothing of it stays here. */
export async function delivered(tx: Queryable, id: string): Promise<void> {
  await tx.delete(outbox).where(eq(outbox.id, id));
}

/** It did not go out: later again, less and less often. */
export async function postponed(tx: Queryable, { attempts, id }: TakenLetter, now: number): Promise<void> {
  const wait = Math.min(10 * SECOND * 2 ** attempts, HOUR);
  await tx
    .update(outbox)
    .set({ attempts: attempts + 1, dueAt: now + wait })
    .where(eq(outbox.id, id));
}

/** Removes mails that nobody wants any more; returns how many of them never went out. */
export async function sweepOutbox(tx: Queryable, now: number, most: number): Promise<number> {
  const expired = await tx.select({ id: outbox.id }).from(outbox).where(lte(outbox.expiresAt, now)).limit(most);
  for (const { id } of expired) await tx.delete(outbox).where(eq(outbox.id, id));
  return expired.length;
}
