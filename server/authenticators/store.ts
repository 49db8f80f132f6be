import { and, eq } from 'drizzle-orm';
import type { Authenticator } from 'account-elements/contract/authenticators.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { Language } from '../http/language.ts';
import type { SignedInRequest } from '../http/request.ts';
import { forgetAttempts } from '../http/throttle.ts';
import { codeBucket } from './prove-code.ts';
import { authenticators } from './schema.ts';
import type { ConfirmedSetup } from './setup.ts';

/** How many an account may have. */
const MOST = 10;

type AuthenticatorRow = typeof authenticators.$inferSelect;
type Named = Pick<AuthenticatorRow, 'name'>;

/** Every look-up names the owner, so a foreign id reads as missing. */
export const owned = (accountId: string, id: string) =>
  and(eq(authenticators.id, id), eq(authenticators.accountId, accountId));

const namesOf = (tx: Queryable, accountId: string): Promise<Named[]> =>
  tx.select({ name: authenticators.name }).from(authenticators).where(eq(authenticators.accountId, accountId));

export async function requireRoom(tx: Queryable, accountId: string): Promise<void> {
  if ((await namesOf(tx, accountId)).length >= MOST) throw new Problem('limit-reached');
}

/** Keeps an application that has shown a right code. */
export async function addAuthenticator(
  tx: Queryable,
  request: SignedInRequest,
  { id, sealed, step }: ConfirmedSetup,
  wanted: string | undefined,
): Promise<AuthenticatorRow> {
  const { account, now, visit } = request;
  const name = wanted ?? freeName(await namesOf(tx, account.id), visit.languageOf(account));
  const row = { id, accountId: account.id, name, key: sealed.text, keyId: sealed.keyId, lastStep: step };
  const [added] = await tx
    .insert(authenticators)
    .values({ ...row, createdAt: now() })
    .returning();
  if (!added) throw new TypeError('an insert without a row');
  // Nobody has guessed at codes of this one yet.
  await forgetAttempts(tx, codeBucket(account.id));
  await note(tx, request, { type: 'authenticator_added' });
  return added;
}

/** Returns what is gone; nothing when it was not there. */
export async function removeAuthenticator(
  tx: Queryable,
  request: SignedInRequest,
  id: string,
  reason?: 'replaced',
): Promise<Named | undefined> {
  const [removed] = await tx.delete(authenticators).where(owned(request.account.id, id)).returning();
  if (removed) await note(tx, request, { type: 'authenticator_removed', ...(reason && { reason }) });
  return removed;
}

export function note(
  tx: Queryable,
  { account, now, session, visit }: SignedInRequest,
  event: Pick<ActivityEvent, 'type' | 'reason' | 'outcome'>,
): Promise<void> {
  return record(tx, { ...event, accountId: account.id, sessionId: session.id, visit, at: now() });
}

export const toAuthenticator = ({ createdAt, id, lastUsedAt, name }: AuthenticatorRow): Authenticator => ({
  id,
  name,
  createdAt: new Date(createdAt).toISOString(),
  lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
});

const words = { en: 'Authenticator application', de: 'Authenticator-App' };

/** Called after what it is, with a number if there are several. */
function freeName(there: readonly Named[], language: Language): string {
  const taken = new Set(there.map(({ name }) => name));
  const plain = words[language];
  const numbered = Array.from({ length: MOST }, (_, i) => (i === 0 ? plain : `${plain} ${i + 1}`));
  return numbered.find((name) => !taken.has(name)) ?? plain;
}
