import Libsql from 'libsql';
import AsynchronousLibsql from 'libsql/promise';
import { LibsqlError, type ResultSet } from '@libsql/client';
import { DatabaseUnusable, isDatabaseBusy, toLibsqlError } from './errors.ts';
import type { StatementKind } from './sql-text.ts';
import type { ReadStatement } from './statement.ts';
import { resultSet, rowMaker, type BoundArgs } from './values.ts';

/** Statements kept per connection. The server has about a hundred; the bound is for SQL built with lists of values. */
const keptStatements = 500;

/**
 * Set on every connection, then read back: a setting that SQLite ignored must
 * not go unnoticed.
 *
 * - `synchronous=FULL` (2): an acknowledged write survives a power cut
 * - `secure_delete`: deleted secrets are overwritten in the file
 * - `trusted_schema=OFF`: a tampered schema cannot call functions with side effects
 * - `busy_timeout=0`: waiting inside SQLite would stop the whole process; the client waits instead
 */
const settings = [
  ['foreign_keys', 1],
  ['synchronous', 2],
  ['secure_delete', 1],
  ['trusted_schema', 0],
  ['busy_timeout', 0],
] as const;

type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;
type MakeRow = ReturnType<typeof rowMaker>;

class KeptStatement {
  readonly #statement: Statement;
  readonly #returnsRows: boolean;
  #columns: string[] = [];
  #columnTypes: string[] = [];
  #makeRow: MakeRow | undefined;

  constructor(statement: Statement) {
    this.#statement = statement;
    this.#returnsRows = statement.reader;
    if (this.#returnsRows) statement.raw(true);
    statement.safeIntegers(true);
  }

  run(args: BoundArgs, kind: StatementKind): ResultSet {
    if (!this.#returnsRows) {
      const { changes, lastInsertRowid } = this.#statement.run(args);
      return resultSet([], [], [], { rowsAffected: changes, lastInsertRowid: BigInt(lastInsertRowid) });
    }
    const stored = this.#fetch(args, kind);
    const makeRow = this.#rowsOfLength(stored[0]?.length);
    return resultSet(this.#columns, this.#columnTypes, stored.map(makeRow), {
      rowsAffected: kind.changesRows ? stored.length : 0,
      lastInsertRowid: undefined,
    });
  }

  /** The native core takes four times as long to answer `all` as to answer `get`, so one row is asked for as one. */
  #fetch(args: BoundArgs, { reads, limit }: StatementKind): unknown[][] {
    const single = reads && (limit === '1' || (limit === '?' && Array.isArray(args) && args.at(-1) === 1));
    if (!single) return this.#statement.all(args) as unknown[][];
    const row = this.#statement.get(args) as unknown[] | undefined;
    return row ? [row] : [];
  }

  /** Columns are asked for once, and again when a table got another column under a `SELECT *`. */
  #rowsOfLength(length: number | undefined): MakeRow {
    if (!this.#makeRow || (length !== undefined && length !== this.#columns.length)) {
      const columns = this.#statement.columns();
      this.#columns = columns.map((column) => column.name);
      this.#columnTypes = columns.map((column) => column.type ?? '');
      this.#makeRow = rowMaker(this.#columns);
    }
    return this.#makeRow;
  }
}

/**
 * Both interfaces of the package keep the same native connection, under the
 * same name. The one used here answers faster; the other runs `exec` on another thread.
 */
const execElsewhere = (native: InstanceType<typeof Libsql>, sql: string): Promise<void> =>
  AsynchronousLibsql.prototype.exec.call(native as never, sql) as Promise<void>;

/**
 * One connection to a database file, with its settings asserted and its
 * statements kept by their text: preparing anew costs more than most look-ups.
 *
 * Everything but `commit` is synchronous. The native core ends the process when it is
 * asked things after `close()`, so every way in looks at `open` first.
 */
export class FileConnection {
  /** A statement failed in a way that may have left it half done inside SQLite. Close this connection soon. */
  suspect = false;
  open = true;
  readonly #native: InstanceType<typeof Libsql>;
  readonly #kept = new Map<string, KeptStatement>();
  #committing: Promise<void> | undefined;

  constructor(path: string, role: 'read' | 'write') {
    try {
      this.#native = new Libsql(path);
    } catch (error) {
      throw toLibsqlError(error);
    }
    try {
      // Kept in the file itself, so this changes something only once in its life.
      this.#native.exec('PRAGMA journal_mode = WAL');
      this.#native.exec(settings.map(([name, value]) => `PRAGMA ${name} = ${value}`).join(';'));
      // A write that was taken for a read fails here instead of racing the queue of writes.
      if (role === 'read') this.#native.exec('PRAGMA query_only = ON');
      this.assertSettings();
    } catch (error) {
      this.close();
      throw toLibsqlError(error);
    }
  }

  /** Refuses to work with a connection that would lose writes or ignore foreign keys. */
  assertSettings(): void {
    for (const [name, expected] of [...settings, ['journal_mode', 'wal'] as const]) {
      const row = this.#native.prepare(`PRAGMA ${name}`).raw(true).get() as [number | string] | undefined;
      if (row?.[0] !== expected) {
        throw new DatabaseUnusable(`The database refused the setting ${name} = ${expected}; it answered ${row?.[0]}.`);
      }
    }
  }

  get inTransaction(): boolean {
    return this.open && this.#native.inTransaction;
  }

  run({ sql, bound, kind }: ReadStatement): ResultSet {
    this.#assertOpen();
    let statement = this.#kept.get(sql);
    if (statement) this.#kept.delete(sql);
    else statement = this.#prepare(sql);
    // The last used is the last in the map; the first is the one to forget.
    this.#kept.set(sql, statement);
    try {
      return statement.run(bound, kind);
    } catch (error) {
      throw this.#failed(error);
    }
  }

  /** For transaction control and scripts. Nothing is kept, so a BEGIN refused by a lock leaves nothing behind. */
  exec(sql: string): void {
    this.#assertOpen();
    try {
      this.#native.exec(sql);
    } catch (error) {
      const failure = toLibsqlError(error);
      if (!isDatabaseBusy(failure)) this.suspect = true;
      throw failure;
    }
  }

  /**
   * Ends an open transaction with its changes, on another thread: this one would
   * stand still until the disk has them. Whatever is asked of the connection meanwhile
   * has to wait, and this thread with it, so ask nothing.
   */
  async commit(): Promise<void> {
    this.#assertOpen();
    this.#committing = execElsewhere(this.#native, 'COMMIT');
    try {
      await this.#committing;
    } catch (error) {
      this.suspect = true;
      throw toLibsqlError(error);
    } finally {
      this.#committing = undefined;
    }
    if (this.inTransaction) throw new LibsqlError('The transaction did not end', 'SQLITE_ERROR');
  }

  /** Ends an open transaction without its changes. Never throws: it runs where another error is being handled. */
  rollback(): void {
    if (!this.inTransaction) return;
    try {
      this.exec('ROLLBACK');
    } catch {
      this.suspect = true;
    }
  }

  /** After tables changed: what is known about columns may be wrong. */
  forgetStatements(): void {
    this.#kept.clear();
  }

  /**
   * Closes at once, or when a commit that is under way is done.
   *
   * @param last nobody else of this process uses the file: its log is moved into it, so that it is all there is
   */
  close(last = false): void {
    if (!this.open) return;
    this.open = false;
    this.#kept.clear();
    const close = (): void => {
      if (last) this.#checkpoint();
      this.#native.close();
    };
    if (this.#committing) void this.#committing.then(close, close);
    else close();
  }

  /**
   * SQLite does it when the last connection closes, but one whose statements
   * are not yet collected as garbage does not count as closed.
   */
  #checkpoint(): void {
    try {
      this.#native.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Somebody else is still at work on the file; they will do it.
    }
  }

  #prepare(sql: string): KeptStatement {
    if (this.#kept.size >= keptStatements) {
      for (const oldest of this.#kept.keys()) {
        this.#kept.delete(oldest);
        break;
      }
    }
    try {
      return new KeptStatement(this.#native.prepare(sql));
    } catch (error) {
      throw toLibsqlError(error);
    }
  }

  /**
   * A statement that failed while running stays open inside SQLite until it is
   * garbage: one refused by a lock makes later writes look committed that are
   * not, one that failed between two rows pins an old state of the database.
   * Only a broken constraint is known to leave nothing behind.
   */
  #failed(error: unknown): unknown {
    const failure = toLibsqlError(error);
    if (!(failure instanceof LibsqlError && failure.code === 'SQLITE_CONSTRAINT')) this.suspect = true;
    return failure;
  }

  #assertOpen(): void {
    if (!this.open) throw new LibsqlError('The database is closed', 'CLIENT_CLOSED');
  }
}
