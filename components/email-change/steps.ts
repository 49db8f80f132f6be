import { html, nothing } from 'lit';
import { signalPasskeys } from '../client/signal-passkeys.ts';
import { emailChange, type PendingEmail } from '../contract/email-change.ts';
import { isProblem, type FieldProblemCode, type Problem } from '../contract/problem.ts';
import { emailSteps as english } from '../localize/en/email-steps.ts';
import { SignInRequestEvent } from '../shared/events.ts';
import { field } from '../shared/field.ts';
import { formValues } from '../shared/form-values.ts';
import type { LightElement } from '../shared/light-element.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { checkIcon } from '../theme/icons.ts';
import { EmailChangedEvent, EmailChangeRequestedEvent, EmailChangeUndoneEvent } from './events.ts';
import type { MailLink } from './link.ts';

type Step =
  | { readonly name: 'closed' }
  | { readonly name: 'form' }
  /** With the link of a mail; `email` is the address that the account gets. */
  | { readonly name: 'confirm' | 'undo'; readonly token: string; readonly email: string }
  | { readonly name: 'confirmed' | 'undone'; readonly email: string }
  | { readonly name: 'expired' };

interface Options {
  readonly idPrefix: string;
  readonly onClose: () => void;
  /** Reads again what waits to be confirmed. */
  readonly reread: () => Promise<void>;
}

/** Everything about another address but the one that the account has: fetched when somebody wants it. */
export class EmailSteps {
  readonly #host: LightElement;
  readonly #options: Options;
  readonly #request: SubmitController<[email: string], string>;
  readonly #cancel: SubmitController<[], void>;
  readonly #use: SubmitController<[], void>;
  #step: Step = { name: 'closed' };
  #mistake: FieldProblemCode | 'same' | undefined;

  constructor(host: LightElement, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#request = new SubmitController(host, (email) => this.#ask(email));
    this.#cancel = new SubmitController(host, () => host.send(emailChange.cancel, {}));
    this.#use = new SubmitController(host, () => this.#useLink());
    new UnsavedController(host, () => this.dirty);
  }

  get open(): boolean {
    return this.#step.name !== 'closed';
  }

  /** Whether what is shown needs nobody to be signed in. */
  get signedOut(): boolean {
    return this.#step.name === 'undo' || this.#step.name === 'undone' || this.#step.name === 'expired';
  }

  /** Whether an address was typed that is not sent. */
  get dirty(): boolean {
    return Boolean(this.#host.querySelector<HTMLInputElement>(':scope > .account-light input[name="email"]')?.value);
  }

  get outlastsSession(): boolean {
    return this.#step.name === 'undone' || (this.#step.name === 'undo' && this.#use.pending);
  }

  begin(): void {
    this.#go({ name: 'form' });
  }

  /** Nothing that was typed stays, but what whoever is signed out has to be told. */
  forget(): void {
    if (!this.outlastsSession) this.#go({ name: 'closed' });
  }

  /** Looks what the link of a mail is about. */
  async follow({ token, wants }: MailLink): Promise<void> {
    const look = wants === 'confirm' ? emailChange.look : emailChange.lookUndo;
    await this.#unlessExpired(async () => {
      const { email } = await this.#host.send(look, { body: { token } });
      this.#go({ name: wants, token, email });
    });
  }

  render(email: string | undefined): unknown {
    const step = this.#step;
    switch (step.name) {
      case 'closed':
        return nothing;
      case 'form':
        return this.#renderForm(email);
      case 'expired':
        return this.#renderExpired();
      case 'confirmed':
      case 'undone':
        return this.#renderDone(step.name, step.email);
      default:
        return this.#renderLink(step.name, step.email);
    }
  }

  /** Below the address, while the new one waits to be confirmed. */
  renderPending({ email, expiresAt }: PendingEmail): unknown {
    const { again, cancel, heading, nothing: noMail, sentAgain, text, to } = this.#words.sent;
    const busy = this.#request.pending || this.#cancel.pending ? 'true' : nothing;
    const until = this.#host.localize.date(expiresAt, { timeStyle: 'short' });
    const failed = this.#cancel.problem ? this.#cancel : this.#request;
    return html`<div class="account-row-rest">
      <h3 class="account-strong" tabindex="-1">${heading}</h3>
      <p class="account-text">${to} <bdi class="account-strong">${email}</bdi>. ${text(until)}</p>
      <p class="account-muted">${noMail}</p>
      <div class="account-buttons">
        <button
          class="account-button"
          type="button"
          aria-disabled=${busy}
          @click=${() => void this.#handleAgain(email)}
        >
          ${again}
        </button>
        <button
          class="account-button account-button-quiet"
          type="button"
          aria-disabled=${busy}
          @click=${() => void this.#handleCancel()}
        >
          ${cancel}
        </button>
      </div>
      <div class="account-outcome">${failed.renderOutcome(() => (failed === this.#request ? sentAgain : nothing))}</div>
    </div>`;
  }

  #renderForm(email: string | undefined): unknown {
    const { localize } = this.#host;
    const { label, now, pending, same, submit, text } = this.#words.form;
    const { onClose } = this.#options;
    const heading = `${this.#options.idPrefix}-heading`;
    const mistake = this.#mistake ?? this.#request.rejected('email');
    return html`<form
      class="account-form account-narrow-gaps account-narrow"
      method="post"
      novalidate
      aria-labelledby=${heading}
      @submit=${(event: SubmitEvent) => void this.#handleSubmit(event, email)}
    >
      <h2 class="account-heading" id=${heading}>${this.#host.localize.terms.fields.email}</h2>
      <p class="account-text">${text}</p>
      <p class="account-muted">${now}: <bdi>${email}</bdi></p>
      <div class="account-outcome">${this.#request.renderOutcome(() => nothing)}</div>
      ${field({
        id: `${this.#options.idPrefix}-email`,
        name: 'email',
        label,
        type: 'email',
        autocomplete: 'email',
        inputmode: 'email',
        autocapitalize: 'none',
        spellcheck: 'false',
        dir: 'ltr',
        problem: mistake === 'same' ? same : localize.fieldProblem(mistake),
      })}
      <div class="account-buttons">
        ${this.#renderSubmit(submit, pending, this.#request.pending)}
        <button class="account-button" type="button" @click=${onClose}>${localize.terms.actions.cancel}</button>
      </div>
    </form>`;
  }

  #renderLink(wants: 'confirm' | 'undo', email: string): unknown {
    const words = this.#words[wants];
    const heading = `${this.#options.idPrefix}-heading`;
    return html`<form
      class="account-form account-narrow-gaps account-narrow"
      method="post"
      aria-labelledby=${heading}
      @submit=${this.#handleUse}
    >
      <h2 class="account-heading" id=${heading} tabindex="-1">${words.heading}</h2>
      <p class="account-text"><bdi class="account-strong">${email}</bdi> ${words.text}</p>
      <div class="account-outcome">${this.#use.renderOutcome(() => nothing, this.#renderProblem)}</div>
      <div class="account-buttons">
        ${this.#renderSubmit(words.submit, words.pending, this.#use.pending)}
        <button class="account-button" type="button" @click=${this.#options.onClose}>
          ${wants === 'confirm' ? this.#words.confirm.later : this.#words.undo.leave}
        </button>
      </div>
    </form>`;
  }

  readonly #renderProblem = (problem: Problem): unknown =>
    problem.code === 'conflict'
      ? html`<div class="account-banner"><p class="account-text">${this.#words.confirm.conflict}</p></div>`
      : this.#use.renderProblem(problem, '');

  #renderSubmit(submit: string, pending: string, busy: boolean): unknown {
    return html`<button
      class="account-button account-button-primary account-swap"
      aria-disabled=${busy ? 'true' : nothing}
    >
      <span class="account-swapped" ?data-shown=${!busy}>${submit}</span>
      <span class="account-swapped" ?data-shown=${busy}>${pending}</span>
    </button>`;
  }

  #renderDone(name: 'confirmed' | 'undone', email: string): unknown {
    const { confirm, finish, undo } = this.#words;
    const isBack = name === 'undone';
    const words = isBack ? undo : confirm;
    return html`<div class="account-done">
      <span class="account-done-mark">${checkIcon}</span>
      <h2 class="account-heading" tabindex="-1">${words.done}</h2>
      <p class="account-muted">
        ${isBack ? html`<bdi class="account-strong">${email}</bdi>` : nothing} ${words.doneText}
      </p>
      ${
        isBack
          ? html`<button class="account-button" type="button" @click=${this.#handleSignIn}>${undo.signIn}</button>`
          : html`<button class="account-button" type="button" @click=${this.#options.onClose}>${finish}</button>`
      }
    </div>`;
  }

  #renderExpired(): unknown {
    const { expired, finish } = this.#words;
    return html`<div class="account-form account-narrow-gaps account-narrow">
      <h2 class="account-heading" tabindex="-1">${expired.heading}</h2>
      <p class="account-text">${expired.text}</p>
      <div class="account-buttons">
        <button class="account-button" type="button" @click=${this.#options.onClose}>${finish}</button>
      </div>
    </div>`;
  }

  get #words(): typeof english {
    return this.#host.localize.words('emailSteps', english);
  }

  async #ask(email: string): Promise<string> {
    const { email: asked } = await this.#host.send(emailChange.request, { body: { email } });
    this.#host.dispatchEvent(new EmailChangeRequestedEvent(asked));
    return asked;
  }

  /** Does what the link is for. */
  async #useLink(): Promise<void> {
    const step = this.#step;
    if (step.name !== 'confirm' && step.name !== 'undo') return;
    const host = this.#host;
    const { name, token } = step;
    await this.#unlessExpired(async () => {
      const { email } = await host.send(name === 'confirm' ? emailChange.confirm : emailChange.undo, {
        body: { token },
      });
      this.#go({ name: name === 'confirm' ? 'confirmed' : 'undone', email });
      // Passkeys show whose they are.
      if (name === 'confirm') void signalPasskeys(({ signalDetails }) => signalDetails(host.activeClient));
      // Whose address it is may not be who was signed in here.
      else void host.activeClient.confirm().catch(() => undefined);
      host.dispatchEvent(name === 'confirm' ? new EmailChangedEvent(email) : new EmailChangeUndoneEvent(email));
    });
  }

  async #unlessExpired(use: () => Promise<void>): Promise<void> {
    try {
      await use();
    } catch (error) {
      // What was asked for is past with that.
      if (isProblem(error, 'conflict')) await this.#options.reread();
      if (!isProblem(error, 'link-expired')) throw error;
      this.#go({ name: 'expired' });
    }
  }

  /** Shows another step; what was typed does not outlive the old one. */
  #go(step: Step): void {
    this.#step = step;
    this.#mistake = undefined;
    this.#host.requestUpdate();
  }

  async #focus(): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.querySelector<HTMLElement>(':scope > .account-light :is(h2, h3)[tabindex]')?.focus();
  }

  async #handleSubmit(event: SubmitEvent, current: string | undefined): Promise<void> {
    event.preventDefault();
    if (this.#request.pending) return;
    const email = (formValues(event.currentTarget as HTMLFormElement)['email'] ?? '').trim();
    this.#request.reset();
    this.#cancel.reset();
    this.#mistake = email === '' ? 'required' : email.toLowerCase() === current ? 'same' : undefined;
    if (!this.#mistake && (await this.#request.run(email))) {
      this.#request.reset();
      this.#go({ name: 'closed' });
      await this.#options.reread();
      return this.#focus();
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.#mistake || this.#request.problem?.fields.length) this.#host.focus();
  }

  async #handleAgain(email: string): Promise<void> {
    if (this.#cancel.pending) return;
    this.#cancel.reset();
    await this.#request.run(email);
  }

  async #handleCancel(): Promise<void> {
    if (this.#request.pending) return;
    this.#request.reset();
    if (!(await this.#cancel.run())) return;
    await this.#options.reread();
    this.#options.onClose();
  }

  readonly #handleUse = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#use.pending) return;
    if (await this.#use.run()) await this.#focus();
  };

  readonly #handleSignIn = (): void => {
    this.#go({ name: 'closed' });
    this.#host.dispatchEvent(new SignInRequestEvent());
  };
}
