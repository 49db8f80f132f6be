import { isProblem, type ProblemCode } from '../contract/problem.ts';
import { liveUpdates, type LiveUpdate } from '../contract/live-updates.ts';
import type { Input } from '../contract/endpoint.ts';
import { Attention } from './attention.ts';

export { eventsOf } from './event-stream.ts';

/*
 * Listens for what happens elsewhere: one stream for all tabs of this browser. Fetched by itself, after what people
 * wait for.
 */

type Changes = typeof liveUpdates.changes;

/** The client, as far as this has to know it. */
interface Followed {
  readonly channel: string | undefined;
  send(
    endpoint: Changes,
    input: Input<Changes>,
    options: { readonly signal: AbortSignal; readonly unattended: true },
  ): Promise<AsyncIterable<LiveUpdate>>;
  confirm(): Promise<boolean>;
  forget(): void;
  learn(stale: readonly string[] | null): void;
}

/** In milliseconds. */
const pace = {
  /** Silence after which a stream counts as dead: it says three times as often that it lives. */
  silence: 60_000,
  /** The longest wait between two tries. */
  longest: 30_000,
  /** How long the question who is signed in may take before nothing personal stays. */
  checkOut: 1000,
};

/** What says nothing against another try; after anything else, this backend has no such thing. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unreachable',
  'unavailable',
  'server-error',
  'too-many-attempts',
  'unauthenticated',
  'another-account',
]);

/**
 * Listens until `signal` is aborted, or the backend has no such thing.
 *
 * @param since when what is on screen was read, on the clock of `performance`
 */
export async function follow(client: Followed, signal: AbortSignal, since: number): Promise<void> {
  const follower = new Follower(client, since);
  const attention = new Attention(signal);
  signal.addEventListener('abort', () => follower.close());
  for (let failures = 0; !signal.aborted;) {
    await attention.gained();
    const turn = AbortSignal.any([signal, attention.lost()]);
    const told = await inTurn(client.channel, turn, () => follower.listen(turn)).catch(() =>
      // Whose turn it is could not be told.
      pause(waitAfter(failures++), turn),
    );
    if (told === 'never') return;
  }
}

/** Never all pages at the same instant, however many lost the server at once. */
const waitAfter = (failures: number): number => Math.random() * Math.min(pace.longest, 1000 * 2 ** failures);

/** One tab at a time, where tabs can agree on that; each for itself elsewhere. */
async function inTurn<T>(
  channel: string | undefined,
  signal: AbortSignal,
  job: () => Promise<T>,
): Promise<T | undefined> {
  if (channel === undefined || !('locks' in navigator)) return job();
  try {
    return await navigator.locks.request(`account-elements:${channel}`, { signal }, job);
  } catch (error) {
    if (signal.aborted) return undefined;
    // Storage is switched off in this browser.
    if (error instanceof DOMException) return job();
    throw error;
  }
}

class Follower {
  readonly #client: Followed;
  /** Tells other tabs what this one hears, and hears what they do. */
  readonly #tabs: BroadcastChannel | undefined;
  /** Of the last update, in whichever tab it arrived. */
  #position: string | undefined;
  readonly #since: number;
  /** Somebody else may be signed in: nothing that is still on its way is about them. */
  #closed = false;

  constructor(client: Followed, since: number) {
    this.#client = client;
    this.#since = since;
    if (client.channel === undefined) return;
    this.#tabs = new BroadcastChannel(`account-elements:${client.channel}:live`);
    this.#tabs.addEventListener('message', ({ data }: MessageEvent<LiveUpdate>) => this.#learn(data));
  }

  close(): void {
    this.#closed = true;
    this.#tabs?.close();
  }

  /** Opens the stream, again and again, until it is somebody else's turn. */
  async listen(signal: AbortSignal): Promise<'never' | undefined> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      let atLeast = 0;
      try {
        await this.#hearAll(signal, () => (failures = 0));
      } catch (error) {
        if (signal.aborted) return undefined;
        if (isProblem(error) && !passing.has(error.code)) return 'never';
        if (isProblem(error, 'unauthenticated')) void this.#checkOut();
        if (isProblem(error)) atLeast = (error.retryAfter ?? 0) * 1000;
      }
      await pause(atLeast + waitAfter(failures), signal);
    }
    return undefined;
  }

  async #hearAll(signal: AbortSignal, onUpdate: () => void): Promise<void> {
    const silent = new AbortController();
    const age = String(Math.round(performance.now() - this.#since));
    const query = this.#position === undefined ? { age } : { after: this.#position };
    const options = { signal: AbortSignal.any([signal, silent.signal]), unattended: true } as const;
    const updates = await this.#client.send(liveUpdates.changes, { query }, options);
    const source = updates[Symbol.asyncIterator]();
    try {
      for (;;) {
        const timer = setTimeout(() => silent.abort(), pace.silence);
        const { done, value } = await orAborted(source.next(), options.signal).finally(() => clearTimeout(timer));
        if (done) return;
        onUpdate();
        this.#tabs?.postMessage(value);
        this.#learn(value);
      }
    } finally {
      void source.return?.().catch(() => undefined);
    }
  }

  #learn({ position, signedOut, stale }: LiveUpdate): void {
    this.#position = position ?? this.#position;
    if (signedOut) void this.#checkOut();
    else this.#client.learn(stale);
  }

  /** The session is over, unless this browser has another one by now: where that is not known at once, nothing stays. */
  async #checkOut(): Promise<void> {
    const forget = () => this.#closed || this.#client.forget();
    const timer = setTimeout(forget, pace.checkOut);
    await this.#client.confirm().catch(forget);
    clearTimeout(timer);
  }
}

/** Also where a backend of somebody's own does not look at the signal. */
const orAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/** Until the time is over, the network is back, or nobody waits any more. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
