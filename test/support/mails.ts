import type { Message } from 'account-elements-server/mail/message.js';
import { MailSender } from 'account-elements-server/mail/sender.js';
import { Mailbox } from '../../demo/mailbox.ts';
import { TestServer, type TestServerOptions } from './test-server.ts';

/** How mails are written in tests. */
export const testMail = {
  from: 'Certificate Manager <accounts@people.example>',
  securityUrl: 'https://account.example/account/#/security',
  passwordResetUrl: 'https://account.example/account/',
};

/** A server that has mail, and the mailboxes of everybody. */
export class MailingServer {
  readonly server: TestServer;
  readonly #mailbox = new Mailbox();
  readonly #sender: MailSender;

  private constructor(server: TestServer) {
    this.server = server;
    const { clock, config, db, keys, log } = server;
    const pace = { interval: 3_600_000, deadline: 20_000, lease: 60_000 };
    this.#sender = new MailSender({ config, db, keys, log, now: clock.now }, this.#mailbox, pace);
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
  async resetToken(email: string): Promise<string> {
    const links = (await this.mailsTo(email)).flatMap(({ text }) => /#reset-password=([\w-]+)/.exec(text)?.[1] ?? []);
    return links[0] ?? 'no link';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sender.stop();
    await this.server.stop();
  }
}
