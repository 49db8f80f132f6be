import { createTransport, type NodemailerError } from 'nodemailer';
import type { Message } from './message.ts';

/** What takes a mail out of our hands: it resolves once somebody else answers for it, and gives up when told to. */
export interface MailTransport {
  send(message: Message, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** The mail server does not want this mail, and never will: trying again would be rude. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** The mail server has something against this mail just now; others may go out. */
export class MailDeferred extends Error {
  override readonly name = 'MailDeferred';
}

export interface SmtpOptions {
  /** Such as `smtps://user:password@mail.example.com`. */
  readonly url: string;
  readonly from: string;
  /** Whether a mail server without TLS is refused. */
  readonly requireTls: boolean;
}

export function smtpTransport({ from, requireTls, url }: SmtpOptions): MailTransport {
  const transport = createTransport(
    { url, requireTLS: requireTls, disableFileAccess: true, disableUrlAccess: true },
    { from, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } },
  );
  return {
    async send({ html, messageId, subject, text, to }, signal) {
      try {
        // The address as an object: nothing in it can become a second one.
        await transport.sendMail({ to: { name: '', address: to }, subject, text, html, messageId, signal });
      } catch (error) {
        throw verdict(error as NodemailerError);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * Only what is said about the recipient or the content is about this mail. A
 * refused password or sender is a mistake of the operator, who mends it while the mails wait.
 */
function verdict(error: NodemailerError): Error {
  const { command = '', responseCode = 0 } = error;
  if (!/^(RCPT TO|DATA)/.test(command) || responseCode < 400) return error;
  return responseCode >= 500
    ? new MailRefused(`refused with ${responseCode}`, { cause: error })
    : new MailDeferred(`not now: ${responseCode}`, { cause: error });
}
