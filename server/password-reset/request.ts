import { eq } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { accounts } from '../accounts/schema.ts';
import { record } from '../activity/record.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { languageFor } from '../http/language.ts';
import type { PublicRequest } from '../http/request.ts';
import { reservePasswordReset } from '../http/throttle.ts';
import type { PasswordResetRequest } from '../mail/mail.ts';
import { post, put } from '../mail/outbox.ts';
import { keepMailToken } from '../mail/tokens.ts';
import { newToken } from '../sessions/store.ts';
import { findDeviceOf } from '../sign-in/known-devices.ts';

const MINUTE = 60_000;
const LINK_MINUTES = 60;

/**
 * Somebody asks for a new password. Whether there is such an account is not
 * even looked at, but for what this browser knows already: the request waits in the outbox, and whoever sends mails
 * answers it. So nothing here depends on it, neither what is said nor how long it takes.
 */
export async function requestPasswordReset(request: PublicRequest, email: string): Promise<void> {
  const { commit, config, cookies, db, now, visit } = request;
  if (!config.mail) throw new Problem('forbidden');
  const device = await findDeviceOf(db, cookies.device, email, now());
  await commit(async (tx) => {
    await reservePasswordReset(tx, { device, email, network: visit.network }, config.attempts, now());
    if (!(await putPasswordReset(tx, request, email))) throw new Problem('unavailable');
  });
}

/** Has a link to a new password sent to whoever has this address; `accountId` where it is known who. Returns `false` where too much waits. */
export function putPasswordReset(
  tx: Queryable,
  { keys, now, visit }: PublicRequest,
  email: string,
  accountId: string | null = null,
): Promise<boolean> {
  const { address, client, device, origin, place, userAgent } = visit;
  const asked: PasswordResetRequest = {
    kind: 'password-reset-request',
    email,
    language: visit.languageOf({ language: null }),
    visit: { address, userAgent, origin, device, place, client: client && { id: client.id } },
  };
  return put(tx, keys, asked, { accountId, at: now(), life: LINK_MINUTES * MINUTE });
}

/** Writes the mail, if somebody has this address; in the transaction in which the request goes. */
export async function answerPasswordReset(
  tx: Queryable,
  needs: Pick<Dependencies, 'config' | 'keys' | 'now'>,
  { email, language, visit }: PasswordResetRequest,
): Promise<void> {
  const { config, now } = needs;
  const [account] = await tx.select().from(accounts).where(eq(accounts.email, email)).limit(1);
  if (!config.mail || !account || account.disabledAt !== null) return;
  const at = now();
  const accountId = account.id;
  const life = LINK_MINUTES * MINUTE;
  const token = newToken();
  const link = `${config.mail.passwordResetUrl}#reset-password=${token}`;
  const to = { email: account.email, language: languageFor(account.language, language) };
  const mail = { kind: 'password-reset', link, minutes: LINK_MINUTES } as const;
  // Where the address has had its share of mails, the next request is answered again.
  if (!(await post(tx, needs, { to, mail }, { accountId, life }))) return;
  await keepMailToken(tx, token, { accountId, at, life, purpose: 'password-reset' });
  await record(tx, { type: 'authn_password_reset_requested', accountId, visit, at });
}
