import { LibsqlError, type InArgs, type InStatement, type ResultSet, type Transaction } from '@libsql/client';
import { DatabaseBusy } from './errors.ts';
import { runAll } from './file-batch.ts';
import type { FileConnection } from './file-connection.ts';
import { readStatement, readStatements, type Statements } from './statement.ts';

/**
 * A transaction on a connection that nobody else uses meanwhile. However it
 * ends, `onEnd` runs exactly once, so the next one gets its turn.
 */
export class FileTransaction implements Transaction {
  readonly #onEnd: () => void;
  readonly #deadline: NodeJS.Timeout;
  #connection: FileConnection | undefined;
  #expired = false;

  /**
   * @param connection in a transaction already
   * @param patience milliseconds after which an unfinished transaction is rolled back: one that waits for
   *   something that never comes must not keep everybody else from writing
   */
  constructor(connection: FileConnection, patience: number, onEnd: () => void) {
    this.#connection = connection;
    this.#onEnd = onEnd;
    this.#deadline = setTimeout(() => {
      this.#expired = true;
      this.close();
    }, patience);
    this.#deadline.unref();
  }

  get closed(): boolean {
    return !this.#connection?.inTransaction;
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const read = readStatement(statement, args);
    return this.#use().run(read);
  }

  async batch(statements: Statements): Promise<ResultSet[]> {
    const read = readStatements(statements);
    return runAll(this.#use(), read);
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#use().exec(sql);
  }

  async commit(): Promise<void> {
    const connection = this.#use();
    // What the disk has begun to write cannot be called back: nobody else uses or ends this transaction from here on.
    this.#release();
    try {
      await connection.commit();
    } finally {
      connection.rollback();
      this.#onEnd();
    }
  }

  /** Does what is left to do, then commits. */
  async finish<T>(job: (connection: FileConnection) => T): Promise<T> {
    try {
      const result = job(this.#use());
      await this.commit();
      return result;
    } finally {
      this.close();
    }
  }

  async rollback(): Promise<void> {
    this.close();
  }

  /** Rolls back unless committed. */
  close(): void {
    const connection = this.#connection;
    if (!connection) return;
    this.#release();
    connection.rollback();
    this.#onEnd();
  }

  #release(): void {
    this.#connection = undefined;
    clearTimeout(this.#deadline);
  }

  /** After some errors SQLite has rolled back by itself; a further statement would then be committed on its own. */
  #use(): FileConnection {
    if (this.#connection?.inTransaction) return this.#connection;
    if (this.#expired) throw new DatabaseBusy('The transaction took too long and was rolled back');
    throw new LibsqlError('The transaction is closed', 'TRANSACTION_CLOSED');
  }
}
