import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { createPasskey, passkeyFailure, passkeyObstacle, prepareCeremony } from '../client/webauthn.ts';
import { signalAccepted } from '../client/webauthn-signals.ts';
import { passkeys, type Passkey } from '../contract/passkeys.ts';
import type { Problem } from '../contract/problem.ts';
import { passkeySetup as english } from '../localize/en/passkey-setup.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { AccountElement } from '../shared/account-element.ts';
import { FactorRows } from '../shared/factor-rows.ts';
import { factorRows } from '../shared/factor-rows.styles.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { isProven } from '../shared/prove-first.ts';
import { keepPasskey, type RegisteredPasskey } from '../shared/register-passkey.ts';
import { SignOutOthers } from '../shared/sign-out-others.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { formStyles } from '../theme/form.styles.ts';
import { passkeyIcon, securityKeyIcon } from '../theme/icons.ts';
import { consequenceOf } from './consequence.ts';
import { CreationOptions } from './creation-options.ts';
import { PasskeyCreatedEvent, PasskeyRemovedEvent } from './events.ts';
import { lightStyles } from './passkey-setup.styles.ts';

type View = 'list' | 'registration';

interface Registered extends RegisteredPasskey {
  readonly signOutOthers: boolean;
}

/**
 * The passkeys of the account, and the way to another one. Who they are is
 * asked before a passkey is made, if the last proof is too old.
 *
 * @element passkey-setup
 * @summary Sets passkeys up, and lists them with *Rename* and *Remove*.
 *
 * @fires {PasskeyCreatedEvent} passkey-created - The account has one more passkey.
 * @fires {PasskeyRemovedEvent} passkey-removed - A passkey was removed from the account.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart dialog - What is asked before a passkey is removed.
 * @csspart button - The buttons of that.
 */
export class PasskeySetup extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, formStyles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, factorRows, lightStyles];

  /** Starts with the registration where the last proof of identity still counts; else, and without this, with the list. */
  @property({ type: Boolean }) open = false;

  #view: View = 'list';
  /** While the browser asks. */
  #ceremony: AbortController | undefined;
  /** The browser made a passkey; whether the server keeps it is another matter. */
  #made = false;
  /** What is asked for next needs a proof for this. */
  #reason: 'register' | 'remove' = 'register';
  readonly #passkeys = new LoadController(this, passkeys.list, () => ({}));
  readonly #options = new CreationOptions(() => this.send(passkeys.start, { body: {} }));
  readonly #opening = new SubmitController(this, () => this.#options.readAhead());
  readonly #register = new SubmitController(this, (signOutOthers: boolean) => this.#write(signOutOthers));
  readonly #signOutOthers = new SignOutOthers(this);
  readonly #rows: FactorRows<Passkey> = new FactorRows<Passkey>(this, {
    idPrefix: this.idPrefix,
    icon: ({ securityKey }) => (securityKey ? securityKeyIcon : passkeyIcon),
    badges: (passkey) => this.#renderBadges(passkey),
    facts: ({ name, provider }) => (provider && provider !== name ? html`<bdi>${provider}</bdi>` : nothing),
    rename: () =>
      this.activeClient.supports(passkeys.rename)
        ? async ({ id }, name) => {
            await this.send(passkeys.rename, { params: { id }, body: { name } });
            // What it is called says that it is there.
            this.#register.reset();
          }
        : undefined,
    remove: () =>
      this.activeClient.supports(passkeys.remove)
        ? ({ id }, signOutOthers) => this.send(passkeys.remove, { params: { id }, body: { signOutOthers } })
        : undefined,
    kept: ({ removable }) => (removable ? undefined : this.#words.remove.kept),
    consequence: async (passkey) => {
      const { remove: words } = this.#words;
      const isOnly = this.#rows.left(this.#passkeys.value ?? []).length === 1;
      return { text: await consequenceOf(passkey, isOnly, this.activeClient, words), confirm: words.confirm };
    },
    onBegin: () => {
      this.#reason = 'remove';
      this.#opening.reset();
      this.#register.reset();
    },
    onRemoved: ({ sessionsEnded }) => {
      void signalAccepted(this.activeClient);
      this.dispatchEvent(new PasskeyRemovedEvent(sessionsEnded));
    },
  });

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => this.#forget());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  override get stepUpReason(): string {
    return this.#words[this.#reason].reason;
  }

  /** Opens the registration, after a proof of identity if the last one is too old. Resolves to `false` if that was cancelled. */
  async show(): Promise<boolean> {
    if (this.#view === 'registration' || this.#obstacle) return true;
    await this.#openRegistration();
    this.queryLight<HTMLElement>('h2')?.focus();
    return this.#opening.problem?.code !== 'reauthentication-required';
  }

  protected override firstUpdated(): void {
    if (this.open && !this.#obstacle) void this.#showIfProven();
  }

  override render(): unknown {
    return html`<slot name="light"></slot>${this.#rows.renderQuestion()}`;
  }

  protected override renderLight(): unknown {
    return html`<div class="account-passkeys">
      ${this.#passkeys.render((list) => this.#renderView(list), this.#renderSkeleton())}
    </div>`;
  }

  #renderView(read: readonly Passkey[]): unknown {
    const list = this.#rows.left(read);
    const registering = this.#view === 'registration';
    const outcome = html`<div class="account-outcome">
        ${this.#opening.renderOutcome(() => nothing)}${this.#renderRegistered()}
      </div>
      ${this.#rows.renderOutcome()}`;
    // The outcome has one place in all views: readers miss what comes together with its region.
    return [
      this.#renderHead(list),
      outcome,
      registering ? this.#renderRegistration() : list.length === 0 ? this.#renderNone() : this.#rows.render(list),
    ];
  }

  #renderHead(list: readonly Passkey[]): unknown {
    const words = this.#words;
    const registering = this.#view === 'registration';
    const text = registering ? words.register.text : list.length > 0 ? words.lead : nothing;
    return html`<div class="account-passkeys-head">
      <div class="account-passkeys-text">
        <h2 class="account-heading" id="${this.idPrefix}-heading" tabindex="-1">
          ${registering ? words.register.heading : words.heading}
        </h2>
        <p class="account-muted account-passkeys-lead" ?hidden=${text === nothing}>${text}</p>
      </div>
      ${registering || list.length === 0 ? nothing : this.#renderOpen()}
    </div>`;
  }

  /** The button that begins it, or why there is none. */
  #renderOpen(primary = false): unknown {
    if (!this.activeClient.supports(passkeys.create)) return nothing;
    const words = this.#words;
    const obstacle = this.#obstacle;
    if (obstacle) {
      return html`<p class="account-passkeys-obstacle">
        ${words.failures[obstacle]}${obstacle === 'framed' ? this.#renderOpenAlone() : nothing}
      </p>`;
    }
    return html`<button
      class="account-button ${primary ? 'account-button-primary' : ''}"
      type="button"
      aria-disabled=${this.#opening.pending ? 'true' : nothing}
      @click=${() => void this.show()}
    >
      ${words.open}
    </button>`;
  }

  #renderOpenAlone(): unknown {
    return html`<a class="account-link" href=${location.href} target="_blank" rel="noopener"
      >${this.#words.register.openAlone}</a
    >`;
  }

  #renderNone(): unknown {
    const { none, where, whereText } = this.#words;
    return html`<div class="account-passkeys-none">
      <span class="account-passkeys-picture">${passkeyIcon}</span>
      <div class="account-passkeys-why">
        <h3 class="account-passkeys-title">${none.heading}</h3>
        <p class="account-muted">${none.text}</p>
        <details class="account-passkeys-where">
          <summary class="account-passkeys-question">${where}</summary>
          <p class="account-hint">${whereText}</p>
        </details>
        ${this.#renderOpen(true)}
      </div>
    </div>`;
  }

  #renderRegistration(): unknown {
    const { actions } = this.localize.terms;
    const words = this.#words.register;
    const { pending } = this.#register;
    return html`<form
      class="account-form account-narrow-gaps account-passkeys-form"
      aria-labelledby="${this.idPrefix}-heading"
      @submit=${this.#handleRegister}
    >
      ${this.#signOutOthers.render(this.idPrefix)}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${words.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${words.pending}</span>
        </button>
        <button class="account-button" type="button" @click=${this.#handleCancel}>${actions.cancel}</button>
      </div>
    </form>`;
  }

  /** What came of it, calmly where nothing is wrong. Both regions are there from the start, as in `SubmitController`. */
  #renderRegistered(): unknown {
    const { pending, problem, state } = this.#register;
    const calm = problem && this.#calmly(problem);
    const said = pending
      ? this.#words.register.steps
      : state.name === 'done'
        ? this.#created(state.value)
        : (calm ?? nothing);
    const looks = state.name === 'done' ? '' : 'account-status-calm';
    const alarm = problem && calm === undefined ? this.#renderProblem(problem) : nothing;
    // Without a space in it, an empty one takes no room.
    return html`<div class="account-status ${looks}" role="status">${said}</div>
      <div class="account-alert" role="alert">${alarm}</div>`;
  }

  /** Why there is no passkey, where that is nobody's fault. */
  #calmly(problem: Problem): string | undefined {
    const { failures, register: words } = this.#words;
    const failure = passkeyFailure(problem);
    if (failure === 'aborted') return '';
    if (failure === 'cancelled' || failure === 'already-registered') return failures[failure];
    if (problem.code !== 'reauthentication-required') return undefined;
    return this.#made ? `${this.localize.problem(problem)} ${words.notSaved}` : this.localize.problem(problem);
  }

  #renderProblem(problem: Problem): unknown {
    const { failures, register: words } = this.#words;
    const failure = passkeyFailure(problem);
    if (failure === undefined && problem.code !== 'passkey-refused') {
      return this.#register.renderProblem(problem, this.#made ? words.notSaved : undefined);
    }
    return html`<div class="account-banner">
      <p class="account-text">${failure && failure !== 'aborted' ? failures[failure] : words.refused}</p>
      ${failure === 'framed' ? this.#renderOpenAlone() : nothing}
    </div>`;
  }

  #created({ sessionsEnded, signOutOthers }: Registered): string {
    const { done } = this.#words.register;
    return signOutOthers ? `${done} ${this.#signOutOthers.outcome(sessionsEnded)}` : done;
  }

  #renderBadges({ lastUsedAt, securityKey, synced, usedHere }: Passkey): unknown {
    const words = this.#words;
    const badge = (text: string, kind = '') => html`<span class="account-factor-badge ${kind}">${text}</span>`;
    return [
      // Where it is the exception, it is told.
      securityKey ? badge(words.securityKey) : synced ? nothing : badge(words.thisDeviceOnly),
      // To make one is to confirm who one is with it, which nobody calls using it.
      usedHere && lastUsedAt ? badge(words.usedHere, 'account-factor-badge-current') : nothing,
    ];
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-passkeys" aria-hidden="true">
      <div class="account-passkeys-head">
        <div class="account-passkeys-text"><div class="account-heading">${this.#words.heading}</div></div>
      </div>
      <div class="account-skeleton account-passkeys-row"></div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('passkeySetup', english);
  }

  get #obstacle(): ReturnType<typeof passkeyObstacle> {
    return passkeyObstacle('create');
  }

  async #openRegistration(): Promise<void> {
    this.#reason = 'register';
    this.#rows.forget();
    this.#register.reset();
    // While the server is asked. What fails here fails again where it is told.
    prepareCeremony().catch(() => undefined);
    if (await this.#opening.run()) await this.#go('registration');
  }

  /** Nobody pressed anything: then nobody is asked anything. */
  async #showIfProven(): Promise<void> {
    if ((await isProven(this, 'enrolment')) && this.#view === 'list') await this.#openRegistration();
  }

  async #write(signOutOthers: boolean): Promise<Registered> {
    const ceremony = new AbortController();
    this.#ceremony = ceremony;
    this.#made = false;
    try {
      const response = await createPasskey(await this.#options.get(), { signal: ceremony.signal });
      this.#made = true;
      this.#options.forget();
      this.#ceremony = undefined;
      const body = { response, signOutOthers };
      const save = () => this.send(passkeys.create, { body });
      return { ...(await keepPasskey(this.activeClient, response, save)), signOutOthers };
    } finally {
      if (this.#ceremony === ceremony) this.#ceremony = undefined;
    }
  }

  #go(view: View): Promise<boolean> {
    this.#view = view;
    this.requestUpdate();
    return this.updateComplete;
  }

  /** Nothing of what was begun goes on. */
  #forget(): void {
    this.#ceremony?.abort();
    this.#options.forget();
    this.#rows.forget();
    this.#opening.reset();
    this.#register.reset();
    void this.#go('list');
  }

  readonly #handleRegister = async (event: SubmitEvent) => {
    event.preventDefault();
    const { signOutOthers } = formValues(event.currentTarget as HTMLFormElement);
    if (!(await this.#register.run(Boolean(signOutOthers)))) return;
    const { state } = this.#register;
    if (state.name !== 'done') return;
    const { passkey, sessionsEnded } = state.value;
    // Its row has to be there before it is named in it.
    await this.#passkeys.reload();
    await this.#go('list');
    await this.#rows.name(passkey);
    this.dispatchEvent(new PasskeyCreatedEvent(passkey, sessionsEnded));
  };

  readonly #handleCancel = async () => {
    // What the browser has made is being saved: too late.
    if (this.#register.pending && !this.#ceremony) return;
    this.#forget();
    await this.updateComplete;
    this.queryLight<HTMLElement>('button')?.focus();
  };
}
