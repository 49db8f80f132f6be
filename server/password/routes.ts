import { and, count, eq, gt, ne, sql } from 'drizzle-orm';
import { password as api } from 'account-elements/contract/password.js';
import { isProblem, Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import type { Reader, SignedInRequest } from '../http/request.ts';
import { forgetAttempts } from '../http/throttle.ts';
import type { Sealed } from '../keys.ts';
import { rotateToken } from '../sessions/rotation.ts';
import { sessions } from '../sessions/schema.ts';
import { signOutOthers } from '../sessions/sign-out-others.ts';
import { passwordBucket } from '../sign-in/password-attempt.ts';
import { requireUnbreached } from './breached.ts';
import { requireGoodPassword } from './policy.ts';
import { passwords } from './schema.ts';

export const passwordRoutes = implement(
  api,
  {
    async get({ account, db, now, session }) {
      const [stored] = await db
        .select({ setAt: passwords.setAt })
        .from(passwords)
        .where(eq(passwords.accountId, account.id))
        .limit(1);
      const at = now();
      const [others] = await db
        .select({ count: count() })
        .from(sessions)
        .where(
          and(
            eq(sessions.accountId, account.id),
            ne(sessions.id, session.id),
            gt(sessions.idleExpiresAt, at),
            gt(sessions.expiresAt, at),
          ),
        );
      return {
        set: stored !== undefined,
        changedAt: stored ? new Date(stored.setAt).toISOString() : null,
        otherSessions: others?.count ?? 0,
      };
    },

    async change({ body, ...request }) {
      const { account, commit, config, db, now, passwords: hashing, visit } = request;
      const { newPassword } = body;
      const before = await credentialsOf(db, account.id);
      requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');
      const checked = await requireUnbreached(request, newPassword, 'newPassword');
      const replacement = await hashing.hash(newPassword, account.id);
      await requireAnother(request, newPassword, before.stored);

      const sessionsEnded = await commit(async (tx) => {
        await raiseSecurityVersion(tx, account.id, before.securityVersion);
        await storePassword(tx, account.id, replacement, now());
        const event = { type: 'authn_password_change', accountId: account.id, sessionId: request.session.id } as const;
        await record(tx, { ...event, visit, at: now(), ...(!checked && { details: { unchecked: ['breaches'] } }) });
        await rotateToken(tx, request, 'password-changed');
        if (body.signOutOthers) return signOutOthers(tx, request, 'password-changed');
        await forgetOtherProofs(tx, request);
        return 0;
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, before);
      });
      return { sessionsEnded };
    },
  },
  'factors',
);

interface Credentials {
  readonly securityVersion: number;
  readonly stored: Sealed | undefined;
}

async function credentialsOf(db: Reader, accountId: string): Promise<Credentials> {
  const [row] = await db
    .select({ securityVersion: accounts.securityVersion, hash: passwords.hash, keyId: passwords.keyId })
    .from(accounts)
    .leftJoin(passwords, eq(passwords.accountId, accounts.id))
    .where(eq(accounts.id, accountId))
    .limit(1);
  if (!row) throw new Problem('unauthenticated');
  const { hash, keyId, securityVersion } = row;
  return { securityVersion, stored: hash === null || keyId === null ? undefined : { text: hash, keyId } };
}

/**
 * Only the hash is kept, so it takes a verification to see that nothing would
 * change. The last of all before the change: whoever borrowed this session and guesses at
 * the password this way changes it with the first wrong guess.
 */
async function requireAnother(
  { account, passwords: hashing }: SignedInRequest,
  newPassword: string,
  stored: Sealed | undefined,
): Promise<void> {
  if (stored === undefined) return;
  const { correct } = await hashing.verify(newPassword, account.id, stored);
  if (correct) throw new Problem('invalid-input', { fields: [{ name: 'newPassword', code: 'password-unchanged' }] });
}

/** Of two changes that began with the same credentials, one finds no row. */
async function raiseSecurityVersion(tx: Queryable, accountId: string, from: number): Promise<void> {
  const [raised] = await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(and(eq(accounts.id, accountId), eq(accounts.securityVersion, from)))
    .returning({ id: accounts.id });
  if (!raised) throw new Problem('conflict');
}

/** A change that won meanwhile made this session's proof worthless too, but that is not why this one failed. */
async function lostOr(error: unknown, db: Reader, accountId: string, before: Credentials): Promise<unknown> {
  if (!isProblem(error, 'reauthentication-required')) return error;
  const { securityVersion } = await credentialsOf(db, accountId);
  return securityVersion === before.securityVersion ? error : new Problem('conflict', {}, { cause: error });
}

/** A new password is nobody's guess yet: what was counted against the one before does not count any more. */
async function storePassword(tx: Queryable, accountId: string, { keyId, text }: Sealed, at: number): Promise<void> {
  const fresh = { hash: text, keyId, mustChange: false, lockedAt: null, setAt: at };
  await tx
    .insert(passwords)
    .values({ accountId, ...fresh })
    .onConflictDoUpdate({ target: passwords.accountId, set: fresh });
  await forgetAttempts(tx, passwordBucket(accountId));
}

/** Sessions that go on have proven a password that is no more. */
async function forgetOtherProofs(tx: Queryable, { account, session }: SignedInRequest): Promise<void> {
  await tx
    .update(sessions)
    .set({ provenAt: 0 })
    .where(and(eq(sessions.accountId, account.id), ne(sessions.id, session.id)));
}
