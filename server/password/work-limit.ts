import { Problem } from 'account-elements/contract/problem.js';

/**
 * Runs at most `atOnce` jobs at a time and lets at most `waiting` more queue.
 * Without it, forty sign-ins at once would keep every thread busy for seconds,
 * and everybody else's file and database work with them.
 */
export class WorkLimit {
  readonly #atOnce: number;
  readonly #waiting: number;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, waiting: number) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#turn();
    try {
      return await job();
    } finally {
      // The place is handed on, never freed and taken again: nobody can slip in between.
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    if (this.#queue.length >= this.#waiting) throw new Problem('unavailable', { retryAfter: 2 });
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}
