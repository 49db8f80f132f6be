import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { ActivityEntry, ActivityFilter } from 'account-elements/contract/activity.js';
import type { Clients } from '../clients/clients.ts';
import type { Reader } from '../http/request.ts';
import { toEntry } from './entry.ts';
import { searchFor } from './fits.ts';
import { typesOf } from './kinds.ts';
import { activity, type ActivityRow } from './schema.ts';

/** Where in the record somebody is: pages go on behind it. */
export type Position = Pick<ActivityRow, 'at' | 'sequence'>;

export interface Found {
  readonly entries: ActivityEntry[];
  /** The last line that was looked at; nothing when it was the last that there is. */
  readonly last: (Position & Pick<ActivityRow, 'id'>) | undefined;
  /** There may be more, but that is all that was looked for now. */
  readonly unfinished: boolean;
}

export interface Limits {
  /** The most entries that are wanted. */
  readonly entries: number;
  /** The most lines that are looked at for them. */
  readonly lines: number;
}

/** Lines read at a time; between two such reads, others have their turn. */
const BATCH = 250;

/**
 * What fits, newest first. One index finds the lines (its conditions are free,
 * however much there is); what it cannot say is looked up in the lines
 * themselves, as many as the limits allow. See decision 31.
 */
export async function findActivity(
  { asking, clients, db }: { readonly asking?: string; readonly clients: Pick<Clients, 'nameOf'>; readonly db: Reader },
  accountId: string,
  filter: ActivityFilter,
  after: Position | undefined,
  limits: Limits,
): Promise<Found> {
  const { branches, fits } = planOf(filter);
  const entries: ActivityEntry[] = [];
  let last: Found['last'];
  let position = after;
  for (let seen = 0; ;) {
    const wanted = fits ? Math.min(BATCH, limits.lines - seen) : limits.entries - entries.length;
    // One more tells whether there is more.
    const rows = await readLines(db, linesOf(accountId, branches, filter, position, wanted + 1));
    for (const row of rows.slice(0, wanted)) {
      last = position = row;
      seen++;
      const entry = toEntry(row, clients, asking);
      if (fits && !fits(entry)) continue;
      if (entries.push(entry) === limits.entries) break;
    }
    const isEnd = rows.length <= wanted && position?.sequence === rows.at(-1)?.sequence;
    if (isEnd || rows.length === 0) return { entries, last: undefined, unfinished: false };
    if (entries.length === limits.entries) return { entries, last, unfinished: false };
    if (seen >= limits.lines) return { entries, last, unfinished: true };
  }
}

interface Plan {
  /** Each has an index that has its lines in order: they are merged. */
  readonly branches: readonly (SQL | undefined)[];
  readonly fits: ((entry: ActivityEntry) => boolean) | undefined;
}

function planOf({ client, codes, kind, outcome, text, view }: ActivityFilter): Plan {
  const types = typesOf(view, kind);
  const byIndex = types ? 'types' : client !== undefined ? 'client' : 'outcome';
  const branches = {
    types: types?.map((type) => eq(activity.type, type)) ?? [],
    client: client === undefined ? [] : [eq(activity.client, client)],
    outcome: [outcome && eq(activity.outcome, outcome)],
  }[byIndex];
  const search = text ? searchFor({ text, ...(codes !== undefined && { codes }) }) : undefined;
  const hasClient = byIndex === 'types' ? client : undefined;
  const hasOutcome = byIndex === 'outcome' ? undefined : outcome;
  if (!search && hasClient === undefined && hasOutcome === undefined) return { branches, fits: undefined };
  return {
    branches,
    fits: (entry) =>
      (hasClient === undefined || entry.client?.id === hasClient) &&
      (hasOutcome === undefined || entry.outcome === hasOutcome) &&
      (!search || search(entry)),
  };
}

/** The numbers of the next lines, found in indexes alone. SQLite merges what each branch has in order, and stops. */
function linesOf(
  accountId: string,
  branches: Plan['branches'],
  { before, since }: ActivityFilter,
  after: Position | undefined,
  most: number,
): SQL | undefined {
  const common = and(
    eq(activity.accountId, accountId),
    since === undefined ? undefined : gte(activity.at, Date.parse(since)),
    before === undefined ? undefined : lt(activity.at, Date.parse(before)),
    after && sql`(${activity.at}, ${activity.sequence}) < (${after.at}, ${after.sequence})`,
  );
  if (branches.length === 0) return undefined;
  const each = branches.map((branch) => sql`SELECT at, sequence FROM ${activity} WHERE ${and(common, branch)}`);
  return sql`(SELECT sequence FROM (${sql.join(each, sql` UNION ALL `)} ORDER BY at DESC, sequence DESC LIMIT ${most}))`;
}

const readLines = async (db: Reader, lines: SQL | undefined): Promise<ActivityRow[]> =>
  lines
    ? db
        .select()
        .from(activity)
        .where(inArray(activity.sequence, lines))
        .orderBy(desc(activity.at), desc(activity.sequence))
    : [];
