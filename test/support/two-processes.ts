import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase, type Database } from 'account-elements-server/db/open.js';
import type { KeyRing } from 'account-elements-server/keys.js';
import { createPerson } from 'account-elements-server/operations/account-commands.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { AccountProcess, keyRing, urlOf } from './account-process.ts';
import type { Browser } from './http-browser.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { ada, quickHashing } from './test-server.ts';

/** Two server processes on one database, and a look into it. */
export class TwoProcesses {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly processes: readonly [AccountProcess, AccountProcess];
  /** One more, to be killed. */
  readonly another: () => Promise<AccountProcess>;
  readonly #passwords: PasswordHashing;

  private constructor(
    db: Database,
    keys: KeyRing,
    processes: [AccountProcess, AccountProcess],
    another: () => Promise<AccountProcess>,
  ) {
    this.db = db;
    this.keys = keys;
    this.processes = processes;
    this.another = another;
    this.#passwords = new PasswordHashing(keys, quickHashing);
  }

  /** @param place a file, or the URL of a libSQL server */
  static async start(place = join(temporaryFolder(), 'shared.db')): Promise<TwoProcesses> {
    const db = await openDatabase({ url: urlOf(place) });
    await migrate(db);
    const key = randomBytes(32);
    const start = () => AccountProcess.start(place, key);
    return new TwoProcesses(db, keyRing(key), [await start(), await start()], start);
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
