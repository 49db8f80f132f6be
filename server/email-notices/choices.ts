import { eq } from 'drizzle-orm';
import { optionalNotices, type OptionalNotice } from 'account-elements/contract/email-notices.js';
import type { Queryable } from '../db/open.ts';
import { noticeChoices } from './schema.ts';

export interface Choice {
  readonly name: OptionalNotice;
  readonly wanted: boolean;
}

/** What is sent to whoever never chose. */
const usually: Readonly<Record<OptionalNotice, boolean>> = {
  'sign-in-elsewhere': true,
  'usual-sign-in': false,
  'sessions-ended': true,
  'profile-changed': false,
};

export async function choicesOf(db: Pick<Queryable, 'select'>, accountId: string): Promise<Choice[]> {
  const made = await db.select().from(noticeChoices).where(eq(noticeChoices.accountId, accountId));
  return optionalNotices.map((name) => ({
    name,
    wanted: made.find(({ notice }) => notice === name)?.wanted ?? usually[name],
  }));
}

/** Keeps choices; returns those that are others now. */
export async function choose(
  tx: Queryable,
  accountId: string,
  wanted: Readonly<Partial<Record<OptionalNotice, boolean>>>,
): Promise<Choice[]> {
  const before = await choicesOf(tx, accountId);
  const changed = before.flatMap(({ name, wanted: was }) => {
    const now = wanted[name];
    return now === undefined || now === was ? [] : [{ name, wanted: now }];
  });
  for (const { name: notice, wanted: now } of changed) {
    await tx
      .insert(noticeChoices)
      .values({ accountId, notice, wanted: now })
      .onConflictDoUpdate({ target: [noticeChoices.accountId, noticeChoices.notice], set: { wanted: now } });
  }
  return changed;
}

/** Whether somebody is to be told. What is not theirs to choose always is. */
export async function isWanted(db: Pick<Queryable, 'select'>, accountId: string, notice: string): Promise<boolean> {
  if (!isOptional(notice)) return true;
  return (await choicesOf(db, accountId)).some(({ name, wanted }) => name === notice && wanted);
}

export const isOptional = (notice: string): notice is OptionalNotice =>
  optionalNotices.some((optional) => optional === notice);
