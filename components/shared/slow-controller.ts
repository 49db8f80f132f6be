import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountClient } from '../client/account-client.ts';

/** Of all that wait for one backend, the one that says so: readers hear it once. */
const speakers = new WeakMap<AccountClient, SlowController>();

/**
 * Knows when an answer takes longer than people wait without a word. What waits
 * for a person instead of the server is not slow: no request is under way then.
 */
export class SlowController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  /** The requests that people have waited for too long, with whom was asked. */
  readonly #late = new Map<Promise<unknown>, AccountClient>();

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether something takes long. */
  get slow(): boolean {
    return this.#late.size > 0;
  }

  /** Whether it is this element that says so. */
  get speaks(): boolean {
    return [...this.#late.values()].some((client) => speakers.get(client) === this);
  }

  /** Keeps the time until the answer is there, or nobody wants it any more. */
  watch<T>(client: AccountClient, answer: Promise<T>, signal?: AbortSignal): Promise<T> {
    const timer = setTimeout(() => {
      this.#late.set(answer, client);
      // Nobody hears what is off the page.
      if (this.#host.isConnected && !speakers.has(client)) speakers.set(client, this);
      this.#host.requestUpdate();
    }, client.patience);
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      this.#forget(answer);
    };
    signal?.addEventListener('abort', stop);
    void answer.then(stop, stop);
    return answer;
  }

  hostDisconnected(): void {
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.#host.isConnected) for (const answer of this.#late.keys()) this.#forget(answer);
    });
  }

  #forget(answer: Promise<unknown>): void {
    const client = this.#late.get(answer);
    if (!client) return;
    this.#late.delete(answer);
    if (speakers.get(client) === this && ![...this.#late.values()].includes(client)) speakers.delete(client);
    this.#host.requestUpdate();
  }
}
