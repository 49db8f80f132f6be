import { createHash } from 'node:crypto';
import { and, eq, exists, isNull, or } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts, type AccountRow } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest, Reader } from '../http/request.ts';
import type { SessionAccount } from '../http/session.ts';
import { passwords } from '../password/schema.ts';
import { ownShare, strangersShare } from '../password/share.ts';
import { passwordBucket } from '../password/store.ts';
import { attemptFailed, beginAttempt, checkAttempt, type Failure, type Lock, type Proven } from './attempt.ts';
import { knownDevices } from './schema.ts';

type StoredPassword = typeof passwords.$inferSelect;

/** A password that was right, with what the transaction that uses it must find unchanged. */
export interface ProvenPassword extends Proven {
  readonly account: AccountRow;
  readonly stored: StoredPassword;
  /** The stored hash should be made anew. */
  readonly stale: boolean;
}

/** Whose password it is meant to be: somebody who is signed in already, or whoever has an e-mail address. */
export type PasswordOwner = { readonly accountId: string } | { readonly email: string };

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
  const { commit, db, passwords: hashing, visit } = request;
  const found = await findPassword(db, owner);
  const accountId = found?.account.id;
  const attempt = await beginAttempt(request, passwordBucket(accountId ?? digestOf(owner)), accountId);

  const usable = found && isUsable(found, attempt.device) ? found : undefined;
  const sealed = usable && { text: usable.stored.hash, keyId: usable.stored.keyId };
  const { device, reservation } = attempt;
  const share =
    found && device !== undefined
      ? ownShare(found.account.id, visit.network)
      : strangersShare(visit.network, reservation.secret);
  const verification = await checkAttempt(request, attempt, () =>
    hashing.verify(password, usable?.account.id ?? '', sealed, share),
  );
  if (usable && verification.correct) {
    return { ...usable, stale: verification.stale, attempt };
  }
  await commit((tx) => attemptFailed(tx, request, attempt, { ...failure, reason: 'password' }, passwordLock));
  throw new Problem('wrong-credential');
}

/**
 * The password was checked outside this transaction: it must still be the one, and open something. Another sign-in of
 * the same moment may have made its hash anew; whatever sets another password raises the security version. Somebody may
 * have locked it meanwhile, and forgotten the browser that a lock does not keep out.
 */
export async function requireUnchanged(
  tx: Queryable,
  { account, attempt, stored }: ProvenPassword,
): Promise<SessionAccount> {
  const isKnown =
    attempt.device === undefined
      ? undefined
      : exists(tx.select({ id: knownDevices.id }).from(knownDevices).where(eq(knownDevices.id, attempt.device)));
  const [row] = await tx
    .select({ account: accounts })
    .from(accounts)
    .innerJoin(passwords, eq(passwords.accountId, accounts.id))
    .where(
      and(
        eq(accounts.id, account.id),
        isNull(accounts.disabledAt),
        or(eq(passwords.hash, stored.hash), eq(accounts.securityVersion, account.securityVersion)),
        eq(passwords.mustChange, stored.mustChange),
        or(isNull(passwords.lockedAt), isKnown),
      ),
    );
  if (!row) throw new Problem('wrong-credential');
  return row.account;
}

interface Found {
  readonly account: AccountRow;
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
const digestOf = (owner: PasswordOwner): string =>
  createHash('sha256')
    .update('email' in owner ? owner.email : owner.accountId)
    .digest('base64url');

/** A lock keeps strangers out, not the owner's own browser. */
function isUsable(found: Found, device: string | undefined): found is Found & { stored: StoredPassword } {
  if (found.account.disabledAt !== null || found.stored === null) return false;
  return found.stored.lockedAt === null || device !== undefined;
}

const passwordLock: Lock = {
  type: 'authn_login_lock',
  async close(tx, accountId, at) {
    const [locked] = await tx
      .update(passwords)
      .set({ lockedAt: at })
      .where(and(eq(passwords.accountId, accountId), isNull(passwords.lockedAt)))
      .returning({ accountId: passwords.accountId });
    return locked !== undefined;
  },
};
