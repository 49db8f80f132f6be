import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { activity as api, type ActivityEntry, type ActivityView } from 'account-elements/contract/activity.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { Device, Place } from 'account-elements/contract/visit.js';
import { implement } from '../http/implement.ts';
import type { Reader, SignedInRequest } from '../http/request.ts';
import { isLocalAddress } from '../location/local-network.ts';
import { activity, type ActivityRow } from './schema.ts';

const PAGE = 25;

/** Literally the condition of the view's index: SQLite would not use it for a condition with parameters. */
const inView: Readonly<Record<ActivityView, SQL | undefined>> = {
  access: sql`${activity.type} IN ('authn_login_success', 'authn_login_fail')`,
  events: undefined,
};

export const activityRoutes = implement(api, {
  async list({ account, clients, db, query }) {
    const own = eq(activity.accountId, account.id);
    const rows = await db
      .select()
      .from(activity)
      .where(and(own, inView[query.view], query.cursor === undefined ? undefined : await after(db, own, query.cursor)))
      .orderBy(desc(activity.at), desc(activity.sequence))
      .limit(PAGE + 1);
    const entries = rows.slice(0, PAGE).map((row) => toEntry(row, clients));
    return { entries, next: rows.length > PAGE ? (entries.at(-1)?.id ?? null) : null };
  },
});

/**
 * What comes after the entry that a cursor names. It is an entry's own id, and
 * looked up among the person's own: there is nothing in it to forge or to read.
 */
async function after(db: Reader, own: SQL, cursor: string): Promise<SQL> {
  const [last] = await db
    .select({ at: activity.at, sequence: activity.sequence })
    .from(activity)
    .where(and(eq(activity.id, cursor), own))
    .limit(1);
  if (!last) throw new Problem('malformed');
  return sql`(${activity.at}, ${activity.sequence}) < (${last.at}, ${last.sequence})`;
}

function toEntry(row: ActivityRow, clients: SignedInRequest['clients']): ActivityEntry {
  return {
    id: row.id,
    at: new Date(row.at).toISOString(),
    type: row.type,
    outcome: row.outcome,
    reason: row.reason,
    actor: row.actor,
    device: row.device === null ? null : (JSON.parse(row.device) as Device),
    address: row.address,
    place: placeOf(row),
    client: row.client === null ? null : { id: row.client, name: clients.nameOf(row.client) },
    details: row.details === null ? {} : (JSON.parse(row.details) as Record<string, unknown>),
  };
}

/** As it was known then; a local network is told by its address. */
function placeOf({ address, city, country }: ActivityRow): Place | null {
  if (country !== null) return { local: false, country, city };
  return address !== null && isLocalAddress(address) ? { local: true, country: null, city: null } : null;
}
