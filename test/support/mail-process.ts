import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from 'account-elements-server/db/open.js';
import { sendMails } from 'account-elements-server/mail/sender.js';
import { smtpTransport } from 'account-elements-server/mail/transport.js';
import { keyRing, processConfig } from './account-process.ts';
import { TestLog } from './test-log.ts';

/** Sends the mails of a database file in a process of its own, which can be killed. */
export class MailProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** @param ahead by how many milliseconds its clock is: the leases of those who were killed before it are over */
  static async start(file: string, key: Buffer, url: string, ahead: number): Promise<MailProcess> {
    const child = fork(fileURLToPath(import.meta.url), [file, key.toString('base64'), url, String(ahead)], {
      execArgv: ['--conditions=account-elements-source', '--disable-warning=ExperimentalWarning'],
    });
    await once(child, 'message');
    return new MailProcess(child);
  }

  async kill(): Promise<void> {
    const closed = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await closed;
  }
}

async function send(file: string, key: Buffer, url: string, ahead: number): Promise<void> {
  const db = await openDatabase({ url: `file:${file}` });
  const transport = smtpTransport({ url, from: 'accounts@people.example', requireTls: false });
  const needs = { db, config: processConfig, keys: keyRing(key), log: new TestLog(), now: () => Date.now() + ahead };
  sendMails(needs, transport, { interval: 20, deadline: 20_000, lease: 60_000 });
  // The sender's own timer keeps no process alive.
  setInterval(() => undefined, 60_000);
  process.send?.('ready');
  process.on('disconnect', () => process.exit());
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file = '', key = '', url = '', ahead = ''] = process.argv;
  await send(file, Buffer.from(key, 'base64'), url, Number(ahead));
}
