import { createTransport } from 'nodemailer';
import type { Message } from './message.ts';

/** What takes a mail out of our hands: it resolves once somebody else answers for it. */
export interface MailTransport {
  send(message: Message): Promise<void>;
  close(): void;
}

const SECOND = 1000;

/** Over SMTP. `url` such as `smtps://user:password@mail.example.com`. */
export function smtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport(url, {
    from,
    // Together well below the time for which a mail is ours alone.
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[1]);
  return {
    async send({ html, messageId, subject, text, to }) {
      await transport.sendMail({
        // As an object: nothing in the address can become a second one.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    },
    close: () => transport.close(),
  };
}
