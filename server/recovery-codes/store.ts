import { and, count, eq, isNull } from 'drizzle-orm';
import { RECOVERY_CODES } from 'account-elements/contract/recovery-codes.js';
import { record, type ActivityType } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { SignedInRequest } from '../http/request.ts';
import { forgetAttempts } from '../http/throttle.ts';
import { factorsOf, hasSecondFactor } from '../reauth/factors.ts';
import { inGroups, newRecoveryCode, recoveryCodeHash } from './code.ts';
import { recoveryCodes } from './schema.ts';

/** Who changes them, as the record has it. */
type Changing = Pick<SignedInRequest, 'account' | 'now' | 'session' | 'visit'>;

/** The bucket of an account's recovery codes as strangers see it. */
export const recoveryCodeBucket = (accountId: string): string => `recovery-code:${accountId}`;

/** How many are not used up. */
export async function recoveryCodesLeft(db: Pick<Queryable, 'select'>, accountId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt)));
  return row?.left ?? 0;
}

/** Puts new codes in the place of all there were, and returns them: nobody can tell them again. */
export async function replaceRecoveryCodes(tx: Queryable, request: Changing): Promise<string[]> {
  const accountId = request.account.id;
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  const createdAt = request.now();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ codeHash: recoveryCodeHash(code), accountId, createdAt })));
  // Nobody has guessed at these yet.
  await forgetAttempts(tx, recoveryCodeBucket(accountId));
  await note(tx, request, 'recovery_codes_created');
  return codes.map(inGroups);
}

/**
 * In the transaction that adds an authenticator application, after which a lost
 * telephone would lock the person out: codes, unless there were some before.
 */
export async function firstRecoveryCodes(tx: Queryable, request: Changing): Promise<string[] | null> {
  const { password } = await factorsOf(tx, request.account.id);
  const [known] = await tx
    .select({ count: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.accountId, request.account.id));
  return password && known?.count === 0 ? replaceRecoveryCodes(tx, request) : null;
}

/**
 * In the transaction that removes a factor: without another second factor
 * there is nothing that recovery codes stand in for, so they go too. Returns
 * whether some of them still worked.
 */
export async function removeNeedlessCodes(tx: Queryable, request: Changing): Promise<boolean> {
  const accountId = request.account.id;
  if (hasSecondFactor(await factorsOf(tx, accountId))) return false;
  const removed = await tx
    .delete(recoveryCodes)
    .where(eq(recoveryCodes.accountId, accountId))
    .returning({ usedAt: recoveryCodes.usedAt });
  if (removed.every(({ usedAt }) => usedAt !== null)) return false;
  await note(tx, request, 'recovery_codes_removed');
  return true;
}

function note(tx: Queryable, { account, now, session, visit }: Changing, type: ActivityType): Promise<void> {
  return record(tx, { type, accountId: account.id, sessionId: session.id, visit, at: now() });
}
