import { setTimeout as sleep } from 'node:timers/promises';
import { LibsqlBatchError, type Client, type InStatement } from '@libsql/client';
import { DatabaseUnusable, isDatabaseBusy, isUniqueViolation } from './errors.ts';
import { readMigrations, requireUnbroken, type Migration } from './migration-files.ts';
import type { Database } from './open.ts';

/** How long to wait for another process that migrates the same database, in milliseconds. */
const patience = 60_000;

/** What the database says was done to it. */
interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly schema: string;
}

const createRecords = `CREATE TABLE IF NOT EXISTS schema_migrations (
  position INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  schema TEXT NOT NULL DEFAULT '',
  applied_at INTEGER NOT NULL
) STRICT`;

/** All that tables, indexes, triggers and views are, as one text; without what SQLite keeps for itself. */
const schemaText = `(SELECT coalesce(group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)), '')
  FROM (SELECT type, name, sql FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' ORDER BY type, name))`;

/** Foreign keys are off while a migration runs. What it leaves must obey them: this fails when it does not. */
const requireParents = `SELECT CASE WHEN EXISTS (SELECT 1 FROM pragma_foreign_key_check)
  THEN json('rows refer to rows that do not exist') END`;

/**
 * Brings the schema to the newest version this program knows.
 *
 * Each migration is one transaction together with the record of it, so a
 * process that is killed leaves it done or not begun. Several processes may
 * start at once: the record's key lets one of them win and the others go on
 * from there.
 *
 * @param migrations the server's own, unless given
 * @returns the names of those applied now
 * @throws DatabaseUnusable when the database has other migrations behind it than those this program knows
 */
export async function migrate(database: Database, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  requireUnbroken(known);
  const client = database.$client;
  await patiently(() => client.execute(createRecords));
  const done: string[] = [];
  for (;;) {
    const applied = await readApplied(client);
    requireKnown(applied, known);
    const next = known[applied.length];
    if (!next) {
      await requireSchema(client, applied.at(-1));
      return done;
    }
    if (await apply(client, next)) done.push(next.name);
  }
}

/** @returns false when another process applied it first */
async function apply(client: Client, { position, name, checksum, statements }: Migration): Promise<boolean> {
  const record: InStatement = {
    sql: 'INSERT INTO schema_migrations (position, name, checksum, applied_at) VALUES (?, ?, ?, ?)',
    args: [position, name, checksum, Date.now()],
  };
  const fingerprint: InStatement = {
    sql: `UPDATE schema_migrations SET schema = ${schemaText} WHERE position = ?`,
    args: [position],
  };
  try {
    await patiently(() => client.migrate([record, ...statements, requireParents, fingerprint]));
    return true;
  } catch (error) {
    if (isUniqueViolation(error) && (await readApplied(client)).length >= position) return false;
    if (error instanceof DatabaseUnusable) throw error;
    const place = error instanceof LibsqlBatchError ? ` at its statement ${error.statementIndex}` : '';
    const detail = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnusable(`The migration "${name}" failed${place} and was undone: ${detail}.`, { cause: error });
  }
}

async function readApplied(client: Client): Promise<Applied[]> {
  const { rows } = await client.execute('SELECT name, checksum, schema FROM schema_migrations ORDER BY position');
  return rows.map((row) => ({ name: String(row[0]), checksum: String(row[1]), schema: String(row[2]) }));
}

function requireKnown(applied: readonly Applied[], known: readonly Migration[]): void {
  for (const [index, { name, checksum }] of applied.entries()) {
    const expected = known[index];
    if (!expected) {
      throw new DatabaseUnusable(`The database is newer than this program: it has the migration "${name}".`);
    }
    if (expected.name !== name) {
      throw new DatabaseUnusable(`The database has the migration "${name}" where this program has "${expected.name}".`);
    }
    if (expected.checksum !== checksum) {
      throw new DatabaseUnusable(`The migration "${name}" was edited after it had been applied to this database.`);
    }
  }
}

/** An index dropped or a column added by hand would surface later, as a slow page or a failed migration. */
async function requireSchema(client: Client, last: Applied | undefined): Promise<void> {
  if (!last) return;
  const { rows } = await client.execute(`SELECT ${schemaText}`);
  const text = String(rows[0]?.[0]);
  if (text === last.schema) return;
  const expected = new Set(last.schema.split('\n'));
  const found = text.split('\n').filter((line, index, lines) => lines.indexOf(line) === index);
  const strange = found.find((line) => !expected.delete(line)) ?? [...expected][0];
  if (strange === undefined) return;
  throw new DatabaseUnusable(
    `The tables of this database are not as the migration "${last.name}" left them; see "${strange.trim()}".`,
  );
}

/** Another process that migrates holds the lock for as long as its migration takes. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isDatabaseBusy(error)) throw error;
      if (performance.now() - start > patience) {
        throw new DatabaseUnusable('Another process has kept the database locked for a minute.', { cause: error });
      }
      await sleep(100 + Math.random() * 100);
    }
  }
}
