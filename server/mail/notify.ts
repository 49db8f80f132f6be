import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { keepLockdownLink, newLockdownLink } from '../account-lockdown/link.ts';
import { accounts, type AccountRow } from '../accounts/schema.ts';
import { readOn } from '../activity/read-on.ts';
import { activity, type ActivityRow } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Device } from '../devices/device-name.ts';
import { keepUndo, toldOfChange, type Told } from '../email-change/told.ts';
import { isWanted } from '../email-notices/choices.ts';
import { languageFor } from '../http/language.ts';
import { noticeOf, toldOnceADay, type Notice } from './notices.ts';
import { MAIL_LIFE, post } from './outbox.ts';
import { pageLanguageOf } from './page-language.ts';
import { noticesSent } from './schema.ts';
import { signInNotice } from './sign-in-notice.ts';

type Needs = Pick<Dependencies, 'config' | 'db' | 'keys' | 'log' | 'now'>;

/** Few enough for one transaction. */
const BATCH = 50;

const DAY = 24 * 3_600_000;

/** Reads on in the activity record and posts a notice for each line that wants one. Returns whether there is more to read. */
export const writeNotices = (needs: Needs): Promise<boolean> =>
  readOn(needs.db, noticesSent, BATCH, async (tx, lines) => {
    // Of what one change did, such as ending five sessions, people hear once.
    const told = new Set<string>();
    for (const line of lines) {
      if (line.accountId === null || line.at <= needs.now() - MAIL_LIFE) continue;
      const notice = await newsOf(tx, line);
      if (notice === null) continue;
      const what = `${line.accountId} ${notice} ${line.at}`;
      if (!told.has(what)) await tell(tx, needs, line, notice);
      told.add(what);
    }
    return true;
  });

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
  const accountId = account.id;
  const usual: Told = { email: account.email };
  for (const told of (await toldOfChange(tx, line, config)) ?? [usual]) {
    const { email } = told;
    const lockdown = newLockdownLink(config);
    const mail = { kind: 'notice', notice, link: told.link ?? lockdown.url, ...circumstances } as const;
    if (await post(tx, needs, { to: { email, language }, mail }, { accountId })) {
      const at = needs.now();
      if (told.link === undefined) await keepLockdownLink(tx, lockdown, { accountId, at, email, event: line.id });
      else await keepUndo(tx, accountId, told, at);
    } else {
      needs.log.warn({ event: 'notice_dropped', account: accountId, notice }, 'somebody is not told: too many mails');
    }
  }
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

/** What somebody is told of a line, if anything, and if they want to hear it. */
async function newsOf(tx: Queryable, line: ActivityRow): Promise<Notice | null> {
  const usual = noticeOf(line);
  const notice = usual === 'new-sign-in' ? await signInNotice(tx, line) : usual;
  if (notice === null || !(await isWanted(tx, line.accountId ?? '', notice))) return null;
  return toldOnceADay.has(notice) && (await happenedToday(tx, line)) ? null : notice;
}

/** The same, in the same session, within the day before. */
async function happenedToday(tx: Queryable, line: ActivityRow): Promise<boolean> {
  const [before] = await tx
    .select({ id: activity.id })
    .from(activity)
    .where(
      and(
        eq(activity.accountId, line.accountId ?? ''),
        eq(activity.type, line.type),
        gt(activity.at, line.at - DAY),
        lt(activity.sequence, line.sequence),
        eq(activity.sessionId, line.sessionId ?? ''),
        line.reason === null ? isNull(activity.reason) : eq(activity.reason, line.reason),
      ),
    )
    .limit(1);
  return before !== undefined;
}
