import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import type { PasskeyRequest } from 'account-elements/contract/passkey-ceremony.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest, SignedInRequest } from '../http/request.ts';
import { tokenHash } from '../http/session.ts';
import { reservePasskeyStart } from '../http/throttle.ts';
import { newToken } from '../sessions/store.ts';
import { PasskeyRefused } from './refusal.ts';
import { passkeyCeremonies } from './schema.ts';
import { descriptorsOf } from './store.ts';

/** How long an answer may take, for browsers and for us (WebAuthn Level 3 §15.1: five to ten minutes). */
export const CEREMONY_LIFE = 5 * 60_000;
/** Questions that one session may have open: some tabs, some of them reloaded. */
const OPEN_AT_ONCE = 5;
/** Of those that nobody answered in time, so many go with each new one: they cannot pile up. */
const SWEPT = 20;

export type Purpose = (typeof passkeyCeremonies.$inferSelect)['purpose'];

/** Who may answer: the session that asked, or for signing in the browser that did. */
type Asker = { readonly sessionId: string; readonly accountId: string } | { readonly browser: string };

/** A question that was open until now, with the page that asked it. */
export interface Ceremony {
  readonly purpose: Purpose;
  readonly challenge: string;
  readonly origin: string;
}

/** What the browser needs to ask for one of this person's passkeys. */
export async function reauthOptions(request: SignedInRequest): Promise<PasskeyRequest> {
  const { account, config, db } = request;
  const challenge = await beginAs(request, 'reauth');
  return toPasskeyRequest(config.passkeys.rpId, challenge, await descriptorsOf(db, account.id, config.passkeys.rpId));
}

/** What the browser needs to offer its passkeys. Nobody is named, so there is nothing to learn from it. */
export async function signInOptions(request: PublicRequest): Promise<PasskeyRequest> {
  const { commit, config, cookies, now, visit } = request;
  const origin = requirePasskeyOrigin(request);
  const challenge = newToken();
  // Another tab of this browser may be asking, too: both have the token that came first. Of two that ask at the same
  // moment each has its own.
  const browser = cookies.ceremonies[0] ?? newToken();
  await commit(async (tx) => {
    await reservePasskeyStart(tx, visit.network, config.attempts, now());
    await keep(tx, { purpose: 'sign-in', challenge, origin }, { browser }, now());
  });
  cookies.setCeremony(browser, CEREMONY_LIFE);
  return toPasskeyRequest(config.passkeys.rpId, challenge, []);
}

/** Asks in a session; returns the challenge. */
export async function beginAs(request: SignedInRequest, purpose: Exclude<Purpose, 'sign-in'>): Promise<string> {
  const { account, commit, now, session } = request;
  const origin = requirePasskeyOrigin(request);
  const challenge = newToken();
  await commit(async (tx) => {
    await dropOldest(tx, session.id);
    await keep(tx, { purpose, challenge, origin }, { sessionId: session.id, accountId: account.id }, now());
  });
  return challenge;
}

/**
 * Ends the ceremony that an answer names, whatever the answer is worth: one
 * statement, so that of two answers one finds it. Refused unless it was begun by
 * whoever answers, for this, by a page of the same origin, and not too long ago.
 */
export async function takeCeremony(
  { commit, now, visit }: PublicRequest,
  { challenge }: { readonly challenge: string },
  asker: { readonly sessionId: string } | { readonly browser: readonly string[] },
  purposes: readonly Purpose[],
): Promise<Ceremony> {
  const owned =
    'sessionId' in asker
      ? eq(passkeyCeremonies.sessionId, asker.sessionId)
      : inArray(passkeyCeremonies.browserHash, asker.browser.map(tokenHash));
  const [open] = await commit((tx) =>
    tx
      .delete(passkeyCeremonies)
      .where(and(eq(passkeyCeremonies.challengeHash, tokenHash(challenge)), owned))
      .returning(),
  );
  if (!open || !purposes.includes(open.purpose)) throw new PasskeyRefused('ceremony');
  // Ahead of any that could have begun: a clock went back, and would make it live longer.
  const left = open.expiresAt - now();
  if (left <= 0 || left > CEREMONY_LIFE) throw new PasskeyRefused('ceremony');
  const { origin, purpose } = open;
  if (origin !== visit.origin) throw new PasskeyRefused('origin');
  return { purpose, challenge, origin };
}

function requirePasskeyOrigin({ config, visit }: PublicRequest): string {
  const { origin } = visit;
  if (origin === null || !config.passkeys.origins.has(origin)) throw new Problem('origin-refused');
  return origin;
}

async function keep(tx: Queryable, { challenge, origin, purpose }: Ceremony, asker: Asker, now: number): Promise<void> {
  const old = tx
    .select({ challengeHash: passkeyCeremonies.challengeHash })
    .from(passkeyCeremonies)
    .where(lte(passkeyCeremonies.expiresAt, now))
    .limit(SWEPT);
  await tx.delete(passkeyCeremonies).where(inArray(passkeyCeremonies.challengeHash, old));
  await tx.insert(passkeyCeremonies).values({
    challengeHash: tokenHash(challenge),
    purpose,
    origin,
    expiresAt: now + CEREMONY_LIFE,
    ...('browser' in asker ? { browserHash: tokenHash(asker.browser) } : asker),
  });
}

/** Makes room for one more. */
async function dropOldest(tx: Queryable, sessionId: string): Promise<void> {
  const open = await tx
    .select({ challengeHash: passkeyCeremonies.challengeHash })
    .from(passkeyCeremonies)
    .where(eq(passkeyCeremonies.sessionId, sessionId))
    .orderBy(desc(passkeyCeremonies.expiresAt));
  const surplus = open.slice(OPEN_AT_ONCE - 1).map(({ challengeHash }) => challengeHash);
  if (surplus.length === 0) return;
  await tx.delete(passkeyCeremonies).where(inArray(passkeyCeremonies.challengeHash, surplus));
}

const toPasskeyRequest = (
  rpId: string,
  challenge: string,
  allowCredentials: PasskeyRequest['allowCredentials'],
): PasskeyRequest => ({ challenge, rpId, timeout: CEREMONY_LIFE, userVerification: 'required', allowCredentials });
