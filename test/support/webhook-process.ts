import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from 'account-elements-server/db/open.js';
import { sendEvents } from 'account-elements-server/webhooks/sender.js';
import { TestLog } from './test-log.ts';

/** Sends the events of a database file in a process of its own, which can be killed. */
export class WebhookProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** @param ahead by how many milliseconds its clock is: the leases of those who were killed before it are over */
  static async start(file: string, url: string, secret: Buffer, ahead: number): Promise<WebhookProcess> {
    const child = fork(fileURLToPath(import.meta.url), [file, url, secret.toString('base64'), String(ahead)], {
      execArgv: ['--conditions=account-elements-source', '--disable-warning=ExperimentalWarning'],
    });
    await once(child, 'message');
    return new WebhookProcess(child);
  }

  async kill(): Promise<void> {
    const closed = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await closed;
  }
}

async function send(file: string, url: string, secret: Buffer, ahead: number): Promise<void> {
  const db = await openDatabase({ url: `file:${file}` });
  const needs = { db, log: new TestLog(), now: () => Date.now() + ahead };
  sendEvents(needs, { url, secrets: [secret] }, { interval: 20, deadline: 20_000, lease: 60_000 });
  // The sender's own timer keeps no process alive.
  setInterval(() => undefined, 60_000);
  process.send?.('ready');
  process.on('disconnect', () => process.exit());
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file = '', url = '', secret = '', ahead = ''] = process.argv;
  await send(file, url, Buffer.from(secret, 'base64'), Number(ahead));
}
