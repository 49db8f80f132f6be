import { and, asc, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import { accounts, type AccountRow } from '../accounts/schema.ts';
import { activity, type ActivityRow } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Device } from '../devices/device-name.ts';
import { languageFor } from '../http/language.ts';
import { noticeOf, type Notice } from './notices.ts';
import { MAIL_LIFE, post } from './outbox.ts';
import { pageLanguageOf } from './page-language.ts';
import { noticesSent } from './schema.ts';

type Needs = Pick<Dependencies, 'config' | 'db' | 'keys' | 'log' | 'now'>;

/** Few enough for one transaction. */
const BATCH = 50;

/**
 * Reads on in the activity record and posts a notice for each line that wants
 * one. The record is written with the change and never changed, and how far it
 * was read is written with the mails: nothing is told twice, nothing is left
 * out, whatever dies in between. Returns whether there is more to read.
 */
export async function writeNotices(needs: Needs): Promise<boolean> {
  const { db } = needs;
  const [cursor] = await db.select().from(noticesSent).limit(1);
  if (cursor) {
    const [next] = await db
      .select({ sequence: activity.sequence })
      .from(activity)
      .where(gt(activity.sequence, cursor.sequence))
      .limit(1);
    if (!next) return false;
  }
  return db.transaction((tx) => readOn(tx, needs));
}

async function readOn(tx: Queryable, needs: Needs): Promise<boolean> {
  const [cursor] = await tx.select().from(noticesSent);
  if (!cursor) {
    // What happened before there was mail is no news.
    const [last] = await tx
      .select({ sequence: activity.sequence })
      .from(activity)
      .orderBy(desc(activity.sequence))
      .limit(1);
    await tx.insert(noticesSent).values({ one: 1, sequence: last?.sequence ?? 0 });
    return false;
  }
  const lines = await tx
    .select()
    .from(activity)
    .where(gt(activity.sequence, cursor.sequence))
    .orderBy(asc(activity.sequence))
    .limit(BATCH);
  const last = lines.at(-1);
  if (!last) return false;
  // Of what one change did, such as ending five sessions, people hear once.
  const told = new Set<string>();
  for (const line of lines) {
    const notice = noticeOf(line);
    if (notice === null || line.accountId === null || line.at <= needs.now() - MAIL_LIFE) continue;
    const what = `${line.accountId} ${notice} ${line.at}`;
    if (!told.has(what) && (await isNews(tx, line, notice))) await tell(tx, needs, line, notice);
    told.add(what);
  }
  await tx.update(noticesSent).set({ sequence: last.sequence }).where(eq(noticesSent.one, 1));
  return lines.length === BATCH;
}

async function tell(tx: Queryable, needs: Needs, line: ActivityRow, notice: Notice): Promise<void> {
  const [account] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, line.accountId ?? ''), isNull(accounts.disabledAt)))
    .limit(1);
  const { mail: config } = needs.config;
  if (!account || !config) return;
  const language = languageFor(account.language, await pageLanguageOf(tx, account.id));
  const circumstances = circumstancesOf(line, account);
  const mail = { kind: 'notice', notice, link: config.securityUrl, ...circumstances } as const;
  const accountId = account.id;
  if (await post(tx, needs, { to: { email: account.email, language }, mail }, { accountId })) return;
  needs.log.warn({ event: 'notice_dropped', account: accountId, notice }, 'somebody is not told: too many mails');
}

const circumstancesOf = (
  { actor, address, at, city, country, device }: ActivityRow,
  { region, timeZone }: Pick<AccountRow, 'region' | 'timeZone'>,
) => ({
  at,
  address,
  country,
  city,
  byOperator: actor === 'operator',
  device: device === null ? null : (JSON.parse(device) as Device),
  formats: { region, timeZone },
});

/** Everything but a sign-in with a known browser from a known place. */
async function isNews(tx: Queryable, line: ActivityRow, notice: Notice): Promise<boolean> {
  if (notice !== 'new-sign-in') return true;
  if (await isSignUp(tx, line)) return false;
  const { newBrowser } = JSON.parse(line.details ?? '{}') as { newBrowser?: boolean };
  return newBrowser === true || !(await isKnownPlace(tx, line));
}

/** Whoever made the account just now knows that they are in. */
async function isSignUp(tx: Queryable, { accountId, at }: ActivityRow): Promise<boolean> {
  const [created] = await tx
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.accountId, accountId ?? ''),
        eq(activity.at, at),
        eq(activity.type, 'user_created'),
        eq(activity.actor, 'person'),
      ),
    )
    .limit(1);
  return created !== undefined;
}

async function isKnownPlace(tx: Queryable, { accountId, city, country, sequence }: ActivityRow): Promise<boolean> {
  if (country === null) return true;
  const [before] = await tx
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.accountId, accountId ?? ''),
        eq(activity.type, 'authn_login_success'),
        eq(activity.country, country),
        city === null ? isNull(activity.city) : eq(activity.city, city),
        lt(activity.sequence, sequence),
      ),
    )
    .limit(1);
  return before !== undefined;
}
