import type { Dependencies } from '../dependencies.ts';
import { writeMessage } from './message.ts';
import { delivered, postponed, take } from './outbox.ts';
import type { MailTransport } from './transport.ts';

type Needs = Pick<Dependencies, 'config' | 'db' | 'keys' | 'log' | 'now'>;

/** How often the outbox is looked at: other processes write to it too, and wake nobody here. */
const INTERVAL = 2000;

/**
 * Sends what is in the outbox, one mail after another. At least once: a mail
 * leaves the outbox only after the mail server has answered for it, so that a
 * crash in between sends it again, with the same Message-ID.
 */
export class MailSender {
  readonly #needs: Needs;
  readonly #transport: MailTransport;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(needs: Needs, transport: MailTransport) {
    this.#needs = needs;
    this.#transport = transport;
    this.#timer = setInterval(() => void this.run(), INTERVAL);
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

  /** Resolves when what was on its way is there, or is not. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
    this.#transport.close();
  }

  async #drain(): Promise<void> {
    const { log } = this.#needs;
    try {
      while (!this.#stopped && (await this.#sendNext()));
    } catch (err) {
      log.warn({ err }, 'the outbox cannot be read or written');
    }
  }

  /** Returns whether there may be more to send at once. */
  async #sendNext(): Promise<boolean> {
    const { config, db, keys, log, now } = this.#needs;
    const letter = await db.transaction((tx) => take(tx, keys, now()));
    if (!letter) return false;
    try {
      await this.#transport.send(writeMessage(letter, config));
    } catch (err) {
      log.warn({ err, mail: letter.id, attempts: letter.attempts + 1 }, 'a mail did not go out, it is tried again');
      await db.transaction((tx) => postponed(tx, letter, now()));
      // The mail server seems to be away: the others would fare no better.
      return false;
    }
    await db.transaction((tx) => delivered(tx, letter.id));
    return true;
  }
}
