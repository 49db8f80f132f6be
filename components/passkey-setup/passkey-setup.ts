import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { passkeyObstacle, type PasskeyObstacle } from '../client/passkey-obstacle.ts';
import { signalPasskeys } from '../client/signal-passkeys.ts';
import { passkeys, type Passkey } from '../contract/passkeys.ts';
import { passkeySetup as english } from '../localize/en/passkey-setup.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { AccountElement } from '../shared/account-element.ts';
import { FactorRows } from '../shared/factor-rows.ts';
import { factorRows } from '../shared/factor-rows.styles.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { LightElement } from '../shared/light-element.ts';
import { focusStays } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { isProven } from '../shared/prove-first.ts';
import type { RegisteredPasskey } from '../shared/register-passkey.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { formStyles } from '../theme/form.styles.ts';
import { passkeyIcon, securityKeyIcon } from '../theme/icons.ts';
import { consequenceOf } from './consequence.ts';
import { PasskeyCreatedEvent, PasskeyRemovedEvent } from './events.ts';
import { lightStyles } from './passkey-setup.styles.ts';
import type { Registration } from './registration.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * The passkeys of the account, and the way to another one. Who they are is
 * asked before a passkey is made, if the last proof is too old.
 *
 * @element passkey-setup
 * @summary Sets passkeys up, and lists them with *Rename* and *Remove*.
 *
 * @fires {PasskeyCreatedEvent} passkey-created - The account has one more passkey.
 * @fires {PasskeyRemovedEvent} passkey-removed - A passkey was removed from the account.
 * @fires {DirtyChangeEvent} dirty-change - There is a name that was typed and not saved, or no longer.
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

  /** What is asked for next needs a proof for this. */
  #reason: 'register' | 'remove' = 'register';
  readonly #passkeys = new LoadController(this, passkeys.list, () => ({}));
  readonly #opening = new SubmitController(this, () => this.#prepare());
  /** Fetched when somebody wants a passkey. */
  #registration: Registration | undefined;
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
            this.#registration?.reset();
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
      this.#wanted = undefined;
      this.#reason = 'remove';
      this.#opening.reset();
      this.#registration?.reset();
    },
    onRemoved: ({ sessionsEnded }) => {
      void signalPasskeys(({ signalAccepted }) => signalAccepted(this.activeClient));
      this.dispatchEvent(new PasskeyRemovedEvent(sessionsEnded));
    },
  });

  /** The registration that was asked for, until the person signs out or turns to something else. */
  #wanted: object | undefined;

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => this.#forget());
    new UnsavedController(this, () => this.dirty);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  /** Whether a name was typed that is not saved. */
  get dirty(): boolean {
    return this.#rows.dirty;
  }

  override get stepUpReason(): string {
    return this.#reason === 'register' ? this.#words.reason : this.#words.remove.reason;
  }

  /** Opens the registration, after a proof of identity if the last one is too old. Resolves to `false` if that was cancelled. */
  async show(): Promise<boolean> {
    if (this.#registration?.open || this.#obstacle) return true;
    const stays = focusStays();
    await this.#openRegistration();
    if (stays()) this.queryLight<HTMLElement>('h2')?.focus();
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
    const registration = this.#registration?.open ? this.#registration : undefined;
    const outcome = html`<div class="account-outcome">
        ${this.#opening.renderOutcome(
          () => nothing,
          (problem) => this.#opening.renderProblem(problem, ''),
        )}${this.#renderRegistered()}
      </div>
      ${this.#rows.renderOutcome()}`;
    // The outcome has one place in all views: readers miss what comes together with its region.
    return [
      this.#renderHead(list),
      outcome,
      registration?.render() ?? (list.length === 0 ? this.#renderNone() : this.#rows.render(list)),
    ];
  }

  #renderHead(list: readonly Passkey[]): unknown {
    const words = this.#words;
    const registering = this.#registration?.open ? this.#registration.head : undefined;
    const text = registering?.text ?? (list.length > 0 ? words.lead : nothing);
    return html`<div class="account-passkeys-head">
      <div class="account-passkeys-text">
        <h2 class="account-heading" id="${this.idPrefix}-heading" tabindex="-1">
          ${registering?.heading ?? words.heading}
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
    if (this.#obstacle) {
      const { text, link } = this.#explain(this.#obstacle);
      return html`<p class="account-passkeys-obstacle">${text}${link}</p>`;
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

  #explain(obstacle: PasskeyObstacle): { readonly text: string; readonly link: unknown } {
    const { obstacles, openAlone } = this.#words;
    const link = html`<a class="account-link" href=${location.href} target="_blank" rel="noopener">${openAlone}</a>`;
    return { text: obstacles[obstacle], link: obstacle === 'framed' ? link : nothing };
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

  /** What came of it. Both regions are there from the start, as in `SubmitController`. */
  #renderRegistered(): unknown {
    const registration = this.#registration;
    const looks = registration?.done ? '' : 'account-status-calm';
    // Without a space in it, an empty one takes no room.
    return html`<div class="account-status ${looks}" role="status">${registration?.renderSaid()}</div>
      <div class="account-alert" role="alert">${registration?.renderAlarm()}</div>`;
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
    if (this.#opening.pending) return;
    const wanted = {};
    this.#wanted = wanted;
    this.#reason = 'register';
    this.#rows.forget();
    this.#registration?.reset();
    if ((await this.#opening.run()) && this.#wanted === wanted) await this.#registration?.begin();
  }

  /** Nobody pressed anything: then nobody is asked anything. */
  async #showIfProven(): Promise<void> {
    if ((await isProven(this, 'enrolment')) && !this.#registration?.open) await this.#openRegistration();
  }

  async #prepare(): Promise<void> {
    const { Registration } = await fetchFile(() => import('./registration.ts'));
    this.#registration ??= new Registration(this, {
      idPrefix: this.idPrefix,
      signOutOthers: this.#rows.signOutOthers,
      obstacle: (code) => this.#explain(code),
      onRegistered: (registered) => this.#handleRegistered(registered),
      onCancel: () => void this.#handleCancel(),
    });
    await this.#registration.prepare();
  }

  /** Nothing of what was begun goes on. */
  #forget(): void {
    this.#wanted = undefined;
    this.#registration?.forget();
    this.#rows.forget();
    this.#opening.reset();
  }

  async #handleRegistered({ passkey, sessionsEnded }: RegisteredPasskey): Promise<void> {
    // Its row has to be there before it is named in it.
    await this.#passkeys.reload();
    await this.#registration?.close();
    await this.#rows.name(passkey);
    this.dispatchEvent(new PasskeyCreatedEvent(passkey, sessionsEnded));
  }

  async #handleCancel(): Promise<void> {
    this.#forget();
    await this.updateComplete;
    this.queryLight<HTMLElement>('button')?.focus();
  }
}
