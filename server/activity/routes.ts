import { and, eq, gt, min } from 'drizzle-orm';
import { activity as api, type ActivityEntry, type ActivityFilter } from 'account-elements/contract/activity.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { Client } from 'account-elements/contract/visit.js';
import { fileStream } from '../http/file-stream.ts';
import { implement } from '../http/implement.ts';
import type { Reader, SignedInRequest } from '../http/request.ts';
import { whileSignedIn } from '../http/while-signed-in.ts';
import { findActivity, type Limits, type Position } from './find.ts';
import { formats } from './formats.ts';
import { record } from './record.ts';
import { activity } from './schema.ts';

/** What one request may cost: some milliseconds of reading, however much there is. */
const PAGE: Limits = { entries: 25, lines: 2000 };
/** Of a file, at a time. */
const BATCH: Limits = { entries: 500, lines: 2000 };

export const activityRoutes = implement(api, {
  async list({ account, clients, db, session, query: { cursor, ...filter } }) {
    const after = cursor === undefined ? undefined : await positionOf(db, account.id, cursor);
    const { entries, last, unfinished } = await findActivity(
      { asking: session.id, clients, db },
      account.id,
      filter,
      after,
      PAGE,
    );
    return {
      entries,
      next: last?.id ?? null,
      ...(unfinished && last && { searchedTo: new Date(last.at).toISOString() }),
    };
  },

  async clients({ account, clients, db }) {
    // From one to the next in the index: few applications, however many lines.
    const used: Client[] = [];
    for (let last = ''; ;) {
      const next = and(eq(activity.accountId, account.id), gt(activity.client, last));
      const [found] = await db
        .select({ id: min(activity.client) })
        .from(activity)
        .where(next);
      if (typeof found?.id !== 'string') return used;
      last = found.id;
      used.push({ id: last, name: clients.nameOf(last) });
    }
  },

  async export({ query: { format, timeZone, ...filter }, ...request }) {
    const { account, commit, now, session, visit } = request;
    // Whoever acts in a person's place looks at their data, and takes none of it along.
    if (session.operator !== null) throw new Problem('forbidden');
    const at = now();
    await commit((tx) =>
      record(tx, {
        type: 'user_data_exported',
        reason: 'activity',
        accountId: account.id,
        sessionId: session.id,
        visit,
        at,
        details: { format },
      }),
    );
    const { type, write } = formats[format];
    const name = `account-activity-${new Date(at).toISOString().slice(0, 10)}.${format}`;
    return { name, type, body: fileStream(write(whileSignedIn(request, everything(request, filter)), timeZone)) };
  },
});

/**
 * The entry that a cursor names. It is an entry's own id, and looked up among
 * the person's own: there is nothing in it to forge or to read.
 */
async function positionOf(db: Reader, accountId: string, cursor: string): Promise<Position> {
  const [position] = await db
    .select({ at: activity.at, sequence: activity.sequence })
    .from(activity)
    .where(and(eq(activity.id, cursor), eq(activity.accountId, accountId)))
    .limit(1);
  if (!position) throw new Problem('malformed');
  return position;
}

async function* everything(request: SignedInRequest, filter: ActivityFilter): AsyncGenerator<ActivityEntry[]> {
  let after: Position | undefined;
  do {
    const found = await findActivity(request, request.account.id, filter, after, BATCH);
    after = found.last;
    yield found.entries;
  } while (after);
}
