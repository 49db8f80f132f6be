import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import { attemptSucceeded } from '../http/throttle.ts';
import type { ProvenFactor } from '../reauth/proven-factor.ts';
import {
  attemptFailed,
  beginAttempt,
  checkAttempt,
  type Failure,
  type Lock,
  type Proven,
  type Tries,
} from '../sign-in/attempt.ts';
import { orAlarm } from './key-alarm.ts';
import { authenticators } from './schema.ts';
import { openKey, sealKey } from './sealed-key.ts';
import { stepsOf } from './time-code.ts';

/** The bucket of an account's codes as strangers see it: one for all its authenticator applications. */
export const codeBucket = (accountId: string): string => `code:${accountId}`;

/** Checks a code against the authenticator applications of an account, or answers `wrong-credential`. */
export async function proveCode(
  request: PublicRequest,
  accountId: string,
  code: string,
  failure: Failure,
  tries?: Tries,
): Promise<ProvenFactor & Proven> {
  const attempt = await beginAttempt(request, codeBucket(accountId), accountId, tries);
  const isKnownBrowser = attempt.device !== undefined;
  const match = await checkAttempt(request, attempt, () =>
    orAlarm(request, accountId, () => findMatch(request, accountId, code, isKnownBrowser)),
  );
  if (match?.isNew) {
    return {
      attempt,
      async use(tx) {
        await attemptSucceeded(tx, attempt.reservation);
        await burn(tx, request, match, isKnownBrowser);
      },
    };
  }
  const reason = match ? 'code-used' : 'code';
  await request.commit((tx) => attemptFailed(tx, request, attempt, { ...failure, reason }, codeLock));
  throw new Problem('wrong-credential');
}

interface Match {
  readonly id: string;
  readonly accountId: string;
  readonly step: number;
  /** No code of this step or a later one was accepted before. */
  readonly isNew: boolean;
  /** The key, where it is sealed with an older one than today's. */
  readonly stale: Uint8Array | undefined;
}

async function findMatch(
  { db, keys, now }: PublicRequest,
  accountId: string,
  code: string,
  isKnownBrowser: boolean,
): Promise<Match | undefined> {
  const rows = await db
    .select()
    .from(authenticators)
    .where(and(eq(authenticators.accountId, accountId), isKnownBrowser ? undefined : isNull(authenticators.lockedAt)))
    .orderBy(asc(authenticators.createdAt), asc(authenticators.id));
  // All of them before any: one that does not open must not make guesses at the others free.
  const opened = rows.map((row) => ({ row, key: openKey(keys, row, row) }));
  const matches = opened.flatMap(({ key, row }) =>
    stepsOf(code, key, now()).map((step) => ({
      id: row.id,
      accountId,
      step,
      isNew: step > row.lastStep,
      stale: row.keyId === keys.currentId ? undefined : key,
    })),
  );
  return matches.find(({ isNew }) => isNew) ?? matches[0];
}

/** A code is accepted once: of two requests with the same one, one finds no row. */
async function burn(
  tx: Queryable,
  { keys, now }: PublicRequest,
  { accountId, id, stale, step }: Match,
  isKnownBrowser: boolean,
): Promise<void> {
  const resealed = stale && sealKey(keys, { accountId, id }, stale);
  const [burnt] = await tx
    .update(authenticators)
    .set({ lastStep: step, lastUsedAt: now(), ...(resealed && { key: resealed.text, keyId: resealed.keyId }) })
    .where(
      and(
        eq(authenticators.id, id),
        eq(authenticators.accountId, accountId),
        lt(authenticators.lastStep, step),
        isKnownBrowser ? undefined : isNull(authenticators.lockedAt),
      ),
    )
    .returning({ id: authenticators.id });
  if (!burnt) throw new Problem('wrong-credential');
}

const codeLock: Lock = {
  type: 'authn_code_lock',
  async close(tx, accountId, at) {
    const locked = await tx
      .update(authenticators)
      .set({ lockedAt: at })
      .where(and(eq(authenticators.accountId, accountId), isNull(authenticators.lockedAt)))
      .returning({ id: authenticators.id });
    return locked.length > 0;
  },
};
