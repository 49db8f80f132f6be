import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** A mail as it came in. */
export interface Received {
  readonly messageId: string;
  readonly to: readonly string[];
  /** What its sender calls itself. */
  readonly client: string;
  /** With its headers. */
  readonly source: string;
}

export interface MailServerRules {
  /** A code with which a recipient is refused, if any. */
  readonly refuse?: (address: string) => number | undefined;
  /** What happens once the whole mail is there, before the mail server says so. */
  readonly beforeAnswer?: (mail: Received) => Promise<void> | void;
}

/** A real SMTP server that keeps what it gets. */
export class MailServer {
  readonly received: Received[] = [];
  readonly #server: SMTPServer;

  private constructor({ beforeAnswer, refuse }: MailServerRules) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = refuse?.(address);
        done(responseCode === undefined ? undefined : Object.assign(new Error('No'), { responseCode }));
      },
      onData: (stream, session, done) => {
        const accept = async () => {
          const source = await text(stream);
          const client = session.hostNameAppearsAs;
          const mail = { messageId: messageIdOf(source), to: recipientsOf(session), client, source };
          this.received.push(mail);
          await beforeAnswer?.(mail);
          done();
        };
        void accept();
      },
    });
    // A client that hung up is no failure of the test.
    this.#server.on('error', () => undefined);
  }

  static async start(rules: MailServerRules = {}, port = 0): Promise<MailServer> {
    const server = new MailServer(rules);
    server.#server.listen(port, '127.0.0.1');
    await once(server.#server.server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}

const messageIdOf = (source: string): string => /^message-id: *(\S+)/im.exec(source)?.[1] ?? '';

const recipientsOf = ({ envelope }: SMTPServerSession): string[] => envelope.rcptTo.map(({ address }) => address);
