import { html, nothing, type ReactiveController } from 'lit';
import { Problem, isProblem, type FieldProblemCode } from '../contract/problem.ts';
import type { AccountElement } from './account-element.ts';
import { focused } from './focused.ts';

type State<Value> =
  | { readonly name: 'idle' }
  | { readonly name: 'pending' }
  | { readonly name: 'done'; readonly value: Value }
  | { readonly name: 'failed'; readonly problem: Problem; readonly at: Date };

/** Milliseconds after which the words for a time to wait are said anew. */
const EVERY = 10_000;

/** A write: one at a time, and what came of it stays said until the person goes on. */
export class SubmitController<Args extends readonly unknown[], Value> implements ReactiveController {
  readonly #host: AccountElement;
  readonly #write: (...args: Args) => Promise<Value>;
  #state: State<Value> = { name: 'idle' };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AccountElement, write: (...args: Args) => Promise<Value>) {
    this.#host = host;
    this.#write = write;
    host.addController(this);
  }

  get state(): State<Value> {
    return this.#state;
  }

  get pending(): boolean {
    return this.#state.name === 'pending';
  }

  /** Why the last try failed, until the next one. */
  get problem(): Problem | undefined {
    return this.#state.name === 'failed' ? this.#state.problem : undefined;
  }

  /** Writes. A second call while one is under way is ignored. Resolves to whether it was done. */
  async run(...args: Args): Promise<boolean> {
    if (this.pending) return false;
    this.#set({ name: 'pending' });
    try {
      this.#set({ name: 'done', value: await this.#write(...args) });
    } catch (error) {
      const problem = isProblem(error) ? error : new Problem('unreadable', {}, { cause: error });
      this.#set({ name: 'failed', problem, at: new Date() });
      if (problem.code === 'unauthenticated') this.#host.activeClient.addEventListener('change', this.#handleSignedIn);
    }
    return this.#state.name === 'done';
  }

  /** Takes back what was said, as soon as the person edits again. */
  reset(): void {
    if (!this.pending && this.#state.name !== 'idle') this.#set({ name: 'idle' });
  }

  /** Why the server refused this field, if it did. */
  rejected(field: string): FieldProblemCode | undefined {
    return this.problem?.fields.find(({ name }) => name === field)?.code;
  }

  /**
   * Says what came of it. Both live regions are there from the start, because
   * readers miss those that arrive together with their text.
   */
  renderOutcome(
    done: (value: Value) => unknown,
    failed: (problem: Problem) => unknown = (problem) => this.renderProblem(problem),
  ): unknown {
    const { problem } = this;
    // The person's own decision: said, but no alarm.
    const cancelled = problem?.code === 'reauthentication-required';
    const slow = this.pending && this.#host.wait.slow;
    const calm = cancelled || slow;
    const { stillWorking } = this.#host.localize.terms.states;
    const told = cancelled ? this.#text(problem) : slow ? stillWorking : nothing;
    const said = this.#state.name === 'done' ? done(this.#state.value) : told;
    return html`<div class="account-status ${calm ? 'account-status-calm' : ''}" role="status">${said}</div>
      <div class="account-alert" role="alert">${problem && !cancelled ? failed(problem) : nothing}</div>`;
  }

  hostDisconnected(): void {
    // Not when it was only moved.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      clearTimeout(this.#timer);
      this.reset();
    });
  }

  #set(state: State<Value>): void {
    this.#state = state;
    this.#tick();
  }

  /** While there is a time to wait, its words follow it. */
  #tick(): void {
    clearTimeout(this.#timer);
    this.#host.requestUpdate();
    const left = this.#left;
    if (left > 0) this.#timer = setTimeout(() => this.#tick(), Math.min(left, EVERY));
  }

  /** Milliseconds until another try makes sense. */
  get #left(): number {
    if (this.#state.name !== 'failed') return 0;
    const { problem, at } = this.#state;
    return at.getTime() + (problem.retryAfter ?? 0) * 1000 - Date.now();
  }

  /** What happened, and what to do about it. `more` is said after it: that what was typed is kept, or how things stand. */
  readonly renderProblem = (problem: Problem, more?: string): unknown => {
    const { localize } = this.#host;
    const kept = problem.code === 'unreachable' ? localize.terms.states.typedKept : nothing;
    return html`<div class="account-banner">
      <p class="account-text">${this.#renderText(problem)} ${more ?? kept}</p>
      ${problem.code === 'unauthenticated' ? this.#host.renderSignIn() : nothing}
    </div>`;
  };

  /** Readers hear when it begins and when it is over, and not the words in between. */
  #renderText(problem: Problem): unknown {
    if (this.#left <= 0 || this.#state.name !== 'failed') return this.#text(problem);
    const heard = this.#host.localize.problem(problem, this.#state.at, this.#state.at.getTime());
    return html`<span class="account-visually-hidden">${heard}</span>
      <span aria-hidden="true">${this.#text(problem)}</span>`;
  }

  #text(problem: Problem): string {
    return this.#host.localize.problem(problem, this.#state.name === 'failed' ? this.#state.at : undefined);
  }

  /** Nothing else can have changed meanwhile. */
  readonly #handleSignedIn = ({ currentTarget }: Event) => {
    currentTarget?.removeEventListener('change', this.#handleSignedIn);
    if (this.problem?.code !== 'unauthenticated') return;
    const button = focused();
    this.reset();
    void this.#host.updateComplete.then(() => {
      // It was offered to sign in: what is next is to try again.
      if (button && !button.isConnected) this.#submitButton?.focus();
    });
  };

  get #submitButton(): HTMLElement | null {
    const submit = '[type=submit]';
    return this.#host.querySelector<HTMLElement>(submit) ?? this.#host.renderRoot.querySelector<HTMLElement>(submit);
  }
}
