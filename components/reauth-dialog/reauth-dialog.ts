import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { account } from '../contract/account.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import type { Problem } from '../contract/problem.ts';
import { reauth } from '../contract/reauth.ts';
import type { SendOptions } from '../client/account-client.ts';
import { reauth as english } from '../localize/en/reauth.ts';
import { AccountElement } from '../shared/account-element.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasswordController, userName } from '../shared/password-controller.ts';
import { personName } from '../shared/person-name.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import type { ProofWanted } from '../shared/step-up.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { personIcon } from '../theme/icons.ts';
import { lightStyles, styles } from './reauth-dialog.styles.ts';

/** Why a proof is asked for, and until when anybody waits for it. */
interface Question extends ProofWanted {
  readonly reason: string;
  readonly signal: AbortSignal;
}

/**
 * Has the person prove again who they are, before something that others must
 * not do in their name. Opens by itself when the server wants such a proof;
 * a page that asks in its own way answers `step-up-request` instead.
 *
 * @element reauth-dialog
 * @summary The dialog *Confirm it’s you*.
 *
 * @csspart dialog - The dialog.
 * @csspart heading - The heading.
 */
export class ReauthDialog extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  #question: Question | undefined;
  /** A dialog that leaves the page can no longer be answered, and no event says so. */
  #onRemoved = () => {};
  /** Nothing was typed. */
  #empty = false;
  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #prove = new SubmitController(this, (password: string) =>
    this.send(reauth.withPassword, { body: { password } }),
  );
  readonly #passwords = new PasswordController(this);

  constructor() {
    super();
    new SignedOutController(this, () => this.#dialog?.close());
  }

  /** Asks in a modal dialog. Resolves to whether the person proved who they are, once it has closed. */
  async ask(question: Question): Promise<boolean> {
    this.#question = question;
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#dialog;
    if (!dialog || question.signal.aborted) return false;
    const cancel = () => dialog.close();
    question.signal.addEventListener('abort', cancel);
    try {
      return await new Promise<boolean>((resolve) => {
        dialog.addEventListener('close', () => resolve(dialog.returnValue === PROVEN), { once: true });
        this.#onRemoved = () => resolve(false);
        dialog.showModal();
        this.focus();
      });
    } finally {
      question.signal.removeEventListener('abort', cancel);
      this.#passwords.clear(this.form);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#onRemoved();
  }

  /** @internal Its own requests are never asked a proof for: one dialog does not open another. */
  override send<E extends Endpoint>(endpoint: E, input: Input<E>, options?: SendOptions): Promise<Result<E>> {
    return this.activeClient.send(endpoint, input, options);
  }

  override render(): unknown {
    const { localize } = this;
    return html`<dialog
      class="sheet"
      part="dialog"
      lang=${localize.language}
      dir=${localize.direction}
      aria-labelledby="heading"
      aria-describedby="reason"
      @keydown=${this.#handleKey}
    >
      <div class="content">
        <div class="header">
          <h2 class="account-heading" part="heading" id="heading">${this.#words.heading}</h2>
          <p class="account-muted" id="reason">${this.#renderReason()}</p>
        </div>
        <slot name="light"></slot>
      </div>
    </dialog>`;
  }

  get #words(): typeof english {
    return this.localize.words('reauth', english);
  }

  #renderReason(): unknown {
    const { localize } = this;
    const { reason, maxAge } = this.#question ?? {};
    return html`${reason} ${maxAge === undefined ? nothing : this.#words.holds(localize.duration(maxAge))}`;
  }

  protected override renderLight(): unknown {
    // Strongest first, and only what this version of the library can show.
    switch (this.#question?.methods[0]) {
      case 'password':
        return this.#renderPassword();
      default:
        return this.#renderNoMethod();
    }
  }

  #renderPassword(): unknown {
    const { actions } = this.localize.terms;
    const words = this.#words;
    const { pending } = this.#prove;
    return html`<form
      class="account-form account-narrow-gaps"
      method="post"
      novalidate
      aria-label=${words.heading}
      @submit=${this.#handleSubmit}
    >
      ${this.#renderPerson()}
      <div class="account-outcome">${this.#prove.renderOutcome(() => nothing, this.#renderProblem)}</div>
      ${this.#passwords.render({
        id: `${this.idPrefix}-password`,
        name: 'password',
        label: words.password,
        autocomplete: 'current-password',
        problem: this.#refusal,
      })}
      <div class="account-buttons account-buttons-even">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${words.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${words.pending}</span>
        </button>
        <button class="account-button" type="button" @click=${this.#cancel}>${actions.cancel}</button>
      </div>
    </form>`;
  }

  /** Whose password it is, for the person and for their password manager. */
  #renderPerson(): unknown {
    const person = this.#account.value;
    return html`<div class="account-person">
      <span class="account-person-picture">${personIcon}</span>
      <p class="account-text account-strong"><bdi>${person && personName(person)}</bdi></p>
      <p class="account-muted"><bdi>${person?.email}</bdi></p>
      ${userName(person?.email)}
    </div>`;
  }

  #renderNoMethod(): unknown {
    const { actions } = this.localize.terms;
    const words = this.#words;
    return html`<div class="account-form account-narrow-gaps">
      <p class="account-text">${words.noMethod}</p>
      <div class="account-buttons">
        <button class="account-button" type="button" @click=${this.#cancel}>${actions.close}</button>
      </div>
    </div>`;
  }

  /** A wrong password is told at the field. */
  readonly #renderProblem = (problem: Problem): unknown =>
    problem.code === 'wrong-credential' ? nothing : this.#prove.renderProblem(problem);

  get #refusal(): string | undefined {
    if (this.#empty) return this.localize.fieldProblem('required');
    return this.#prove.problem?.code === 'wrong-credential' ? this.#words.wrongPassword : undefined;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector('dialog') ?? null;
  }

  readonly #cancel = () => this.#dialog?.close();

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#prove.pending) return;
    const form = event.currentTarget as HTMLFormElement;
    const { password = '' } = formValues(form);
    this.#passwords.hide();
    this.#prove.reset();
    this.#empty = password === '';
    this.requestUpdate();
    if (!this.#empty && (await this.#prove.run(password))) return this.#dialog?.close(PROVEN);
    if (this.#prove.problem?.code === 'wrong-credential') this.#passwords.clear(form);
    await this.updateComplete;
    if (this.#refusal) this.focus();
  };

  // Behind it may be a dialog that closes by Esc, too.
  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation();
  };
}

/** What the dialog closes with, when it does not close for nothing. */
const PROVEN = 'proven';
