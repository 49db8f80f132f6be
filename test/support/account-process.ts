import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from 'account-elements-server';
import { defaultAttemptLimits, readConfig, type HashingLimits } from 'account-elements-server/config.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { createHttpServer } from 'account-elements-server/listen.js';
import { openLocations } from 'account-elements-server/location/locations.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { onTheSources } from '../../tools/test/node-arguments.ts';
import { Browser, type BrowserOptions } from './http-browser.ts';
import { testMail } from './mails.ts';
import { TestLog } from './test-log.ts';
import { OWN_ORIGIN, quickHashing } from './test-server.ts';

/** The real application in a process of its own, on a database that it may share: a file or the URL of a server, with weak hashes unless said otherwise. */
export class AccountProcess {
  readonly #child: ChildProcess;
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(file: string, key: Buffer, hashing: HashingLimits = quickHashing): Promise<AccountProcess> {
    const child = fork(fileURLToPath(import.meta.url), [file, key.toString('base64'), JSON.stringify(hashing)], {
      execArgv: [...onTheSources],
    });
    const [port] = (await once(child, 'message')) as [number];
    return new AccountProcess(child, port);
  }

  browser(options: BrowserOptions = {}): Browser {
    const request = (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${this.#port}${path}`, init);
    return new Browser({ request }, { origin: OWN_ORIGIN, ...options });
  }

  stop(): void {
    this.#child.kill();
  }

  /** In the middle of whatever it does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** The configuration that such a process has; the clock is the real one. */
export const processConfig = {
  ...readConfig({ ORIGIN: OWN_ORIGIN, COMPANY: 'Certificate Manager', SESSIONS_PER_ACCOUNT: '1000' }),
  mail: testMail,
  attempts: { ...defaultAttemptLimits, perNetwork: 1_000_000, overall: 1_000_000 },
  hosts: { has: () => true } as unknown as ReadonlySet<string>,
};

/** A database that a test names: a file of this machine, or a server. */
export const urlOf = (place: string): string => (place.includes('://') ? place : `file:${place}`);

export const keyRing = (key: Buffer): KeyRing => new KeyRing(new Map([['test', key]]));

async function serve(file: string, key: Buffer, hashing: HashingLimits): Promise<void> {
  const log = new TestLog();
  const db = await openDatabase({ url: urlOf(file) });
  const keys = keyRing(key);
  const passwords = new PasswordHashing(keys, hashing);
  const locations = openLocations([], log);
  const app = createApp({ db, config: processConfig, passwords, keys, locations, now: Date.now, log });
  const server = createHttpServer(app, log);
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit());
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file = '', key = '', hashing = ''] = process.argv;
  await serve(file, Buffer.from(key, 'base64'), JSON.parse(hashing) as HashingLimits);
}
