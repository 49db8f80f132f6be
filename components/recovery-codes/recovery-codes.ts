import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { account } from '../contract/account.ts';
import { capabilities } from '../contract/capabilities.ts';
import type { Problem } from '../contract/problem.ts';
import { recoveryCodes, type RecoveryCodesState } from '../contract/recovery-codes.ts';
import { recoveryCodes as english } from '../localize/en/recovery-codes.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { ConfirmController, type Question } from '../shared/confirm-controller.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import type { RecoveryCodeSheet } from '../shared/recovery-code-sheet.ts';
import { recoveryCodeSheet } from '../shared/recovery-code-sheet.styles.ts';
import { SignOutOthers } from '../shared/sign-out-others.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { formStyles } from '../theme/form.styles.ts';
import { lightStyles } from './recovery-codes.styles.ts';

/** From here on, new codes are due before the old ones run out. */
const FEW = 3;

/**
 * How many recovery codes are left, and the way to new ones, which are shown
 * once: to copy, download or print.
 *
 * @element recovery-codes
 * @summary Codes for when the second factor is lost: how many are left, and new ones.
 *
 * @fires {RecoveryCodesCreatedEvent} recovery-codes-created - There are new codes; those of before no longer work.
 * @fires {DirtyChangeEvent} dirty-change - There are codes on screen that nobody said are saved, or no longer.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart dialog - What is asked before there are new codes.
 * @csspart button - The buttons of that.
 */
export class RecoveryCodes extends LightElement {
  static override styles: CSSResultGroup = [LightElement.styles, dialogs, formStyles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, recoveryCodeSheet, lightStyles];

  readonly #state = new LoadController(this, recoveryCodes.get, () => ({}));
  readonly #create = new SubmitController(this, (signOutOthers: boolean) => this.#write(signOutOthers));
  readonly #confirm = new ConfirmController(this);
  readonly #signOutOthers = new SignOutOthers(this);
  /** Fetched with the first codes. */
  #sheet: RecoveryCodeSheet | undefined;
  /** Another one each time that somebody signs out: what was asked for before is for nobody to see. */
  #person = {};

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => this.#forget());
    new UnsavedController(this, () => this.dirty);
  }

  /** Whether there are codes on screen that nobody said are saved. */
  get dirty(): boolean {
    return this.#sheet?.shown ?? false;
  }

  override get stepUpReason(): string {
    return this.#words.reason;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // A page that comes back from the browser's memory, to nobody who is signed in.
    if (this.dirty && !this.#state.value && this.#state.problem?.code === 'unauthenticated') this.#forget();
  }

  override render(): unknown {
    return html`<slot name="light"></slot> ${this.#confirm.render()}`;
  }

  protected override renderLight(): unknown {
    // Back from the browser's memory, and nobody can say who is signed in: that is all there is to see.
    const unknown = this.#state.unconfirmed && this.#state.problem ? this.#state.render(() => nothing) : nothing;
    if (this.#sheet?.shown) return [unknown, this.#sheet.render()];
    return this.#state.render((state) => this.#renderState(state), this.#renderSkeleton());
  }

  #renderState(state: RecoveryCodesState): unknown {
    const words = this.#words;
    const { pending } = this.#create;
    const creatable = state.available && this.activeClient.supports(recoveryCodes.create);
    const label = state.total > 0 ? words.renew : words.create;
    return html`<div class="account-recovery">
      <div class="account-recovery-text">
        <h2 class="account-heading" tabindex="-1" aria-describedby="${this.idPrefix}-outcome">${words.heading}</h2>
        ${state.available ? this.#renderLeft(state) : html`<p class="account-muted">${words.unavailable}</p>`}
      </div>
      ${
        creatable
          ? html`<button
              class="account-button account-swap"
              type="button"
              aria-disabled=${pending ? 'true' : nothing}
              @click=${() => void this.#handleCreate(state)}
            >
              <span class="account-swapped" ?data-shown=${!pending}>${label}</span>
              <span class="account-swapped" ?data-shown=${pending}>${words.creating}</span>
            </button>`
          : nothing
      }
      <div class="account-outcome" id="${this.idPrefix}-outcome">
        ${this.#create.renderOutcome((signedOut) => this.#renderDone(signedOut), this.#renderProblem)}
      </div>
    </div>`;
  }

  #renderLeft({ left, total, createdAt }: RecoveryCodesState): unknown {
    const words = this.#words;
    if (left === 0) {
      return html`<p class="account-recovery-warning">${total === 0 ? words.none : words.usedUp}</p>`;
    }
    const created = createdAt && words.created(this.localize.date(createdAt, { dateStyle: 'medium' }));
    return html`<p class="account-muted">
        ${words.left(left, total)}${created ? html` · <time datetime=${createdAt}>${created}</time>` : nothing}
      </p>
      ${left <= FEW ? html`<p class="account-recovery-warning">${words.few(left)}</p>` : nothing}`;
  }

  #renderDone(signedOut: number | undefined): unknown {
    return html`${this.#words.inUse} ${this.#signOutOthers.outcome(signedOut)}`;
  }

  /** There is nothing that they could stand in for, any more. */
  readonly #renderProblem = (problem: Problem): unknown => {
    const words = this.#words;
    if (problem.code === 'forbidden') {
      return html`<div class="account-banner"><p class="account-text">${words.unavailable}</p></div>`;
    }
    // Nobody knows whether it was done: only the answer may have got lost.
    const unsure = problem.code === 'unreachable' || problem.code === 'unreadable';
    return this.#create.renderProblem(problem, unsure ? words.unsure : '');
  };

  #renderSkeleton(): unknown {
    return html`<div class="account-recovery" aria-hidden="true">
      <div class="account-recovery-text">
        <div class="account-heading">${this.#words.heading}</div>
        <div class="account-skeleton account-skeleton-text"></div>
      </div>
      <div class="account-skeleton account-skeleton-button"></div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('recoveryCodes', english);
  }

  #question({ left }: RecoveryCodesState): Question {
    const words = this.#words;
    const choice = () => this.#signOutOthers.render('account');
    return left > 0
      ? { heading: words.renewHeading, text: words.renewText(left), confirm: words.renew, choice }
      : { heading: words.createHeading, text: words.createText, confirm: words.create, choice, harmless: true };
  }

  /** What shows them is there before they are made: they are told only once. */
  async #write(signOutOthers: boolean): Promise<number | undefined> {
    const { RecoveryCodeSheet } = await fetchFile(() => import('../shared/recovery-code-sheet.ts'));
    this.#sheet ??= new RecoveryCodeSheet(this, { idPrefix: this.idPrefix, onDone: this.#handleDone });
    const person = this.#person;
    const [company, email] = await this.#owner();
    const { codes, sessionsEnded } = await this.send(recoveryCodes.create, { body: { signOutOthers } });
    if (this.isConnected && person === this.#person) this.#sheet.show({ codes, company, account: email });
    return signOutOthers ? sessionsEnded : undefined;
  }

  /** Whose codes they are, for paper. Not worth a failure. */
  #owner(): Promise<(string | undefined)[]> {
    return Promise.all([
      this.send(capabilities.get, {}).then(
        ({ company }) => company,
        () => undefined,
      ),
      this.send(account.get, {}).then(
        ({ email }) => email,
        () => undefined,
      ),
    ]);
  }

  #forget(): void {
    this.#person = {};
    this.#confirm.cancel();
    this.#create.reset();
    this.#sheet?.forget();
  }

  async #handleCreate(state: RecoveryCodesState): Promise<void> {
    if (this.#create.pending) return;
    this.#create.reset();
    if (!(await this.#confirm.ask(this.#question(state)))) return;
    // What was refused because it is not as it was on screen is read again.
    if (!(await this.#create.run(this.#confirm.chosen('signOutOthers')))) return this.#state.reload();
    await this.updateComplete;
    this.queryLight<HTMLElement>('h2')?.focus();
  }

  readonly #handleDone = async (): Promise<void> => {
    await this.updateComplete;
    this.queryLight<HTMLElement>('h2')?.focus();
  };
}
