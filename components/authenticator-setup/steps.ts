import { html, nothing } from 'lit';
import { authenticators, type Authenticator, type AuthenticatorSetup } from '../contract/authenticators.ts';
import { isProblem, type Problem } from '../contract/problem.ts';
import { authenticatorSteps as english } from '../localize/en/authenticator-steps.ts';
import { CopyButton } from '../shared/copy-button.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import type { LightElement } from '../shared/light-element.ts';
import { RecoveryCodeSheet } from '../shared/recovery-code-sheet.ts';
import type { SignOutOthers } from '../shared/sign-out-others.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { checkIcon } from '../theme/icons.ts';
import { codeFields, mistakeIn, type CodeMistake } from './code-step.ts';
import { AuthenticatorAddedEvent } from './events.ts';
import { scanStep } from './scan-step.ts';

/** What a setup begins with. */
export interface Beginning {
  readonly setup: AuthenticatorSetup;
  readonly replaces: Authenticator | undefined;
  /** Recovery codes come with it, as far as is known. */
  readonly first: boolean;
  /** Those that were set up before. */
  readonly before: readonly Authenticator[];
}

interface Outcome {
  readonly name: string;
  readonly replaced: boolean;
  /** How many sessions were signed out, if that was wanted; `unknown`: the answer got lost. */
  readonly signedOut: number | 'unknown' | undefined;
  /** There are recovery codes that nobody saw. */
  readonly unseen: boolean;
}

type Step =
  | { readonly name: 'closed' }
  | { readonly name: 'scan' | 'code'; readonly beginning: Beginning }
  | { readonly name: 'expired'; readonly replaces: Authenticator | undefined }
  | { readonly name: 'codes' | 'done'; readonly outcome: Outcome };

type Values = Readonly<Record<string, string>>;

interface Options {
  readonly idPrefix: string;
  readonly signOutOthers: SignOutOthers;
  /** What is set up by now, as the server says. */
  readonly list: () => Promise<readonly Authenticator[] | undefined>;
  /** Begins anew. */
  readonly start: (replaces: Authenticator | undefined) => void;
  /** What came of beginning anew. */
  readonly renderStart: () => unknown;
  readonly onClosed: () => void;
}

/** The steps of setting up an authenticator application, one on screen at a time. Leaving the first two changes nothing. */
export class Steps {
  readonly #host: LightElement;
  readonly #options: Options;
  readonly #sheet: RecoveryCodeSheet;
  readonly #copy: CopyButton;
  readonly #confirm: SubmitController<[Values, Beginning], void>;
  #step: Step = { name: 'closed' };
  #mistake: CodeMistake | undefined;
  /** How often a code did not match. */
  #wrong = 0;

  constructor(host: LightElement, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#copy = new CopyButton(host);
    this.#sheet = new RecoveryCodeSheet(host, { idPrefix: options.idPrefix, onDone: () => void this.#finish() });
    this.#confirm = new SubmitController(host, (values, beginning) => this.#write(values, beginning));
  }

  get open(): boolean {
    return this.#step.name !== 'closed';
  }

  /** Whether there are recovery codes on screen that nobody said are saved, or a code or a name that was typed. */
  get dirty(): boolean {
    if (this.#step.name !== 'code') return this.#sheet.shown;
    const form = this.#find<HTMLFormElement>('form');
    return form !== null && changedFields(form).some((name) => name !== 'signOutOthers');
  }

  begin(beginning: Beginning): Promise<void> {
    this.#wrong = 0;
    return this.#go({ name: 'scan', beginning });
  }

  /** Nothing of it stays: no key, no code. */
  forget(): void {
    this.#sheet.forget();
    void this.#go({ name: 'closed' });
  }

  render(): unknown {
    switch (this.#step.name) {
      case 'closed':
        return nothing;
      case 'scan':
        return this.#renderScan(this.#step.beginning);
      case 'code':
        return this.#renderCode(this.#step.beginning);
      case 'expired':
        return this.#renderExpired(this.#step.replaces);
      case 'codes':
        return this.#sheet.render(this.#renderProgress(3, 3));
      case 'done':
        return this.#renderDone(this.#step.outcome);
    }
  }

  #renderScan(beginning: Beginning): unknown {
    const words = this.#words.scan;
    return html`<div class="account-form account-narrow-gaps account-setup">
      ${this.#renderHead(1, beginning, html`<p class="account-muted account-setup-text">${words.text}</p>`)}
      ${scanStep({ setup: beginning.setup, words, copy: this.#copy, key: () => this.#find('.account-setup-code') })}
      <div class="account-buttons">
        <button
          class="account-button account-button-primary"
          type="button"
          @click=${() => void this.#go({ name: 'code', beginning })}
        >
          ${words.next}
        </button>
        ${this.#renderCancel()}
      </div>
    </div>`;
  }

  #renderCode(beginning: Beginning): unknown {
    const { terms } = this.#host.localize;
    const { code: words } = this.#words;
    const { pending } = this.#confirm;
    return html`<form
      class="account-form account-narrow-gaps account-setup"
      method="post"
      novalidate
      aria-labelledby="${this.#options.idPrefix}-step"
      @submit=${(event: SubmitEvent) => void this.#handleSubmit(event, beginning)}
    >
      ${this.#renderHead(2, beginning)}
      <div class="account-outcome">${this.#confirm.renderOutcome(() => nothing, this.#renderProblem)}</div>
      ${codeFields({
        terms,
        words,
        idPrefix: this.#options.idPrefix,
        mistake: this.#mistake,
        wrong: this.#wrong,
        nameProblem: this.#host.localize.fieldProblem(this.#confirm.rejected('name')),
        name: beginning.replaces?.name ?? '',
        signOutOthers: this.#options.signOutOthers,
      })}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${words.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${words.pending}</span>
        </button>
        <button
          class="account-button"
          type="button"
          @click=${() => void (this.#confirm.pending || this.#go({ name: 'scan', beginning }))}
        >
          ${words.back}
        </button>
        ${this.#renderCancel()}
      </div>
    </form>`;
  }

  #renderExpired(replaces: Authenticator | undefined): unknown {
    const words = this.#words.expired;
    return html`<div class="account-form account-narrow-gaps account-setup">
      <div class="account-setup-head">
        <h2 class="account-heading" tabindex="-1">${words.heading}</h2>
        <p class="account-muted">${words.text}</p>
      </div>
      <div class="account-outcome">${this.#options.renderStart()}</div>
      <div class="account-buttons">
        <button
          class="account-button account-button-primary"
          type="button"
          @click=${() => this.#options.start(replaces)}
        >
          ${words.restart}
        </button>
        ${this.#renderCancel()}
      </div>
    </div>`;
  }

  #renderDone({ name, replaced, signedOut, unseen }: Outcome): unknown {
    const words = this.#words.done;
    return html`<div class="account-done">
      <span class="account-done-mark">${checkIcon}</span>
      <h2 class="account-heading" tabindex="-1">${words.heading(name)}</h2>
      <p class="account-muted">
        ${words.fromNow} ${replaced ? words.replaced : nothing}
        ${signedOut === 'unknown' ? nothing : this.#options.signOutOthers.outcome(signedOut)}
      </p>
      ${unseen ? html`<p class="account-text account-setup-unseen">${words.unseen}</p>` : nothing}
      <button class="account-button" type="button" @click=${this.#close}>${words.finish}</button>
    </div>`;
  }

  #renderHead(step: 1 | 2, { replaces, first }: Beginning, text: unknown = nothing): unknown {
    const words = this.#words;
    return html`<div class="account-setup-head">
      ${this.#renderProgress(step, first ? 3 : 2)}
      <h2 class="account-heading" id="${this.#options.idPrefix}-step" tabindex="-1">
        ${step === 1 ? words.scan.heading : words.code.heading}
      </h2>
      ${text} ${replaces ? html`<p class="account-muted">${words.replacing(replaces.name)}</p>` : nothing}
    </div>`;
  }

  #renderProgress(step: number, of: number): unknown {
    return html`<p class="account-hint account-setup-progress">${this.#words.step(step, of)}</p>`;
  }

  #renderCancel(): unknown {
    const { actions } = this.#host.localize.terms;
    return html`<button class="account-button account-button-quiet" type="button" @click=${this.#close}>
      ${actions.cancel}
    </button>`;
  }

  /** A wrong code is told at its field. */
  readonly #renderProblem = (problem: Problem): unknown =>
    problem.code === 'wrong-credential' ? nothing : this.#confirm.renderProblem(problem);

  get #words(): typeof english {
    return this.#host.localize.words('authenticatorSteps', english);
  }

  async #write({ code = '', name = '', signOutOthers }: Values, beginning: Beginning): Promise<void> {
    const { setup, replaces } = beginning;
    const others = Boolean(signOutOthers);
    try {
      const confirmed = await this.#host.send(authenticators.confirm, {
        body: {
          id: setup.id,
          code: code.replaceAll(/\s/g, ''),
          signOutOthers: others,
          ...(name.trim() && { name: name.trim() }),
          ...(replaces && { replaces: replaces.id }),
        },
      });
      // Left, or signed out, in the meantime: what came is for nobody to see.
      if (this.#hasLeft(beginning)) return;
      const { authenticator, recoveryCodes, sessionsEnded } = confirmed;
      const outcome = {
        name: authenticator.name,
        replaced: replaces !== undefined,
        signedOut: others ? sessionsEnded : undefined,
        unseen: false,
      };
      if (recoveryCodes) this.#sheet.show({ codes: recoveryCodes, company: setup.issuer, account: setup.account });
      await this.#go({ name: recoveryCodes ? 'codes' : 'done', outcome });
      this.#host.dispatchEvent(new AuthenticatorAddedEvent(replaces !== undefined, sessionsEnded));
    } catch (error) {
      if (isProblem(error, 'wrong-credential')) {
        this.#wrong += 1;
        this.#mistake = 'wrong';
      }
      if (!isProblem(error, 'not-found')) throw error;
      await this.#handleGone(beginning);
    }
  }

  /** Whether somebody else may be at another setup by now. */
  #hasLeft(beginning: Beginning): boolean {
    return this.#step.name !== 'code' || this.#step.beginning !== beginning;
  }

  /** The setup is no more: it expired, or it was finished and the answer got lost on the way. */
  async #handleGone(beginning: Beginning): Promise<void> {
    const { before, first, replaces } = beginning;
    const list = await this.#options.list();
    if (this.#hasLeft(beginning)) return;
    const added = list?.find(({ id }) => before.every((known) => known.id !== id));
    await this.#go(
      added
        ? {
            name: 'done',
            outcome: { name: added.name, replaced: replaces !== undefined, signedOut: 'unknown', unseen: first },
          }
        : { name: 'expired', replaces },
    );
  }

  async #handleSubmit(event: SubmitEvent, beginning: Beginning): Promise<void> {
    event.preventDefault();
    if (this.#confirm.pending) return;
    const values = formValues(event.currentTarget as HTMLFormElement);
    this.#confirm.reset();
    this.#mistake = mistakeIn(values['code'] ?? '');
    this.#host.requestUpdate();
    if (!this.#mistake) await this.#confirm.run(values, beginning);
    await this.#host.updateComplete;
    if (this.#step.name !== 'code') return;
    if (this.#mistake || this.#confirm.problem?.fields.length) {
      this.#host.focus();
      this.#find<HTMLInputElement>('[aria-invalid="true"]')?.select();
    }
  }

  async #finish(): Promise<void> {
    if (this.#step.name === 'codes') await this.#go({ name: 'done', outcome: this.#step.outcome });
  }

  readonly #close = (): void => {
    // Recovery codes may be on their way.
    if (this.#confirm.pending) return;
    void this.#go({ name: 'closed' });
    this.#options.onClosed();
  };

  /** Shows another step, and moves the focus there. */
  async #go(step: Step): Promise<void> {
    // A code that was typed does not outlive its step.
    const code = this.#find<HTMLInputElement>('input[name="code"]');
    if (code) code.value = '';
    this.#step = step;
    this.#mistake = undefined;
    this.#copy.reset();
    this.#confirm.reset();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (step.name === 'closed') return;
    this.#find<HTMLElement>(step.name === 'code' ? 'input[name="code"]' : 'h2')?.focus();
  }

  #find<E extends HTMLElement>(selector: string): E | null {
    return this.#host.querySelector<E>(`:scope > .account-light ${selector}`);
  }
}
