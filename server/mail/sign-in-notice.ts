import { and, eq, isNull, lt } from 'drizzle-orm';
import { activity, type ActivityRow } from '../activity/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Notice } from './notices.ts';

/** What a sign-in is told as: how new browser and place are. */
export async function signInNotice(tx: Queryable, line: ActivityRow): Promise<Notice | null> {
  if (await isSignUp(tx, line)) return null;
  // Whoever acts in the person's place is no habit of theirs.
  if (line.actor === 'operator') return 'new-sign-in';
  const { newBrowser } = JSON.parse(line.details ?? '{}') as { newBrowser?: boolean };
  if (newBrowser === true) return 'new-sign-in';
  return (await isKnownPlace(tx, line)) ? 'usual-sign-in' : 'sign-in-elsewhere';
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
        eq(activity.actor, 'person'),
        eq(activity.country, country),
        city === null ? isNull(activity.city) : eq(activity.city, city),
        lt(activity.sequence, sequence),
      ),
    )
    .limit(1);
  return before !== undefined;
}
