import type { Queryable } from '../db/open.ts';
import { forgetAttempts } from '../http/throttle.ts';
import type { Sealed } from '../keys.ts';
import { passwords } from './schema.ts';

/** The bucket of an account's password as strangers see it. */
export const passwordBucket = (accountId: string): string => `password:${accountId}`;

/** A new password is nobody's guess yet: what was counted against the one before does not count any more. */
export async function storePassword(
  tx: Queryable,
  accountId: string,
  { keyId, text }: Sealed,
  at: number,
): Promise<void> {
  const fresh = { hash: text, keyId, mustChange: false, lockedAt: null, setAt: at };
  await tx
    .insert(passwords)
    .values({ accountId, ...fresh })
    .onConflictDoUpdate({ target: passwords.accountId, set: fresh });
  await forgetAttempts(tx, passwordBucket(accountId));
}
