import { hash } from 'node:crypto';
import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Row } from '@libsql/client';
import { accounts, type AccountRow } from '../accounts/schema.ts';
import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { noteClient } from '../sessions/clients.ts';
import { sessions } from '../sessions/schema.ts';
import type { Visit } from './visit.ts';

/** How a token is kept: whoever reads the database cannot sign in with what is there. */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url');

export interface Session {
  readonly id: string;
  readonly tokenHash: string;
  readonly lastSeenAt: number;
  readonly idleExpiresAt: number;
  readonly expiresAt: number;
  readonly level: number;
  /** Who acts in the person's place; `null` is the person. */
  readonly operator: string | null;
  /** Its person takes the account back, and is not through with it. */
  readonly takesBack: boolean;
}

/** The account of a request, without what only credentials need. */
export type SessionAccount = Omit<AccountRow, 'userHandle' | 'securityVersion' | 'sessionsSeenAt'>;

export interface SignedIn {
  readonly session: Session;
  readonly account: SessionAccount;
}

/**
 * The one statement behind every request of a signed-in person. Written out
 * and mapped by hand, because drizzle's mapping of its columns would cost as
 * much as the look-up itself.
 */
const LOOKUP = `SELECT s.id, s.last_seen_at, s.idle_expires_at, s.expires_at, s.level,
  a.id, a.email, a.first_name, a.last_name, a.administrator, a.disabled_at,
  a.language, a.region, a.time_zone, a.hour_cycle, a.first_day_of_week, a.created_at, s.operator,
  EXISTS (SELECT 1 FROM account_lockdowns l WHERE l.account_id = a.id AND l.finished_at IS NULL)
  FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`;

function toSignedIn(row: Row, tokenHash: string): SignedIn {
  return {
    session: {
      id: row[0] as string,
      tokenHash,
      lastSeenAt: row[1] as number,
      idleExpiresAt: row[2] as number,
      expiresAt: row[3] as number,
      level: row[4] as number,
      operator: row[17] as string | null,
      takesBack: row[18] === 1,
    },
    account: {
      id: row[5] as string,
      email: row[6] as string,
      firstName: row[7] as string,
      lastName: row[8] as string,
      administrator: row[9] === 1,
      disabledAt: row[10] as number | null,
      language: row[11] as string | null,
      region: row[12] as string | null,
      timeZone: row[13] as string | null,
      hourCycle: row[14] as SessionAccount['hourCycle'],
      firstDayOfWeek: row[15] as number | null,
      createdAt: row[16] as number,
    },
  };
}

const MINUTE = 60_000;
/** A clock that went back further than this is broken: sessions end rather than last longer. */
const CLOCK_TOLERANCE = 5 * MINUTE;

/** Turns the token of a request into a session, and keeps note of when it was last used, from where and by what. */
export class SessionReader {
  readonly #dependencies: Pick<Dependencies, 'config' | 'db' | 'log' | 'now'>;
  readonly #touching = new Set<string>();
  /** Clients of sessions that are on record, so that not every request writes. Forgetting them costs a write each. */
  readonly #noted = new Set<string>();

  constructor(dependencies: Pick<Dependencies, 'config' | 'db' | 'log' | 'now'>) {
    this.#dependencies = dependencies;
  }

  /** @param attended whether it counts as use of the session */
  async find(token: string, visit: Visit, attended: boolean): Promise<SignedIn | undefined> {
    const key = tokenHash(token);
    const { rows } = await this.#dependencies.db.$client.execute({ sql: LOOKUP, args: [key] });
    const found = rows[0] && toSignedIn(rows[0], key);
    const now = this.#dependencies.now();
    if (!found || !isAlive(found, now)) return undefined;
    if (!attended) return found;
    const { client } = visit;
    const isNew = client !== null && !this.#noted.has(`${found.session.id} ${client.id}`);
    if (isNew || now - found.session.lastSeenAt >= MINUTE) this.#touch(found.session, visit, now);
    return found;
  }

  /**
   * At most once a minute and for each new client, so that reading does not write, and never in the
   * way of the answer: a database that cannot be written to still answers.
   */
  #touch({ id }: Session, visit: Visit, now: number): void {
    const key = `${id} ${visit.client?.id ?? ''}`;
    if (this.#touching.has(key)) return;
    this.#touching.add(key);
    const { db, config, log } = this.#dependencies;
    void db
      .transaction(async (tx) => {
        await tx
          .update(sessions)
          .set({
            lastSeenAt: now,
            address: visit.address || null,
            idleExpiresAt: sql`min(${now + config.sessions.idle}, ${sessions.expiresAt})`,
          })
          .where(and(eq(sessions.id, id), lte(sessions.lastSeenAt, now - MINUTE), gt(sessions.idleExpiresAt, now)));
        await noteClient(tx, id, visit, now);
      })
      .then(() => this.#remember(key))
      .catch((err: unknown) => log.warn({ err }, 'could not note when a session was last used'))
      .finally(() => this.#touching.delete(key));
  }

  #remember(key: string): void {
    if (this.#noted.size >= MOST_NOTED) this.#noted.clear();
    this.#noted.add(key);
  }
}

const MOST_NOTED = 10_000;

function isAlive({ session, account }: SignedIn, now: number): boolean {
  return (
    now < session.idleExpiresAt &&
    now < session.expiresAt &&
    now > session.lastSeenAt - CLOCK_TOLERANCE &&
    account.disabledAt === null
  );
}

/** Of sessions those that are alive, by id. */
export async function aliveAmong(
  db: Pick<Queryable, 'select'>,
  ids: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Pick<Session, 'expiresAt' | 'idleExpiresAt' | 'tokenHash'>>> {
  const alive = new Map<string, Pick<Session, 'expiresAt' | 'idleExpiresAt' | 'tokenHash'>>();
  // SQLite takes no more than so many values in one statement.
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .select({
        id: sessions.id,
        tokenHash: sessions.tokenHash,
        idleExpiresAt: sessions.idleExpiresAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(
        and(
          inArray(sessions.id, ids.slice(start, start + 500)),
          gt(sessions.idleExpiresAt, now),
          gt(sessions.expiresAt, now),
          isNull(accounts.disabledAt),
        ),
      );
    for (const { id, ...session } of rows) alive.set(id, session);
  }
  return alive;
}

/**
 * Whether the session is still there, asked inside the transaction that is
 * about to write: a request that was under way when its session ended must not
 * take effect afterwards.
 */
export async function isStillSignedIn(tx: Pick<Queryable, 'select'>, session: Session, now: number): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(sessions.tokenHash, session.tokenHash),
        gt(sessions.idleExpiresAt, now),
        gt(sessions.expiresAt, now),
        isNull(accounts.disabledAt),
      ),
    );
  return row !== undefined;
}
