import { randomBytes } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createApp } from 'account-elements-server';
import {
  defaultAttemptLimits,
  readConfig,
  type AppConfig,
  type HashingLimits,
} from 'account-elements-server/config.js';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase, type Database } from 'account-elements-server/db/open.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { openLocations, type Locations } from 'account-elements-server/location/locations.js';
import {
  createPerson,
  type CommandContext,
  type NewPerson,
} from 'account-elements-server/operations/account-commands.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { Browser, type BrowserOptions } from './http-browser.ts';
import { newFolder, temporaryFolder } from './temporary-folder.ts';
import { TestLog } from './test-log.ts';

export const OWN_ORIGIN = 'https://account.example';
/** A page that may read and edit the profile. */
export const HOST_ORIGIN = 'https://host.example';

/** Weak on purpose: what is tested is everything around the hash. */
export const quickHashing: HashingLimits = { memoryCost: 64, timeCost: 1, parallelism: 1, atOnce: 2, waiting: 400 };

/** A clock that only moves when it is pushed. */
export class Clock {
  #now = Date.parse('2026-03-01T09:00:00Z');
  readonly now = () => this.#now;
  push(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export interface TestServerOptions {
  readonly config?: Partial<AppConfig>;
  readonly hashing?: Partial<HashingLimits>;
  readonly keys?: KeyRing;
  readonly locations?: Pick<Locations, 'of'>;
  /** Wraps the password hashing, to watch or to break it. */
  readonly passwords?: (hashing: PasswordHashing) => PasswordHashing;
}

/** The real application on a real database file, with a clock that a test can push. */
export class TestServer {
  readonly clock = new Clock();
  readonly log = new TestLog();
  readonly db: Database;
  readonly file: string;
  readonly config: AppConfig;
  readonly keys: KeyRing;
  readonly passwords: PasswordHashing;
  readonly app: ReturnType<typeof createApp>;
  readonly #stopping = new AbortController();

  private constructor(db: Database, file: string, { config, hashing, keys, locations, passwords }: TestServerOptions) {
    this.db = db;
    this.file = file;
    this.keys = keys ?? new KeyRing(new Map([['test-1', randomBytes(32)]]));
    this.config = { ...testConfig(), ...config };
    const ours = new PasswordHashing(this.keys, { ...quickHashing, ...hashing });
    this.passwords = passwords ? passwords(ours) : ours;
    const { clock, log } = this;
    this.app = createApp({
      db,
      config: this.config,
      passwords: this.passwords,
      keys: this.keys,
      locations: locations ?? openLocations([], log),
      now: clock.now,
      log,
      stopping: this.#stopping.signal,
    });
  }

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const file = join(newFolder(), 'test.db');
    await copyFile(await emptyDatabase(), file);
    return new TestServer(await openDatabase({ url: `file:${file}` }), file, options);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.db.close();
    await rm(join(this.file, '..'), { recursive: true, force: true });
  }

  /** So that `await using server = await TestServer.start()` cleans up. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** Waits until what the app does beside its answers is done. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await this.db.$client.batch(['SELECT 1'], 'write');
  }

  /** For the operator's commands. */
  get operator(): CommandContext {
    return { db: this.db, passwords: this.passwords, company: this.config.company, now: this.clock.now };
  }

  browser(options: BrowserOptions = {}): Browser {
    return new Browser(this.app, { origin: this.config.origin, ...options });
  }

  /** Adds a person; what is left out is Ada's. */
  async person(person: Partial<NewPerson> = {}): Promise<Person> {
    const whole = { ...ada, ...person };
    const { id } = await createPerson(this.operator, whole);
    return { ...whole, id };
  }

  /** Adds a person and returns a browser in which they are signed in. */
  async signedIn(person: Partial<NewPerson> = {}, options: BrowserOptions = {}): Promise<Browser> {
    const { email, password } = await this.person(person);
    const browser = this.browser(options);
    await browser.signIn(email, password);
    return browser;
  }
}

/** All tables and nobody in them. Migrations have tests of their own; every other one gets a copy of what they make. */
const emptyDatabase = once(async () => {
  const file = join(temporaryFolder(), 'empty.db');
  const db = await openDatabase({ url: `file:${file}` });
  await migrate(db);
  // So that the file alone holds everything.
  await db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

export const ada = {
  email: 'ada@people.example',
  firstName: 'Ada',
  lastName: 'Byron',
  password: 'an engine weaves algebra',
};

export type Person = typeof ada & { readonly id: string };

function testConfig(): AppConfig {
  const config = readConfig({ ORIGIN: OWN_ORIGIN, ORIGINS: HOST_ORIGIN, COMPANY: 'Certificate Manager' });
  return { ...config, checkResults: true, attempts: { ...defaultAttemptLimits, perNetwork: 10_000 } };
}
