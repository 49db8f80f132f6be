import { and, eq, ne, or } from 'drizzle-orm';
import type { PendingEmail } from 'account-elements/contract/email-change.js';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import type { SignedInRequest } from '../http/request.ts';
import { reserveEmailChange } from '../http/throttle.ts';
import type { EmailChangeRequest } from '../mail/mail.ts';
import { post, put } from '../mail/outbox.ts';
import { keepMailToken } from '../mail/tokens.ts';
import { newToken } from '../sessions/store.ts';
import { askForChange, CONFIRMATION, findAsked } from './changes.ts';
import { emailChanges, type EmailChangeRow } from './schema.ts';

const MINUTE = 60_000;

/**
 * Whether somebody has the new address is not even looked at: the request waits
 * in the outbox, and whoever sends mails answers it. So nothing here depends on
 * it, neither what is said nor how long it takes.
 */
export async function requestEmailChange(request: SignedInRequest, email: string): Promise<PendingEmail> {
  const { account, commit, config, keys, now, session, visit } = request;
  if (!config.mail) throw new Problem('forbidden');
  const asked = await commit(async (tx) => {
    const at = now();
    const accountId = account.id;
    await reserveEmailChange(tx, { accountId, email, network: visit.network }, config.attempts, at);
    const change = await askForChange(tx, { accountId, sessionId: session.id, email, at }, visit);
    const waiting: EmailChangeRequest = {
      kind: 'email-change-request',
      accountId,
      change: change.id,
      language: visit.languageOf(account),
    };
    if (!(await put(tx, keys, waiting, { accountId, at, life: CONFIRMATION }))) throw new Problem('unavailable');
    return change;
  });
  return toPending(asked);
}

/** Writes to the new address: a link, or that it has an account already. In the transaction in which the request goes. */
export async function answerEmailChange(
  tx: Queryable,
  needs: Pick<Dependencies, 'config' | 'keys' | 'now'>,
  { accountId, change, language }: EmailChangeRequest,
): Promise<void> {
  const { config, now } = needs;
  const at = now();
  const asked = await findAsked(tx, accountId, at);
  // Cancelled, or replaced by a newer one, meanwhile.
  if (!config.mail || asked?.id !== change) return;
  const to = { email: asked.newEmail, language };
  const life = asked.expiresAt - at;
  const owner = await ownerOf(tx, asked);
  if (owner !== undefined) {
    const mail = { kind: 'email-taken', link: config.mail.securityUrl } as const;
    await post(tx, needs, { to, mail }, { accountId: owner, life });
    return;
  }
  const token = newToken();
  const link = `${config.mail.emailChangeUrl}#confirm-email=${token}`;
  const mail = { kind: 'email-confirmation', link, minutes: Math.ceil(life / MINUTE) } as const;
  if (!(await post(tx, needs, { to, mail }, { accountId, life }))) return;
  await keepMailToken(tx, token, {
    accountId,
    at,
    life,
    purpose: 'email-confirmation',
    subject: { change: String(change) },
  });
}

/** Somebody else whose address it is, or for whom it is held. */
async function ownerOf(tx: Queryable, { accountId, newEmail }: EmailChangeRow): Promise<string | undefined> {
  const [owner] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .leftJoin(
      emailChanges,
      and(
        eq(emailChanges.accountId, accounts.id),
        eq(emailChanges.status, 'changed'),
        eq(emailChanges.oldEmail, newEmail),
      ),
    )
    .where(and(ne(accounts.id, accountId), or(eq(accounts.email, newEmail), eq(emailChanges.oldEmail, newEmail))))
    .limit(1);
  return owner?.id;
}

export const toPending = ({ expiresAt, newEmail }: EmailChangeRow): PendingEmail => ({
  email: newEmail,
  expiresAt: new Date(expiresAt).toISOString(),
});
