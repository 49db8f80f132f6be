import { hash } from 'node:crypto';
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { accounts } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { sessions } from '../sessions/schema.ts';

/** How a token is kept: whoever reads the database cannot sign in with what is there. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url');

const sessionFields = {
  id: sessions.id,
  tokenHash: sessions.tokenHash,
  lastSeenAt: sessions.lastSeenAt,
  idleExpiresAt: sessions.idleExpiresAt,
  expiresAt: sessions.expiresAt,
  level: sessions.level,
  provenAt: sessions.provenAt,
};

export const accountFields = {
  id: accounts.id,
  email: accounts.email,
  firstName: accounts.firstName,
  lastName: accounts.lastName,
  administrator: accounts.administrator,
  disabledAt: accounts.disabledAt,
  language: accounts.language,
  region: accounts.region,
  timeZone: accounts.timeZone,
  hourCycle: accounts.hourCycle,
  firstDayOfWeek: accounts.firstDayOfWeek,
  createdAt: accounts.createdAt,
};

/** The one statement behind every request of a signed-in person; prepared once and kept. */
const prepareLookup = (db: Dependencies['db']) =>
  db
    .select({ session: sessionFields, account: accountFields })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(sessions.tokenHash, sql.placeholder('tokenHash')))
    .prepare();

export type SignedIn = NonNullable<Awaited<ReturnType<ReturnType<typeof prepareLookup>['get']>>>;
export type Session = SignedIn['session'];
export type SessionAccount = SignedIn['account'];

const MINUTE = 60_000;
/** A clock that went back further than this is broken: sessions end rather than last longer. */
const CLOCK_TOLERANCE = 5 * MINUTE;

/** Turns the token of a request into a session, and keeps note of when it was last used. */
export class SessionReader {
  readonly #dependencies: Dependencies;
  readonly #lookup: ReturnType<typeof prepareLookup>;
  readonly #touching = new Map<string, Promise<void>>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#lookup = prepareLookup(dependencies.db);
  }

  async find(token: string): Promise<SignedIn | undefined> {
    const found = await this.#lookup.get({ tokenHash: tokenHash(token) });
    const now = this.#dependencies.now();
    if (!found || !isAlive(found, now)) return undefined;
    if (now - found.session.lastSeenAt >= MINUTE) this.#touch(found.session, now);
    return found;
  }

  /** Resolves when the notes taken so far are in the database: for an orderly end, and for tests. */
  async settled(): Promise<void> {
    await Promise.all(this.#touching.values());
  }

  /**
   * At most once a minute, so that reading does not write, and never in the
   * way of the answer: a database that cannot be written to still answers.
   */
  #touch({ id }: Session, now: number): void {
    if (this.#touching.has(id)) return;
    const { db, config, log } = this.#dependencies;
    const touched = db
      .transaction(async (tx) => {
        await tx
          .update(sessions)
          .set({
            lastSeenAt: now,
            idleExpiresAt: sql`min(${now + config.sessions.idle}, ${sessions.expiresAt})`,
          })
          .where(and(eq(sessions.id, id), lte(sessions.lastSeenAt, now - MINUTE), gt(sessions.idleExpiresAt, now)));
      })
      .catch((err: unknown) => log.warn({ err }, 'could not note when a session was last used'))
      .finally(() => this.#touching.delete(id));
    this.#touching.set(id, touched);
  }
}

function isAlive({ session, account }: SignedIn, now: number): boolean {
  return (
    now < session.idleExpiresAt &&
    now < session.expiresAt &&
    now > session.lastSeenAt - CLOCK_TOLERANCE &&
    account.disabledAt === null
  );
}

/**
 * Whether the session is still there, asked inside the transaction that is
 * about to write: a request that was under way when its session ended must not
 * take effect afterwards.
 */
export async function isStillSignedIn(tx: Queryable, session: Session, now: number, provenSince = 0): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, session.tokenHash),
        gt(sessions.idleExpiresAt, now),
        gt(sessions.expiresAt, now),
        gt(sessions.provenAt, provenSince),
        isNull(accounts.disabledAt),
      ),
    );
  return row !== undefined;
}
