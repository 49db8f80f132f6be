import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { authenticators, type Authenticator } from '../contract/authenticators.ts';
import { passkeys } from '../contract/passkeys.ts';
import { recoveryCodes } from '../contract/recovery-codes.ts';
import { authenticatorSetup as english } from '../localize/en/authenticator-setup.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { FactorRows } from '../shared/factor-rows.ts';
import { factorRows } from '../shared/factor-rows.styles.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { recoveryCodeSheet } from '../shared/recovery-code-sheet.styles.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { formStyles } from '../theme/form.styles.ts';
import { deviceIcon } from '../theme/icons.ts';
import { lightStyles } from './authenticator-setup.styles.ts';
import { AuthenticatorRemovedEvent } from './events.ts';
import type { Steps } from './steps.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * The authenticator applications of an account, and the way to a further one:
 * scan a code, type what the application shows, save the recovery codes.
 *
 * @element authenticator-setup
 * @summary Two-factor authentication: sets up, renames, replaces and removes authenticator applications.
 *
 * @fires {AuthenticatorAddedEvent} authenticator-added - One was set up, or took the place of another one.
 * @fires {AuthenticatorRemovedEvent} authenticator-removed - One was removed.
 * @fires {RecoveryCodesCreatedEvent} recovery-codes-created - With the first one came recovery codes.
 * @fires {DirtyChangeEvent} dirty-change - There are recovery codes on screen that nobody said are saved, or something typed; or no longer.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart dialog - What is asked before one is removed.
 * @csspart button - The buttons of that.
 */
export class AuthenticatorSetup extends LightElement {
  static override styles: CSSResultGroup = [LightElement.styles, dialogs, formStyles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [
    ...LightElement.lightStyles,
    factorRows,
    recoveryCodeSheet,
    lightStyles,
  ];

  readonly #list = new LoadController(this, authenticators.list, () => ({}));
  readonly #start = new SubmitController(this, (replaces?: Authenticator) => this.#begin(replaces));
  readonly #rows = new FactorRows<Authenticator>(this, {
    idPrefix: this.idPrefix,
    icon: () => deviceIcon('phone'),
    rename: () =>
      this.activeClient.supports(authenticators.rename)
        ? ({ id }, name) => this.send(authenticators.rename, { params: { id }, body: { name } })
        : undefined,
    remove: () =>
      this.activeClient.supports(authenticators.remove)
        ? (one, signOutOthers) => this.#remove(one, signOutOthers)
        : undefined,
    actions: (one) => this.#renderReplace(one),
    consequence: (one) => this.#consequence(one),
    onBegin: () => {
      this.#wanted = undefined;
    },
    onRemoved: ({ sessionsEnded }) => this.dispatchEvent(new AuthenticatorRemovedEvent(sessionsEnded)),
  });
  /** Fetched for the first setup. */
  #steps: Steps | undefined;
  /** What is replaced, if anything: the focus goes back to its button. */
  #replaced: Authenticator | undefined;
  #removing = false;
  /** The setup that was asked for, until the person signs out or turns to something else. */
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
    queueMicrotask(() => this.isConnected || this.#forget());
  }

  /** Whether there are recovery codes on screen that nobody said are saved, or something typed. */
  get dirty(): boolean {
    return this.#rows.dirty || (this.#steps?.dirty ?? false);
  }

  override get stepUpReason(): string {
    return this.#removing ? this.#words.removeReason : this.#words.reason;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // A page that comes back from the browser's memory, to nobody who is signed in.
    if (this.#steps?.open && !this.#list.value && this.#list.problem?.code === 'unauthenticated') this.#forget();
  }

  override render(): unknown {
    return html`<slot name="light"></slot> ${this.#rows.renderQuestion()}`;
  }

  protected override renderLight(): unknown {
    // Back from the browser's memory, and nobody can say who is signed in: that is all there is to see.
    const unknown = this.#list.unconfirmed && this.#list.problem ? this.#list.render(() => nothing) : nothing;
    if (this.#steps?.open) return [unknown, this.#steps.render()];
    return this.#list.render((list) => this.#renderList(list), this.#renderSkeleton());
  }

  #renderList(read: readonly Authenticator[]): unknown {
    const words = this.#words;
    const some = this.#rows.left(read).length > 0;
    return html`<div class="account-authenticators">
      <div class="account-authenticators-head">
        <div class="account-authenticators-text">
          <h2 class="account-heading" tabindex="-1">${words.heading}</h2>
          <p class="account-muted">${some ? words.some : words.none}</p>
        </div>
        ${
          this.#startable
            ? html`<button
                class="account-button account-authenticators-add ${some ? '' : 'account-button-primary'}"
                type="button"
                aria-disabled=${this.#start.pending ? 'true' : nothing}
                @click=${() => void this.#start.run()}
              >
                ${words.open}
              </button>`
            : nothing
        }
      </div>
      <div class="account-outcome">${this.#renderStart()}</div>
      ${this.#rows.renderOutcome()} ${this.#rows.render(read)}
    </div>`;
  }

  #renderReplace(one: Authenticator): unknown {
    const words = this.#words;
    if (!this.#startable) return nothing;
    return html`<button
      class="account-button account-button-quiet account-authenticators-replace"
      type="button"
      aria-label=${words.replaceNamed(one.name)}
      aria-disabled=${this.#start.pending ? 'true' : nothing}
      @click=${() => void this.#start.run(one)}
    >
      ${words.replace}
    </button>`;
  }

  #renderStart(): unknown {
    return this.#start.renderOutcome(
      () => nothing,
      (problem) => this.#start.renderProblem(problem, ''),
    );
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-authenticators" aria-hidden="true">
      <div class="account-authenticators-head">
        <div class="account-authenticators-text">
          <div class="account-heading">${this.#words.heading}</div>
          <div class="account-skeleton account-skeleton-text"></div>
        </div>
        <div class="account-skeleton account-skeleton-button"></div>
      </div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('authenticatorSetup', english);
  }

  get #startable(): boolean {
    return [authenticators.start, authenticators.confirm].every((one) => this.activeClient.supports(one));
  }

  async #begin(replaces: Authenticator | undefined): Promise<void> {
    const wanted = {};
    this.#wanted = wanted;
    this.#replaced = replaces;
    this.#rows.forget();
    const steps = await this.#fetchSteps();
    const first = await this.#isFirst();
    const setup = await this.send(authenticators.start, {});
    if (!this.isConnected || this.#wanted !== wanted) return;
    await steps.begin({ setup, replaces, first, before: this.#list.value ?? [] });
  }

  async #fetchSteps(): Promise<Steps> {
    const { Steps } = await fetchFile(() => import('./steps.ts'));
    return (this.#steps ??= new Steps(this, {
      idPrefix: this.idPrefix,
      signOutOthers: this.#rows.signOutOthers,
      list: () => this.#readAgain(),
      start: (replaces) => void this.#start.run(replaces),
      renderStart: () => this.#renderStart(),
      onClosed: () => void this.#handleClosed(),
    }));
  }

  /** Whether it is the first second factor of the account: recovery codes come with that. */
  async #isFirst(): Promise<boolean> {
    const state = this.activeClient.supports(recoveryCodes.get)
      ? await this.send(recoveryCodes.get, {}).catch(() => undefined)
      : undefined;
    return state ? !state.available : this.#list.value?.length === 0;
  }

  async #readAgain(): Promise<readonly Authenticator[] | undefined> {
    await this.#list.reload();
    return this.#list.problem ? undefined : this.#list.value;
  }

  async #remove({ id }: Authenticator, signOutOthers: boolean) {
    this.#removing = true;
    try {
      return await this.send(authenticators.remove, { params: { id }, body: { signOutOthers } });
    } finally {
      this.#removing = false;
    }
  }

  async #consequence({ id }: Authenticator): Promise<{ text: string; confirm: string }> {
    const words = this.#words;
    const others = this.#rows.left(this.#list.value ?? []).some((one) => one.id !== id);
    return { text: others || (await this.#hasPasskey()) ? words.removeOne : words.removeLast, confirm: words.remove };
  }

  async #hasPasskey(): Promise<boolean> {
    if (!this.activeClient.supports(passkeys.list)) return false;
    const list = await this.send(passkeys.list, {}).catch(() => []);
    return list.length > 0;
  }

  #forget(): void {
    this.#wanted = undefined;
    this.#steps?.forget();
    this.#rows.forget();
    this.#start.reset();
  }

  async #handleClosed(): Promise<void> {
    this.#start.reset();
    await this.updateComplete;
    const row = this.#replaced && `[data-factor="${CSS.escape(this.#replaced.id)}"] .account-authenticators-replace`;
    const opener = this.queryLight<HTMLElement>(row ?? '.account-authenticators-add');
    (opener ?? this.queryLight<HTMLElement>('h2'))?.focus();
  }
}
