import { html, nothing } from 'lit';
import { account, type Account } from '../contract/account.ts';
import { emailChange, type PendingEmail } from '../contract/email-change.ts';
import { emailChange as english } from '../localize/en/email-change.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { focusStays } from '../shared/focused.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { proveFirst } from '../shared/prove-first.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { forgetLink, mailLink, type MailLink } from './link.ts';
import type { EmailSteps } from './steps.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * The e-mail address that a person signs in with, and the way to another one:
 * it counts once its mailbox has confirmed it. On the page that the links of the
 * mails lead to, this element takes them up by itself: the one that confirms
 * a new address, for whoever is signed in, and the one that brings the old
 * address back, for whoever reads its mailbox.
 *
 * @element email-change
 * @summary Shows the e-mail address, changes it, confirms the new one and brings the old one back.
 *
 * @fires {EmailChangeRequestedEvent} email-change-requested - A link was sent to another address.
 * @fires {EmailChangedEvent} email-changed - The account has another address.
 * @fires {EmailChangeUndoneEvent} email-change-undone - The account has its old address again, and nobody is signed in to it.
 * @fires {SignInRequestEvent} sign-in-request - The person wants to sign in, after the old address was brought back or because the session ended.
 * @fires {DirtyChangeEvent} dirty-change - There is an address that was typed and not sent, or no longer.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 */
export class EmailChange extends LightElement {
  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #change = new LoadController(this, emailChange.get, () => ({}));
  readonly #opening = new SubmitController(this, (open: (steps: EmailSteps) => Promise<unknown>) => this.#with(open));
  /** Fetched when there is more to show than the address. */
  #steps: EmailSteps | undefined;

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => this.#steps?.forget());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#handleHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#handleHash);
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) this.#steps?.forget();
    });
  }

  /** Whether an address was typed that is not sent. */
  get dirty(): boolean {
    return this.#steps?.dirty === true;
  }

  override get stepUpReason(): string {
    return this.#words.reason;
  }

  /** Whoever has just brought the old address back reads on, signed out. */
  override get outlastsSession(): boolean {
    return this.#steps?.outlastsSession === true;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    this.#takeLink();
    // What waits to be confirmed is more than an address.
    if (this.#pending && !this.#steps && this.#opening.state.name === 'idle')
      void this.#opening.run(async () => undefined);
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const steps = this.#steps;
    if (steps?.signedOut) return steps.render(this.#account.value?.email);
    return this.#account.render(
      (person) => (steps?.open ? steps.render(person.email) : this.#renderClosed(person)),
      this.#renderSkeleton(),
    );
  }

  #renderClosed({ email }: Account): unknown {
    const { terms } = this.localize;
    const offered = this.#offered;
    const pending = this.#pending;
    return html`<div class="account-row">
      <div class="account-row-text">
        <h2 class="account-heading">${terms.fields.email}</h2>
        <p class="account-text"><bdi>${email}</bdi></p>
        ${offered === false ? html`<p class="account-muted">${terms.states.readOnly}</p>` : nothing}
      </div>
      ${offered && (!pending || this.#opening.problem) ? this.#renderButton() : nothing}
      ${pending && this.#steps ? this.#steps.renderPending(pending) : nothing}
      <div class="account-outcome">
        ${this.#opening.renderOutcome(
          () => nothing,
          (problem) => this.#opening.renderProblem(problem, ''),
        )}
      </div>
    </div>`;
  }

  #renderButton(): unknown {
    return html`<button
      class="account-button"
      type="button"
      aria-disabled=${this.#opening.pending ? 'true' : nothing}
      @click=${() => void this.show()}
    >
      ${this.#words.open}
    </button>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-row" aria-hidden="true">
      <div class="account-row-text">
        <div class="account-heading">${this.localize.terms.fields.email}</div>
        <div class="account-skeleton account-skeleton-text"></div>
      </div>
      <div class="account-skeleton account-skeleton-button"></div>
    </div>`;
  }

  /** Opens the form, after a proof of identity if the last one is too old. Resolves to `false` if that was cancelled. */
  async show(): Promise<boolean> {
    if (this.#steps?.open || !this.#offered) return true;
    const stays = focusStays();
    const opened = await this.#opening.run(async (steps) => {
      await proveFirst(this, 'highest');
      steps.begin();
    });
    if (opened) {
      await this.updateComplete;
      if (stays()) this.focus();
    }
    return this.#opening.problem?.code !== 'reauthentication-required';
  }

  get #words(): typeof english {
    return this.localize.words('emailChange', english);
  }

  /** Whether it can be changed here; nothing until the server has told. */
  get #offered(): boolean | undefined {
    if (!this.activeClient.supports(emailChange.request)) return false;
    return this.#change.value?.offered;
  }

  get #pending(): PendingEmail | undefined {
    return this.#account.value && (this.#change.value?.pending ?? undefined);
  }

  /** To confirm, somebody has to be signed in: until then the link stays where it is. */
  #takeLink(): void {
    const link = mailLink();
    if (!link || !this.checkVisibility() || this.#opening.pending || (link.wants === 'confirm' && !this.#account.value))
      return;
    forgetLink();
    void this.#follow(link);
  }

  async #follow(link: MailLink): Promise<void> {
    await this.#opening.run((steps) => steps.follow(link));
    await this.updateComplete;
    this.queryLight<HTMLElement>('h2[tabindex]')?.focus();
  }

  async #with(open: (steps: EmailSteps) => Promise<unknown>): Promise<void> {
    const { EmailSteps } = await fetchFile(() => import('./steps.ts'));
    const options = { idPrefix: this.idPrefix, onClose: () => void this.#close(), reread: () => this.#change.reload() };
    this.#steps ??= new EmailSteps(this, options);
    await open(this.#steps);
  }

  async #close(): Promise<void> {
    this.#opening.reset();
    this.#steps?.forget();
    await this.updateComplete;
    this.focus();
  }

  /** The link was opened in the page that is here already. */
  readonly #handleHash = (): void => this.requestUpdate();
}
