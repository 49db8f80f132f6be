import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { accountDeletions } from '../account-data/schema.ts';
import { record } from '../activity/record.ts';
import { authenticatorSetups } from '../authenticators/schema.ts';
import type { AppConfig } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import type { Database, Queryable, Transaction } from '../db/open.ts';
import { mailTokens, outbox } from '../mail/schema.ts';
import { passkeyCeremonies } from '../passkeys/schema.ts';
import { recoveryCodes } from '../recovery-codes/schema.ts';
import { sessions } from '../sessions/schema.ts';
import { knownDevices, pendingSignIns } from '../sign-in/schema.ts';
import { restoreEpoch } from './schema.ts';

/** Each is a line of the record, and a transaction on a libSQL server far away has five seconds. */
const BATCH = 20;

/** What was taken back, in rows; `recoveryCodes` in accounts. */
export interface Withdrawn {
  readonly sessions: number;
  readonly recoveryCodes: number;
  readonly deletions: number;
}

interface Needs {
  readonly db: Database;
  readonly config: Pick<AppConfig, 'deletionGrace'>;
  readonly now: () => number;
}

/**
 * A copy is the past: sessions that were ended since live in it, links and recovery codes that were used since could be
 * used again. When the epoch outside of the database is ahead of the one inside, it is such a copy, and all of that is
 * withdrawn before anybody is answered. Whatever stops this half way, the next start goes on with it.
 *
 * @param epoch the one that is kept outside; see `epoch.ts`
 * @returns nothing where there was nothing to do
 * @throws ConfigError when the database has come through more restores than the outside knows of
 */
export async function withdrawWhatWasRestored(
  { db, config, now }: Needs,
  epoch: number,
): Promise<Withdrawn | undefined> {
  const known = await epochOf(db);
  if (known > epoch) {
    throw new ConfigError(
      `RESTORE_EPOCH is ${epoch}, but this database was used with ${known}: set it to ${known}, or to ${known + 1} where a copy was restored`,
    );
  }
  if (known === epoch) return undefined;
  const at = now();
  // Another process may have come first, and people may be signed in again.
  const inTurn = (job: (tx: Transaction) => Promise<number>): Promise<number> =>
    db.transaction(async (tx) => ((await epochOf(tx)) < epoch ? job(tx) : 0));
  const all = async (job: (tx: Transaction) => Promise<number>): Promise<number> => {
    let rows = 0;
    for (let more = await inTurn(job); more > 0; more = await inTurn(job)) rows += more;
    return rows;
  };
  const withdrawn: Withdrawn = {
    sessions: await all((tx) => endSessions(tx, at)),
    recoveryCodes: await all((tx) => removeRecoveryCodes(tx, at)),
    deletions: await all((tx) => askAgainBeforeDeleting(tx, at, config.deletionGrace ?? 0)),
  };
  await inTurn(async (tx) => {
    for (const table of worthless) await tx.delete(table).where(sql`true`);
    await record(tx, { type: 'sys_restored', actor: 'system', at, details: { epoch } });
    await tx.update(restoreEpoch).set({ epoch }).where(eq(restoreEpoch.one, 1));
    return 0;
  });
  return withdrawn;
}

/**
 * What waits to be used; mails, whose links are worth nothing now; and browsers that were known, because one may have
 * been forgotten since.
 */
const worthless = [mailTokens, outbox, pendingSignIns, passkeyCeremonies, authenticatorSetups, knownDevices];

export async function epochOf(db: Queryable): Promise<number> {
  const [row] = await db.select({ epoch: restoreEpoch.epoch }).from(restoreEpoch).limit(1);
  return row?.epoch ?? 0;
}

async function endSessions(tx: Transaction, at: number): Promise<number> {
  const some = tx.select({ id: sessions.id }).from(sessions).limit(BATCH);
  const ended = await tx
    .delete(sessions)
    .where(inArray(sessions.id, some))
    .returning({ sessionId: sessions.id, accountId: sessions.accountId });
  for (const whose of ended) {
    await record(tx, { ...whose, type: 'session_ended', reason: 'restored', actor: 'system', at });
  }
  return ended.length;
}

/** Which of them were used since, nobody knows any more: the person makes new ones. */
async function removeRecoveryCodes(tx: Transaction, at: number): Promise<number> {
  const some = tx
    .selectDistinct({ accountId: recoveryCodes.accountId })
    .from(recoveryCodes)
    .orderBy(asc(recoveryCodes.accountId))
    .limit(BATCH);
  const removed = await tx
    .delete(recoveryCodes)
    .where(inArray(recoveryCodes.accountId, some))
    .returning({ accountId: recoveryCodes.accountId });
  const accounts = new Set(removed.map(({ accountId }) => accountId));
  for (const accountId of accounts) {
    await record(tx, { type: 'recovery_codes_removed', reason: 'restored', actor: 'system', accountId, at });
  }
  return accounts.size;
}

/** Whoever has signed in since to keep their account gets the days of grace, and the mail, once more. */
async function askAgainBeforeDeleting(tx: Transaction, at: number, grace: number): Promise<number> {
  const dueAt = at + grace;
  const some = tx
    .select({ accountId: accountDeletions.accountId })
    .from(accountDeletions)
    .where(and(isNull(accountDeletions.erasedAt), lt(accountDeletions.dueAt, dueAt)))
    .limit(BATCH);
  const put = await tx
    .update(accountDeletions)
    .set({ dueAt })
    .where(inArray(accountDeletions.accountId, some))
    .returning({ accountId: accountDeletions.accountId });
  for (const { accountId } of put) {
    await record(tx, { type: 'user_deletion_requested', reason: 'restored', actor: 'system', accountId, at });
  }
  return put.length;
}
