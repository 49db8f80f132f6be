import { and, eq, isNull } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import { attemptSucceeded } from '../http/throttle.ts';
import type { ProvenFactor } from '../reauth/proven-factor.ts';
import {
  attemptFailed,
  beginAttempt,
  checkAttempt,
  type Attempt,
  type Failure,
  type Proven,
  type Tries,
} from '../sign-in/attempt.ts';
import { recoveryCodeHash } from './code.ts';
import { recoveryCodes } from './schema.ts';
import { recoveryCodeBucket, recoveryCodesLeft } from './store.ts';

/** Checks a recovery code of an account, or answers `wrong-credential`. */
export async function proveRecoveryCode(
  request: PublicRequest,
  accountId: string,
  code: string,
  failure: Failure,
  tries?: Tries,
): Promise<ProvenFactor & Proven> {
  const { commit, config, db } = request;
  const { cap } = config.attempts;
  const attempt = await beginAttempt(request, recoveryCodeBucket(accountId), accountId, tries);
  const codeHash = recoveryCodeHash(code);
  const [found] = await checkAttempt(request, attempt, () =>
    db.select({ usedAt: recoveryCodes.usedAt }).from(recoveryCodes).where(own(accountId, codeHash)).limit(1),
  );
  if (found?.usedAt === null && !isLocked(attempt, cap)) {
    return {
      attempt,
      async use(tx) {
        await attemptSucceeded(tx, attempt.reservation);
        await useUp(tx, request, accountId, codeHash, failure.sessionId);
      },
    };
  }
  const reason = found?.usedAt ? 'recovery-code-used' : 'recovery-code';
  // They have no column of their own for it: the count of wrong ones is the lock.
  const lock = { type: 'authn_code_lock', close: async () => attempt.reservation.attempts === cap } as const;
  await commit((tx) => attemptFailed(tx, request, attempt, { ...failure, reason }, lock));
  throw new Problem('wrong-credential');
}

/** A lock keeps strangers out, not the owner's own browser. */
const isLocked = ({ device, reservation }: Attempt, cap: number): boolean =>
  device === undefined && reservation.attempts > cap;

const own = (accountId: string, codeHash: string) =>
  and(eq(recoveryCodes.codeHash, codeHash), eq(recoveryCodes.accountId, accountId));

/** Of two requests with the same code, one finds no row. */
async function useUp(
  tx: Queryable,
  { now, visit }: PublicRequest,
  accountId: string,
  codeHash: string,
  sessionId: string | null = null,
): Promise<void> {
  const at = now();
  const [used] = await tx
    .update(recoveryCodes)
    .set({ usedAt: at })
    .where(and(own(accountId, codeHash), isNull(recoveryCodes.usedAt)))
    .returning({ usedAt: recoveryCodes.usedAt });
  if (!used) throw new Problem('wrong-credential');
  const details = { left: await recoveryCodesLeft(tx, accountId) };
  await record(tx, { type: 'recovery_code_used', accountId, sessionId, visit, at, details });
}
