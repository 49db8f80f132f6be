import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import type { Database, Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { isOptional } from '../email-notices/choices.ts';
import { reserveMail, type MailSort } from '../http/throttle.ts';
import type { KeyRing } from '../keys.ts';
import type { Letter, Waiting } from './mail.ts';
import type { Notice } from './notices.ts';
import { outbox } from './schema.ts';

const PURPOSE = 'mail';
const SECOND = 1000;
const HOUR = 3_600_000;

/** How long a mail is tried before nobody wants it any more, unless its link is worth nothing sooner. */
export const MAIL_LIFE = 72 * HOUR;

/** The longest wait between two tries. */
const LONGEST_WAIT = HOUR;

/** Mails that may wait: where the mail server is away for days, the database does not fill up with them. */
const MOST_WAITING = 20_000;

interface Posting {
  /** Whose mailbox it is, where that is known: when the account goes, so does the mail. */
  readonly accountId: string | null;
  readonly life?: number;
}

/**
 * Writes a mail in the transaction of the change that it is about: both happen,
 * or neither. Returns `false`, and writes nothing, where there is no mail at
 * all, too many mails wait, or this address has had its share of that sort for now.
 */
export async function post(
  tx: Queryable,
  { config, keys, now }: Pick<Dependencies, 'config' | 'keys' | 'now'>,
  letter: Letter,
  { accountId, life = MAIL_LIFE }: Posting,
): Promise<boolean> {
  if (!config.mail) return false;
  const at = now();
  if (!(await reserveMail(tx, sortOf(letter), letter.to.email, at))) return false;
  return put(tx, keys, letter, { accountId, at, life });
}

function sortOf({ mail }: Letter): MailSort {
  if (mail.kind !== 'notice') return 'link';
  if (mail.notice === 'new-sign-in') return 'sign-in';
  // What anybody can cause who is in without a proof, as often as they like.
  if (isOptional(mail.notice)) return 'optional';
  // So that no number of other changes keeps the way back from the owner.
  return aboutEmail.has(mail.notice) ? 'email-change' : 'change';
}

const aboutEmail: ReadonlySet<Notice> = new Set(['email-change-requested', 'email-changed', 'email-change-undone']);

/** The same for anything that waits; returns `false` only where too much waits. */
export async function put(
  tx: Queryable,
  keys: KeyRing,
  content: Waiting,
  { accountId, at, life }: Required<Posting> & { readonly at: number },
): Promise<boolean> {
  if (await isFull(tx)) return false;
  const id = randomBytes(16).toString('base64url');
  const { keyId, text } = keys.seal(PURPOSE, id, JSON.stringify(content));
  await tx
    .insert(outbox)
    .values({ id, accountId, content: text, keyId, createdAt: at, dueAt: at, expiresAt: at + life });
  return true;
}

async function isFull(tx: Queryable): Promise<boolean> {
  const [beyond] = await tx.select({ id: outbox.id }).from(outbox).limit(1).offset(MOST_WAITING);
  return beyond !== undefined;
}

/** A mail that one process has taken to send it, still sealed. */
export interface TakenMail {
  readonly id: string;
  readonly lease: string;
  readonly attempts: number;
  readonly content: string;
  readonly keyId: string;
}

/**
 * Takes the next mail that is due, so that no other process sends it for as
 * long as `lease`. `lost`: another one was quicker; there may be more.
 */
export async function take(db: Database, now: number, lease: number): Promise<TakenMail | 'lost' | undefined> {
  const [next] = await db
    .select({ id: outbox.id, dueAt: outbox.dueAt })
    .from(outbox)
    .where(and(isDue(now, lease), gt(outbox.expiresAt, now)))
    .orderBy(asc(outbox.dueAt), asc(outbox.id))
    .limit(1);
  if (!next) return undefined;
  const owner = randomBytes(16).toString('base64url');
  const [taken] = await db.transaction((tx) =>
    tx
      .update(outbox)
      .set({ lease: owner, dueAt: now + lease, attempts: sql`${outbox.attempts} + 1` })
      .where(and(eq(outbox.id, next.id), eq(outbox.dueAt, next.dueAt)))
      .returning(),
  );
  return taken ? { ...taken, lease: owner } : 'lost';
}

/** What lies further ahead than any wait was written by a wrong clock. */
const isDue = (now: number, lease: number) =>
  or(lte(outbox.dueAt, now), gt(outbox.dueAt, now + Math.max(LONGEST_WAIT, lease)));

/** What a taken mail says. Throws where the key is missing: that is this mail's trouble, not that of those behind it. */
export const openMail = (keys: KeyRing, { content, id, keyId }: TakenMail): Waiting =>
  JSON.parse(keys.open(PURPOSE, id, { keyId, text: content })) as Waiting;

/** The mail server has it, or will never take it: nothing of it stays here. `false`: somebody else has it by now. */
export async function settle(tx: Queryable, mail: TakenMail): Promise<boolean> {
  const [settled] = await tx.delete(outbox).where(isMine(mail)).returning({ id: outbox.id });
  return settled !== undefined;
}

/** It did not go out: later again, less and less often. */
export async function postpone(tx: Queryable, mail: TakenMail, now: number): Promise<void> {
  const wait = Math.min(5 * SECOND * 2 ** Math.min(mail.attempts, 16), LONGEST_WAIT);
  await tx
    .update(outbox)
    .set({ lease: null, dueAt: now + wait })
    .where(isMine(mail));
}

/** Nobody tried: the process is about to stop, and another one may go on at once. */
export async function handBack(tx: Queryable, mail: TakenMail, now: number): Promise<void> {
  await tx.update(outbox).set({ lease: null, dueAt: now }).where(isMine(mail));
}

/** Not any more once somebody else took it, because this process was too slow. */
const isMine = ({ id, lease }: TakenMail) => and(eq(outbox.id, id), eq(outbox.lease, lease));

/** Removes some mails that nobody wants any more; returns how many never went out. */
export async function sweepOutbox(tx: Queryable, now: number, most: number): Promise<number> {
  const expired = tx.select({ id: outbox.id }).from(outbox).where(lte(outbox.expiresAt, now)).limit(most);
  const swept = await tx.delete(outbox).where(inArray(outbox.id, expired)).returning({ id: outbox.id });
  return swept.length;
}
