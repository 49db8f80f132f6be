import { count, max, min, sql } from 'drizzle-orm';
import { Gauge, type Registry } from 'prom-client';
import { accounts } from '../accounts/schema.ts';
import { activity } from '../activity/schema.ts';
import type { Database } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { throttles } from '../http/throttle.ts';
import { outbox } from '../mail/schema.ts';
import { sessions } from '../sessions/schema.ts';
import { webhookDeliveries } from '../webhooks/schema.ts';

/** What is looked up when somebody reads: how much waits, and how much there is. */
export function gauges(
  { db, now, passwords }: Pick<Dependencies, 'db' | 'now' | 'passwords'>,
  liveStreams: () => number,
  registers: Registry[],
): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name: `account_${name}`,
      help,
      registers,
      async collect() {
        // A database that is away is no reason to say nothing about the process.
        this.set(await Promise.resolve(read()).catch(() => Number.NaN));
      },
    });
  };
  gauge('hashes_running', 'Passwords being hashed', () => passwords.load.running);
  gauge('hashes_waiting', 'Passwords that wait to be hashed', () => passwords.load.waiting);
  gauge('live_streams', 'Open streams of live updates', liveStreams);
  gauge('accounts', 'Accounts', () => rows(db, accounts));
  gauge('sessions', 'Sessions', () => rows(db, sessions));
  gauge('throttles', 'Counts of attempts that are kept', () => rows(db, throttles));
  gauge('mails_waiting', 'Mails in the outbox', () => rows(db, outbox));
  gauge('mails_oldest_seconds', 'Age of the oldest mail in the outbox', async () => {
    const [oldest] = await db.select({ at: min(outbox.createdAt) }).from(outbox);
    return typeof oldest?.at === 'number' ? Math.max(0, now() - oldest.at) / 1000 : 0;
  });
  gauge('webhook_events_waiting', 'Events that the webhook has not acknowledged', () => rows(db, webhookDeliveries));
  gauge('activity_lines', 'Lines of the activity record', async () => {
    // Lines are removed from the front only, so nobody has to count a million of them.
    const [ends] = await db.select({ first: min(activity.sequence), last: max(activity.sequence) }).from(activity);
    return typeof ends?.first === 'number' && typeof ends.last === 'number' ? ends.last - ends.first + 1 : 0;
  });
  gauge('database_bytes', 'Size of the database', async () => {
    const [size] = await db.all<{ bytes: number }>(
      sql`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`,
    );
    return size?.bytes ?? Number.NaN;
  });
}

async function rows(db: Database, table: Parameters<ReturnType<Database['select']>['from']>[0]): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(table);
  return row?.rows ?? 0;
}
