import { hash } from 'node:crypto';
import { and, eq, gt, or, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AttemptLimits } from '../config.ts';
import type { Queryable } from '../db/open.ts';

/*
 * Attempts at guessing a secret are counted in the database, before the secret
 * is looked at: an attempt is reserved by one conditional statement whose row
 * decides, so that two hundred guesses at once are two hundred reservations,
 * of which five succeed.
 *
 * - per secret (an account's password, seen from unknown devices): five free
 *   attempts, then a wait that doubles up to 15 minutes, until a success
 * - per known device: an allowance of the same kind for each browser in which
 *   the owner signed in before, so that strangers cannot lock the owner out
 * - per network and for the whole server: a number of failures in a window.
 *   Not for known devices, which strangers could keep out with theirs
 *
 * A success gives back what it reserved, and so does a fault of the server.
 */

export const throttles = sqliteTable('throttles', {
  bucket: text('bucket').primaryKey(),
  attempts: integer('attempts').notNull(),
  blockedUntil: integer('blocked_until').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

/** What one attempt is counted against. */
export interface AttemptBuckets {
  /** Such as `password:<account>`; for a name without an account, something as good. */
  readonly secret: string;
  /** Left out for a known device, whose allowance is all that counts. */
  readonly network?: string;
}

/** An attempt that may go ahead. */
export interface Reservation extends AttemptBuckets {
  /** How many attempts on this secret came since the last success, this one included. */
  readonly attempts: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Counts of a secret outlive any guesser's patience: at the longest wait, the cap is reached in a day. */
const SECRET_MEMORY = 400 * DAY;
const OVERALL = 'overall';

/** Reserves an attempt in every bucket or refuses it in all of them: run it in a transaction of its own. */
export async function reserveAttempt(
  tx: Queryable,
  buckets: AttemptBuckets,
  limits: AttemptLimits,
  now: number,
): Promise<Reservation> {
  const attempts = await reserveProgressive(tx, buckets.secret, limits, now);
  if (buckets.network !== undefined) {
    await reserveInWindow(tx, networkBucket(buckets.network), limits.perNetwork, limits.window, now);
    await reserveInWindow(tx, OVERALL, limits.overall, limits.window, now);
  }
  return { ...buckets, attempts };
}

/** New accounts from one network, each of which also tells whether an address is taken. */
export const reserveSignUp = (tx: Queryable, network: string, limits: AttemptLimits, now: number): Promise<void> =>
  reserveInWindow(tx, `network:sign-up:${network}`, limits.perNetwork, limits.window, now);

/** Questions for a passkey that anybody may begin, each of which is kept until it is answered or too old. */
export const reservePasskeyStart = (tx: Queryable, network: string, limits: AttemptLimits, now: number) =>
  reserveInWindow(tx, `network:passkey:${network}`, limits.perNetwork * 10, limits.window, now);

/** Requests for a new password of one address in an hour. */
const RESETS_AN_HOUR = 5;

/**
 * Requests for a new password, each of which is a mail to somebody: the same for addresses that nobody has. A browser in
 * which its owner signed in before has as many of its own, so that strangers who use up the others keep nobody out.
 */
export async function reservePasswordReset(
  tx: Queryable,
  { device, email, network }: { device: string | undefined; email: string; network: string },
  limits: AttemptLimits,
  now: number,
): Promise<void> {
  const bucket = `network:reset:to:${digestOf(email)}`;
  if (device !== undefined) return reserveInWindow(tx, `${bucket}:${device}`, RESETS_AN_HOUR, HOUR, now);
  await reserveInWindow(tx, `network:reset:${network}`, limits.perNetwork, limits.window, now);
  await reserveInWindow(tx, bucket, RESETS_AN_HOUR, HOUR, now);
}

/** Other addresses that one account asks for in an hour, and requests that one address hears of. */
const EMAIL_CHANGES_AN_HOUR = 5;

/** Requests for another e-mail address, each of which is a mail to somebody who did not ask: the same for addresses that nobody has. */
export async function reserveEmailChange(
  tx: Queryable,
  { accountId, email, network }: { accountId: string; email: string; network: string },
  limits: AttemptLimits,
  now: number,
): Promise<void> {
  await reserveInWindow(tx, `network:email:${network}`, limits.perNetwork, limits.window, now);
  await reserveInWindow(tx, `network:email:of:${accountId}`, EMAIL_CHANGES_AN_HOUR, HOUR, now);
  await reserveInWindow(tx, `network:email:to:${digestOf(email)}`, EMAIL_CHANGES_AN_HOUR, HOUR, now);
}

/** Passwords that are tried with one link in an hour: with a second factor still to come, none of them uses it up. */
const TRIES_OF_A_LINK = 10;

export const reserveLinkTry = (tx: Queryable, link: string, now: number): Promise<void> =>
  reserveInWindow(tx, `network:reset:with:${link}`, TRIES_OF_A_LINK, HOUR, now);

/** Lockdowns that one account begins in an hour: each is a mail, and a renewed token. */
const LOCKDOWNS_AN_HOUR = 10;

/** Links of notices that somebody presses, or, with an account, lockdowns that its person begins. */
export async function reserveLockdown(
  tx: Queryable,
  { accountId, network }: { accountId?: string; network: string },
  limits: AttemptLimits,
  now: number,
): Promise<void> {
  await reserveInWindow(tx, `network:lockdown:${network}`, limits.perNetwork, limits.window, now);
  if (accountId === undefined) return;
  await reserveInWindow(tx, `network:lockdown:of:${accountId}`, LOCKDOWNS_AN_HOUR, HOUR, now);
}

/** What an address gets mails about, each with a share of its own: whoever causes many of one keeps no other away. */
export type MailSort = 'link' | 'sign-in' | 'change' | 'email-change' | 'optional';

/** Mails of one sort that one address gets in an hour, whatever they say and whoever is behind them. */
const MAILS_AN_HOUR = 20;

/** Counts one more mail to an address; `false` when it has had its share. */
export const reserveMail = (tx: Queryable, sort: MailSort, email: string, now: number): Promise<boolean> =>
  countInWindow(tx, `mail:${sort}:${digestOf(email)}`, MAILS_AN_HOUR, HOUR, now);

/** The secret was right: nothing counts against it any more. */
export async function attemptSucceeded(tx: Queryable, reservation: Reservation): Promise<void> {
  await tx.delete(throttles).where(eq(throttles.bucket, reservation.secret));
  await giveBack(tx, reservation, false);
}

/** The server could not tell whether the secret was right: this was no attempt. */
export async function attemptVoid(tx: Queryable, reservation: Reservation): Promise<void> {
  await giveBack(tx, reservation, true);
}

/** What was counted for somebody who is erased, by account and by address. */
export async function forgetCounts(tx: Queryable, accountId: string, email: string): Promise<void> {
  const isOf = (id: string) => sql`instr(${throttles.bucket}, ${id}) > 0`;
  await tx.delete(throttles).where(or(isOf(accountId), isOf(digestOf(email))));
}

/** An operator lets guessing start anew. */
export async function forgetAttempts(tx: Queryable, secret: string): Promise<void> {
  await tx.delete(throttles).where(eq(throttles.bucket, secret));
}

const digestOf = (email: string): string => hash('sha256', email, 'base64url');

const networkBucket = (network: string): string => `network:${network}`;

async function reserveProgressive(tx: Queryable, bucket: string, limits: AttemptLimits, now: number): Promise<number> {
  const next = sql`${throttles.attempts} + 1`;
  const wait = sql`min(${limits.longestWait}, 1000 * (1 << min(${next} - ${limits.free} + 1, 20)))`;
  const [row] = await tx
    .insert(throttles)
    .values({ bucket, attempts: 1, blockedUntil: 0, expiresAt: now + SECRET_MEMORY })
    .onConflictDoUpdate({
      target: throttles.bucket,
      set: {
        attempts: next,
        blockedUntil: sql`CASE WHEN ${next} < ${limits.free} THEN 0 ELSE ${now} + ${wait} END`,
        expiresAt: now + SECRET_MEMORY,
      },
      // A wait that lies further ahead than any wait is one that a wrong clock wrote.
      setWhere: sql`${throttles.blockedUntil} <= ${now} OR ${throttles.blockedUntil} > ${now + limits.longestWait}`,
    })
    .returning({ attempts: throttles.attempts });
  return row?.attempts ?? refuse(tx, bucket, now);
}

async function reserveInWindow(
  tx: Queryable,
  bucket: string,
  limit: number,
  window: number,
  now: number,
): Promise<void> {
  if (!(await countInWindow(tx, bucket, limit, window, now))) await refuse(tx, bucket, now);
}

async function countInWindow(
  tx: Queryable,
  bucket: string,
  limit: number,
  window: number,
  now: number,
): Promise<boolean> {
  const over = sql`(${throttles.expiresAt} <= ${now} OR ${throttles.expiresAt} > ${now + window})`;
  const [row] = await tx
    .insert(throttles)
    .values({ bucket, attempts: 1, blockedUntil: 0, expiresAt: now + window })
    .onConflictDoUpdate({
      target: throttles.bucket,
      set: {
        attempts: sql`CASE WHEN ${over} THEN 1 ELSE ${throttles.attempts} + 1 END`,
        expiresAt: sql`CASE WHEN ${over} THEN ${now + window} ELSE ${throttles.expiresAt} END`,
      },
      setWhere: sql`${over} OR ${throttles.attempts} < ${limit}`,
    })
    .returning({ attempts: throttles.attempts });
  return row !== undefined;
}

async function refuse(tx: Queryable, bucket: string, now: number): Promise<never> {
  const [row] = await tx.select().from(throttles).where(eq(throttles.bucket, bucket));
  const until = Math.max(
    row?.blockedUntil ?? 0,
    bucket.startsWith('network:') || bucket === OVERALL ? (row?.expiresAt ?? 0) : 0,
  );
  throw new Problem('too-many-attempts', { retryAfter: (until - now) / 1000 });
}

async function giveBack(tx: Queryable, reservation: Reservation, secretToo: boolean): Promise<void> {
  const fewer = { attempts: sql`${throttles.attempts} - 1` };
  const { network } = reservation;
  for (const bucket of network === undefined ? [] : [networkBucket(network), OVERALL]) {
    await tx
      .update(throttles)
      .set(fewer)
      .where(and(eq(throttles.bucket, bucket), gt(throttles.attempts, 0)));
  }
  if (!secretToo) return;
  await tx
    .update(throttles)
    .set({ ...fewer, blockedUntil: 0 })
    .where(and(eq(throttles.bucket, reservation.secret), gt(throttles.attempts, 0)));
}
