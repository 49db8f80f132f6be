import { and, count, eq, gt, ne } from 'drizzle-orm';
import type { Suspect, Suspicion } from 'account-elements/contract/account-lockdown.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { ActivityRow } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Device } from '../devices/device-name.ts';
import type { SignedInRequest } from '../http/request.ts';
import { isLocalAddress } from '../location/local-network.ts';
import { toPlace } from '../location/to-place.ts';
import { sessions } from '../sessions/schema.ts';
import { beginningOf, lineOf, sinceOf } from './line.ts';
import { requireLockdownLink } from './link.ts';

type Selecting = Pick<Queryable, 'select'>;
type Asking = Pick<SignedInRequest, 'account' | 'locations' | 'now' | 'session'>;

/** What the person did not do, and the session that did it. */
export interface Suspected extends Omit<Suspicion, 'at' | 'others'> {
  readonly at: number;
  /** From when on nothing about the account is beyond doubt. */
  readonly since: number;
  readonly sessionId: string | null;
}

/** Only what is the person's own: whatever else is named reads as missing. */
export function requireSuspect(db: Selecting, asking: Asking, suspect: Suspect): Promise<Suspected> {
  switch (suspect.by) {
    case 'session':
      return ofSession(db, asking, suspect.id);
    case 'activity':
      return ofLine(db, asking, suspect.id);
    case 'link':
      return ofLink(db, asking, suspect.token);
  }
}

/** How many sessions there are besides the one that asks. */
export async function othersOf(db: Selecting, { account, now, session }: Asking): Promise<number> {
  const at = now();
  const [others] = await db
    .select({ count: count() })
    .from(sessions)
    .where(
      and(
        eq(sessions.accountId, account.id),
        ne(sessions.id, session.id),
        gt(sessions.idleExpiresAt, at),
        gt(sessions.expiresAt, at),
      ),
    );
  return others?.count ?? 0;
}

async function ofSession(db: Selecting, asking: Asking, id: string): Promise<Suspected> {
  const { account, locations } = asking;
  const [row] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.accountId, account.id)))
    .limit(1);
  if (!row) {
    // It ended meanwhile: how it began is on record.
    const line = await beginningOf(db, account.id, id);
    if (!line) throw new Problem('not-found');
    return describe(db, asking, line);
  }
  const { address, createdAt: at, device } = row;
  const place = toPlace(address === null ? null : locations.of(address));
  const session = await stateOf(db, asking, id);
  return { type: 'session_created', at, since: at, device, place, address, session, sessionId: id };
}

async function ofLine(db: Selecting, asking: Asking, id: string): Promise<Suspected> {
  const line = await lineOf(db, id, asking.account.id);
  if (!line) throw new Problem('not-found');
  return describe(db, asking, line);
}

async function ofLink(db: Selecting, asking: Asking, token: string): Promise<Suspected> {
  const { account, event } = await requireLockdownLink(db, token, asking.now());
  // Whoever reads somebody's mailbox is not signed in as them.
  if (account.id !== asking.account.id) throw new Problem('link-expired');
  return ofLine(db, asking, event);
}

async function describe(db: Selecting, asking: Asking, line: ActivityRow): Promise<Suspected> {
  const { address, at, city, country, device, sessionId, type } = line;
  const session = await stateOf(db, asking, sessionId);
  const local = country === null && address !== null && isLocalAddress(address);
  return {
    type,
    at,
    // In the session that asks, the person was in before it happened.
    since: session === 'current' ? at : await sinceOf(db, line),
    device: device === null ? null : (JSON.parse(device) as Device),
    place: country !== null || local ? { local, country, city } : null,
    address,
    session,
    sessionId,
  };
}

async function stateOf(
  db: Selecting,
  { account, now, session }: Asking,
  id: string | null,
): Promise<Suspicion['session']> {
  if (id === session.id) return 'current';
  const at = now();
  const [alive] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, id ?? ''),
        eq(sessions.accountId, account.id),
        gt(sessions.idleExpiresAt, at),
        gt(sessions.expiresAt, at),
      ),
    )
    .limit(1);
  return alive ? 'alive' : 'over';
}
