import { canonicalEmail } from '../accounts/email.ts';
import { findAccountByEmail } from '../accounts/store.ts';
import { record } from '../activity/record.ts';
import { Clients } from '../clients/clients.ts';
import type { Dependencies } from '../dependencies.ts';
import { cookiesFor, setCookie } from '../http/cookies.ts';
import { Visit } from '../http/visit.ts';
import { startSession } from '../sessions/store.ts';
import { CommandError } from './command-error.ts';

const MINUTE = 60_000;

/** Whom an operator helps, and who that is. */
export interface SupportRequest {
  /** Whose account it is. */
  readonly email: string;
  /** Who acts, as the person is told: “Jo Miller, Example support”. */
  readonly operator: string;
  /** How long, at most; 30 when left out. */
  readonly minutes?: number;
  /** The operator's request: its headers name their browser. */
  readonly request: Pick<Request, 'headers'>;
  /** Where it came from. */
  readonly address: string;
}

export interface SupportSession {
  readonly id: string;
  /** For a `Set-Cookie` header of an answer to the operator, from the host that the account API is on. */
  readonly cookie: string;
  readonly expiresAt: Date;
}

/**
 * Signs an operator in, in a person's place. The session rests on no proof of identity, so whatever asks for one stays
 * shut: ways to sign in, the e-mail address, other sessions, copies of the data, deletion. The person sees it in the
 * list of sessions, and each line of the record that comes of it says who acted. Whether the operator may do so, the
 * caller has to know.
 */
export async function startSupportSession(
  { config, db, locations, now }: Pick<Dependencies, 'config' | 'db' | 'locations' | 'now'>,
  { address, email: typed, minutes = 30, operator, request: { headers } }: SupportRequest,
): Promise<SupportSession> {
  const who = operator.normalize('NFC').trim();
  if (who === '' || who.length > 100) throw new CommandError('the operator needs a name, of 100 characters at most');
  if (!(minutes > 0)) throw new CommandError('the session has to last some minutes');
  const email = canonicalEmail(typed);
  const absolute = Math.min(minutes * MINUTE, config.sessions.absolute);
  const lives = { ...config.sessions, absolute, idle: Math.min(config.sessions.idle, absolute) };
  const visit = new Visit(headers, () => ({ address, network: address }), {
    locations,
    clients: new Clients(config.origin, config.clients),
  });
  visit.operator = who;
  const at = now();
  const { id, token } = await db.transaction(async (tx) => {
    const account = email === undefined ? undefined : await findAccountByEmail(tx, email);
    if (!account || account.disabledAt !== null) throw new CommandError(`there is no account of ${typed} to help with`);
    const session = await startSession(tx, lives, { accountId: account.id, proofs: [], visit, at });
    await record(tx, { type: 'authn_login_success', accountId: account.id, sessionId: session.id, visit, at });
    return session;
  });
  const kind = cookiesFor(headers.get('user-agent'), config.plainCookies);
  return { id, cookie: setCookie(kind.session, token, absolute, kind), expiresAt: new Date(at + absolute) };
}
