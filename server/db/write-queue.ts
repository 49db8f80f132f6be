import { LibsqlError } from '@libsql/client';
import { DatabaseBusy } from './errors.ts';

/** Gives the turn back. Further calls do nothing. */
export type EndTurn = () => void;

interface Waiting {
  start(): void;
  fail(error: Error): void;
}

/**
 * One writer at a time. SQLite lets only one transaction write anyway; without
 * a queue the second one fails at once, or waits inside SQLite and so stops the
 * very process that has to finish the first.
 *
 * Nobody waits for ever: a writer that gets no turn in time fails with
 * `DatabaseBusy`, and so does one that waits for itself.
 */
export class WriteQueue {
  readonly #patience: number;
  readonly #waiting = new Set<Waiting>();
  #taken = false;

  /** @param patience how long a writer waits for its turn, in milliseconds */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** Resolves when it is this writer's turn. Whoever gets a turn must end it, whatever happens. */
  async turn(): Promise<EndTurn> {
    if (this.#taken) await this.#wait();
    this.#taken = true;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#next();
    };
  }

  /** Fails everyone who waits: the database is being closed. */
  close(): void {
    for (const waiting of this.#waiting) waiting.fail(new LibsqlError('The database is closed', 'CLIENT_CLOSED'));
    this.#waiting.clear();
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start: () => {
          clearTimeout(timer);
          resolve();
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new DatabaseBusy(`No turn to write within ${this.#patience} ms`));
      }, this.#patience);
      this.#waiting.add(waiting);
    });
  }

  /** The turn passes on without ever being free, so that a newcomer cannot slip in before those who wait. */
  #next(): void {
    for (const waiting of this.#waiting) {
      this.#waiting.delete(waiting);
      waiting.start();
      return;
    }
    this.#taken = false;
  }
}
