import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { keepAccount } from '../account-data/deletion.ts';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import type { ActivityRow } from '../activity/schema.ts';
import type { MailConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { emailChanges } from '../email-change/schema.ts';
import { undoChange } from '../email-change/undo.ts';
import type { PublicRequest } from '../http/request.ts';
import { tokenHash, type SessionAccount } from '../http/session.ts';
import { reserveLockdown } from '../http/throttle.ts';
import { MAIL_LIFE } from '../mail/outbox.ts';
import { mailTokens } from '../mail/schema.ts';
import { findMailLink, keepLastingToken, useMailToken } from '../mail/tokens.ts';
import { passwords } from '../password/schema.ts';
import { putPasswordReset } from '../password-reset/request.ts';
import { endAllSessions, newToken } from '../sessions/store.ts';
import { forgetDevices } from '../sign-in/known-devices.ts';
import { contain } from './contain.ts';
import { lineOf, sinceOf } from './line.ts';
import { lockdowns } from './schema.ts';

type Selecting = Pick<Queryable, 'select'>;

/** *This wasn't me* in a notice. */
export interface LockdownLink {
  readonly url: string;
  readonly token: string;
}

export function newLockdownLink({ lockdownUrl }: MailConfig): LockdownLink {
  const token = newToken();
  return { url: `${lockdownUrl}#not-me=${token}`, token };
}

/** Keeps what it proves itself with, once the mail is posted: which line of the record it is about, and whose mailbox it went to. */
export const keepLockdownLink = (
  tx: Queryable,
  { token }: LockdownLink,
  { accountId, at, email, event }: { accountId: string; at: number; email: string; event: string },
): Promise<void> =>
  keepLastingToken(tx, token, { accountId, at, life: MAIL_LIFE, purpose: 'lockdown', subject: { email, event } });

interface Link {
  readonly account: SessionAccount;
  /** The mailbox that it was sent to. */
  readonly email: string;
  /** Id of the line. */
  readonly event: string;
}

/** Too old, used, of somebody who is disabled, made up: all the same to whoever holds it. */
export async function requireLockdownLink(db: Selecting, token: string, now: number): Promise<Link> {
  const link = await findMailLink(db, token, 'lockdown', now);
  const { email, event } = link?.subject ?? {};
  if (!link || email === undefined || event === undefined) throw new Problem('link-expired');
  return { account: link.account, email, event };
}

/** What a link tells whoever has it: no more than the mail did. */
export async function lookAtLink(
  db: Selecting,
  token: string,
  now: number,
): Promise<{ type: string; at: string; locked: boolean }> {
  const used = await findUsed(db, token);
  if (used) return { type: 'user_locked_down', at: new Date(used.startedAt).toISOString(), locked: true };
  const { event } = await requireLockdownLink(db, token, now);
  const { at, type } = await requireLine(db, event);
  return { type, at: new Date(at).toISOString(), locked: false };
}

/** Locks the account down for whoever reads its mailbox, and lets nobody in. Returns whether a mail with a link to a new password goes out. */
export async function lockByLink(tx: Queryable, request: PublicRequest, token: string): Promise<boolean> {
  const { now, visit } = request;
  const at = now();
  const used = await findUsed(tx, token);
  // The answer got lost, or the page was opened again: it is done.
  if (used) return used.mailable;
  await reserveLockdown(tx, visit, request.config.attempts, at);
  const { account, email, event } = await requireLockdownLink(tx, token, at);
  const line = await requireLine(tx, event);
  if (!(await useMailToken(tx, token))) throw new Problem('link-expired');
  await endOtherLinks(tx, account.id, email);

  const accountId = account.id;
  const since = await sinceOf(tx, line);
  const passkeysHeld = await contain(tx, request, { accountId, at, since, linkHash: tokenHash(token) });
  const details = { by: 'link', event: line.type, ...(passkeysHeld > 0 && { passkeysHeld }) };
  await record(tx, { type: 'user_locked_down', accountId, visit, at, details });
  // Whoever was in may have deleted the account, and shut out everybody who could keep it by signing in.
  await keepAccount(tx, request, accountId, null);
  await bringBackMailbox(tx, request, account, email);
  await endAllSessions(tx, accountId, { reason: 'locked-down', visit, at });
  await forgetDevices(tx, accountId);
  return sendNewPassword(tx, request, accountId, email);
}

/**
 * Links in mails to the same mailbox about what was before: pressed after the owner is back, they would throw the owner
 * out. Those that went to another mailbox stay, because whoever has this one may not be the owner.
 */
async function endOtherLinks(tx: Queryable, accountId: string, email: string): Promise<void> {
  const toThisMailbox = sql`json_extract(${mailTokens.subject}, '$.email') = ${email}`;
  await tx
    .delete(mailTokens)
    .where(and(eq(mailTokens.accountId, accountId), eq(mailTokens.purpose, 'lockdown'), toThisMailbox));
}

/**
 * The account had this address when the mail was sent, and has another one now: as with the link that undoes the change,
 * which went to the same mailbox, it comes back. Otherwise a new password would go to whoever took it.
 */
async function bringBackMailbox(
  tx: Queryable,
  { now, visit }: PublicRequest,
  account: SessionAccount,
  email: string,
): Promise<void> {
  if (account.email === email) return;
  const at = now();
  const [change] = await tx
    .select()
    .from(emailChanges)
    .where(
      and(
        eq(emailChanges.accountId, account.id),
        eq(emailChanges.status, 'changed'),
        eq(emailChanges.oldEmail, email),
        gt(emailChanges.undoUntil, at),
      ),
    )
    .orderBy(asc(emailChanges.id))
    .limit(1);
  if (change) await undoChange(tx, change, { at, visit });
}

/** The way back for whoever has a password: a link to another one, to the mailbox that we have just heard of. */
async function sendNewPassword(
  tx: Queryable,
  request: PublicRequest,
  accountId: string,
  email: string,
): Promise<boolean> {
  if (!(await isMailable(tx, accountId, email))) return false;
  return putPasswordReset(tx, request, email, accountId);
}

async function isMailable(db: Selecting, accountId: string, email: string): Promise<boolean> {
  const [found] = await db
    .select({ email: accounts.email })
    .from(accounts)
    .innerJoin(passwords, eq(passwords.accountId, accounts.id))
    .where(eq(accounts.id, accountId))
    .limit(1);
  return found?.email === email;
}

/** The lockdown that this very link has begun, while its owner is not through with it. */
async function findUsed(db: Selecting, token: string): Promise<{ startedAt: number; mailable: boolean } | undefined> {
  const [found] = await db
    .select({ startedAt: lockdowns.startedAt, finishedAt: lockdowns.finishedAt, password: passwords.accountId })
    .from(lockdowns)
    .leftJoin(passwords, eq(passwords.accountId, lockdowns.accountId))
    .where(eq(lockdowns.linkHash, tokenHash(token)))
    .limit(1);
  if (!found || found.finishedAt !== null) return undefined;
  return { startedAt: found.startedAt, mailable: found.password !== null };
}

async function requireLine(db: Selecting, id: string): Promise<ActivityRow> {
  const line = await lineOf(db, id);
  if (!line) throw new Problem('link-expired');
  return line;
}
