import { LibsqlError, type Client, type ResultSet } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { pathOfFileUrl, prepareFile } from './database-file.ts';
import { DatabaseUnusable } from './errors.ts';
import { FileClient } from './file-client.ts';
import { RemoteClient } from './remote-client.ts';
import { inScope } from './transaction-scope.ts';

export interface DatabaseLocation {
  /** `file:` for a file of this machine; `http:`, `https:`, `ws:`, `wss:` or `libsql:` for a libSQL server. */
  readonly url: string;
  /** For a server that asks for one. */
  readonly authToken?: string;
}

/**
 * The database, as drizzle sees it.
 *
 * `transaction()` writes: transactions run one after another, so do nothing
 * slow in one (no hashing, mail or look-up over the network), and use only its
 * own handle. A write that gets no lock or turn within 2.5 s throws
 * `DatabaseBusy`, a transaction that is not done after 5 s is rolled back.
 *
 * Give a look-up of one row `.limit(1)`: on a file it then takes half the time.
 */
export interface Database extends LibSQLDatabase {
  readonly $client: Client;
  /** Resolves when the database can be read and written now; rejects otherwise, within 3 s. For readiness probes. */
  check(): Promise<void>;
  /** Rolls back what is open, fails what waits, and lets go of the files as soon as nothing is being committed. */
  close(): void;
}

/** The handle of an open transaction. */
export type Transaction = Parameters<Parameters<LibSQLDatabase['transaction']>[0]>[0];

/** For functions that work inside a transaction as well as outside of one. */
export type Queryable = BaseSQLiteDatabase<'async', ResultSet>;

/** Files up to this size (bytes) are looked through when they are opened; that takes about 0.1 s. */
const checkedSize = 64 * 1024 * 1024;

/**
 * Opens the database and proves that it can be used.
 *
 * @throws DatabaseUnusable with one sentence for the operator: no permission, not a database, damaged, no such server
 */
export async function openDatabase({ url, authToken }: DatabaseLocation): Promise<Database> {
  const client = url.startsWith('file:') ? await openFile(pathOfFileUrl(url)) : await openServer(url, authToken);
  const database = drizzle(client);
  const transaction: LibSQLDatabase['transaction'] = database.transaction.bind(database);
  return Object.assign(database, {
    transaction: ((callback, config) =>
      transaction((handle) => inScope(client, () => callback(handle)), config)) as LibSQLDatabase['transaction'],
    check: async () => {
      await client.execute('SELECT 1');
      // Takes the lock for writing and writes nothing.
      await client.batch(['SELECT 1'], 'write');
    },
    close: () => client.close(),
  });
}

async function openFile(path: string): Promise<Client> {
  const size = await prepareFile(path);
  const client = new FileClient(path);
  try {
    // The connection for writes comes first: it makes the file and chooses its journal.
    await client.batch(['SELECT 1'], 'write');
    const { rows } = await client.execute(
      size <= checkedSize ? 'SELECT quick_check FROM pragma_quick_check(1)' : 'SELECT count(*) FROM sqlite_schema',
    );
    if (typeof rows[0]?.[0] === 'string' && rows[0][0] !== 'ok') throw damaged(path, rows[0][0]);
    return client;
  } catch (error) {
    client.close();
    throw unusable(path, error);
  }
}

const damaged = (path: string, detail: string, cause?: unknown): DatabaseUnusable =>
  new DatabaseUnusable(
    `The database "${path}" is damaged (${detail.replace(/\s+/g, ' ')}); restore it from a backup.`,
    { cause },
  );

function unusable(path: string, error: unknown): unknown {
  if (!(error instanceof LibsqlError)) return error;
  switch (error.code) {
    case 'SQLITE_NOTADB':
      return new DatabaseUnusable(`The file "${path}" is not a database.`, { cause: error });
    case 'SQLITE_CORRUPT':
      return damaged(path, error.message, error);
    case 'SQLITE_BUSY':
      return new DatabaseUnusable(`The database "${path}" is locked by another process.`, { cause: error });
    default:
      return new DatabaseUnusable(`The database "${path}" cannot be used: ${error.message}.`, { cause: error });
  }
}

async function openServer(url: string, authToken: string | undefined): Promise<Client> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address) throw new DatabaseUnusable('The address of the database is neither a file: URL nor that of a server.');
  if (address.username || address.password) {
    throw new DatabaseUnusable('The address of the database must not contain a name or password; give a token.');
  }
  let client: Client | undefined;
  try {
    client = new RemoteClient(url, authToken);
    await client.execute('SELECT 1');
    return client;
  } catch (error) {
    client?.close();
    const detail = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw new DatabaseUnusable(`The database server "${address.host}" cannot be used: ${detail}.`, { cause: error });
  }
}
