import { inArray, lte, or } from 'drizzle-orm';
import { sweepActivity } from '../activity/retention.ts';
import type { AppConfig } from '../config.ts';
import type { Dependencies } from '../dependencies.ts';
import type { KeyRing } from '../keys.ts';
import { record } from '../activity/record.ts';
import { throttles } from '../http/throttle.ts';
import { passkeyCeremonies } from '../passkeys/schema.ts';
import { sessions } from '../sessions/schema.ts';
import { knownDevices } from '../sign-in/schema.ts';

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
export async function sweep({ config, db, keys, now }: Needs & ActivityNeeds): Promise<void> {
  if (keys && config) while (await sweepActivity(db, keys, config, now()));
  while ((await sweepSessions(db, now())) === BATCH);
  await db.transaction(async (tx) => {
    const at = now();
    const devices = tx
      .select({ id: knownDevices.id })
      .from(knownDevices)
      .where(lte(knownDevices.expiresAt, at))
      .limit(BATCH);
    await tx.delete(knownDevices).where(inArray(knownDevices.id, devices));
    const buckets = tx
      .select({ bucket: throttles.bucket })
      .from(throttles)
      .where(lte(throttles.expiresAt, at))
      .limit(BATCH);
    await tx.delete(throttles).where(inArray(throttles.bucket, buckets));
    const ceremonies = tx
      .select({ challengeHash: passkeyCeremonies.challengeHash })
      .from(passkeyCeremonies)
      .where(lte(passkeyCeremonies.expiresAt, at))
      .limit(BATCH);
    await tx.delete(passkeyCeremonies).where(inArray(passkeyCeremonies.challengeHash, ceremonies));
  });
}

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
