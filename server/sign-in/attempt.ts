import { isProblem } from 'account-elements/contract/problem.js';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { Queryable, Transaction } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import { attemptVoid, reserveAttempt, type Reservation } from '../http/throttle.ts';
import { findKnownDevice, forgetDevice } from './known-devices.ts';

/** One try at a secret of an account. It was counted before anybody looks at the secret. */
export interface Attempt {
  /** `undefined` where the secret is guessed at for a name without an account. */
  readonly accountId: string | undefined;
  /** The known browser that it comes from: it has an allowance of its own, and a lock does not keep it out. */
  readonly device: string | undefined;
  readonly reservation: Reservation;
  readonly tries: Tries | undefined;
}

/** Something that ends after so many wrong tries, whatever else counts them. */
export interface Tries {
  /** Counts one more, or throws because there are none left. */
  take(tx: Queryable): Promise<void>;
  giveBack(tx: Queryable): Promise<void>;
}

/** How a wrong one is recorded. */
export type Failure = Pick<ActivityEvent, 'type' | 'sessionId'>;

/** Counts a try at `secret`, which names its bucket as strangers see it, or throws `too-many-attempts`. */
export async function beginAttempt(
  { commit, config, cookies, db, log, now, visit }: PublicRequest,
  secret: string,
  accountId: string | undefined,
  tries?: Tries,
): Promise<Attempt> {
  const device = await findKnownDevice(db, cookies.device, accountId ?? '', now());
  const buckets = device === undefined ? { secret, network: visit.network } : { secret: `${secret}:${device}` };
  const reservation = await commit(async (tx) => {
    const reserved = await reserveAttempt(tx, buckets, config.attempts, now());
    await tries?.take(tx);
    return reserved;
  }).catch((error: unknown) => {
    if (isProblem(error, 'too-many-attempts')) {
      log.warn({ event: 'excess_rate_limit_exceeded', account: accountId, network: visit.network }, 'refused');
    }
    throw error;
  });
  return { accountId, device, reservation, tries };
}

/** Looks at the secret. Too busy, or without its key: the server's fault is nobody's wrong try. */
export async function checkAttempt<T>(request: PublicRequest, attempt: Attempt, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    await giveBack(request, attempt);
    throw error;
  }
}

/** A secret that was right, with the try at it that is still counted. */
export interface Proven {
  readonly attempt: Attempt;
}

/**
 * Runs what a right secret opens, in one transaction that uses it. Where the server fails at it, nothing was used and the
 * try was none; what the person is told to do differently leaves it counted, such as a code that another request used.
 */
export async function commitProven<T>(
  request: PublicRequest,
  { attempt }: Proven,
  job: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await request.commit(job);
  } catch (error) {
    if (!isProblem(error)) await giveBack(request, attempt);
    throw error;
  }
}

/** It counts no more. A database that stays out of reach keeps it counted, and hides nothing of what went wrong before. */
export async function giveBack(
  { commit, log }: PublicRequest,
  { accountId, reservation, tries }: Attempt,
): Promise<void> {
  await commit(async (tx) => {
    await attemptVoid(tx, reservation);
    await tries?.giveBack(tx);
  }).catch((err: unknown) => log.warn({ err, account: accountId }, 'a try that was none stays counted'));
}

/** How a secret is locked once there were too many wrong tries in a row; tells whether it was open until then. */
export interface Lock {
  readonly type: ActivityEvent['type'];
  close(tx: Queryable, accountId: string, at: number): Promise<boolean>;
}

/** Puts a wrong try on record, and locks the secret when it was one too many. */
export async function attemptFailed(
  tx: Queryable,
  { config, now, visit }: PublicRequest,
  { accountId, device, reservation }: Attempt,
  failure: Failure & Pick<ActivityEvent, 'reason'>,
  lock: Lock,
): Promise<void> {
  const at = now();
  await record(tx, { ...failure, outcome: 'failure', accountId: accountId ?? null, visit, at });
  if (reservation.attempts < config.attempts.cap || accountId === undefined) return;
  // Its cookie is in wrong hands, or its owner's memory is at an end: from now on it guesses like a stranger.
  if (device !== undefined) return forgetDevice(tx, device);
  if (await lock.close(tx, accountId, at)) {
    await record(tx, { type: lock.type, actor: 'system', accountId, visit, at });
  }
}
