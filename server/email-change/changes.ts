import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { raiseSecurityVersion, securityVersionOf } from '../accounts/security-version.ts';
import { record, type ActivityEvent } from '../activity/record.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Queryable } from '../db/open.ts';
import { emailChanges, type EmailChangeRow } from './schema.ts';

const HOUR = 3_600_000;

/** How long a new address can be confirmed. */
export const CONFIRMATION = HOUR;

/** How long the old address can be brought back. */
export const UNDOING = 72 * HOUR;

type Event = Pick<ActivityEvent, 'actor' | 'at' | 'reason' | 'sessionId' | 'visit'>;

interface Wish {
  readonly accountId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly at: number;
}

/** Somebody wants another address. What they asked for before is worth nothing any more. */
export async function askForChange(
  tx: Queryable,
  { accountId, at, email, sessionId }: Wish,
  visit: Event['visit'],
): Promise<EmailChangeRow> {
  const event = { at, sessionId, ...(visit && { visit }) };
  await cancelChange(tx, accountId, { ...event, reason: 'replaced' });
  const [account] = await tx.select({ email: accounts.email }).from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Problem('unauthenticated');
  const [asked] = await tx
    .insert(emailChanges)
    .values({
      accountId,
      sessionId,
      oldEmail: account.email,
      newEmail: email,
      status: 'asked',
      securityVersion: await securityVersionOf(tx, accountId),
      requestedAt: at,
      expiresAt: at + CONFIRMATION,
      undoUntil: at + UNDOING,
    })
    .returning();
  if (!asked) throw new TypeError('an insert without a row');
  const details = { change: asked.id };
  await record(tx, { ...event, type: 'user_email_change_requested', accountId, details });
  return asked;
}

/** What waits to be confirmed: not any more once a credential of the account has changed. */
export async function findAsked(
  db: Pick<Queryable, 'select'>,
  accountId: string,
  now: number,
): Promise<EmailChangeRow | undefined> {
  const [found] = await db
    .select({ change: emailChanges })
    .from(emailChanges)
    .innerJoin(accounts, eq(accounts.id, emailChanges.accountId))
    .where(
      and(
        eq(emailChanges.accountId, accountId),
        eq(emailChanges.status, 'asked'),
        gt(emailChanges.expiresAt, now),
        eq(emailChanges.securityVersion, accounts.securityVersion),
      ),
    )
    .limit(1);
  return found?.change;
}

/** The new address is confirmed: from now on it is the account's, unless somebody else was quicker. */
export async function makeChange(
  tx: Queryable,
  { id, accountId, newEmail, securityVersion }: EmailChangeRow,
  event: Event,
) {
  const { at } = event;
  const [made] = await tx
    .update(emailChanges)
    .set({ status: 'changed', changedAt: at, undoUntil: at + UNDOING })
    .where(and(eq(emailChanges.id, id), eq(emailChanges.status, 'asked')))
    .returning({ id: emailChanges.id });
  if (!made) throw new Problem('link-expired');
  await raiseSecurityVersion(tx, accountId, securityVersion);
  await setEmail(tx, accountId, newEmail);
  await record(tx, { ...event, type: 'user_email_changed', accountId, details: { change: id } });
}

/** Whether an address is free is decided here, by the database: what was looked at before may be past. */
export async function setEmail(tx: Queryable, accountId: string, email: string): Promise<void> {
  try {
    await tx.update(accounts).set({ email }).where(eq(accounts.id, accountId));
  } catch (error) {
    throw isUniqueViolation(error) ? new Problem('conflict', {}, { cause: error }) : error;
  }
}

/**
 * What was asked for is not wanted any more; with `sessionId`, only what that
 * session asked for. Returns whether there was anything.
 */
export async function cancelChange(tx: Queryable, accountId: string, event: Event, askedBy?: string): Promise<boolean> {
  const [asked] = await tx
    .update(emailChanges)
    .set({ status: 'cancelled' })
    .where(
      and(
        eq(emailChanges.accountId, accountId),
        eq(emailChanges.status, 'asked'),
        askedBy === undefined ? undefined : eq(emailChanges.sessionId, askedBy),
      ),
    )
    .returning({ id: emailChanges.id });
  if (!asked) return false;
  await record(tx, { ...event, type: 'user_email_change_cancelled', accountId, details: { change: asked.id } });
  return true;
}

/** Notes which changes nobody confirmed in time, and forgets those that no link can do anything about; at most `most` of each. */
export async function sweepChanges(tx: Queryable, at: number, most: number): Promise<void> {
  const late = tx
    .select({ id: emailChanges.id })
    .from(emailChanges)
    .where(and(eq(emailChanges.status, 'asked'), lte(emailChanges.expiresAt, at)))
    .limit(most);
  const expired = await tx
    .update(emailChanges)
    .set({ status: 'expired' })
    .where(inArray(emailChanges.id, late))
    .returning({ id: emailChanges.id, accountId: emailChanges.accountId });
  for (const { accountId, id } of expired) {
    const details = { change: id };
    await record(tx, { type: 'user_email_change_expired', actor: 'system', accountId, at, details });
  }
  const past = tx.select({ id: emailChanges.id }).from(emailChanges).where(lte(emailChanges.undoUntil, at)).limit(most);
  await tx.delete(emailChanges).where(inArray(emailChanges.id, past));
}
