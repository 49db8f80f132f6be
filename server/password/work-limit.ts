import { Problem } from 'account-elements/contract/problem.js';

/**
 * In whose name a job is done: an account and a network, say. Whatever has a
 * name in common takes turns, as one, with everything else.
 */
export type Share = readonly string[];

interface Waiting {
  readonly share: Share;
  /** Jobs of one round have no name in common. */
  readonly round: number;
  start(): void;
  refuse(): void;
}

/**
 * Runs at most `atOnce` jobs at a time and lets at most `waiting` more queue.
 * Without it, forty sign-ins at once would keep every processor busy for
 * seconds.
 *
 * Whoever has many jobs waits longest and is the first to be refused: the
 * others' next job comes before their second. So nobody keeps others out by
 * asking for much at once.
 */
export class WorkLimit {
  readonly #atOnce: number;
  readonly #waiting: number;
  /** In the order in which they will start: by round, then by arrival. */
  readonly #queue: Waiting[] = [];
  #round = 0;
  #running = 0;

  constructor(atOnce: number, waiting: number) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  /** How many jobs run now, and how many wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#running, waiting: this.#queue.length };
  }

  async run<T>(job: () => Promise<T>, share: Share = []): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else await this.#turn(share);
    try {
      return await job();
    } finally {
      this.#next();
    }
  }

  #turn(share: Share): Promise<void> {
    return new Promise((start, reject) => {
      const refuse = () => reject(new Problem('unavailable', { retryAfter: 2 }));
      const previous = this.#queue.findLast((waiting) => waiting.share.some((name) => share.includes(name)));
      const round = previous ? previous.round + 1 : this.#round;
      const last = this.#queue.findLastIndex((waiting) => waiting.round <= round);
      this.#queue.splice(last + 1, 0, { share, round, start, refuse });
      if (this.#queue.length > this.#waiting) this.#queue.pop()?.refuse();
    });
  }

  /** The place is handed on, never freed and taken again: nobody can slip in between. */
  #next(): void {
    const next = this.#queue.shift();
    if (!next) {
      this.#running--;
      return;
    }
    this.#round = next.round;
    next.start();
  }
}
