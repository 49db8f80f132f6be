import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase, type Database } from 'account-elements-server/db/open.js';
import { createPerson } from 'account-elements-server/operations/account-commands.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { AccountProcess, keyRing } from './account-process.ts';
import type { Browser } from './http-browser.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ada, quickHashing } from './test-server.ts';

/** Two server processes on one database file, and a look into it. */
export class TwoProcesses {
  readonly db: Database;
  readonly processes: readonly [AccountProcess, AccountProcess];
  readonly #passwords: PasswordHashing;

  private constructor(db: Database, processes: [AccountProcess, AccountProcess], passwords: PasswordHashing) {
    this.db = db;
    this.processes = processes;
    this.#passwords = passwords;
  }

  static async start(): Promise<TwoProcesses> {
    const file = join(temporaryFolder(), 'shared.db');
    const db = await openDatabase({ url: `file:${file}` });
    await migrate(db);
    const key = randomBytes(32);
    const start = () => AccountProcess.start(file, key);
    return new TwoProcesses(db, [await start(), await start()], new PasswordHashing(keyRing(key), quickHashing));
  }

  async person(email: string = ada.email): Promise<string> {
    const context = { db: this.db, passwords: this.#passwords, company: 'Certificate Manager', now: Date.now };
    return (await createPerson(context, { ...ada, email })).id;
  }

  /** A browser of its own that is signed in through one of the processes. */
  async signedIn(at: 0 | 1, email: string = ada.email, password: string = ada.password): Promise<Browser> {
    const browser = this.processes[at].browser();
    await browser.signIn(email, password);
    return browser;
  }

  /** The same browser, with what it has in its jar now, talking to one of the processes. */
  copy(browser: Browser, at: 0 | 1): Browser {
    const copy = this.processes[at].browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    return copy;
  }

  async count(condition: string): Promise<number> {
    const { rows } = await this.db.$client.execute(`SELECT count(*) FROM ${condition}`);
    return Number(rows[0]?.[0]);
  }

  stop(): void {
    for (const process of this.processes) process.stop();
    this.db.close();
  }
}
