import { and, eq, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { signIn as api } from 'account-elements/contract/sign-in.js';
import { canonicalEmail } from '../accounts/email.ts';
import { accounts } from '../accounts/schema.ts';
import { toAccount } from '../accounts/store.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import type { PublicRequest } from '../http/request.ts';
import { attemptSucceeded, attemptVoid } from '../http/throttle.ts';
import type { Sealed } from '../keys.ts';
import { requireUnbreached } from '../password/breached.ts';
import { requireGoodPassword } from '../password/policy.ts';
import { signInOptions } from '../passkeys/ceremony.ts';
import { provePasskey } from '../passkeys/prove-passkey.ts';
import { passwords } from '../password/schema.ts';
import { noteRotatedToken } from '../sessions/rotation.ts';
import { endAllSessions, endSession } from '../sessions/store.ts';
import { forgetDevices } from './known-devices.ts';
import { provePassword, requireUnchanged, type ProvenPassword } from './password-attempt.ts';
import { signInAs } from './sign-in-as.ts';

export const signInRoutes = implement(api, {
  async withPassword({ body, ...request }) {
    const email = canonicalEmail(body.email);
    if (email === undefined) throw new Problem('invalid-input', { fields: [{ name: 'email', code: 'invalid' }] });
    const proven = await provePassword(request, { email }, body.password);
    const replacement = await makeReplacement(request, proven, body.password, body.newPassword);

    const { commit, config, now } = request;
    const account = await commit(async (tx) => {
      await attemptSucceeded(tx, proven.reservation);
      const current = await requireUnchanged(tx, proven);
      if (replacement) await replacePassword(tx, request, proven, replacement, body.newPassword !== undefined);
      await signInAs(tx, request, current, [{ method: 'password', at: now() }]);
      return current;
    });
    return { status: 'signed-in' as const, account: toAccount(account, config) };
  },

  async withCode() {
    throw new Problem('unavailable');
  },

  async withRecoveryCode() {
    throw new Problem('unavailable');
  },

  startPasskey: signInOptions,

  async withPasskey({ body, ...request }) {
    const { commit, config, now } = request;
    const proven = await provePasskey(request, body.response, { type: 'authn_login_fail' });
    const account = await commit(async (tx) => {
      await proven.use(tx);
      await signInAs(tx, request, proven.account, [{ method: 'passkey', at: now(), passkeyId: proven.passkeyId }]);
      return proven.account;
    });
    return { account: toAccount(account, config) };
  },

  async signOut({ commit, cookies, db, log, now, visit }) {
    const token = cookies.session;
    if (token !== undefined) {
      const ended = await commit((tx) => endSession(tx, token, { reason: 'signed-out', visit, at: now() }));
      // Another tab has a newer token by now: without this one the session would live on, and nobody could end it.
      if (!ended && (await noteRotatedToken({ commit, db, log, now }, token, cookies.device, visit))) {
        throw new Problem('unauthenticated');
      }
    }
    cookies.clearSession();
  },
});

/** The hash to store from now on: of the new password where one is due, of the same one where its hash is stale. */
async function makeReplacement(
  { commit, config, log, passwords: hashing }: PublicRequest,
  { account, reservation, stale, stored }: ProvenPassword,
  password: string,
  newPassword: string | undefined,
): Promise<Sealed | undefined> {
  try {
    if (!stored.mustChange) {
      if (newPassword !== undefined) throw refused('invalid');
      return stale ? await hashing.hash(password, account.id) : undefined;
    }
    if (newPassword === undefined) throw new Problem('password-change-required');
    requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');
    if (newPassword.normalize('NFC') === password.normalize('NFC')) throw refused('password-unchanged');
    await requireUnbreached({ config, log }, newPassword, 'newPassword');
    return await hashing.hash(newPassword, account.id);
  } catch (error) {
    // The password was right: whatever else is in the way does not count as a guess.
    await commit((tx) => attemptVoid(tx, reservation));
    throw error;
  }
}

const refused = (code: 'invalid' | 'password-unchanged') =>
  new Problem('invalid-input', { fields: [{ name: 'newPassword', code }] });

async function replacePassword(
  tx: Queryable,
  { now, visit }: PublicRequest,
  { account, stored }: ProvenPassword,
  replacement: Sealed,
  isNew: boolean,
): Promise<void> {
  const at = now();
  const change = isNew ? { mustChange: false, lockedAt: null, setAt: at } : {};
  await tx
    .update(passwords)
    .set({ hash: replacement.text, keyId: replacement.keyId, ...change })
    .where(and(eq(passwords.accountId, account.id), eq(passwords.hash, stored.hash)));
  if (!isNew) return;
  await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(eq(accounts.id, account.id));
  await record(tx, { type: 'authn_password_change', accountId: account.id, visit, at });
  await endAllSessions(tx, account.id, { reason: 'password-changed', at });
  await forgetDevices(tx, account.id);
}
