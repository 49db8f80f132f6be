import {
  createClient,
  type Client,
  type InArgs,
  type InStatement,
  type Replicated,
  type ResultSet,
  type Transaction,
  type TransactionMode,
} from '@libsql/client';
import { refuseUnfiltered } from './statement.ts';
import { refuseNested } from './transaction-scope.ts';

/** A database server that does not answer within this many milliseconds counts as down. */
const patience = 1_500;
/** A migration may rewrite large tables. Milliseconds. */
const migrationPatience = 120_000;

type Statements = (InStatement | [string, InArgs?])[];

const sqlOf = (statement: InStatement | [string, InArgs?]): string =>
  typeof statement === 'string' ? statement : Array.isArray(statement) ? statement[0] : statement.sql;

/**
 * A libSQL server or Turso, with the same guards as a file. Without the time
 * limit a write through a replica whose primary died waits for ever.
 */
export class RemoteClient implements Client {
  readonly #connect: (patience: number) => Client;
  readonly #client: Client;

  constructor(url: string, authToken: string | undefined) {
    this.#connect = (milliseconds) =>
      createClient({
        url,
        ...(authToken === undefined ? {} : { authToken }),
        fetch: (input: Request | string, init?: RequestInit) =>
          fetch(input, { ...init, signal: AbortSignal.timeout(milliseconds) }),
      });
    this.#client = this.#connect(patience);
  }

  get closed(): boolean {
    return this.#client.closed;
  }

  get protocol(): string {
    return this.#client.protocol;
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const kind = refuseUnfiltered(sqlOf(statement));
    if (!kind.reads) refuseNested(this);
    return typeof statement === 'string' ? this.#client.execute(statement, args) : this.#client.execute(statement);
  }

  async batch(statements: Statements, mode?: TransactionMode): Promise<ResultSet[]> {
    for (const statement of statements) refuseUnfiltered(sqlOf(statement));
    refuseNested(this);
    return this.#client.batch(statements, mode);
  }

  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    const client = this.#connect(migrationPatience);
    try {
      return await client.migrate(statements);
    } finally {
      client.close();
    }
  }

  async transaction(mode: TransactionMode = 'write'): Promise<Transaction> {
    if (mode !== 'read') refuseNested(this);
    return new GuardedTransaction(await this.#client.transaction(mode));
  }

  async executeMultiple(sql: string): Promise<void> {
    return this.#client.executeMultiple(sql);
  }

  async sync(): Promise<Replicated> {
    return this.#client.sync();
  }

  reconnect(): void {
    this.#client.reconnect();
  }

  close(): void {
    this.#client.close();
  }
}

class GuardedTransaction implements Transaction {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  get closed(): boolean {
    return this.#transaction.closed;
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    refuseUnfiltered(sqlOf(statement));
    return this.#transaction.execute(statement);
  }

  async batch(statements: InStatement[]): Promise<ResultSet[]> {
    for (const statement of statements) refuseUnfiltered(sqlOf(statement));
    return this.#transaction.batch(statements);
  }

  async executeMultiple(sql: string): Promise<void> {
    return this.#transaction.executeMultiple(sql);
  }

  /** drizzle rolls back where it handles another error, which a failing rollback would replace. */
  async rollback(): Promise<void> {
    try {
      await this.#transaction.rollback();
    } catch {
      this.#transaction.close();
    }
  }

  async commit(): Promise<void> {
    return this.#transaction.commit();
  }

  close(): void {
    this.#transaction.close();
  }
}
