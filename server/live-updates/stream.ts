import type { LiveUpdate } from 'account-elements/contract/live-updates.js';

/** Of a session: as long as that lives with that token, its stream does. */
export interface Listener {
  readonly accountId: string;
  readonly sessionId: string;
  readonly tokenHash: string;
}

/**
 * What one page is told. It holds one update at most: what happens while nobody takes it is added to it, so a page that
 * reads slowly costs no memory.
 */
export class LiveStream implements AsyncIterableIterator<LiveUpdate, undefined> {
  readonly listener: Listener;
  /** When the session ends unless it is used, as far as that is known. */
  endsAt: number;
  /** When it was last told something. */
  toldAt = performance.now();
  readonly #onEnd: (stream: LiveStream) => void;
  #next: LiveUpdate | undefined;
  /** Since when `#next` waits for somebody to take it. */
  #waitingSince = 0;
  #ended = false;
  #take: ((result: IteratorResult<LiveUpdate, undefined>) => void) | undefined;

  constructor(listener: Listener, endsAt: number, onEnd: (stream: LiveStream) => void) {
    this.listener = listener;
    this.endsAt = endsAt;
    this.#onEnd = onEnd;
  }

  tell(update: LiveUpdate): void {
    if (this.#ended) return;
    this.toldAt = performance.now();
    if (!this.#next) this.#waitingSince = this.toldAt;
    this.#next = this.#next ? both(this.#next, update) : update;
    this.#hand();
  }

  /** For how many milliseconds nobody has taken what it was told. */
  get untaken(): number {
    return this.#next ? performance.now() - this.#waitingSince : 0;
  }

  /** Nothing more will be told; what waits can still be taken. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd(this);
    this.#hand();
  }

  next(): Promise<IteratorResult<LiveUpdate, undefined>> {
    return new Promise((resolve) => {
      this.#take = resolve;
      this.#hand();
    });
  }

  return(): Promise<IteratorResult<LiveUpdate, undefined>> {
    this.#next = undefined;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #hand(): void {
    if (!this.#take || (!this.#next && !this.#ended)) return;
    this.#take(this.#next ? { done: false, value: this.#next } : { done: true, value: undefined });
    this.#take = this.#next = undefined;
  }
}

const both = (first: LiveUpdate, second: LiveUpdate): LiveUpdate => ({
  ...second,
  stale: first.stale && second.stale ? [...new Set([...first.stale, ...second.stale])] : null,
});
