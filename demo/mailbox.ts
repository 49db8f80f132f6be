import type { Message } from 'account-elements-server/mail/message.js';
import type { MailTransport } from 'account-elements-server/mail/transport.js';
import type { DemoApp } from './demo-app.ts';

const KEPT = 100;

interface KeptMail extends Message {
  readonly at: number;
}

/** Where the demo's mails go without a mail server: to a page of its own. Gone when the demo stops. */
export class Mailbox implements MailTransport {
  /** The newest first. */
  readonly mails: KeptMail[] = [];

  async send(message: Message): Promise<void> {
    // A second copy of a mail is no second mail.
    if (this.mails.some(({ messageId }) => messageId === message.messageId)) return;
    this.mails.unshift({ ...message, at: Date.now() });
    this.mails.splice(KEPT);
  }

  close(): void {}
}

/** As HTML, a mail is somebody else's page: it may have its looks, and nothing runs or is fetched. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function mountMailbox(app: DemoApp, { mails }: Mailbox, origin: string): void {
  const { host } = new URL(origin);
  // A stranger's page may have its name lead here, and would read the links in them.
  app.use('/demo/mails/*', (c, next) => (c.req.header('host') === host ? next() : Promise.resolve(c.notFound())));
  app.get('/demo/mails', (c) => {
    const list = mails.map(({ html: _, messageId, ...mail }) => ({ ...mail, id: messageId.slice(1, -1) }));
    return c.json(list, 200, { 'cache-control': 'no-store' });
  });
  app.get('/demo/mails/:id', (c) => {
    const mail = mails.find(({ messageId }) => messageId === `<${c.req.param('id')}>`);
    if (!mail) return c.notFound();
    return c.body(mail.html, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': mailPolicy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
}
