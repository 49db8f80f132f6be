import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest, SignedInRequest } from '../http/request.ts';
import { tokenHash } from '../http/session.ts';
import type { Visit } from '../http/visit.ts';
import { findKnownDevice } from '../sign-in/known-devices.ts';
import { rotatedTokens, sessions, type SessionRow } from './schema.ts';
import { newToken } from './store.ts';

/** Why sessions change or end when a factor does. */
export type FactorChange =
  | 'password-changed'
  | 'authenticators-changed'
  | 'passkeys-changed'
  | 'recovery-codes-changed'
  | 'email-changed'
  | 'locked-down';

/**
 * Gives a session another token, with whatever else changes about it. The old
 * one is worth nothing as soon as this transaction commits; the session keeps
 * its public id, its beginning and its end.
 */
export async function rotateToken(
  tx: Queryable,
  { account, cookies, now, session, visit }: Pick<SignedInRequest, 'account' | 'cookies' | 'now' | 'session' | 'visit'>,
  reason: 'reauthenticated' | 'proofs-ended' | FactorChange,
  changes: Partial<Pick<SessionRow, 'level' | 'methods'>> = {},
): Promise<void> {
  const at = now();
  const token = newToken();
  const [rotated] = await tx
    .update(sessions)
    .set({ ...changes, tokenHash: tokenHash(token) })
    .where(and(eq(sessions.id, session.id), eq(sessions.tokenHash, session.tokenHash)))
    .returning({ id: sessions.id });
  if (!rotated) throw new Problem('unauthenticated');
  await tx.insert(rotatedTokens).values({ tokenHash: session.tokenHash, sessionId: session.id, rotatedAt: at });
  await record(tx, {
    type: 'session_renewed',
    reason,
    accountId: account.id,
    sessionId: session.id,
    visit,
    at,
  });
  cookies.setSession(token, session.expiresAt - at);
}

/** How long a request of another tab may have been on its way with the token of before. */
const ON_ITS_WAY = 10_000;
const MINUTE = 60_000;

/**
 * Puts on record that somebody uses a token which its session no longer has:
 * it may be stolen. Not when it comes right after the change from the browser
 * that signed in: then another of its tabs was asking meanwhile, and asks
 * again with the new token. The old one opens nothing either way. Returns
 * whether it was such a token.
 */
export async function noteRotatedToken(
  { commit, db, log, now }: Pick<PublicRequest, 'commit' | 'db' | 'log' | 'now'>,
  token: string,
  device: string | undefined,
  visit: Visit,
): Promise<boolean> {
  const key = tokenHash(token);
  const [used] = await db
    .select({ rotatedAt: rotatedTokens.rotatedAt, sessionId: sessions.id, accountId: sessions.accountId })
    .from(rotatedTokens)
    .innerJoin(sessions, eq(sessions.id, rotatedTokens.sessionId))
    .where(eq(rotatedTokens.tokenHash, key))
    .limit(1);
  if (!used) return false;
  const at = now();
  const { accountId, rotatedAt, sessionId } = used;
  if (at - rotatedAt < ON_ITS_WAY && (await findKnownDevice(db, device, accountId, at))) return true;
  await commit(async (tx) => {
    // Once a minute, however often: nobody shall fill the record with it.
    const [noted] = await tx
      .update(rotatedTokens)
      .set({ notedAt: at })
      .where(
        and(
          eq(rotatedTokens.tokenHash, key),
          or(isNull(rotatedTokens.notedAt), lte(rotatedTokens.notedAt, at - MINUTE)),
        ),
      )
      .returning({ sessionId: rotatedTokens.sessionId });
    if (!noted) return;
    const event = { type: 'session_use_after_rotation', outcome: 'failure' } as const;
    await record(tx, { ...event, accountId, sessionId, visit, at });
  }).catch((err: unknown) => log.warn({ err }, 'could not put on record that an old token was used'));
  return true;
}
