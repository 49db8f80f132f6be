import { html, nothing } from 'lit';
import { accountLockdown, type Kept } from '../contract/account-lockdown.ts';
import type { FieldProblemCode, Problem } from '../contract/problem.ts';
import { accountLockdown as english } from '../localize/en/account-lockdown.ts';
import type { LightElement } from '../shared/light-element.ts';
import { SubmitController } from '../shared/submit-controller.ts';

export interface WorkOptions {
  readonly idPrefix: string;
  readonly email: () => string | undefined;
  readonly form: () => HTMLFormElement | null;
  /** Something was done: reads anew where things stand, and goes on. */
  readonly onDone: () => Promise<void>;
}

/** A job that says what it did. */
type Job = () => Promise<string>;

/** What all steps work with: one thing is done at a time, what came of it is said, and it goes on. */
export class Work {
  readonly host: LightElement;
  readonly options: WorkOptions;
  readonly #act: SubmitController<[Job], string>;
  /** What is being worked on, for its button. */
  #target = '';

  constructor(host: LightElement, options: WorkOptions) {
    this.host = host;
    this.options = options;
    this.#act = new SubmitController(host, (job: Job) => job());
  }

  get words(): typeof english {
    return this.host.localize.words('accountLockdown', english);
  }

  /** Why the last thing could not be done. */
  get problem(): Problem | undefined {
    return this.#act.problem;
  }

  get pending(): boolean {
    return this.#act.pending;
  }

  /** For `aria-disabled` of every button, while something is done. */
  get busy(): 'true' | typeof nothing {
    return this.#act.pending ? 'true' : nothing;
  }

  isPendingOn(target: string): boolean {
    return this.#act.pending && this.#target === target;
  }

  rejected(field: string): FieldProblemCode | undefined {
    return this.#act.rejected(field);
  }

  reset(): void {
    this.#act.reset();
  }

  async run(target: string, job: Job): Promise<void> {
    if (this.#act.pending) return;
    this.#target = target;
    this.#act.reset();
    if (await this.#act.run(job)) await this.options.onDone();
  }

  /** Says that something is the person's own. */
  keep(kept: Kept): Promise<void> {
    return this.host.send(accountLockdown.keep, { body: kept });
  }

  renderOutcome(): unknown {
    // What is wrong with a field stands beside it.
    const failed = (problem: Problem): unknown =>
      problem.fields.length > 0 ? nothing : this.#act.renderProblem(problem);
    return html`<div class="account-outcome">${this.#act.renderOutcome((said) => said, failed)}</div>`;
  }

  renderKeep(kept: Kept, label: string, said: () => string, name?: string): unknown {
    return html`<button
      class="account-button ${'id' in kept ? 'account-button-quiet' : ''}"
      type="button"
      aria-label=${name ?? nothing}
      aria-disabled=${this.busy}
      @click=${() => this.run('keep', async () => (await this.keep(kept), said()))}
    >
      ${label}
    </button>`;
  }
}
