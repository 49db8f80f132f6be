import { html, nothing, type CSSResult } from 'lit';
import { property } from 'lit/decorators.js';
import { account } from '../contract/account.ts';
import { password, type PasswordState } from '../contract/password.ts';
import { passwordChange as english } from '../localize/en/password-change.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasswordController } from '../shared/password-controller.ts';
import { isProven, proveFirst } from '../shared/prove-first.ts';
import { SignOutOthers } from '../shared/sign-out-others.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { checkIcon } from '../theme/icons.ts';
import { PasswordChangeClosedEvent, PasswordChangedEvent } from './events.ts';
import { mistakesIn, type Mistake, type Values } from './mistakes.ts';
import { lightStyles } from './password-change.styles.ts';
import { passwordFields } from './password-fields.ts';

type Wording = Pick<typeof english, 'open' | 'reason' | 'submit' | 'pending' | 'done'>;

/** `first`: the account had no password when the form was opened. */
type View =
  | { readonly name: 'closed' }
  | { readonly name: 'form'; readonly first: boolean }
  | { readonly name: 'done'; readonly first: boolean; readonly signedOut: number | undefined };

/**
 * Gives the account a new password, and signs out everywhere else if wanted.
 * Who they are is asked before anything is typed, if the last proof is too old.
 *
 * @element password-change
 * @summary Changes the password, or adds the first one.
 *
 * @fires {PasswordChangedEvent} password-changed - The account has a new password.
 * @fires {PasswordChangeClosedEvent} password-change-closed - The form was closed: cancelled, or done with.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 */
export class PasswordChange extends LightElement {
  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  /** Starts with the form where the last proof of identity still counts; else, and without this, with a button. */
  @property({ type: Boolean }) open = false;

  #view: View = { name: 'closed' };
  #mistakes: Readonly<Record<string, Mistake>> = {};
  readonly #state = new LoadController(this, password.get, () => ({}));
  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #opening = new SubmitController(this, () => this.#prepare());
  readonly #change = new SubmitController(this, (values: Values) => this.#write(values));
  readonly #passwords = new PasswordController(this);
  readonly #signOutOthers = new SignOutOthers(this);

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => void this.#go({ name: 'closed' }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) void this.#go({ name: 'closed' });
    });
  }

  /** Whether something was typed that is not saved. */
  get dirty(): boolean {
    const { newPassword, confirmation } = this.form ? formValues(this.form) : {};
    return Boolean(newPassword || confirmation);
  }

  override get stepUpReason(): string {
    return this.#wording(this.#hasNone).reason;
  }

  /** Opens the form, after a proof of identity if the last one is too old. Resolves to `false` if that was cancelled. */
  async show(): Promise<boolean> {
    if (this.#view.name !== 'closed') return true;
    if (await this.#opening.run()) {
      await this.#go({ name: 'form', first: this.#hasNone });
      this.focus();
    }
    return this.#opening.problem?.code !== 'reauthentication-required';
  }

  protected override firstUpdated(): void {
    if (this.open) void this.#showIfProven();
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const { terms } = this.localize;
    if (!this.activeClient.supports(password.change)) {
      return html`<p class="account-muted">${terms.problems.unsupported()}</p>`;
    }
    return this.#state.render((state) => this.#renderView(state), this.#renderSkeleton());
  }

  #renderView(state: PasswordState): unknown {
    switch (this.#view.name) {
      case 'closed':
        return this.#renderClosed(state);
      case 'form':
        return this.#renderForm(this.#wording(this.#view.first));
      case 'done':
        return this.#renderDone(this.#view.signedOut, this.#wording(this.#view.first));
    }
  }

  #renderClosed({ set, changedAt }: PasswordState): unknown {
    const { localize } = this;
    const words = this.#words;
    const changed = changedAt && words.changedAt(localize.date(changedAt, { dateStyle: 'medium' }));
    return html`<div class="account-password">
      <div class="account-password-text">
        <h2 class="account-heading">${words.heading}</h2>
        <p class="account-muted">${set ? changed : words.add.none}</p>
      </div>
      <button
        class="account-button"
        type="button"
        aria-disabled=${this.#opening.pending ? 'true' : nothing}
        @click=${() => void this.show()}
      >
        ${this.#wording(!set).open}
      </button>
      <div class="account-outcome">${this.#opening.renderOutcome(() => nothing)}</div>
    </div>`;
  }

  #renderForm(wording: Wording): unknown {
    const { terms } = this.localize;
    const { pending } = this.#change;
    const heading = `${this.idPrefix}-heading`;
    return html`<form
      class="account-form account-narrow-gaps account-password-form"
      method="post"
      novalidate
      aria-labelledby=${heading}
      @submit=${this.#handleSubmit}
    >
      <h2 class="account-heading" id=${heading}>${wording.open}</h2>
      <div class="account-outcome">${this.#change.renderOutcome(() => nothing)}</div>
      ${passwordFields({
        terms,
        passwords: this.#passwords,
        email: this.#account.value?.email,
        signOutOthers: this.#signOutOthers,
        idPrefix: this.idPrefix,
        described: (name) => this.#described(name),
      })}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${wording.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${wording.pending}</span>
        </button>
        <button class="account-button" type="button" @click=${this.#handleClose}>${terms.actions.cancel}</button>
      </div>
    </form>`;
  }

  #renderDone(signedOut: number | undefined, wording: Wording): unknown {
    const words = this.#words;
    return html`<div class="account-done">
      <span class="account-done-mark">${checkIcon}</span>
      <h2 class="account-heading" tabindex="-1">${wording.done}</h2>
      <p class="account-muted">${this.#signOutOthers.outcome(signedOut)}</p>
      <button class="account-button" type="button" @click=${this.#handleClose}>${words.finish}</button>
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-password" aria-hidden="true">
      <div class="account-password-text">
        <div class="account-heading">${this.#words.heading}</div>
        <div class="account-skeleton account-skeleton-text"></div>
      </div>
      <div class="account-skeleton account-skeleton-button"></div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('passwordChange', english);
  }

  #wording(first: boolean): Wording {
    return first ? this.#words.add : this.#words;
  }

  #described(name: string): { id: string; name: string; problem: string | undefined } {
    const mistake = this.#mistakes[name] ?? this.#change.rejected(name);
    const problem =
      mistake === 'mismatch' ? this.localize.terms.password.mismatch : this.localize.fieldProblem(mistake);
    return { id: `${this.idPrefix}-${name}`, name, problem };
  }

  get #hasNone(): boolean {
    return this.#state.value?.set === false;
  }

  /** What has to be before somebody types: then nothing typed has to wait for it. */
  async #prepare(): Promise<void> {
    if (!this.#state.value) await this.#state.reload();
    if (this.#state.value) await proveFirst(this, 'highest');
  }

  /** Nobody pressed anything: then nobody is asked anything. */
  async #showIfProven(): Promise<void> {
    if (!(await isProven(this, 'highest'))) return;
    if (this.#view.name === 'closed') await this.#go({ name: 'form', first: this.#hasNone });
  }

  async #write({ newPassword = '', signOutOthers }: Values): Promise<number> {
    const { first } = this.#view.name === 'form' ? this.#view : { first: this.#hasNone };
    const others = Boolean(signOutOthers);
    const { sessionsEnded } = await this.send(password.change, { body: { newPassword, signOutOthers: others } });
    void this.#go({ name: 'done', first, signedOut: others ? sessionsEnded : undefined });
    return sessionsEnded;
  }

  /** Shows another view; what was typed as password does not outlive the old one. */
  #go(view: View): Promise<boolean> {
    this.#passwords.clear(this.form);
    this.#view = view;
    this.#mistakes = {};
    this.#change.reset();
    this.requestUpdate();
    return this.updateComplete;
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#change.pending) return;
    const values = formValues(event.currentTarget as HTMLFormElement);
    this.#passwords.hide();
    this.#change.reset();
    this.#mistakes = mistakesIn(values);
    const sound = Object.keys(this.#mistakes).length === 0;
    const changed = sound && (await this.#change.run(values));
    this.requestUpdate();
    await this.updateComplete;
    if (changed) {
      this.queryLight<HTMLElement>('h2')?.focus();
      const { state } = this.#change;
      this.dispatchEvent(new PasswordChangedEvent(state.name === 'done' ? state.value : 0));
    } else if (!sound || this.#change.problem?.fields.length) {
      this.focus();
    }
  };

  readonly #handleClose = async () => {
    this.#opening.reset();
    this.dispatchEvent(new PasswordChangeClosedEvent());
    await this.#go({ name: 'closed' });
    this.focus();
  };
}
