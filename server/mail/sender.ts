import type { Queryable } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerEmailChange } from '../email-change/request.ts';
import { answerPasswordReset } from '../password-reset/request.ts';
import { Sender, type Attempt, type Outgoing, type SendingPace } from '../sending/sender.ts';
import type { MailRequest, Waiting } from './mail.ts';
import { writeMessage } from './message.ts';
import { writeNotices } from './notify.ts';
import { handBack, openMail, postpone, settle, take, type TakenMail } from './outbox.ts';
import { MailDeferred, MailRefused, type MailTransport } from './transport.ts';

type Needs = Pick<Dependencies, 'config' | 'db' | 'keys' | 'log' | 'now'>;

const usualPace: SendingPace = { interval: 1000, deadline: 60_000, lease: 150_000 };

/** Sends what is in the outbox, one mail after another, with one Message-ID for each mail however often it goes out. */
export const sendMails = (needs: Needs, transport: MailTransport, pace: SendingPace = usualPace): Sender<TakenMail> =>
  new Sender(needs, new OutgoingMails(needs, transport), pace);

class OutgoingMails implements Outgoing<TakenMail> {
  readonly name = 'mails';
  readonly #needs: Needs;
  readonly #transport: MailTransport;

  constructor(needs: Needs, transport: MailTransport) {
    this.#needs = needs;
    this.#transport = transport;
  }

  /** Whatever is wrong with a line of the record, people still get their links. */
  async note(): Promise<boolean> {
    try {
      return await writeNotices(this.#needs);
    } catch (err) {
      this.#needs.log.error({ err, event: 'notices_failed' }, 'notices cannot be written');
      return false;
    }
  }

  async take(lease: number): Promise<readonly TakenMail[] | undefined> {
    const mail = await take(this.#needs.db, this.#needs.now(), lease);
    return mail === 'lost' ? [] : mail && [mail];
  }

  async deliver(mail: TakenMail, attempt: Attempt): Promise<boolean> {
    const { config, db, keys, log, now } = this.#needs;
    const about = { mail: mail.id, attempts: mail.attempts };
    let content: Waiting;
    try {
      content = openMail(keys, mail);
    } catch (err) {
      log.error({ err, ...about, event: 'key_missing' }, 'a mail cannot be opened');
      await db.transaction((tx) => postpone(tx, mail, now()));
      return true;
    }
    if ('kind' in content) {
      const request = content;
      await db.transaction(async (tx) => {
        if (await settle(tx, mail)) await this.#answer(tx, request);
      });
      return true;
    }
    try {
      await this.#transport.send(writeMessage(mail.id, content, config), attempt.signal);
    } catch (err) {
      if (attempt.stopped.aborted) {
        await db.transaction((tx) => handBack(tx, mail, now()));
        return false;
      }
      if (err instanceof MailRefused) {
        log.error({ err, ...about, event: 'mail_refused' }, 'the mail server never takes this mail');
        await db.transaction((tx) => settle(tx, mail));
        return true;
      }
      log.warn({ err, ...about, event: 'mail_postponed' }, 'a mail did not go out, it is tried again');
      await db.transaction((tx) => postpone(tx, mail, now()));
      return err instanceof MailDeferred;
    }
    await attempt.settle((tx) => settle(tx, mail));
    return true;
  }

  close(): void {
    this.#transport.close();
  }

  #answer(tx: Queryable, request: MailRequest): Promise<void> {
    if (request.kind === 'email-change-request') return answerEmailChange(tx, this.#needs, request);
    return answerPasswordReset(tx, this.#needs, request);
  }
}
