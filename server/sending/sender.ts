import { isDatabaseBusy } from '../db/errors.ts';
import type { Transaction } from '../db/open.ts';
import type { Dependencies } from '../dependencies.ts';

/** In milliseconds. */
export interface SendingPace {
  /** How often it is looked for something to send: other processes write that, too, and wake nobody here. */
  readonly interval: number;
  /** How long one try may take altogether, from the connection to the last answer. */
  readonly deadline: number;
  /** For how long what was taken is this process's alone: longer than the deadline, so that it is given up before somebody else takes it. */
  readonly lease: number;
}

/** What goes out, and how. */
export interface Outgoing<Item> {
  /** For the log, such as `mails`. */
  readonly name: string;
  /** Reads on in the record, for what is to be told of it. Returns whether there is more to read. */
  note(): Promise<boolean>;
  /** Takes some that are due, so that no other process sends them for as long as `lease`; `undefined` when nothing is due. */
  take(lease: number): Promise<readonly Item[] | undefined>;
  /** Tries it once. Returns whether others might fare better. */
  deliver(item: Item, attempt: Attempt): Promise<boolean>;
  /** When nothing goes out any more. */
  close?(): void;
}

/** One try to send one thing. */
export interface Attempt {
  /** Aborted at the deadline, and when everything stops. */
  readonly signal: AbortSignal;
  /** Aborted when everything stops: what fails because of that has not failed. */
  readonly stopped: AbortSignal;
  /** Writes that it has gone out. Without that it goes out once more, so a database that is busy is asked for as long as it is ours. */
  settle(write: (tx: Transaction) => Promise<unknown>): Promise<void>;
}

/** How long `stop` waits for what is on its way. */
const GRACE = 4000;

/**
 * Sends what waits in the database, beside requests, from its making until `stop`. At least once: something is over only
 * after it was acknowledged, so that a crash in between sends it again, with the same id.
 */
export class Sender<Item> {
  readonly #needs: Pick<Dependencies, 'db' | 'log'>;
  readonly #outgoing: Outgoing<Item>;
  readonly #pace: SendingPace;
  readonly #timer: NodeJS.Timeout;
  readonly #stopped = new AbortController();
  #stopping = false;
  #running: Promise<void> | undefined;

  constructor(needs: Pick<Dependencies, 'db' | 'log'>, outgoing: Outgoing<Item>, pace: SendingPace) {
    this.#needs = needs;
    this.#outgoing = outgoing;
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
    this.#outgoing.close?.();
  }

  async #drain(): Promise<void> {
    const outgoing = this.#outgoing;
    try {
      while (!this.#stopping && (await outgoing.note()));
      while (!this.#stopping) {
        const taken = await outgoing.take(this.#pace.lease);
        if (taken === undefined) return;
        const all = await Promise.allSettled(taken.map((item) => outgoing.deliver(item, this.#attempt())));
        // Only when none is on its way any more.
        const others = all.map((each) => {
          if (each.status === 'rejected') throw each.reason;
          return each.value;
        });
        // Whoever takes nothing is not asked with everything that waits.
        if (taken.length > 0 && !others.includes(true)) return;
      }
    } catch (err) {
      this.#needs.log.warn({ err }, `${outgoing.name} cannot be read or written`);
    }
  }

  #attempt(): Attempt {
    const stopped = this.#stopped.signal;
    return {
      signal: AbortSignal.any([AbortSignal.timeout(this.#pace.deadline), stopped]),
      stopped,
      settle: (write) => this.#settle(write),
    };
  }

  async #settle(write: (tx: Transaction) => Promise<unknown>): Promise<void> {
    const patience = performance.now() + this.#pace.lease - this.#pace.deadline;
    for (;;) {
      try {
        await this.#needs.db.transaction(write);
        return;
      } catch (error) {
        if (!isDatabaseBusy(error) || performance.now() > patience || this.#stopped.signal.aborted) throw error;
      }
    }
  }
}
