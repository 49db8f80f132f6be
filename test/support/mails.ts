import type { Message } from 'account-elements-server/mail/message.js';
import { sendMails } from 'account-elements-server/mail/sender.js';
import { Mailbox } from '../../demo/mailbox.ts';
import { TestServer, type TestServerOptions } from './test-server.ts';

/** How mails are written in tests. */
export const testMail = {
  from: 'Certificate Manager <accounts@people.example>',
  securityUrl: 'https://account.example/account/#/security',
  lockdownUrl: 'https://account.example/account/',
  emailChangeUrl: 'https://account.example/account/',
  passwordResetUrl: 'https://account.example/account/',
};

/** What stands behind the # of a link. */
type LinkSort = 'reset-password' | 'confirm-email' | 'undo-email' | 'not-me';

/** A server that has mail, and the mailboxes of everybody. */
export class MailingServer {
  readonly server: TestServer;
  readonly #mailbox = new Mailbox();
  readonly #sender: ReturnType<typeof sendMails>;

  private constructor(server: TestServer) {
    this.server = server;
    const { clock, config, db, keys, log } = server;
    const pace = { interval: 3_600_000, deadline: 20_000, lease: 60_000 };
    this.#sender = sendMails({ config, db, keys, log, now: clock.now }, this.#mailbox, pace);
  }

  static async start(options: TestServerOptions = {}): Promise<MailingServer> {
    return new MailingServer(await TestServer.start({ ...options, config: { mail: testMail, ...options.config } }));
  }

  /** All that was ever sent to somebody, or to anybody, the newest first. */
  async mailsTo(email?: string): Promise<readonly Message[]> {
    await this.#sender.run();
    await this.#sender.run();
    return this.#mailbox.mails.filter(({ to }) => email === undefined || to === email);
  }

  /** What the newest mail's link to a new password brings along. */
  resetToken(email: string): Promise<string> {
    return this.linkToken(email, 'reset-password');
  }

  /** The same for a link of another sort; `nth` newest mail that has one. */
  async linkToken(email: string, sort: LinkSort, nth = 0): Promise<string> {
    const link = new RegExp(`#${sort}=([\\w-]+)`);
    const links = (await this.mailsTo(email)).flatMap(({ text }) => link.exec(text)?.[1] ?? []);
    return links[nth] ?? 'no link';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sender.stop();
    await this.server.stop();
  }
}
