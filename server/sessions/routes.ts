import { and, asc, count, desc, eq, gt, isNull, lt, ne, or } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { sessions as api, type Session } from 'account-elements/contract/sessions.js';
import type { Client } from 'account-elements/contract/visit.js';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import { implement } from '../http/implement.ts';
import type { SignedInRequest } from '../http/request.ts';
import { toPlace } from '../location/to-place.ts';
import { sessionClients, sessions } from './schema.ts';
import { signOutOthers } from './sign-out-others.ts';
import { endSessionById } from './store.ts';

export const sessionRoutes = implement(
  api,
  {
    async list(request) {
      const { account, db, locations, now, session } = request;
      const at = now();
      const alive = await db
        .select({
          id: sessions.id,
          name: sessions.name,
          operator: sessions.operator,
          device: sessions.device,
          address: sessions.address,
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          idleExpiresAt: sessions.idleExpiresAt,
        })
        .from(sessions)
        .where(and(eq(sessions.accountId, account.id), gt(sessions.idleExpiresAt, at), gt(sessions.expiresAt, at)))
        .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
      const clients = await clientsOf(request);
      const [{ seenAt } = { seenAt: null }] = await db
        .select({ seenAt: accounts.sessionsSeenAt })
        .from(accounts)
        .where(eq(accounts.id, account.id));
      return alive
        .map((row): Session => ({
          id: row.id,
          current: row.id === session.id,
          name: row.name,
          isNew: row.id !== session.id && seenAt !== null && row.createdAt > seenAt,
          operator: row.operator,
          device: row.device,
          address: row.address,
          place: toPlace(row.address === null ? null : locations.of(row.address)),
          startedAt: instant(row.createdAt),
          lastSeenAt: instant(row.lastSeenAt),
          expiresAt: instant(row.idleExpiresAt),
          clients: clients.get(row.id) ?? [],
        }))
        .toSorted((a, b) => Number(b.current) - Number(a.current));
    },

    async others({ account, db, now, session }) {
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
      return { count: others?.count ?? 0 };
    },

    async rename({ account, body, commit, now, params, session, visit }) {
      const renamed = await commit(async (tx) => {
        const [found] = await tx
          .update(sessions)
          .set({ name: body.name || null })
          .where(and(eq(sessions.id, params.id), eq(sessions.accountId, account.id)))
          .returning({ id: sessions.id });
        const event = { type: 'session_renamed', accountId: account.id, sessionId: session.id, visit } as const;
        if (found) await record(tx, { ...event, at: now() });
        return found !== undefined;
      });
      if (!renamed) throw new Problem('not-found');
    },

    async seen({ account, body, commit, db, now, session }) {
      // Whoever acts in a person's place does not look for them.
      if (session.operator !== null) return;
      const until = Math.min(Date.parse(body.until), now());
      const behind = and(
        eq(accounts.id, account.id),
        or(isNull(accounts.sessionsSeenAt), lt(accounts.sessionsSeenAt, until)),
      );
      const [row] = await db.select({ id: accounts.id }).from(accounts).where(behind);
      if (row) await commit((tx) => tx.update(accounts).set({ sessionsSeenAt: until }).where(behind));
    },

    async revoke({ account, commit, cookies, now, params, session, visit }) {
      const { id } = params;
      const isCurrent = id === session.id;
      const event = { reason: isCurrent ? 'signed-out' : 'revoked', visit, at: now() };
      const ended = await commit((tx) => endSessionById(tx, account.id, id, event));
      if (!ended) throw new Problem('not-found');
      if (isCurrent) cookies.clearSession();
    },

    async revokeSome({ account, body, commit, now, session, visit }) {
      const ids = [...new Set(body.ids)].filter((id) => id !== session.id);
      const event = { reason: 'revoked', visit, at: now() };
      return commit(async (tx) => {
        let sessionsEnded = 0;
        for (const id of ids) if (await endSessionById(tx, account.id, id, event)) sessionsEnded++;
        return { sessionsEnded };
      });
    },

    async revokeOthers(request) {
      return { sessionsEnded: await request.commit((tx) => signOutOthers(tx, request, 'revoked')) };
    },
  },
  'sessions',
);

/** The applications of each of a person's sessions, in the order in which they first used it. */
async function clientsOf({
  account,
  clients,
  db,
  session,
  visit,
}: SignedInRequest): Promise<ReadonlyMap<string, Client[]>> {
  const used = await db
    .select({ sessionId: sessionClients.sessionId, clientId: sessionClients.clientId })
    .from(sessionClients)
    .innerJoin(sessions, eq(sessions.id, sessionClients.sessionId))
    .where(eq(sessions.accountId, account.id))
    .orderBy(asc(sessionClients.firstAt), asc(sessionClients.clientId));
  // The one that asks is noted beside this request, perhaps later than it.
  if (visit.client) used.push({ sessionId: session.id, clientId: visit.client.id });
  return new Map(
    [...Map.groupBy(used, ({ sessionId }) => sessionId)].map(([id, rows]) => [
      id,
      [...new Set(rows.map(({ clientId }) => clientId))].map((client) => ({
        id: client,
        name: clients.nameOf(client),
      })),
    ]),
  );
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
