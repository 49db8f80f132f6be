import { eq } from 'drizzle-orm';
import { password as api } from 'account-elements/contract/password.js';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { lostOr, raiseSecurityVersion } from '../accounts/security-version.ts';
import { record } from '../activity/record.ts';
import { implement } from '../http/implement.ts';
import type { Reader, SignedInRequest } from '../http/request.ts';
import type { Sealed } from '../keys.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { requireUnbreached } from './breached.ts';
import { requireGoodPassword } from './policy.ts';
import { passwords } from './schema.ts';
import { ownShare } from './share.ts';
import { storePassword } from './store.ts';

export const passwordRoutes = implement(
  api,
  {
    async get({ account, db }) {
      const [stored] = await db
        .select({ setAt: passwords.setAt })
        .from(passwords)
        .where(eq(passwords.accountId, account.id))
        .limit(1);
      return {
        set: stored !== undefined,
        changedAt: stored ? new Date(stored.setAt).toISOString() : null,
      };
    },

    async change({ body, ...request }) {
      const { account, commit, config, db, now, passwords: hashing, visit } = request;
      const { newPassword } = body;
      const before = await credentialsOf(db, account.id);
      requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');
      const checked = await requireUnbreached(request, newPassword, 'newPassword');
      const replacement = await hashing.hash(newPassword, account.id, ownShare(account.id, visit.network));
      await requireAnother(request, newPassword, before.stored);

      const sessionsEnded = await commit(async (tx) => {
        await raiseSecurityVersion(tx, account.id, before.securityVersion);
        await storePassword(tx, account.id, replacement, now());
        const event = { type: 'authn_password_change', accountId: account.id, sessionId: request.session.id } as const;
        await record(tx, { ...event, visit, at: now(), ...(!checked && { details: { unchecked: ['breaches'] } }) });
        return afterFactorChange(tx, request, 'password-changed', body.signOutOthers);
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, before.securityVersion);
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
  { account, passwords: hashing, visit }: SignedInRequest,
  newPassword: string,
  stored: Sealed | undefined,
): Promise<void> {
  if (stored === undefined) return;
  const { correct } = await hashing.verify(newPassword, account.id, stored, ownShare(account.id, visit.network));
  if (correct) throw new Problem('invalid-input', { fields: [{ name: 'newPassword', code: 'password-unchanged' }] });
}
