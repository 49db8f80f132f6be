import { and, desc, eq, gte, isNotNull } from 'drizzle-orm';
import type { ActivityRow } from '../activity/schema.ts';
import type { MailConfig } from '../config.ts';
import type { Queryable } from '../db/open.ts';
import { keepLastingToken } from '../mail/tokens.ts';
import { newToken } from '../sessions/store.ts';
import { emailChanges, type EmailChangeRow } from './schema.ts';

/** A mailbox that hears of a change, and where the link leads if not to the lockdown of the account. */
export interface Told {
  readonly email: string;
  readonly link?: string;
  /** What the link brings along, until when; to be kept once the mail is posted. */
  readonly token?: { readonly text: string; readonly change: number; readonly until: number };
}

/**
 * Who hears by mail of what a line of the record says about an e-mail address:
 * not only the address that the account has by then. That a change was asked
 * for or made hears the address before it, with a link that undoes it; that it was undone, both.
 */
export async function toldOfChange(tx: Queryable, line: ActivityRow, mail: MailConfig): Promise<Told[] | undefined> {
  const { type } = line;
  if (type !== 'user_email_change_requested' && type !== 'user_email_changed' && type !== 'user_email_change_undone') {
    return undefined;
  }
  const change = await changeOf(tx, line);
  if (!change) return [];
  const { id, oldEmail, undoUntil: until } = change;
  if (type !== 'user_email_change_undone') {
    const text = newToken();
    return [{ email: oldEmail, link: `${mail.emailChangeUrl}#undo-email=${text}`, token: { text, change: id, until } }];
  }
  const [replaced] = await tx
    .select({ email: emailChanges.newEmail })
    .from(emailChanges)
    .where(
      and(eq(emailChanges.accountId, change.accountId), gte(emailChanges.id, id), isNotNull(emailChanges.changedAt)),
    )
    .orderBy(desc(emailChanges.id))
    .limit(1);
  return [oldEmail, ...(replaced ? [replaced.email] : [])].map((email) => ({ email }));
}

/** Keeps what a link that was posted proves itself with. */
export async function keepUndo(tx: Queryable, accountId: string, { token }: Told, at: number): Promise<void> {
  if (!token) return;
  const { change, text, until } = token;
  const subject = { change: String(change) };
  await keepLastingToken(tx, text, { accountId, at, life: until - at, purpose: 'email-undo', subject });
}

async function changeOf(tx: Queryable, { accountId, details }: ActivityRow): Promise<EmailChangeRow | undefined> {
  const { change } = JSON.parse(details ?? '{}') as { readonly change?: number };
  const [found] = await tx
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.id, change ?? 0), eq(emailChanges.accountId, accountId ?? '')));
  return found;
}
