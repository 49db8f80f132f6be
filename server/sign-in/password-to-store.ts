import { and, eq, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import type { Sealed } from '../keys.ts';
import { requireUnbreached } from '../password/breached.ts';
import { requireGoodPassword } from '../password/policy.ts';
import { passwords } from '../password/schema.ts';
import { ownShare } from '../password/share.ts';
import { storePassword } from '../password/store.ts';
import { endAllSessions } from '../sessions/store.ts';
import { giveBack } from './attempt.ts';
import { forgetDevices } from './known-devices.ts';
import type { ProvenPassword } from './password-attempt.ts';

/** What a right password leaves to store, already hashed. */
export interface PasswordToStore {
  /** Another password, where one was due. */
  readonly chosen?: Sealed;
  /** The same password, where its hash was stale. */
  readonly rehashed?: Sealed;
}

export async function passwordToStore(
  request: PublicRequest,
  { account, attempt, stale, stored }: ProvenPassword,
  password: string,
  newPassword: string | undefined,
): Promise<PasswordToStore> {
  const { config, log, passwords: hashing, visit } = request;
  const share = ownShare(account.id, visit.network);
  try {
    if (!stored.mustChange) {
      if (newPassword !== undefined) throw refused('invalid');
      return stale ? { rehashed: await hashing.hash(password, account.id, share) } : {};
    }
    if (newPassword === undefined) throw new Problem('password-change-required');
    requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');
    if (newPassword.normalize('NFC') === password.normalize('NFC')) throw refused('password-unchanged');
    await requireUnbreached({ config, log }, newPassword, 'newPassword');
    return { chosen: await hashing.hash(newPassword, account.id, share) };
  } catch (error) {
    // The password was right: whatever else is in the way does not count as a guess.
    await giveBack(request, attempt);
    throw error;
  }
}

const refused = (code: 'invalid' | 'password-unchanged') =>
  new Problem('invalid-input', { fields: [{ name: 'newPassword', code }] });

export async function storeRehashed(
  tx: Queryable,
  { account, stored }: ProvenPassword,
  { keyId, text }: Sealed,
): Promise<void> {
  await tx
    .update(passwords)
    .set({ hash: text, keyId })
    .where(and(eq(passwords.accountId, account.id), eq(passwords.hash, stored.hash)));
}

/** From now on it is this one, and whoever was signed in with the one before is not. */
export async function storeChosen(
  tx: Queryable,
  { now, visit }: PublicRequest,
  accountId: string,
  chosen: Sealed,
): Promise<void> {
  const at = now();
  await storePassword(tx, accountId, chosen, at);
  await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(eq(accounts.id, accountId));
  await record(tx, { type: 'authn_password_change', accountId, visit, at });
  await endAllSessions(tx, accountId, { reason: 'password-changed', at });
  await forgetDevices(tx, accountId);
}
