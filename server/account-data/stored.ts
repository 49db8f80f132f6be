import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { lockdowns } from '../account-lockdown/schema.ts';
import { accounts } from '../accounts/schema.ts';
import { activity, type ActivityRow } from '../activity/schema.ts';
import { authenticators } from '../authenticators/schema.ts';
import { emailChanges } from '../email-change/schema.ts';
import { noticeChoices } from '../email-notices/schema.ts';
import type { Reader } from '../http/request.ts';
import { pageLanguages } from '../mail/schema.ts';
import { passkeys } from '../passkeys/schema.ts';
import { passwords } from '../password/schema.ts';
import { profiles } from '../profile/schema.ts';
import { recoveryCodes } from '../recovery-codes/schema.ts';
import { sessionClients, sessions } from '../sessions/schema.ts';
import { knownDevices } from '../sign-in/schema.ts';

/** One thing that is stored: fields by name, as they can stand in JSON. */
export type Item = Readonly<Record<string, unknown>>;

/** Something that is stored about people, such as their passkeys. */
export interface Stored {
  readonly name: string;
  /** Those of one person, in batches. */
  batches(db: Reader, accountId: string): AsyncIterable<Item[]>;
}

/** Enough for one answer of the database, little enough to hold. */
const BATCH = 500;

/**
 * What an export consists of, in its order. Left out are secrets, such as a
 * password's hash, and what only protects them and is gone within minutes or
 * says nothing about a person: sign-ins and ceremonies under way, counted
 * attempts, tokens that were replaced, mails on their way.
 */
export const everythingStored: readonly Stored[] = [
  table('account', accounts, accounts.id, []),
  table('profile', profiles, profiles.accountId, ['accountId']),
  table('password', passwords, passwords.accountId, ['accountId', 'hash', 'keyId']),
  table('passkeys', passkeys, passkeys.accountId, ['accountId']),
  table('authenticators', authenticators, authenticators.accountId, ['accountId', 'key', 'keyId', 'lastStep']),
  table('recoveryCodes', recoveryCodes, recoveryCodes.accountId, ['accountId', 'codeHash']),
  table('sessions', sessions, sessions.accountId, ['accountId', 'tokenHash']),
  { name: 'applications', batches: applications },
  table('emailChanges', emailChanges, emailChanges.accountId, ['accountId', 'securityVersion']),
  table('noticeChoices', noticeChoices, noticeChoices.accountId, ['accountId']),
  table('lockdown', lockdowns, lockdowns.accountId, ['accountId', 'linkHash']),
  table('pageLanguage', pageLanguages, pageLanguages.accountId, ['accountId']),
  table('knownBrowsers', knownDevices, knownDevices.accountId, ['accountId', 'tokenHash']),
  { name: 'activity', batches: activityLines },
];

/** Whole rows of a table that has few of them for each person. */
function table<T extends SQLiteTable>(
  name: string,
  from: T,
  person: SQLiteColumn,
  left: readonly (keyof T['_']['columns'] & string)[],
): Stored {
  const columns = Object.fromEntries(
    Object.entries(getTableColumns(from)).filter(([column]) => !left.some((out) => out === column)),
  );
  return {
    name,
    async *batches(db, accountId) {
      yield toItems(await db.select(columns).from<SQLiteTable>(from).where(eq(person, accountId)));
    },
  };
}

/** Which applications used which session. */
async function* applications(db: Reader, accountId: string): AsyncGenerator<Item[]> {
  const used = db
    .select(getTableColumns(sessionClients))
    .from(sessionClients)
    .innerJoin(sessions, eq(sessions.id, sessionClients.sessionId));
  yield toItems(await used.where(eq(sessions.accountId, accountId)));
}

/** The whole record, oldest first, without what chains it. */
async function* activityLines(db: Reader, accountId: string): AsyncGenerator<Item[]> {
  const own = eq(activity.accountId, accountId);
  let last: Pick<ActivityRow, 'at' | 'sequence'> | undefined = { at: -1, sequence: 0 };
  for (;;) {
    const rows: ActivityRow[] = await db
      .select()
      .from(activity)
      .where(and(own, sql`(${activity.at}, ${activity.sequence}) > (${last.at}, ${last.sequence})`))
      .orderBy(asc(activity.at), asc(activity.sequence))
      .limit(BATCH);
    last = rows.at(-1);
    if (!last) return;
    yield toItems(
      rows.map(({ accountId: _, salt: __, personalDigest: ___, previousDigest: ____, digest: _____, ...line }) => ({
        ...line,
        device: parsed(line.device),
        details: parsed(line.details),
      })),
    );
  }
}

function toItems(rows: readonly Record<string, unknown>[]): Item[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readable(name, value)])),
  );
}

/** Instants as people and programs read them, bytes as text. */
function readable(name: string, value: unknown): unknown {
  if (typeof value === 'number' && /(^a|A)t$/.test(name)) return new Date(value).toISOString();
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value;
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
