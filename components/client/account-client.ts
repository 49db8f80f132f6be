import { account } from '../contract/account.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import type { Locale } from '../contract/locale.ts';
import { liveUpdates } from '../contract/live-updates.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import { idle } from '../shared/idle.ts';
import { SharedReads } from './shared-reads.ts';

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** What the browser tells about the device when it is asked, for the `Account-Device` header; see `sign-in-form/this-device.ts`. */
  readonly device?: string | undefined;
  /** Nobody did anything for it: it does not keep the session alive. */
  readonly unattended?: boolean | undefined;
}

/** Beside the input of a request: whose it is. */
export interface Exchange extends SendOptions {
  /**
   * Id of the account that the page is about, as far as it is known. A backend whose session is somebody else’s by now
   * refuses with `another-account` and does nothing.
   */
  readonly account?: string | undefined;
  /** To be called with the id of the account whose session it was, by backends that tell. */
  readonly answeredFor: (account: string) => void;
}

/** What a backend has to be able to do; `httpClient` and `createClient` make one. */
export interface Transport {
  /** Whether this backend has the endpoint. */
  supports(endpoint: Endpoint): boolean;
  /** Sends one request. Rejects with a `Problem`. */
  send(endpoint: Endpoint, input: object, exchange: Exchange): Promise<unknown>;
}

interface Answer {
  readonly result: unknown;
  /** Whose session it was, where the backend told. */
  readonly account: string | undefined;
}

/** What tabs of one browser tell each other. */
type TabMessage = 'change' | 'signed-out';

/** What the backend told of by itself. */
export class StaleEvent extends Event {
  /** Paths of the contract that are answered otherwise now; `null`: any of them may be. */
  readonly paths: readonly string[] | null;

  constructor(paths: readonly string[] | null) {
    super('stale');
    this.paths = paths;
  }
}

/**
 * The only door between the elements and a backend.
 *
 * @fires change - Something was written, here or in another tab: what is on screen reads again.
 * @fires signed-out - The person signed out, here or in another tab: nothing personal may stay on screen.
 * @fires stale - Something changed elsewhere, see `StaleEvent`: what is concerned on screen reads again, quietly.
 * @fires locale-change - `locale` has a new value.
 */
export class AccountClient extends EventTarget {
  /** After how many milliseconds without an answer people read that it is still on its way. */
  patience = 5000;

  /** @internal Names the backend among the tabs of this browser. */
  readonly channel: string | undefined;

  readonly #transport: Transport;
  readonly #tabs: BroadcastChannel | undefined;
  readonly #reads = new SharedReads();
  #locale: Locale | undefined;
  #person: string | undefined;
  #confirming: Promise<boolean> | undefined;
  /** @internal Whether an answer was ever about somebody who is signed in: whoever is not any more has been signed out. */
  met = false;
  /** @internal How often somebody has signed out: whoever was off the page meanwhile heard of none. */
  left = 0;
  /** While it listens for what happens elsewhere. */
  #following: AbortController | undefined;

  /** `channel` names the backend among the tabs of this browser; left out, tabs do not hear of each other. */
  constructor(transport: Transport, channel?: string) {
    super();
    this.#transport = transport;
    this.channel = channel;
    if (typeof document === 'undefined') return;
    // Whoever comes back to the page then may be somebody else than the answer tells of.
    window.addEventListener('pagehide', () => (this.#confirming = undefined));
    if (channel === undefined) return;
    this.#tabs = new BroadcastChannel(`account-elements:${channel}`);
    this.#tabs.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => this.#heard(data));
  }

  /** How the signed-in person reads words, dates and numbers, as far as an answer has told. */
  get locale(): Locale | undefined {
    return this.#locale;
  }

  /** Whether the backend has this endpoint: elements leave out what it does not have. */
  supports(endpoint: Endpoint): boolean {
    return this.#transport.supports(endpoint);
  }

  /** Sends one request. Rejects with a `Problem`, or with the signal's reason when it was aborted. */
  async send<E extends Endpoint>(endpoint: E, input: Input<E>, options: SendOptions = {}): Promise<Result<E>> {
    if (!this.supports(endpoint)) throw new Problem('unsupported');
    const meant = this.#meantFor(endpoint);
    let answer: Answer;
    try {
      answer = await this.#ask(endpoint, input as object, meant, options);
      options.signal?.throwIfAborted();
    } catch (error) {
      if (isProblem(error, 'another-account') && meant === this.#person) this.#changeOver();
      throw error;
    }
    const result = answer.result as Result<E>;
    const person = personOf(result) ?? answer.account;
    // An answer that was under way while somebody else signed in tells nothing new.
    const late = meant !== undefined && meant !== this.#person;
    // Somebody else signed in after a session ended: what the first one had on screen, and typed, is not theirs.
    const another = person !== undefined && this.#person !== undefined && person !== this.#person && !late;
    if (another) this.#heard('signed-out');
    if (!late) this.#person = person ?? this.#person;
    if (hasLocale(result) && !late) this.#setLocale(result.locale);
    if (endpoint.method !== 'GET' && !endpoint.unseen) this.#tell(endpoint.signsOut ? 'signed-out' : 'change');
    else if (another) this.#heard('change');
    if (endpoint.access !== 'public') {
      this.met = true;
      if (!late && !endpoint.signsOut) this.#follow();
    }
    return result;
  }

  /**
   * Asks who is signed in, after a time in which this page heard of nothing; what is on screen reads again. Nobody or
   * somebody else counts as signed out. Resolves to whether it knows that this is the person from before. Rejects with
   * a `Problem` when nobody is signed in, or nobody can say.
   */
  confirm(): Promise<boolean> {
    if (this.#confirming) return this.#confirming;
    const confirming = this.#confirm().finally(() => {
      if (this.#confirming === confirming) this.#confirming = undefined;
    });
    this.#confirming = confirming;
    return confirming;
  }

  async #confirm(): Promise<boolean> {
    const before = this.#person;
    if (!this.supports(account.get)) return false;
    // What was asked before that time tells nothing.
    this.#reads.forget();
    try {
      await this.send(account.get, {});
    } catch (error) {
      // Unless that was heard meanwhile: whoever is told why they were signed out reads on.
      if (before !== undefined && this.#person === before && isProblem(error, 'unauthenticated')) {
        this.#heard('signed-out');
      }
      throw error;
    }
    if (before === undefined || this.#person === before) this.#heard('change');
    return before !== undefined;
  }

  /** Several elements may want to know the same at once. */
  #ask(
    endpoint: Endpoint,
    input: object,
    account: string | undefined,
    { device, signal, unattended }: SendOptions,
  ): Promise<Answer> {
    const ask = async (signal?: AbortSignal): Promise<Answer> => {
      let answered: string | undefined;
      const answeredFor = (account: string) => (answered = account);
      const exchange = { ...(signal && { signal }), account, answeredFor, device, unattended };
      const result = await this.#transport.send(endpoint, input, exchange);
      return { result, account: answered };
    };
    if (endpoint.method !== 'GET' || endpoint.download || endpoint.stream) return ask(signal);
    return this.#reads.ask(JSON.stringify([endpoint.path, input, account]), signal, ask);
  }

  /** Who is signed in is asked without presuming it. */
  #meantFor(endpoint: Endpoint): string | undefined {
    return endpoint.access === 'public' || endpoint === account.get ? undefined : this.#person;
  }

  /** Somebody else is signed in: nothing of the one before stays, and what is on screen reads anew. */
  #changeOver(): void {
    this.#heard('signed-out');
    this.#heard('change');
  }

  #tell(message: TabMessage): void {
    this.#heard(message);
    this.#tabs?.postMessage(message);
  }

  #heard(message: TabMessage): void {
    this.#reads.forget();
    if (message === 'signed-out') {
      this.left += 1;
      this.#unfollow(this.#following);
      this.#person = undefined;
      this.#setLocale(undefined);
    }
    this.dispatchEvent(new Event(message));
  }

  /** From the first answer to somebody signed in until they sign out, where the backend has that. */
  #follow(): void {
    if (this.#following || typeof document === 'undefined' || !this.supports(liveUpdates.changes)) return;
    const following = new AbortController();
    // It was asked for somewhat earlier.
    const since = performance.now() - 1000;
    this.#following = following;
    // Not before what people wait for.
    void idle()
      .then(() => import('./follow.ts'))
      .then(({ follow }) => follow(this, following.signal, since))
      // Without it everything works when it is read again; the next answer tries again.
      .catch(() => this.#unfollow(following));
  }

  #unfollow(following: AbortController | undefined): void {
    following?.abort();
    if (this.#following === following) this.#following = undefined;
  }

  /** @internal What the backend told of by itself. */
  learn(stale: readonly string[] | null): void {
    this.#reads.forget();
    this.dispatchEvent(new StaleEvent(stale));
  }

  /** @internal The session that was followed is over, and nobody can say whether there is another one. */
  forget(): void {
    if (this.#following) this.#heard('signed-out');
  }

  #setLocale(locale: Locale | undefined): void {
    if (JSON.stringify(locale) === JSON.stringify(this.#locale)) return;
    this.#locale = locale;
    this.dispatchEvent(new Event('locale-change'));
  }
}

/** Any answer with a `locale` says how the signed-in person reads. */
const hasLocale = (result: unknown): result is { readonly locale: Locale } =>
  typeof result === 'object' && result !== null && 'locale' in result;

/** Whose account an answer shows, if it shows one. */
function personOf(result: unknown): string | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const account = 'account' in result ? result.account : result;
  if (typeof account !== 'object' || account === null || !('email' in account && 'id' in account)) return undefined;
  return String(account.id);
}
