import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { account } from '../contract/account.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import type { PasskeyAssertion } from '../contract/passkey-ceremony.ts';
import type { Problem } from '../contract/problem.ts';
import { reauth, type Reauth } from '../contract/reauth.ts';
import type { ReauthMethod, StepUp } from '../contract/step-up.ts';
import type { SendOptions } from '../client/account-client.ts';
import { proofs as englishProofs } from '../localize/en/proofs.ts';
import { reauth as english } from '../localize/en/reauth.ts';
import { AccountElement } from '../shared/account-element.ts';
import { codeField, codeMistake, type CodeMistake } from '../shared/code-fields.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasskeyAutofill } from '../shared/passkey-autofill.ts';
import { PasskeyUse } from '../shared/passkey-use.ts';
import { PasswordController, userName } from '../shared/password-controller.ts';
import { personName } from '../shared/person-name.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import type { ProofWanted } from '../shared/step-up.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { personIcon } from '../theme/icons.ts';
import { otherWays, panel } from './panel.ts';
import { lightStyles, styles } from './reauth-dialog.styles.ts';
import { sendTyped, takes, type TypedMethod } from './typed-proof.ts';

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
  /** What a proof can be given with now, strongest first. */
  #methods: readonly ReauthMethod[] = [];
  /** What the person would rather use, and what they would rather not. */
  #chosen: ReauthMethod | undefined;
  readonly #avoided = new Set<ReauthMethod>();
  /** Whether the other ways are listed. */
  #listed = false;
  /** What is wrong with what was typed, as far as that is told without the server. */
  #mistake: CodeMistake | undefined;
  /** What is being sent, or asked of the browser. */
  #proving: Promise<boolean> | undefined;
  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #prove = new SubmitController(this, (prove: () => Promise<Reauth>) => prove());
  readonly #passwords = new PasswordController(this);
  readonly #passkeys = new PasskeyUse(this, reauth);
  readonly #autofill = new PasskeyAutofill(this, this.#passkeys, {
    wanted: () => this.#suggestsPasskeys && Boolean(this.#dialog?.open) && !this.#prove.pending,
    accept: (passkey) => this.#run(() => this.#withPasskey(passkey)),
  });

  constructor() {
    super();
    new SignedOutController(this, () => this.#dialog?.close());
  }

  /** Asks in a modal dialog. Resolves to whether the person proved who they are, once it has closed. */
  async ask(question: Question): Promise<boolean> {
    const { left } = this.activeClient;
    this.#question = question;
    this.#methods = question.methods;
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#dialog;
    // The person signed out while the words were on their way.
    if (!dialog || question.signal.aborted || this.activeClient.left !== left) return false;
    const cancel = () => dialog.close();
    question.signal.addEventListener('abort', cancel);
    try {
      return await new Promise<boolean>((resolve) => {
        dialog.addEventListener('close', () => resolve(dialog.returnValue === PROVEN), { once: true });
        this.#onRemoved = () => resolve(false);
        dialog.showModal();
        this.requestUpdate();
        this.focus();
      });
    } finally {
      question.signal.removeEventListener('abort', cancel);
      this.#passkeys.stop();
      this.#passwords.clear(this.form);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#onRemoved();
  }

  /** @internal Its own requests are never asked a proof for: one dialog does not open another. */
  override send<E extends Endpoint>(endpoint: E, input: Input<E>, options?: SendOptions): Promise<Result<E>> {
    const { activeClient } = this;
    return this.wait.watch(activeClient, activeClient.send(endpoint, input, options), options?.signal);
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

  /** Of what the server takes, what this page can ask for. */
  get #ways(): readonly ReauthMethod[] {
    return this.#methods.filter((method) => (method === 'passkey' ? this.#passkeys.available : takes(this, method)));
  }

  /** What is asked for now: what was chosen, else the strongest that was not avoided before. */
  get #method(): ReauthMethod | undefined {
    const ways = this.#ways;
    return this.#chosen ?? ways.find((way) => !this.#avoided.has(way)) ?? ways[0];
  }

  get #suggestsPasskeys(): boolean {
    return this.#method === 'password' && this.#ways.includes('passkey');
  }

  protected override renderLight(): unknown {
    const method = this.#method;
    if (!method) return this.#renderNoMethod();
    return html`<form
      class="account-form account-narrow-gaps"
      method="post"
      novalidate
      aria-label=${this.#words.heading}
      @submit=${this.#handleSubmit}
    >
      ${this.#renderPerson()} ${this.#renderOutcome()} ${this.#renderPanel(method)} ${this.#renderButtons(method)}
      ${this.#renderOtherWays(method)}
    </form>`;
  }

  #renderPanel(method: ReauthMethod): unknown {
    return panel(method, {
      passkeyHint: this.#proofs.passkey.hint,
      password: () =>
        this.#passwords.render({
          id: `${this.idPrefix}-password`,
          name: 'password',
          label: this.#words.password,
          autocomplete: `current-password${this.#suggestsPasskeys ? this.#autofill.token : ''}`,
          problem: this.#refusal,
        }),
      code: (kind) => codeField(this, { id: `${this.idPrefix}-code`, kind, mistake: this.#codeMistake }),
    });
  }

  #renderButtons(method: ReauthMethod): unknown {
    const words = this.#words;
    const { pending } = this.#prove;
    const [submit, meanwhile] =
      method === 'passkey' ? [words.usePasskey, this.#proofs.passkey.pending] : [words.submit, words.pending];
    return html`<div
      class="account-buttons account-buttons-even ${method === 'passkey' ? 'account-passkey-buttons' : ''}"
    >
      <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
        <span class="account-swapped" ?data-shown=${!pending}>${submit}</span>
        <span class="account-swapped" ?data-shown=${pending}>${meanwhile}</span>
      </button>
      <button class="account-button" type="button" @click=${this.#cancel}>${this.localize.terms.actions.cancel}</button>
    </div>`;
  }

  #renderOtherWays(method: ReauthMethod): unknown {
    return otherWays({
      words: this.#words,
      id: `${this.idPrefix}-ways`,
      ways: this.#ways.filter((way) => way !== method),
      listed: this.#listed,
      list: this.#handleList,
      choose: (way) => void this.#handleChoose(way),
    });
  }

  /** Whose password it is, for the person and for their password manager. */
  #renderPerson(): unknown {
    const person = this.#account.value;
    return html`<div class="account-person">
      <span class="account-person-picture">${personIcon}</span>
      <p class="account-text account-strong"><bdi>${person && personName(person)}</bdi></p>
      <p class="account-muted"><bdi>${person?.email}</bdi></p>
      ${this.#method === 'password' ? userName(person?.email) : nothing}
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

  /** What went wrong; what is nobody’s fault is told without alarm, and what is wrong at its field. */
  #renderOutcome(): unknown {
    const calm = this.#passkeys.explain(this.#prove.problem);
    const failed = (problem: Problem) =>
      calm !== undefined || problem.code === 'wrong-credential' ? nothing : this.#prove.renderProblem(problem);
    return html`<div class="account-outcome">
      ${this.#prove.renderOutcome(({ provenUntil }) => (provenUntil === null ? this.#words.oneMore : nothing), failed)}
      <div class="account-status account-notice" role="status">${calm}</div>
    </div>`;
  }

  get #refusal(): string | undefined {
    if (this.#mistake) return this.localize.fieldProblem('required');
    return this.#prove.problem?.code === 'wrong-credential' ? this.#words.wrongPassword : undefined;
  }

  get #codeMistake(): CodeMistake | undefined {
    if (this.#mistake) return this.#mistake;
    if (this.#prove.rejected('code')) return 'unlike';
    return this.#prove.problem?.code === 'wrong-credential' ? 'wrong' : undefined;
  }

  get #proofs(): typeof englishProofs {
    return this.localize.words('proofs', englishProofs);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector('dialog') ?? null;
  }

  readonly #cancel = () => this.#dialog?.close();

  /** How far the proof has to reach, as it is sent. */
  get #reach(): { readonly for?: StepUp } {
    const { stepUp } = this.#question ?? {};
    return stepUp ? { for: stepUp } : {};
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const method = this.#method;
    if (this.#prove.pending || !method) return;
    if (method === 'passkey') return this.#run(async () => this.#withPasskey(await this.#passkeys.ask()));
    const typed = formValues(event.currentTarget as HTMLFormElement)[method === 'password' ? method : 'code'] ?? '';
    this.#passwords.hide();
    this.#prove.reset();
    this.#mistake = mistakeIn(method, typed);
    if (this.#mistake) return this.#focusPanel();
    await this.#run(() => sendTyped(this, method, typed, this.#reach));
  };

  #withPasskey(response: PasskeyAssertion): Promise<Reauth> {
    return this.send(reauth.withPasskey, { body: { response, ...this.#reach } });
  }

  /** Proves, and goes on: to the end, to what is still to be proven, or to another try. */
  async #run(prove: () => Promise<Reauth>): Promise<void> {
    this.#proving = this.#prove.run(prove);
    await this.#proving;
    const { state, problem } = this.#prove;
    if (state.name === 'done') {
      const { methods, provenUntil } = state.value;
      if (provenUntil !== null) return this.#dialog?.close(PROVEN);
      this.#methods = methods;
      await this.#ask(undefined);
    } else if (problem?.code === 'wrong-credential') {
      this.#passwords.clear(this.form);
      await this.#focusPanel();
    } else if (problem?.fields.length) {
      await this.#focusPanel();
    } else if (this.#passkeys.explain(problem) === '') {
      this.#prove.reset();
    }
  }

  /** Asks for another proof; what was typed for the one before does not outlive it. */
  async #ask(chosen: ReauthMethod | undefined): Promise<void> {
    this.#passwords.clear(this.form);
    this.#passwords.hide();
    this.#chosen = chosen;
    this.#listed = false;
    this.#mistake = undefined;
    await this.#focusPanel();
  }

  async #focusPanel(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.focus();
  }

  readonly #handleList = () => {
    this.#listed = !this.#listed;
    this.requestUpdate();
  };

  async #handleChoose(way: ReauthMethod): Promise<void> {
    // What only the browser asks makes way.
    if (this.#passkeys.waiting) {
      this.#passkeys.stop();
      await this.#proving;
    }
    if (this.#prove.pending) return;
    if (this.#method) this.#avoided.add(this.#method);
    this.#avoided.delete(way);
    this.#prove.reset();
    await this.#ask(way);
  }

  // Behind it may be a dialog that closes by Esc, too.
  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation();
  };
}

/** What can be told without the server, and without using up a try. */
const mistakeIn = (method: TypedMethod, typed: string): CodeMistake | undefined => {
  if (method !== 'password') return codeMistake(method, typed);
  return typed === '' ? 'required' : undefined;
};

/** What the dialog closes with, when it does not close for nothing. */
const PROVEN = 'proven';
