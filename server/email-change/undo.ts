import { and, eq, gte, ne, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record, type ActivityEvent } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import { findMailLink } from '../mail/tokens.ts';
import { setEmail } from './changes.ts';
import { emailChanges, type EmailChangeRow } from './schema.ts';

type Event = Pick<ActivityEvent, 'actor' | 'at' | 'sessionId' | 'visit'>;

/** The change that a link can undo. Looking changes nothing. */
export async function requireUndoable(
  db: Pick<Queryable, 'select'>,
  token: string,
  now: number,
): Promise<EmailChangeRow> {
  const link = await findMailLink(db, token, 'email-undo', now);
  const id = Number(link?.subject['change']);
  const [change] = link
    ? await db
        .select()
        .from(emailChanges)
        .where(
          and(eq(emailChanges.id, id), eq(emailChanges.accountId, link.account.id), ne(emailChanges.status, 'undone')),
        )
    : [];
  if (!change) throw new Problem('link-expired');
  return change;
}

/**
 * Undoes a change and every later one of the account: whoever took it over may
 * have changed the address twice. The old address is the account's again, and
 * whatever is under way with any credential ends. Ending the sessions is up to
 * the caller. Returns the address.
 */
export async function undoChange(tx: Queryable, { id, accountId, oldEmail }: EmailChangeRow, event: Event) {
  const undone = await tx
    .update(emailChanges)
    .set({ status: 'undone' })
    .where(and(eq(emailChanges.accountId, accountId), gte(emailChanges.id, id), ne(emailChanges.status, 'undone')))
    .returning({ id: emailChanges.id });
  if (!undone.some((change) => change.id === id)) throw new Problem('link-expired');
  await tx
    .update(accounts)
    .set({ securityVersion: sql`${accounts.securityVersion} + 1` })
    .where(eq(accounts.id, accountId));
  await setEmail(tx, accountId, oldEmail);
  await record(tx, { ...event, type: 'user_email_change_undone', accountId, details: { change: id } });
  return oldEmail;
}
