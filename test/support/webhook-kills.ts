import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { record } from 'account-elements-server/activity/record.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { noteEvents } from 'account-elements-server/webhooks/deliveries.js';
import { webhookDeliveries } from 'account-elements-server/webhooks/schema.js';
import { temporaryFolder } from './temporary-folder.ts';
import { WebhookProcess } from './webhook-process.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

/** The pace of `webhook-process.ts`. */
const LEASE = 60_000;

/**
 * A process is killed in the middle of a delivery, so many times. Nothing is lost, and what comes twice has the same id
 * and says the same. Resolves to how many came twice.
 */
export async function killedWhileSending(kills: number): Promise<{ readonly events: number; readonly twice: number }> {
  const file = join(temporaryFolder(), 'webhooks.db');
  const db = await openDatabase({ url: `file:${file}` });
  await migrate(db);
  const secret = randomBytes(32);
  let atReceiver: (() => void) | undefined;
  await using receiver = await WebhookReceiver.start(secret, async (response) => {
    atReceiver?.();
    await sleep(Math.random() * 12);
    response.writeHead(204).end();
  });
  // From here on everything is news.
  await noteEvents(db, Date.now());
  for (let round = 0; round < kills; round++) {
    for (let i = 0; i < 3; i++) {
      const event = { type: 'session_created', accountId: `person-${round}`, at: Date.now() } as const;
      await db.transaction((tx) => record(tx, event));
    }
    const here = new Promise<void>((resolve) => (atReceiver = resolve));
    const process = await WebhookProcess.start(file, receiver.url, secret, round * (LEASE + 1000));
    await here;
    // While the receiver thinks, while it answers, while the answer is written down.
    await sleep(Math.random() * 20);
    await process.kill();
  }
  const last = await WebhookProcess.start(file, receiver.url, secret, kills * (LEASE + 1000));
  while ((await db.select().from(webhookDeliveries)).length > 0) await sleep(20);
  await last.kill();
  const lines = await db.select().from(activity);
  db.close();

  const copies = Map.groupBy(receiver.received, ({ id }) => id);
  assert.deepEqual([...copies.keys()].toSorted(), lines.map(({ id }) => id).toSorted(), 'none lost, none made up');
  for (const messages of copies.values()) assert.equal(new Set(messages.map(({ text }) => text)).size, 1);
  return { events: lines.length, twice: receiver.received.length - copies.size };
}
