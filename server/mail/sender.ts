import { isDatabaseBusy } from '../db/errors.ts';
import type { Dependencies } from '../dependencies.ts';
import { answerPasswordReset } from '../password-reset/request.ts';
import type { Letter, Waiting } from './mail.ts';
import { writeMessage } from './message.ts';
import { writeNotices } from './notify.ts';
import { handBack, openMail, postpone, settle, take, type TakenMail } from './outbox.ts';
import { MailDeferred, MailRefused, type MailTransport } from './transport.ts';

type Needs = Pick<Dependencies, 'config' | 'db' | 'keys' | 'log' | 'now'>;

/** In milliseconds. */
export interface SenderPace {
  /** How often the outbox is looked at: other processes write to it too, and wake nobody here. */
  readonly interval: number;
  /** How long one mail may take altogether, from the connection to the last answer. */
  readonly deadline: number;
  /** For how long a mail is this process's alone: longer than the deadline, so that it is given up before somebody else takes it. */
  readonly lease: number;
}

const usualPace: SenderPace = { interval: 1000, deadline: 60_000, lease: 150_000 };

/** How long `stop` waits for a mail that is on its way. */
const GRACE = 4000;

/**
 * Sends what is in the outbox, one mail after another. At least once: a mail
 * leaves the outbox only after the mail server has answered for it, so that a
 * crash in between sends it again, with the same Message-ID.
 */
export class MailSender {
  readonly #needs: Needs;
  readonly #transport: MailTransport;
  readonly #pace: SenderPace;
  readonly #timer: NodeJS.Timeout;
  readonly #stopped = new AbortController();
  #stopping = false;
  #running: Promise<void> | undefined;

  constructor(needs: Needs, transport: MailTransport, pace: SenderPace = usualPace) {
    this.#needs = needs;
    this.#transport = transport;
    this.#pace = pace;
    this.#timer = setInterval(() => void this.run(), pace.interval);
    this.#timer.unref();
    void this.run();
  }

  /** Sends all that is due. A second call joins the first. */
  run(): Promise<void> {
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Resolves when what was on its way is there, or is given up. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    const grace = setTimeout(() => this.#stopped.abort(), GRACE);
    await this.#running;
    clearTimeout(grace);
    this.#transport.close();
  }

  async #drain(): Promise<void> {
    const { db, log, now } = this.#needs;
    await this.#writeNotices();
    try {
      while (!this.#stopping) {
        const mail = await take(db, now(), this.#pace.lease);
        if (mail === undefined) return;
        if (mail !== 'lost' && !(await this.#deliver(mail))) return;
      }
    } catch (err) {
      log.warn({ err }, 'the outbox cannot be read or written');
    }
  }

  /** Whatever is wrong with a line of the record, people still get their links. */
  async #writeNotices(): Promise<void> {
    try {
      while (!this.#stopping && (await writeNotices(this.#needs)));
    } catch (err) {
      this.#needs.log.error({ err, event: 'notices_failed' }, 'notices cannot be written');
    }
  }

  /** Returns whether others might fare better. */
  async #deliver(mail: TakenMail): Promise<boolean> {
    const { db, keys, log, now } = this.#needs;
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
        if (await settle(tx, mail)) await answerPasswordReset(tx, this.#needs, request);
      });
      return true;
    }
    try {
      await this.#send(mail, content);
    } catch (err) {
      if (this.#stopped.signal.aborted) {
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
    await this.#settleDelivered(mail);
    return true;
  }

  /** Without this the mail goes out once more, so a database that is busy is asked for as long as the mail is ours. */
  async #settleDelivered(mail: TakenMail): Promise<void> {
    const { db } = this.#needs;
    const patience = performance.now() + this.#pace.lease - this.#pace.deadline;
    for (;;) {
      try {
        return void (await db.transaction((tx) => settle(tx, mail)));
      } catch (error) {
        if (!isDatabaseBusy(error) || performance.now() > patience || this.#stopped.signal.aborted) throw error;
      }
    }
  }

  async #send({ id }: TakenMail, letter: Letter): Promise<void> {
    const deadline = AbortSignal.timeout(this.#pace.deadline);
    const signal = AbortSignal.any([deadline, this.#stopped.signal]);
    await this.#transport.send(writeMessage(id, letter, this.#needs.config), signal);
  }
}
