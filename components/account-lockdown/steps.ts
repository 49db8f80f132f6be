import { html, nothing } from 'lit';
import type { Lockdown } from '../contract/account-lockdown.ts';
import type { LightElement } from '../shared/light-element.ts';
import { CodesStep } from './codes-step.ts';
import { emailStep } from './email-step.ts';
import { factorsStep } from './factors-step.ts';
import { PasswordStep } from './password-step.ts';
import { isOpen, stepsOf, type StepName } from './progress.ts';
import { Work, type WorkOptions } from './work.ts';

/** Taking the account back, one thing at a time. Each counts as soon as it is done. */
export class Steps {
  readonly #work: Work;
  readonly #password: PasswordStep;
  readonly #codes: CodesStep;

  constructor(host: LightElement, options: WorkOptions) {
    this.#work = new Work(host, options);
    this.#password = new PasswordStep(this.#work);
    this.#codes = new CodesStep(this.#work);
  }

  get dirty(): boolean {
    return this.#password.dirty || this.#codes.dirty;
  }

  /** Nothing that was typed or said stays. */
  forget(): void {
    this.#password.forget();
    this.#codes.forget();
    this.#work.reset();
  }

  /** The step that is next; nothing when all are done. */
  currentOf(lockdown: Lockdown): StepName | undefined {
    if (this.#codes.stays) return 'codes';
    return stepsOf(lockdown).find((step) => isOpen(step, lockdown));
  }

  render(lockdown: Lockdown): unknown {
    const steps = stepsOf(lockdown);
    const current = this.currentOf(lockdown);
    const { words } = this.#work;
    const heading = current ? words[current].heading : words.finish.heading;
    return html`<div class="account-lockdown-step">
      ${steps.length > 1 && current ? this.#renderProgress(steps.indexOf(current) + 1, steps) : nothing}
      <h2 class="account-heading account-lockdown-heading" tabindex="-1">${heading}</h2>
      ${this.#work.renderOutcome()} ${current ? this.#renderStep(current, lockdown) : nothing}
      ${this.#renderStuck(lockdown)}
    </div>`;
  }

  #renderProgress(number: number, steps: readonly StepName[]): unknown {
    return html`<div class="account-lockdown-progress">
      <p class="account-muted">${this.#work.words.steps.progress(number, steps.length)}</p>
      <div class="account-lockdown-bar" aria-hidden="true">
        ${steps.map((_, index) => html`<span class="account-lockdown-dash" ?data-done=${index < number}></span>`)}
      </div>
    </div>`;
  }

  #renderStep(step: StepName, lockdown: Lockdown): unknown {
    switch (step) {
      case 'email':
        return emailStep(this.#work, lockdown);
      case 'password':
        return this.#password.render();
      case 'factors':
        return factorsStep(this.#work, lockdown);
      case 'codes':
        return this.#codes.render(lockdown);
    }
  }

  /** Whoever cannot prove it: what to do, said once it has failed. */
  #renderStuck({ factors }: Lockdown): unknown {
    const { problem, words } = this.#work;
    if (problem?.code !== 'reauthentication-required' || !factors.some(({ isNew }) => isNew)) return nothing;
    return html`<p class="account-hint">${words.steps.stuck}</p>`;
  }
}
