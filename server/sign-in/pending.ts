import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { securityVersionOf } from '../accounts/security-version.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import { tokenHash, type SessionAccount } from '../http/session.ts';
import type { Sealed } from '../keys.ts';
import type { Proof } from '../sessions/schema.ts';
import { newToken } from '../sessions/store.ts';
import type { Tries } from './attempt.ts';
import { pendingSignIns } from './schema.ts';

/*
 * A sign-in whose password was right and that waits for the second factor. It
 * has a cookie of its own, which opens nothing but the two endpoints that take
 * a code: nobody is signed in, and the browser is not a known one.
 */

const LIFE = 10 * 60_000;
/** Wrong codes, of whatever kind; then the password has to be typed again. */
const MOST_TRIES = 5;

export interface PendingSignIn {
  readonly tokenHash: string;
  readonly account: SessionAccount;
}

/** What a pending sign-in held when it was redeemed. */
export interface Redeemed {
  readonly account: SessionAccount;
  readonly proofs: readonly Proof[];
  /** The new password, where one was due. */
  readonly replacement: Sealed | undefined;
}

/** Lets a sign-in wait, in the place of one that this browser had begun. */
export async function startPending(
  tx: Queryable,
  request: PublicRequest,
  account: SessionAccount,
  proofs: readonly Proof[],
  replacement: Sealed | undefined,
): Promise<void> {
  const { cookies, now, visit } = request;
  const at = now();
  await forget(tx, cookies.pending);
  const token = newToken();
  await tx.insert(pendingSignIns).values({
    tokenHash: tokenHash(token),
    accountId: account.id,
    securityVersion: await securityVersionOf(tx, account.id),
    methods: proofs,
    replacement: replacement?.text ?? null,
    replacementKeyId: replacement?.keyId ?? null,
    createdAt: at,
    expiresAt: at + LIFE,
  });
  await record(tx, { type: 'authn_second_factor_required', accountId: account.id, visit, at });
  cookies.setPending(token, LIFE);
}

/** The sign-in that this browser has begun, or `unauthenticated`: then it starts over. */
export async function findPending({ cookies, db, now }: PublicRequest): Promise<PendingSignIn> {
  const key = tokenHash(cookies.pending ?? '');
  const [found] = await db
    .select({ account: accounts })
    .from(pendingSignIns)
    .innerJoin(accounts, eq(accounts.id, pendingSignIns.accountId))
    .where(isGood(key, now()))
    .limit(1);
  if (!found) throw new Problem('unauthenticated');
  return { tokenHash: key, account: found.account };
}

export const triesOf = ({ tokenHash: key }: PendingSignIn): Tries => ({
  async take(tx) {
    const [taken] = await tx
      .update(pendingSignIns)
      .set({ attempts: sql`${pendingSignIns.attempts} + 1` })
      .where(and(eq(pendingSignIns.tokenHash, key), lt(pendingSignIns.attempts, MOST_TRIES)))
      .returning({ attempts: pendingSignIns.attempts });
    if (!taken) throw new Problem('unauthenticated');
  },
  async giveBack(tx) {
    await tx
      .update(pendingSignIns)
      .set({ attempts: sql`${pendingSignIns.attempts} - 1` })
      .where(and(eq(pendingSignIns.tokenHash, key), gt(pendingSignIns.attempts, 0)));
  },
});

/** The second factor was right: of two requests that redeem one sign-in, one finds no row. */
export async function redeemPending(
  tx: Queryable,
  { now }: PublicRequest,
  { tokenHash: key }: PendingSignIn,
): Promise<Redeemed> {
  const [found] = await tx
    .select({ account: accounts })
    .from(pendingSignIns)
    .innerJoin(accounts, eq(accounts.id, pendingSignIns.accountId))
    .where(isGood(key, now()));
  const [redeemed] = await tx.delete(pendingSignIns).where(eq(pendingSignIns.tokenHash, key)).returning();
  if (!found || !redeemed) throw new Problem('unauthenticated');
  const { methods, replacement: text, replacementKeyId: keyId } = redeemed;
  const replacement = text === null || keyId === null ? undefined : { text, keyId };
  return { account: found.account, proofs: methods, replacement };
}

/** What this browser's sign-in was to store once it was complete, where somebody completes it with a passkey of that account. */
export async function takeReplacement(
  tx: Queryable,
  { cookies, now }: PublicRequest,
  accountId: string,
): Promise<Sealed | undefined> {
  if (cookies.pending === undefined) return undefined;
  const [found] = await tx
    .select({ text: pendingSignIns.replacement, keyId: pendingSignIns.replacementKeyId })
    .from(pendingSignIns)
    .innerJoin(accounts, eq(accounts.id, pendingSignIns.accountId))
    .where(and(isGood(tokenHash(cookies.pending), now()), eq(accounts.id, accountId)));
  return found && found.text !== null && found.keyId !== null ? { text: found.text, keyId: found.keyId } : undefined;
}

/** Whether this browser has a sign-in to that account that waits for a second factor. */
export async function isPending(tx: Queryable, { cookies, now }: PublicRequest, accountId: string): Promise<boolean> {
  if (cookies.pending === undefined) return false;
  const [found] = await tx
    .select({ accountId: pendingSignIns.accountId })
    .from(pendingSignIns)
    .innerJoin(accounts, eq(accounts.id, pendingSignIns.accountId))
    .where(and(isGood(tokenHash(cookies.pending), now()), eq(accounts.id, accountId)));
  return found !== undefined;
}

/** Whoever signs out or got in some other way leaves nothing half done behind. */
export async function cancelPending(tx: Queryable, { cookies }: Pick<PublicRequest, 'cookies'>): Promise<void> {
  if (cookies.pending === undefined) return;
  await forget(tx, cookies.pending);
  cookies.clearPending();
}

async function forget(tx: Queryable, token: string | undefined): Promise<void> {
  if (token !== undefined) await tx.delete(pendingSignIns).where(eq(pendingSignIns.tokenHash, tokenHash(token)));
}

/** Not too old, and nothing has happened to the account's credentials since. */
const isGood = (key: string, now: number) =>
  and(
    eq(pendingSignIns.tokenHash, key),
    gt(pendingSignIns.expiresAt, now),
    eq(pendingSignIns.securityVersion, accounts.securityVersion),
    isNull(accounts.disabledAt),
  );
