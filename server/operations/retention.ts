import { inArray, lte, or } from 'drizzle-orm';
import { eraseNext } from '../account-data/erase.ts';
import { sweepLockdowns } from '../account-lockdown/state.ts';
import { sweepActivity } from '../activity/retention.ts';
import type { AppConfig } from '../config.ts';
import type { Dependencies } from '../dependencies.ts';
import type { KeyRing } from '../keys.ts';
import { record } from '../activity/record.ts';
import { authenticatorSetups } from '../authenticators/schema.ts';
import { sweepChanges } from '../email-change/changes.ts';
import { throttles } from '../http/throttle.ts';
import { sweepOutbox } from '../mail/outbox.ts';
import { mailTokens } from '../mail/schema.ts';
import { passkeyCeremonies } from '../passkeys/schema.ts';
import { sessions } from '../sessions/schema.ts';
import { knownDevices, pendingSignIns } from '../sign-in/schema.ts';
import { sweepDeliveries } from '../webhooks/deliveries.ts';

const INTERVAL = 10 * 60_000;
/** Few enough that nobody waits for the transaction that removes them. */
const BATCH = 200;

type Needs = Pick<Dependencies, 'db' | 'now' | 'log'>;
/** Without keys the activity record stays as it is: nobody could seal where it begins. */
type ActivityNeeds = { readonly keys?: KeyRing; readonly config?: Pick<AppConfig, 'activityKept'> };

/** Removes what has expired, now and then, in small bites. */
export function startRetention(dependencies: Needs & ActivityNeeds): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const run = () => {
    running = running
      .then(() => sweep(dependencies))
      .catch((err: unknown) => dependencies.log.warn({ err }, 'retention failed'));
  };
  const timer = setInterval(run, INTERVAL);
  timer.unref();
  run();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}

/** One round; leaves no more than a batch of each kind behind for the next. */
export async function sweep({ config, db, keys, log, now }: Needs & ActivityNeeds): Promise<void> {
  while (await eraseNext(db, now()));
  if (keys && config) while (await sweepActivity(db, keys, config, now()));
  while ((await sweepSessions(db, now())) === BATCH);
  const unsent = await db.transaction((tx) => sweepOutbox(tx, now(), BATCH));
  if (unsent > 0) log.error({ event: 'mail_expired', mails: unsent }, 'mails were given up');
  const untold = await db.transaction((tx) => sweepDeliveries(tx, now(), BATCH));
  if (untold > 0) log.error({ event: 'webhook_expired', events: untold }, 'events for the webhook were given up');
  await db.transaction((tx) => sweepChanges(tx, now(), BATCH));
  await db.transaction((tx) => sweepLockdowns(tx, now(), BATCH));
  await db.transaction(async (tx) => {
    for (const { expiresAt, key, table } of expiring) {
      const expired = tx.select({ key }).from(table).where(lte(expiresAt, now())).limit(BATCH);
      await tx.delete(table).where(inArray(key, expired));
    }
  });
}

/** What is worth nothing from some instant on, and whose end is no event. */
const expiring = [
  { table: knownDevices, key: knownDevices.id, expiresAt: knownDevices.expiresAt },
  { table: throttles, key: throttles.bucket, expiresAt: throttles.expiresAt },
  { table: pendingSignIns, key: pendingSignIns.tokenHash, expiresAt: pendingSignIns.expiresAt },
  { table: authenticatorSetups, key: authenticatorSetups.id, expiresAt: authenticatorSetups.expiresAt },
  { table: mailTokens, key: mailTokens.tokenHash, expiresAt: mailTokens.expiresAt },
  { table: passkeyCeremonies, key: passkeyCeremonies.challengeHash, expiresAt: passkeyCeremonies.expiresAt },
];

function sweepSessions(db: Needs['db'], at: number): Promise<number> {
  return db.transaction(async (tx) => {
    const expired = tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(or(lte(sessions.expiresAt, at), lte(sessions.idleExpiresAt, at)))
      .limit(BATCH);
    const ended = await tx
      .delete(sessions)
      .where(inArray(sessions.id, expired))
      .returning({ id: sessions.id, accountId: sessions.accountId });
    for (const { id, accountId } of ended) {
      await record(tx, { type: 'session_ended', reason: 'expired', actor: 'system', accountId, sessionId: id, at });
    }
    return ended.length;
  });
}
