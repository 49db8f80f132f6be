import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { password, type PasswordState } from '../contract/password.ts';
import { passwordChange as english } from '../localize/en/password-change.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { focusStays } from '../shared/focused.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { isProven, proveFirst } from '../shared/prove-first.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { PasswordChangeClosedEvent } from './events.ts';
import type { PasswordForm } from './form.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * Gives the account a new password, and signs out everywhere else if wanted.
 * Who they are is asked before anything is typed, if the last proof is too old.
 *
 * @element password-change
 * @summary Changes the password, or adds the first one.
 *
 * @fires {PasswordChangedEvent} password-changed - The account has a new password.
 * @fires {PasswordChangeClosedEvent} password-change-closed - The form was closed: cancelled, or done with.
 * @fires {DirtyChangeEvent} dirty-change - There is a password that was typed and not saved, or no longer.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 */
export class PasswordChange extends LightElement {
  /** Starts with the form where the last proof of identity still counts; else, and without this, with a button. */
  @property({ type: Boolean }) open = false;

  readonly #state = new LoadController(this, password.get, () => ({}));
  readonly #opening = new SubmitController(this, () => this.#prepare());
  /** Fetched when somebody wants it. */
  #form: PasswordForm | undefined;

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => void this.#form?.forget());
    new UnsavedController(this, () => this.dirty);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) void this.#form?.forget();
    });
  }

  /** Whether something was typed that is not saved. */
  get dirty(): boolean {
    const { newPassword, confirmation } = this.form ? formValues(this.form) : {};
    return Boolean(newPassword || confirmation);
  }

  override get stepUpReason(): string {
    return this.#hasNone ? this.#words.add.reason : this.#words.reason;
  }

  /** Opens the form, after a proof of identity if the last one is too old. Resolves to `false` if that was cancelled. */
  async show(): Promise<boolean> {
    if (this.#form?.open || this.#readOnly) return true;
    const stays = focusStays();
    if (await this.#opening.run()) {
      await this.#form?.begin(this.#hasNone);
      if (stays()) this.focus();
    }
    return this.#opening.problem?.code !== 'reauthentication-required';
  }

  protected override firstUpdated(): void {
    if (this.open && !this.#readOnly) void this.#showIfProven();
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    return this.#state.render(
      (state) => (this.#form?.open ? this.#form.render() : this.#renderClosed(state)),
      this.#renderSkeleton(),
    );
  }

  #renderClosed({ set, changedAt }: PasswordState): unknown {
    const { localize } = this;
    const words = this.#words;
    const changed = changedAt && words.changedAt(localize.date(changedAt, { dateStyle: 'medium' }));
    return html`<div class="account-row">
      <div class="account-row-text">
        <h2 class="account-heading">${words.heading}</h2>
        <p class="account-muted">${set ? changed : words.add.none}</p>
        ${this.#readOnly ? html`<p class="account-muted">${localize.terms.states.readOnly}</p>` : nothing}
      </div>
      ${
        this.#readOnly
          ? nothing
          : html`<button
              class="account-button"
              type="button"
              aria-disabled=${this.#opening.pending ? 'true' : nothing}
              @click=${() => void this.show()}
            >
              ${set ? words.open : words.add.open}
            </button>`
      }
      <div class="account-outcome">
        ${this.#opening.renderOutcome(
          () => nothing,
          (problem) => this.#opening.renderProblem(problem, ''),
        )}
      </div>
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-row" aria-hidden="true">
      <div class="account-row-text">
        <div class="account-heading">${this.#words.heading}</div>
        <div class="account-skeleton account-skeleton-text"></div>
      </div>
      <div class="account-skeleton account-skeleton-button"></div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('passwordChange', english);
  }

  /** The backend does not let it be changed here. */
  get #readOnly(): boolean {
    return !this.activeClient.supports(password.change);
  }

  get #hasNone(): boolean {
    return this.#state.value?.set === false;
  }

  /** What has to be before somebody types: then nothing typed has to wait for it. */
  async #prepare(): Promise<void> {
    if (!this.#state.value) await this.#state.reload();
    await this.#fetchForm();
    if (this.#state.value) await proveFirst(this, 'highest');
  }

  async #fetchForm(): Promise<PasswordForm> {
    const { PasswordForm } = await fetchFile(() => import('./form.ts'));
    return (this.#form ??= new PasswordForm(this, {
      idPrefix: this.idPrefix,
      form: () => this.form,
      onClose: () => void this.#close(),
    }));
  }

  /** Nobody pressed anything: then nobody is asked anything, and the button is there if it fails. */
  async #showIfProven(): Promise<void> {
    if (!(await isProven(this, 'highest'))) return;
    const form = await this.#fetchForm().catch(() => undefined);
    if (form?.open === false) await form.begin(this.#hasNone);
  }

  async #close(): Promise<void> {
    this.#opening.reset();
    this.dispatchEvent(new PasswordChangeClosedEvent());
    await this.#form?.forget();
    this.focus();
  }
}
