import { Problem } from 'account-elements/contract/problem.js';
import type { StepUp } from 'account-elements/contract/step-up.js';
import type { Database, Transaction } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import type { LiveUpdates } from '../live-updates/live-updates.ts';
import { requireProof } from '../reauth/step-up.ts';
import { clearCookie, nameOfOne, readToken, readTokens, setCookie, type CookieKind } from './cookies.ts';
import { isStillSignedIn, type Session, type SessionAccount, type SignedIn } from './session.ts';
import type { Visit, VisitReaders } from './visit.ts';

/** A database that can only be read. */
export type Reader = Pick<Database, 'select'>;

/** The tokens that came in cookies, and those that go out. */
export class Cookies {
  readonly #header: string | null;
  readonly #kind: CookieKind;
  readonly outgoing: string[] = [];

  constructor(header: string | null, kind: CookieKind) {
    this.#header = header;
    this.#kind = kind;
  }

  get session(): string | undefined {
    return readToken(this.#header, this.#kind.session);
  }

  get device(): string | undefined {
    return readToken(this.#header, this.#kind.device);
  }

  setSession(token: string, maxAge: number): void {
    this.outgoing.push(setCookie(this.#kind.session, token, maxAge, this.#kind));
  }

  setDevice(token: string, maxAge: number): void {
    this.outgoing.push(setCookie(this.#kind.device, token, maxAge, this.#kind));
  }

  get pending(): string | undefined {
    return readToken(this.#header, this.#kind.pending);
  }

  setPending(token: string, maxAge: number): void {
    this.outgoing.push(setCookie(this.#kind.pending, token, maxAge, this.#kind));
  }

  clearPending(): void {
    this.outgoing.push(clearCookie(this.#kind.pending, this.#kind));
  }

  get ceremonies(): readonly string[] {
    return readTokens(this.#header, this.#kind.ceremony);
  }

  setCeremony(token: string, maxAge: number): void {
    this.outgoing.push(setCookie(nameOfOne(this.#kind.ceremony, token), token, maxAge, this.#kind));
  }

  clearSession(): void {
    this.outgoing.push(clearCookie(this.#kind.session, this.#kind));
  }
}

/**
 * What a handler works with. Reading goes through `db`, which cannot write;
 * writing only through `commit`.
 */
export interface PublicRequest extends Omit<Dependencies, 'db' | 'stopping'>, VisitReaders {
  readonly db: Reader;
  readonly visit: Visit;
  readonly cookies: Cookies;
  /**
   * Runs a job in one write transaction. For a signed-in person the session is
   * looked at again first, inside that transaction. Nothing slow belongs in
   * it: no hashing, no mail, no look-up elsewhere.
   */
  readonly commit: <T>(job: (tx: Transaction) => Promise<T>) => Promise<T>;
}

export interface SignedInRequest extends PublicRequest {
  readonly session: Session;
  readonly account: SessionAccount;
  readonly liveUpdates: LiveUpdates;
}

/** The `commit` of a signed-in person. */
export function commitAs(
  { db, now, config }: Dependencies,
  { session, account }: SignedIn,
  { device }: Cookies,
  { origin }: Visit,
  stepUp: StepUp | undefined,
): SignedInRequest['commit'] {
  return (job) =>
    db.transaction(async (tx) => {
      const at = now();
      if (!(await isStillSignedIn(tx, session, at))) throw new Problem('unauthenticated');
      if (stepUp) {
        const asking = { device, origin, config, now: at };
        await requireProof(tx, { accountId: account.id, sessionId: session.id, ...asking }, stepUp);
      }
      return job(tx);
    });
}
