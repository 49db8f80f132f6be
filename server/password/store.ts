import { and, eq } from 'drizzle-orm';
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

/** The password that the operator wants another one for, if there is such: somebody else may know it. */
export async function passwordDue(db: Pick<Queryable, 'select'>, accountId: string): Promise<Sealed | undefined> {
  const [due] = await db
    .select({ text: passwords.hash, keyId: passwords.keyId })
    .from(passwords)
    .where(and(eq(passwords.accountId, accountId), eq(passwords.mustChange, true)))
    .limit(1);
  return due;
}
