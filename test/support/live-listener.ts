import { liveUpdates, type LiveUpdate } from 'account-elements/contract/live-updates.js';
import type { Browser } from './http-browser.ts';

/** A page that listens to its stream, as a browser reads it. */
export class LiveListener {
  readonly response: Response;
  readonly heard: LiveUpdate[] = [];
  /** Everything that came over the wire. */
  wire = '';
  ended = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #something: (() => void) | undefined;

  private constructor(response: Response) {
    this.response = response;
    this.#reader = response.body?.getReader();
  }

  /** Opens one; where it is refused there is a `response` and nothing to hear. */
  static async open(
    browser: Browser,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<LiveListener> {
    const path = `/api/account${liveUpdates.changes.path}?${new URLSearchParams(query)}`;
    const listener = new LiveListener(await browser.fetch(path, { headers }));
    if (listener.response.ok) {
      void listener.#read();
      await listener.until(() => listener.heard.length > 0);
    }
    return listener;
  }

  get position(): string {
    return this.heard.findLast(({ position }) => position !== undefined)?.position ?? '';
  }

  /** What it has heard to be stale, without what it was greeted with. */
  get stale(): readonly string[] {
    return this.heard.slice(1).flatMap(({ stale }) => stale ?? ['everything']);
  }

  get signedOut(): boolean {
    return this.heard.some(({ signedOut }) => signedOut === true);
  }

  /** Resolves to how many milliseconds that took. */
  async until(condition: () => boolean, patience = 15_000): Promise<number> {
    const start = performance.now();
    while (!condition()) {
      const left = patience - (performance.now() - start);
      if (left <= 0) throw new Error(`not heard within ${patience} ms: ${JSON.stringify(this.heard)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#something = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return performance.now() - start;
  }

  async close(): Promise<void> {
    await this.#reader?.cancel().catch(() => undefined);
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for (let pending = ''; ;) {
      const { done, value } = (await this.#reader?.read().catch(() => undefined)) ?? { done: true, value: undefined };
      if (done) break;
      const text = decoder.decode(value, { stream: true });
      this.wire += text;
      const events = (pending + text).split('\n\n');
      pending = events.pop() ?? '';
      for (const event of events) this.heard.push(JSON.parse(event.replace(/^data: /, '')) as LiveUpdate);
      this.#something?.();
    }
    this.ended = true;
    this.#something?.();
  }
}
