import { html, nothing, type ReactiveController } from 'lit';
import type { AccountClient, StaleEvent } from '../client/account-client.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import type { AccountElement } from './account-element.ts';
import { conceal, reveal } from './concealment.ts';

/**
 * A read: runs when the element connects, when its client changes, after any
 * write through the same client, in this tab or another, and when the backend
 * tells that it is answered otherwise now. The last value stays on screen while
 * it reads again.
 */
export class LoadController<E extends Endpoint> implements ReactiveController {
  /** What was read last. */
  value: Result<E> | undefined;
  /** Why the last read failed. */
  problem: Problem | undefined;

  readonly #host: AccountElement;
  readonly #endpoint: E;
  readonly #input: () => Input<E>;
  /** Of the last read: aborted when a newer one starts, or when nobody wants its answer any more. */
  #reading: AbortController | undefined;
  #done: Promise<void> | undefined;
  /** Whether what is on screen has to be read again. */
  #stale = true;
  /** Something changed elsewhere: read again quietly, when what is under way is done. */
  #outdated = false;
  /** The client that is listened to, while connected. */
  #client: AccountClient | undefined;
  /** The client that was asked last. */
  #asked: AccountClient | undefined;
  /** Sign-outs until then: somebody else may be back on the page with this element. */
  #left = 0;
  #unconfirmed = false;
  /** Another one each time that the page is left: an answer from before that confirms nobody. */
  #visit = {};

  constructor(host: AccountElement, endpoint: E, input: () => Input<E>) {
    this.#host = host;
    this.#endpoint = endpoint;
    this.#input = input;
    host.addController(this);
  }

  /** Back from the browser's memory: the host is hidden until it is known who is signed in. */
  get unconfirmed(): boolean {
    return this.#unconfirmed;
  }

  /** Reads again, or asks first who is signed in where that is not known. Resolves when that is done, well or not. */
  async retry(): Promise<void> {
    await (this.#unconfirmed ? this.#confirm() : this.reload());
  }

  /** Reads again. Resolves when that is done, well or not. */
  async reload(): Promise<void> {
    this.#stale = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.#host.isConnected) await this.#done;
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#handlePageHide);
    window.addEventListener('pageshow', this.#handlePageShow);
    window.addEventListener('online', this.#handleOnline);
    if (this.#unconfirmed) void this.#confirm();
    // Moved in the tree, the element may have another client and stale data.
    this.#stale = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // An element that left the page asks nobody.
    if (!this.#host.isConnected) return;
    const client = this.#host.activeClient;
    if (client !== this.#client) this.#subscribe(client);
    if (client !== this.#asked || client.left !== this.#left) {
      this.#asked = client;
      this.#left = client.left;
      this.#stale = true;
      this.value = undefined;
      this.problem = undefined;
    }
    if (!this.#stale) return;
    this.#stale = false;
    if (this.value === undefined && !this.problem) this.#host.awaits(this, true);
    this.#done = this.#read();
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#handlePageHide);
    window.removeEventListener('pageshow', this.#handlePageShow);
    window.removeEventListener('online', this.#handleOnline);
    this.#unsubscribe();
    this.#client = undefined;
    this.#reading?.abort();
  }

  /** Shows the value, or the skeleton until there is one; and why reading failed, with what to do about it. */
  render(show: (value: Result<E>) => unknown, skeleton: unknown = nothing): unknown {
    // Always a pair: content that changes its place is made anew, and what was typed in it is gone.
    return [
      this.problem ? this.#renderProblem(this.problem) : nothing,
      this.value !== undefined ? show(this.value) : this.problem ? nothing : this.renderLoading(skeleton),
    ];
  }

  /**
   * The skeleton, in place of what is not there yet; `silent` where another one says that already. What is said stands
   * beside what is busy, not in it: there, readers may wait with it until it is over.
   */
  renderLoading(skeleton: unknown, { silent = false } = {}): unknown {
    return html`<div class="account-loading">
      <div class="account-awaited" aria-busy="true">${skeleton}</div>
      ${silent ? nothing : this.#renderWait()}
    </div>`;
  }

  #renderWait(): unknown {
    const { localize, wait } = this.#host;
    const { loading, stillLoading } = localize.terms.states;
    return html`<p
      class=${wait.slow ? 'account-still' : 'account-visually-hidden'}
      role=${wait.slow && !wait.speaks ? nothing : 'status'}
    >
      ${wait.slow ? stillLoading : loading}
    </p>`;
  }

  #renderProblem(problem: Problem): unknown {
    const { terms } = this.#host.localize;
    if (problem.code === 'unsupported') return html`<p class="account-muted">${terms.problems.unsupported()}</p>`;
    const out = problem.code === 'unauthenticated';
    // Nobody has been signed out who was not in.
    const said = out && !this.#host.activeClient.met ? terms.states.notSignedIn : this.#host.localize.problem(problem);
    return html`<div class="account-banner ${this.#unconfirmed ? 'account-shown' : ''}" role="alert" part="problem">
      <p class="account-text">${said}</p>
      ${
        out
          ? this.#host.renderSignIn()
          : html`<button class="account-button" part="button" @click=${this.#handleRetry}>
              ${terms.states.retry}
            </button>`
      }
    </div>`;
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#outdated = false;
    try {
      const value = await this.#host.send(this.#endpoint, this.#input(), { signal: reading.signal });
      // Also an answer that arrived in the very moment of signing out.
      if (!reading.signal.aborted) [this.value, this.problem] = [value, undefined];
    } catch (error) {
      if (!reading.signal.aborted) this.problem = toProblem(error);
    }
    // Whoever waits for an old answer gets the new one.
    if (this.#reading !== reading) return this.#done;
    this.#reading = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.awaits(this, false));
    if (this.#outdated) void this.#readQuietly();
  }

  /** Nobody waits for it: it does not count as use of the session, and where it fails, the next news tries again. */
  async #readQuietly(): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    this.#outdated = false;
    const options = { signal: reading.signal, unattended: true };
    let failed = false;
    try {
      const value = await this.#host.activeClient.send(this.#endpoint, this.#input(), options);
      if (!reading.signal.aborted) [this.value, this.problem] = [value, undefined];
    } catch (error) {
      failed = true;
      if (isProblem(error, 'unauthenticated') && !reading.signal.aborted) this.problem = error;
    }
    if (this.#reading !== reading) return;
    this.#reading = undefined;
    this.#host.requestUpdate();
    if (failed) this.#outdated = true;
    else if (this.#outdated) void this.#readQuietly();
  }

  #subscribe(client: AccountClient): void {
    this.#unsubscribe();
    this.#client = client;
    client.addEventListener('change', this.#handleChange);
    client.addEventListener('stale', this.#handleStale);
    client.addEventListener('signed-out', this.#handleSignedOut);
  }

  #unsubscribe(): void {
    this.#client?.removeEventListener('change', this.#handleChange);
    this.#client?.removeEventListener('stale', this.#handleStale);
    this.#client?.removeEventListener('signed-out', this.#handleSignedOut);
  }

  /** Shows again what was hidden, when it is known who is signed in. */
  async #confirm(): Promise<void> {
    const visit = this.#visit;
    try {
      // Who cannot say whether it is the same person leaves that to the read itself.
      if (!(await this.#host.activeClient.confirm())) {
        await this.reload();
        if (this.problem) this.value = undefined;
      }
    } catch (error) {
      if (this.#visit !== visit) return;
      this.problem = toProblem(error);
      this.#host.requestUpdate();
      if (this.problem.code !== 'unauthenticated') return;
      this.value = undefined;
    }
    // Only what is still theirs.
    await this.#host.updateComplete;
    if (this.#visit !== visit) return;
    this.#unconfirmed = false;
    reveal(this.#host, this);
  }

  readonly #handleChange = () => {
    void this.reload();
    // Somebody else had an answer.
    if (this.#unconfirmed) void this.#confirm();
  };

  readonly #handleStale = (event: Event) => {
    const { paths } = event as StaleEvent;
    this.#outdated ||= paths === null || paths.includes(this.#endpoint.path);
    if (this.#outdated && !this.#reading && this.value !== undefined) void this.#readQuietly();
  };

  // The browser may keep the page as it is now, and show it to whoever comes back to it.
  readonly #handlePageHide = ({ persisted }: PageTransitionEvent) => {
    if (!persisted || (this.#endpoint as Endpoint).access === 'public') return;
    this.#unconfirmed = true;
    this.#visit = {};
    conceal(this.#host, this);
    // Its answer would be about whoever was signed in.
    this.#reading?.abort();
  };

  readonly #handlePageShow = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    this.#handlePageHide(event);
    if (this.#unconfirmed) void this.#confirm();
    else void this.reload();
  };

  // Nothing personal may stay on screen, not even for the length of a request.
  readonly #handleSignedOut = () => {
    this.#left = this.#client?.left ?? 0;
    if ((this.#endpoint as Endpoint).access === 'public') return;
    this.#reading?.abort();
    this.value = undefined;
    this.problem = new Problem('unauthenticated');
    this.#host.requestUpdate();
  };

  /** The network is back: nobody has to press for that. */
  readonly #handleOnline = () => void (this.problem?.code === 'unreachable' && this.retry());

  readonly #handleRetry = () => void this.retry();
}

const toProblem = (error: unknown): Problem =>
  isProblem(error) ? error : new Problem('unreadable', {}, { cause: error });
