import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { isProblem, Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { attemptVoid, reserveAttempt, type Reservation } from '../http/throttle.ts';
import type { PublicRequest, Reader } from '../http/request.ts';
import type { SessionAccount } from '../http/session.ts';
import { passwords } from '../password/schema.ts';
import { findKnownDevice, forgetDevice } from './known-devices.ts';

type StoredPassword = typeof passwords.$inferSelect;

/** A password that was right, with what the transaction that uses it must find unchanged. */
export interface ProvenPassword {
  readonly account: SessionAccount;
  readonly stored: StoredPassword;
  /** The stored hash should be made anew. */
  readonly stale: boolean;
  readonly reservation: Reservation;
}

/** The bucket of an account's password as strangers see it. */
export const passwordBucket = (accountId: string): string => `password:${accountId}`;

/** Whose password it is meant to be: somebody who is signed in already, or whoever has an e-mail address. */
export type PasswordOwner = { readonly accountId: string } | { readonly email: string };

/** How a wrong one is recorded. */
type Failure = Pick<ActivityEvent, 'type' | 'sessionId'>;

/**
 * Checks a password against an account, or answers `wrong-credential`. An account that does not exist, is disabled, has no
 * password or one that is locked takes the same steps, the same time and gets
 * the same answer.
 */
export async function provePassword(
  request: PublicRequest,
  owner: PasswordOwner,
  password: string,
  failure: Failure = { type: 'authn_login_fail' },
): Promise<ProvenPassword> {
  const { commit, config, cookies, db, log, now, passwords: hashing, visit } = request;
  const found = await findPassword(db, owner);
  const device = await findKnownDevice(db, cookies.device, found?.account.id ?? '', now());
  const secret = bucketOf(owner, found?.account.id, device);
  const buckets = device === undefined ? { secret, network: visit.network } : { secret };

  const reservation = await commit((tx) => reserveAttempt(tx, buckets, config.attempts, now())).catch(
    (error: unknown) => {
      if (isProblem(error, 'too-many-attempts')) {
        log.warn(
          { event: 'excess_rate_limit_exceeded', account: found?.account.id, network: visit.network },
          'refused',
        );
      }
      throw error;
    },
  );

  const usable = found && isUsable(found, device) ? found : undefined;
  const sealed = usable && { text: usable.stored.hash, keyId: usable.stored.keyId };
  const verification = await hashing
    .verify(password, usable?.account.id ?? '', sealed)
    .catch(async (error: unknown) => {
      // Too busy, or without its key: the server's fault is nobody's wrong password.
      await commit((tx) => attemptVoid(tx, reservation));
      throw error;
    });
  if (usable && verification.correct) return { ...usable, stale: verification.stale, reservation };

  await commit((tx) => recordFailure(tx, request, failure, found, device, reservation.attempts));
  throw new Problem('wrong-credential');
}

/** The password was checked outside this transaction: what it was checked against must still be there. */
export async function requireUnchanged(tx: Queryable, { account, stored }: ProvenPassword): Promise<SessionAccount> {
  const [row] = await tx
    .select({ account: accounts })
    .from(accounts)
    .innerJoin(passwords, eq(passwords.accountId, accounts.id))
    .where(
      and(
        eq(accounts.id, account.id),
        isNull(accounts.disabledAt),
        eq(passwords.hash, stored.hash),
        eq(passwords.mustChange, stored.mustChange),
      ),
    );
  if (!row) throw new Problem('wrong-credential');
  return row.account;
}

interface Found {
  readonly account: SessionAccount;
  readonly stored: StoredPassword | null;
}

async function findPassword(db: Reader, owner: PasswordOwner): Promise<Found | undefined> {
  const [row] = await db
    .select({ account: accounts, stored: passwords })
    .from(accounts)
    .leftJoin(passwords, eq(passwords.accountId, accounts.id))
    .where('email' in owner ? eq(accounts.email, owner.email) : eq(accounts.id, owner.accountId));
  return row;
}

/** Guesses at an address without an account are counted just the same, under a digest of it. */
function bucketOf(owner: PasswordOwner, accountId: string | undefined, device: string | undefined): string {
  if (accountId === undefined) {
    const name = 'email' in owner ? owner.email : owner.accountId;
    return passwordBucket(createHash('sha256').update(name).digest('base64url'));
  }
  return device === undefined ? passwordBucket(accountId) : `${passwordBucket(accountId)}:${device}`;
}

/** A lock keeps strangers out, not the owner's own browser. */
function isUsable(found: Found, device: string | undefined): found is Found & { stored: StoredPassword } {
  if (found.account.disabledAt !== null || found.stored === null) return false;
  return found.stored.lockedAt === null || device !== undefined;
}

async function recordFailure(
  tx: Queryable,
  { config, now, visit }: PublicRequest,
  failure: Failure,
  found: Found | undefined,
  device: string | undefined,
  attempts: number,
): Promise<void> {
  const at = now();
  const accountId = found?.account.id ?? null;
  await record(tx, { ...failure, outcome: 'failure', reason: 'password', accountId, visit, at });
  if (attempts < config.attempts.cap || !found) return;
  // Its cookie is in wrong hands, or its owner's memory is at an end: from now on it guesses like a stranger.
  if (device !== undefined) return forgetDevice(tx, device);
  const [locked] = await tx
    .update(passwords)
    .set({ lockedAt: at })
    .where(and(eq(passwords.accountId, found.account.id), isNull(passwords.lockedAt)))
    .returning({ accountId: passwords.accountId });
  if (locked) await record(tx, { type: 'authn_login_lock', actor: 'system', accountId, visit, at });
}
