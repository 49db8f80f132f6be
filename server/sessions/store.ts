import { randomBytes } from 'node:crypto';
import { and, desc, eq, ne, notExists } from 'drizzle-orm';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { SessionLives } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { cancelChange } from '../email-change/changes.ts';
import { tokenHash } from '../http/session.ts';
import type { Visit } from '../http/visit.ts';
import { levelOf } from '../reauth/level.ts';
import { knownDevices, pendingSignIns } from '../sign-in/schema.ts';
import { noteClient } from './clients.ts';
import { sessions, type Proof } from './schema.ts';

/** 256 random bits: nothing to guess, nothing to read from it. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export interface NewSession {
  readonly accountId: string;
  /** The known browser that it is started in. */
  readonly browserId?: string | undefined;
  readonly proofs: readonly Proof[];
  readonly visit: Visit;
  readonly at: number;
}

/** Starts a session, ends the account's oldest ones beyond the limit, and returns the id and the token. */
export async function startSession(
  tx: Queryable,
  lives: SessionLives,
  { accountId, browserId, proofs, visit, at }: NewSession,
): Promise<{ id: string; token: string }> {
  const id = randomBytes(16).toString('base64url');
  const token = newToken();
  await tx.insert(sessions).values({
    id,
    tokenHash: tokenHash(token),
    accountId,
    createdAt: at,
    lastSeenAt: at,
    idleExpiresAt: at + Math.min(lives.idle, lives.absolute),
    expiresAt: at + lives.absolute,
    level: levelOf(proofs),
    methods: proofs,
    address: visit.address || null,
    userAgent: visit.userAgent,
    device: visit.device,
    origin: visit.origin,
    browserId,
    operator: visit.operator,
  });
  await noteClient(tx, id, visit, at);
  await record(tx, { type: 'session_created', accountId, sessionId: id, visit, at });
  // Whoever helps a person takes no session of theirs away.
  if (visit.operator !== null) return { id, token };

  const others = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), ne(sessions.id, id)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
  for (const oldest of others.slice(lives.perAccount - 1)) {
    await tx.delete(sessions).where(eq(sessions.id, oldest.id));
    await record(tx, { type: 'session_ended', reason: 'limit', actor: 'system', accountId, sessionId: oldest.id, at });
  }
  return { id, token };
}

/** Ends the session of a token; `false` when there is none. */
export async function endSession(
  tx: Queryable,
  token: string,
  event: Pick<ActivityEvent, 'at' | 'reason' | 'visit'>,
): Promise<boolean> {
  const [ended] = await tx
    .delete(sessions)
    .where(eq(sessions.tokenHash, tokenHash(token)))
    .returning({ id: sessions.id, accountId: sessions.accountId });
  if (ended) await record(tx, { ...event, type: 'session_ended', accountId: ended.accountId, sessionId: ended.id });
  return ended !== undefined;
}

/** Ends one session of an account; `false` when it has none of that id. */
export async function endSessionById(
  tx: Queryable,
  accountId: string,
  id: string,
  event: Pick<ActivityEvent, 'at' | 'reason' | 'visit'>,
): Promise<boolean> {
  const [ended] = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)))
    .returning({ browserId: sessions.browserId });
  if (!ended) return false;
  await record(tx, { ...event, type: 'session_ended', accountId, sessionId: id });
  if (event.reason !== 'revoked') return true;
  // Whoever ends a session that is not theirs does not want the address that it asked for, and does not know its browser.
  await cancelChange(tx, accountId, event, id);
  if (ended.browserId !== null) await forgetBrowser(tx, accountId, ended.browserId);
  return true;
}

/** Its next sign-in is told as one with a new browser. It stays known where another session stands that was started in it. */
async function forgetBrowser(tx: Queryable, accountId: string, id: string): Promise<void> {
  const ofThis = and(eq(sessions.accountId, accountId), eq(sessions.browserId, id));
  const others = tx.select({ id: sessions.id }).from(sessions).where(ofThis);
  await tx.delete(knownDevices).where(and(eq(knownDevices.id, id), notExists(others)));
}

/**
 * Ends every session of an account but one, with the proofs and with whatever
 * they had begun, every sign-in that has come half way, and a change of the e-mail address.
 */
export async function endOtherSessions(
  tx: Queryable,
  accountId: string,
  kept: string,
  event: Pick<ActivityEvent, 'at' | 'reason' | 'visit'>,
): Promise<number> {
  await endHalfDone(tx, accountId, event);
  const others = and(eq(sessions.accountId, accountId), ne(sessions.id, kept));
  const ended = await tx.delete(sessions).where(others).returning({ id: sessions.id });
  for (const { id } of ended) await record(tx, { ...event, type: 'session_ended', accountId, sessionId: id });
  return ended.length;
}

/** Ends every session of an account, every sign-in that has come half way, and a change of the e-mail address. */
export async function endAllSessions(
  tx: Queryable,
  accountId: string,
  event: Pick<ActivityEvent, 'at' | 'reason' | 'actor' | 'visit'>,
): Promise<number> {
  await endHalfDone(tx, accountId, event);
  const ended = await tx.delete(sessions).where(eq(sessions.accountId, accountId)).returning({ id: sessions.id });
  for (const { id } of ended) await record(tx, { ...event, type: 'session_ended', accountId, sessionId: id });
  return ended.length;
}

/** What somebody else may have begun. */
async function endHalfDone(
  tx: Queryable,
  accountId: string,
  event: Pick<ActivityEvent, 'at' | 'reason' | 'actor' | 'visit'>,
): Promise<void> {
  await tx.delete(pendingSignIns).where(eq(pendingSignIns.accountId, accountId));
  await cancelChange(tx, accountId, event);
}
