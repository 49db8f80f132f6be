import { account } from '../contract/account.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import type { Locale } from '../contract/locale.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import { signIn } from '../contract/sign-in.ts';

export interface SendOptions {
  readonly signal?: AbortSignal;
}

/** What a backend has to be able to do; `httpClient` and `createClient` make one. */
export interface Transport {
  /** Whether this backend has the endpoint. */
  supports(endpoint: Endpoint): boolean;
  /** Sends one request. Rejects with a `Problem`. */
  send(endpoint: Endpoint, input: object, options: SendOptions): Promise<unknown>;
}

/** What tabs of one browser tell each other. */
type TabMessage = 'change' | 'signed-out';

/**
 * The only door between the elements and a backend.
 *
 * @fires change - Something was written, here or in another tab: what is on screen reads again.
 * @fires signed-out - The person signed out, here or in another tab: nothing personal may stay on screen.
 * @fires locale-change - `locale` has a new value.
 */
export class AccountClient extends EventTarget {
  /** After how many milliseconds without an answer people read that it is still on its way. */
  patience = 5000;

  readonly #transport: Transport;
  readonly #tabs: BroadcastChannel | undefined;
  #locale: Locale | undefined;
  #person: string | undefined;
  #confirming: Promise<boolean> | undefined;

  /** `channel` names the backend among the tabs of this browser; left out, tabs do not hear of each other. */
  constructor(transport: Transport, channel?: string) {
    super();
    this.#transport = transport;
    if (channel === undefined || typeof document === 'undefined') return;
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
    const result = (await this.#transport.send(endpoint, input as object, options)) as Result<E>;
    options.signal?.throwIfAborted();
    // Somebody else signed in after a session ended: what the first one had on screen, and typed, is not theirs.
    const person = personOf(result);
    const another = person !== undefined && this.#person !== undefined && person !== this.#person;
    if (another) this.#heard('signed-out');
    this.#person = person ?? this.#person;
    if (hasLocale(result)) this.#setLocale(result.locale);
    if (endpoint.method !== 'GET' && !endpoint.unseen)
      this.#tell((endpoint as Endpoint) === signIn.signOut ? 'signed-out' : 'change');
    else if (another) this.#heard('change');
    return result;
  }

  /**
   * Asks who is signed in, after a time in which this page heard of nothing; what is on screen reads again. Nobody or
   * somebody else counts as signed out. Resolves to whether it knows that this is the person from before. Rejects with
   * a `Problem` when nobody is signed in, or nobody can say.
   */
  confirm(): Promise<boolean> {
    this.#confirming ??= this.#confirm().finally(() => (this.#confirming = undefined));
    return this.#confirming;
  }

  async #confirm(): Promise<boolean> {
    const before = this.#person;
    if (!this.supports(account.get)) return false;
    try {
      await this.send(account.get, {});
    } catch (error) {
      if (before !== undefined && isProblem(error, 'unauthenticated')) this.#heard('signed-out');
      throw error;
    }
    if (before === undefined || this.#person === before) this.#heard('change');
    return before !== undefined;
  }

  #tell(message: TabMessage): void {
    this.#heard(message);
    this.#tabs?.postMessage(message);
  }

  #heard(message: TabMessage): void {
    if (message === 'signed-out') {
      this.#person = undefined;
      this.#setLocale(undefined);
    }
    this.dispatchEvent(new Event(message));
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
