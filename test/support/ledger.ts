import { sql } from 'drizzle-orm';
import type { ActivityType } from 'account-elements-server/activity/record.js';
import { endpoints } from './check-response.ts';
import type { TestServer } from './test-server.ts';

/** What one transaction did: rows by table and column, and the lines of the record that it wrote. */
export interface Booking {
  /** How often: `sessions+` for rows that came, `sessions-` for those that went, `sessions.name` for one that is another now. */
  readonly changes: ReadonlyMap<string, number>;
  readonly events: readonly ActivityType[];
}

/**
 * Books what a server does to its database, by transaction: the database itself
 * notes each row and each value that changes, whatever program changed it.
 */
export class Ledger {
  /** Endpoints of the contract that were used with success, such as `profile.update`. */
  readonly used = new Set<string>();
  /** All that can change: `sessions+`, `sessions-`, `sessions.name` and so on. */
  readonly changeable: readonly string[];
  readonly #server: TestServer;

  private constructor(server: TestServer, changeable: readonly string[]) {
    this.#server = server;
    this.changeable = changeable;
    this.#watchRequests();
    this.#watchTransactions();
  }

  static async of(server: TestServer): Promise<Ledger> {
    const { db } = server;
    const run = (text: string) => db.$client.execute(text);
    const tables = await db.all<{ name: string }>(
      sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations'`,
    );
    await run('CREATE TABLE ledger_transaction (number INTEGER NOT NULL, open INTEGER NOT NULL)');
    await run('INSERT INTO ledger_transaction VALUES (0, 0)');
    await run('CREATE TABLE ledger (number INTEGER NOT NULL, what TEXT NOT NULL)');
    await run('CREATE TABLE ledger_events (number INTEGER NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL)');
    const number = '(SELECT CASE open WHEN 1 THEN number ELSE 0 END FROM ledger_transaction)';
    const written = `INSERT INTO ledger_events VALUES (${number}, NEW.sequence, NEW.type);`;
    await run(`CREATE TRIGGER ledger_of_events AFTER INSERT ON activity BEGIN ${written} END`);
    const changeable: string[] = [];
    const watch = async (what: string, when: string) => {
      changeable.push(what);
      const body = `INSERT INTO ledger VALUES (${number}, '${what}');`;
      await run(`CREATE TRIGGER ledger_${changeable.length} AFTER ${when} BEGIN ${body} END`);
    };
    for (const { name } of tables) {
      const columns = await db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${name})`);
      await watch(`${name}+`, `INSERT ON ${name}`);
      await watch(`${name}-`, `DELETE ON ${name}`);
      for (const column of columns) {
        const at = column.name;
        await watch(`${name}.${at}`, `UPDATE OF ${at} ON ${name} WHEN OLD.${at} IS NOT NEW.${at}`);
      }
    }
    return new Ledger(server, changeable);
  }

  /** One for each transaction that did something; the first is for all that was done outside of any. */
  async bookings(): Promise<Booking[]> {
    const { db } = this.#server;
    const rows = await db.all<{ number: number; what: string; times: number }>(
      sql`SELECT number, what, count(*) AS times FROM ledger GROUP BY number, what ORDER BY number`,
    );
    const events = await db.all<{ number: number; type: ActivityType }>(
      sql`SELECT number, type FROM ledger_events ORDER BY sequence`,
    );
    const numbers = new Set([0, ...rows.map(({ number }) => number)]);
    return [...numbers].map((number) => ({
      changes: new Map(rows.filter((row) => row.number === number).map(({ what, times }) => [what, times])),
      events: events.filter((event) => event.number === number).map(({ type }) => type),
    }));
  }

  #watchRequests(): void {
    const { app } = this.#server;
    const request = app.request.bind(app);
    app.request = async (input, init, ...rest) => {
      const response = await request(input, init, ...rest);
      const { pathname } = new URL(String(input), 'https://account.example');
      const name = nameOf((init as RequestInit).method ?? 'GET', pathname.replace('/api/account', ''));
      if (response.ok && name !== undefined) this.used.add(name);
      return response;
    };
  }

  #watchTransactions(): void {
    const { db } = this.#server;
    const transaction = db.transaction.bind(db);
    db.transaction = (job, ...rest) =>
      transaction(
        async (tx) => {
          await tx.run(sql`UPDATE ledger_transaction SET number = number + 1, open = 1 WHERE 1`);
          const done = await job(tx);
          await tx.run(sql`UPDATE ledger_transaction SET open = 0 WHERE 1`);
          return done;
        },
        ...rest,
      );
  }
}

/** The endpoint that a request is for; one whose path is written out comes before one with a placeholder. */
function nameOf(method: string, path: string): string | undefined {
  const fitting = endpoints.filter(
    ([, endpoint]) =>
      endpoint.method === method && new RegExp(`^${endpoint.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  );
  return (fitting.find(([, endpoint]) => endpoint.path === path) ?? fitting[0])?.[0];
}
