import {
  LibsqlError,
  type Client,
  type InArgs,
  type InStatement,
  type Replicated,
  type ResultSet,
  type TransactionMode,
} from '@libsql/client';
import { inTransaction, runAll } from './file-batch.ts';
import { FileConnection } from './file-connection.ts';
import { FileTransaction } from './file-transaction.ts';
import { patience, retryWhileLocked } from './lock-wait.ts';
import { readStatement, readStatements, type ReadStatement, type Statements } from './statement.ts';
import { refuseNested } from './transaction-scope.ts';
import { WriteQueue, type EndTurn } from './write-queue.ts';

/** After this many milliseconds an unfinished transaction is rolled back, as the database server does too. */
const longestTransaction = 5_000;
/** Connections kept for read transactions that run at the same time; more are opened and closed again. */
const keptReaders = 4;

/**
 * libSQL on a file of this machine, behind the interface of `@libsql/client`.
 *
 * Why not the client that comes with it: it prepares every statement anew; it
 * waits for locks inside SQLite, so that the whole process stands still; two
 * transactions at once fail; and after one refusal by a lock it acknowledges
 * writes that are never committed.
 *
 * Here one connection writes, one transaction at a time, behind a queue, and
 * others read: a read never waits for a write. Another thread waits for the
 * disk when a transaction ends. Locks of other processes are tried again
 * without holding up this one. A connection on which a statement broke off is
 * closed and replaced.
 *
 * A write that gets no lock or no turn within 2.5 s fails with `DatabaseBusy`.
 */
export class FileClient implements Client {
  readonly protocol = 'file';
  readonly #path: string;
  #queue = new WriteQueue(patience);
  #writer: FileConnection | undefined;
  #reader: FileConnection | undefined;
  readonly #idleReaders: FileConnection[] = [];
  readonly #transactions = new Set<FileTransaction>();
  #closed = false;

  /** @param path the database file. Its folder must exist; the file is made when it does not. */
  constructor(path: string) {
    this.#path = path;
  }

  get closed(): boolean {
    return this.#closed;
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const read = readStatement(statement, args);
    return read.kind.reads ? this.#read((connection) => connection.run(read)) : this.#writeOne(read);
  }

  /** All or nothing. Without a write among the statements they see one state of the database. */
  async batch(statements: Statements, mode: TransactionMode = 'deferred'): Promise<ResultSet[]> {
    const read = readStatements(statements);
    if (mode !== 'write' && read.every(({ kind }) => kind.reads)) {
      return this.#read((connection) => inTransaction(connection, 'BEGIN', () => runAll(connection, read)));
    }
    return this.#commit((connection) => runAll(connection, read));
  }

  /** Like `batch`, with foreign keys off, so that a table can be rebuilt without deleting what refers to it. */
  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    // A migration may mean every row, so the guard against missing filters does not look at it.
    const read = statements.map((statement) => readStatement(statement, undefined, 'migration'));
    return this.#write((connection) => {
      connection.exec('PRAGMA foreign_keys = OFF');
      try {
        return inTransaction(connection, 'BEGIN IMMEDIATE', () => runAll(connection, read));
      } finally {
        connection.exec('PRAGMA foreign_keys = ON');
        connection.assertSettings();
        this.#forgetStatements();
      }
    });
  }

  /**
   * Only one transaction writes at a time; "deferred" is "write" here, because
   * a transaction that first reads and then wants to write may find that it
   * cannot. A "read" transaction sees one state of the database and waits for nobody.
   */
  async transaction(mode: TransactionMode = 'write'): Promise<FileTransaction> {
    if (mode === 'read') return this.#readTransaction();
    refuseNested(this);
    const deadline = performance.now() + patience;
    const endTurn = await this.#turn();
    try {
      const begin = (writer: FileConnection): FileConnection => {
        writer.exec('BEGIN IMMEDIATE');
        return writer;
      };
      const connection = await this.#unlocked('write', begin, deadline);
      return this.#track(connection, () => {
        if (connection.suspect) this.#discard(connection);
        endTurn();
      });
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  /** A script, for instance of another database. Not a transaction unless it says so itself. */
  async executeMultiple(sql: string): Promise<void> {
    await this.#write((connection) => {
      try {
        connection.exec(sql);
      } finally {
        connection.rollback();
        connection.assertSettings();
        this.#forgetStatements();
      }
    });
  }

  /** There is nothing to synchronise with. */
  async sync(): Promise<Replicated> {
    return undefined;
  }

  reconnect(): void {
    this.close();
    this.#queue = new WriteQueue(patience);
    this.#closed = false;
  }

  /** Rolls back what is open and fails what waits; what is being committed is. */
  close(): void {
    this.#closed = true;
    this.#queue.close();
    for (const transaction of this.#transactions) transaction.close();
    for (const connection of this.#idleReaders.splice(0)) connection.close();
    this.#reader?.close();
    this.#reader = undefined;
    this.#writer?.close(true);
    this.#writer = undefined;
  }

  async #readTransaction(): Promise<FileTransaction> {
    this.#assertOpen();
    const connection =
      this.#idleReaders.pop() ?? (await retryWhileLocked(() => new FileConnection(this.#path, 'read')));
    connection.exec('BEGIN');
    return this.#track(connection, () => {
      const keep = !connection.suspect && !this.#closed && this.#idleReaders.length < keptReaders;
      if (keep) this.#idleReaders.push(connection);
      else connection.close();
    });
  }

  #track(connection: FileConnection, onEnd: () => void): FileTransaction {
    const transaction = new FileTransaction(connection, longestTransaction, () => {
      this.#transactions.delete(transaction);
      onEnd();
    });
    this.#transactions.add(transaction);
    return transaction;
  }

  #read<T>(job: (connection: FileConnection) => T): Promise<T> {
    return this.#unlocked('read', job);
  }

  async #writeOne(read: ReadStatement): Promise<ResultSet> {
    if (read.kind.changesRows) return this.#commit((connection) => connection.run(read));
    return this.#write((connection) => {
      const result = connection.run(read);
      this.#forgetStatements();
      if (!connection.inTransaction) return result;
      connection.rollback();
      throw new LibsqlError('Use transaction() to begin a transaction', 'SQLITE_MISUSE');
    });
  }

  async #commit<T>(job: (connection: FileConnection) => T): Promise<T> {
    const transaction = await this.transaction('write');
    return transaction.finish(job);
  }

  /** For what is more than one transaction or none: this thread does it from beginning to end. */
  async #write<T>(job: (connection: FileConnection) => T): Promise<T> {
    refuseNested(this);
    const deadline = performance.now() + patience;
    const endTurn = await this.#turn();
    try {
      return await this.#unlocked('write', job, deadline);
    } finally {
      endTurn();
    }
  }

  async #turn(): Promise<EndTurn> {
    this.#assertOpen();
    const endTurn = await this.#queue.turn();
    if (!this.#closed) return endTurn;
    endTurn();
    this.#assertOpen();
    return endTurn;
  }

  /** Runs a job on the connection of its kind, again when another process held a lock: nothing was changed then. */
  #unlocked<T>(role: 'read' | 'write', job: (connection: FileConnection) => T, deadline?: number): Promise<T> {
    return retryWhileLocked(() => {
      this.#assertOpen();
      const connection = this.#connection(role);
      try {
        return job(connection);
      } finally {
        if (connection.suspect) this.#discard(connection);
      }
    }, deadline);
  }

  #connection(role: 'read' | 'write'): FileConnection {
    return role === 'write'
      ? (this.#writer ??= new FileConnection(this.#path, 'write'))
      : (this.#reader ??= new FileConnection(this.#path, 'read'));
  }

  /** Closes a connection; the next use opens another. */
  #discard(connection: FileConnection): void {
    connection.close();
    if (this.#writer === connection) this.#writer = undefined;
    if (this.#reader === connection) this.#reader = undefined;
  }

  #forgetStatements(): void {
    for (const connection of [this.#writer, this.#reader, ...this.#idleReaders]) connection?.forgetStatements();
  }

  #assertOpen(): void {
    if (this.#closed) throw new LibsqlError('The database is closed', 'CLIENT_CLOSED');
  }
}
