import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import {
  accountLockdown,
  type Lockdown,
  type LockdownScope,
  type Suspect,
  type Suspicion,
} from '../contract/account-lockdown.ts';
import { account } from '../contract/account.ts';
import { accountLockdown as english } from '../localize/en/account-lockdown.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { SignInRequestEvent } from '../shared/events.ts';
import { factorRows } from '../shared/factor-rows.styles.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { lightStyles, styles } from './account-lockdown.styles.ts';
import { AccountLockedDownEvent, LockdownFinishedEvent } from './events.ts';
import { inquire, suspectOf, type Finding } from './inquiry.ts';
import { takeMailLink } from './mail-link.ts';
import { expiredView, lockedView, lockView, type MailView } from './mail-views.ts';
import { Steps } from './steps.ts';
import { facts, head, scope, summary, whatHappens } from './views.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * *This wasn't me*: throws others out and takes the account back, one thing at
 * a time, from a session, an entry of the activity log, or the link of a mail,
 * which it takes up by itself. Whoever is not signed in can lock the account
 * down with that link. Whoever stops goes on where they were.
 *
 * @element account-lockdown
 * @summary Throws others out and takes the account back, step by step.
 *
 * @fires {AccountLockedDownEvent} account-locked-down - Others were thrown out; with the link of a mail, everybody.
 * @fires {LockdownFinishedEvent} lockdown-finished - The person has gone through everything.
 * @fires {DirtyChangeEvent} dirty-change - There is a password that was typed and not saved, or codes that nobody said are saved, or no longer.
 * @fires {SignInRequestEvent} sign-in-request - The person wants to sign in.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 */
export class AccountLockdown extends LightElement {
  static override styles: CSSResultGroup = [LightElement.styles, styles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, factorRows, lightStyles];

  /** What it was: `session:` or `activity:`, and the id. Left out, nothing in particular, or the link of a mail. */
  @property() suspect = '';

  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #lockdown = new LoadController(this, accountLockdown.get, () => ({}));
  readonly #look = new SubmitController(this, (suspect: Suspect) => inquire(this, suspect));
  readonly #start = new SubmitController(this, (scope: LockdownScope) => this.#begin(scope));
  readonly #lock = new SubmitController(this, (token: string) => this.send(accountLockdown.lock, { body: { token } }));
  readonly #finish = new SubmitController(this, () => this.send(accountLockdown.finish, {}));
  readonly #steps = new Steps(this, {
    idPrefix: this.idPrefix,
    email: () => this.#account.value?.email,
    form: () => this.form,
    onDone: () => this.#goOn(),
  });
  /** What a mail brought along. */
  #link: string | undefined;
  /** What was asked about last, and as whom. */
  #asked = '';
  /** The person has begun, or wants to without a reason in particular. */
  #begun = false;

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => {
      this.#steps.forget();
      this.#begun = false;
      if (!this.#lock.pending) this.#start.reset();
    });
    new UnsavedController(this, () => this.dirty);
  }

  /** Whether something was typed that is not saved. */
  get dirty(): boolean {
    return this.#steps.dirty;
  }

  /** What a mail told, and what was done about it, is there for whoever is not signed in. */
  override get outlastsSession(): boolean {
    return this.#link !== undefined;
  }

  override get stepUpReason(): string {
    return this.#start.pending ? this.#words.suspicion.reason : this.#words.steps.reason;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeLink();
    window.addEventListener('hashchange', this.#takeLink);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#takeLink);
  }

  protected override updated(): void {
    const suspect = this.#subject;
    const who = this.#account.value?.id ?? this.#account.problem?.code;
    if (!suspect || who === undefined || !this.activeClient.supports(accountLockdown.suspect)) return;
    const asked = JSON.stringify([suspect, who]);
    if (asked === this.#asked || this.#look.pending) return;
    this.#asked = asked;
    void this.#look.run(suspect);
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    return html`<div class="layout" lang=${language} dir=${direction}><slot name="light"></slot></div>`;
  }

  protected override renderLight(): unknown {
    if (!this.activeClient.supports(accountLockdown.get)) {
      return html`<p class="account-muted">${this.localize.terms.problems.unsupported()}</p>`;
    }
    return html`<div class="account-lockdown">${this.#renderView()}</div>`;
  }

  #renderView(): unknown {
    const finding = this.#finding;
    const mail: MailView = {
      localize: this.localize,
      lock: this.#lock,
      onLock: this.#handleLock,
      onSignIn: this.#handleSignIn,
    };
    if (this.#lock.state.name === 'done' && !this.#account.value)
      return lockedView(mail, this.#lock.state.value.mailSent);
    if (this.#link !== undefined && !this.#begun) {
      if (!finding) return this.#renderAsking();
      if (finding.name === 'told') return lockView(mail, finding);
      if (finding.name === 'locked' && !this.#account.value) return lockedView(mail, undefined);
      if (finding.name === 'expired' && !this.#account.value) return expiredView(mail);
    }
    return this.#account.render(() => this.#renderSignedIn(finding), this.#renderSkeleton());
  }

  #renderSignedIn(finding: Finding | undefined): unknown {
    return this.#lockdown.render(({ lockdown }) => this.#renderLockdown(lockdown, finding), this.#renderSkeleton());
  }

  #renderLockdown(lockdown: Lockdown | null, finding: Finding | undefined): unknown {
    if (this.#subject && !finding && !this.#begun) return this.#renderAsking();
    const known = finding?.name === 'known' ? finding.suspicion : undefined;
    if (lockdown && (this.#begun || !known || isAnswered(known, lockdown))) {
      return lockdown.finishedAt === null ? this.#renderSteps(lockdown) : this.#renderDone(lockdown);
    }
    return this.#renderSuspicion(known, finding?.name === 'missing');
  }

  #renderSuspicion(suspicion: Suspicion | undefined, missing: boolean): unknown {
    const words = this.#words.suspicion;
    const { pending } = this.#start;
    return html`<form class="account-form account-narrow-gaps" novalidate @submit=${this.#handleStart}>
      ${head(words.heading, missing && this.#words.missing, suspicion ? words.lead : words.leadNone)}
      ${suspicion ? facts(suspicion, this.localize) : nothing}
      ${suspicion && suspicion.session !== 'alive' ? html`<p class="account-text">${words[suspicion.session === 'current' ? 'here' : 'over']}</p>` : nothing}
      ${suspicion ? scope(suspicion, this.idPrefix, this.localize) : nothing} ${whatHappens(words.next, words.steps)}
      <div class="account-outcome">${this.#start.renderOutcome(() => nothing)}</div>
      <div class="account-buttons">
        <button class="account-button account-button-primary" aria-disabled=${pending ? 'true' : nothing}>
          ${pending ? words.pending : words.start}
        </button>
      </div>
      <p class="account-muted">${words.calm}</p>
    </form>`;
  }

  #renderSteps(lockdown: Lockdown): unknown {
    const words = this.#words;
    return html`${this.#steps.render(lockdown)}
      <div class="account-outcome">${this.#finish.renderOutcome(() => nothing)}</div>
      ${
        this.#steps.currentOf(lockdown)
          ? html`<p class="account-hint">${words.steps.contained(lockdown.done.sessionsEnded)} ${words.steps.later}</p>`
          : html`<p class="account-text">${words.finish.text}</p>
              <div class="account-buttons">
                <button
                  class="account-button account-button-primary"
                  type="button"
                  aria-disabled=${this.#finish.pending ? 'true' : nothing}
                  @click=${() => void this.#end()}
                >
                  ${this.#finish.pending ? words.finish.pending : words.finish.submit}
                </button>
              </div>`
      }`;
  }

  #renderDone(lockdown: Lockdown): unknown {
    return summary(lockdown, this.#account.value?.email, this.localize);
  }

  /** What it was is still looked up, or could not be. */
  #renderAsking(): unknown {
    const { problem } = this.#look;
    if (!problem) return this.#account.renderLoading(this.#renderSkeleton());
    return html`<div class="account-banner" role="alert">
      <p class="account-text">${this.localize.problem(problem)}</p>
      <button class="account-button" type="button" @click=${this.#handleRetry}>
        ${this.localize.terms.states.retry}
      </button>
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-skeleton account-lockdown-waiting" aria-hidden="true"></div>`;
  }

  get #words(): typeof english {
    return this.localize.words('accountLockdown', english);
  }

  get #subject(): Suspect | undefined {
    return this.#link === undefined ? suspectOf(this.suspect) : { by: 'link', token: this.#link };
  }

  get #finding(): Finding | undefined {
    const { state } = this.#look;
    return this.#subject && state.name === 'done' ? state.value : undefined;
  }

  async #begin(scope: LockdownScope): Promise<Lockdown> {
    const finding = this.#finding;
    const suspect = finding?.name === 'known' ? this.#subject : undefined;
    return this.send(accountLockdown.start, { body: { scope, ...(suspect && { suspect }) } });
  }

  /** Reads where things stand, ends it where nothing is left, and takes the person to what is next. */
  async #goOn(): Promise<void> {
    await this.#lockdown.reload();
    const lockdown = this.#lockdown.value?.lockdown;
    if (lockdown?.finishedAt === null && !this.#steps.currentOf(lockdown)) return this.#end();
    await this.#focusHeading();
  }

  async #end(): Promise<void> {
    if (await this.#finish.run()) {
      await this.#lockdown.reload();
      this.dispatchEvent(new LockdownFinishedEvent());
    }
    await this.#focusHeading();
  }

  async #focusHeading(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.queryLight<HTMLElement>('.account-lockdown-heading')?.focus();
  }

  readonly #handleStart = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget as HTMLFormElement).get('scope');
    if (this.#start.pending || !(await this.#start.run(chosen === 'session' ? 'session' : 'others'))) return;
    this.#begun = true;
    this.#link = undefined;
    this.#finish.reset();
    this.dispatchEvent(new AccountLockedDownEvent(false));
    await this.#goOn();
  };

  readonly #handleLock = async (): Promise<void> => {
    if (this.#link === undefined || !(await this.#lock.run(this.#link))) return;
    this.dispatchEvent(new AccountLockedDownEvent(true));
    await this.#focusHeading();
  };

  readonly #handleSignIn = (): boolean => this.dispatchEvent(new SignInRequestEvent());

  readonly #handleRetry = (): void => {
    const suspect = this.#subject;
    if (suspect) void this.#look.run(suspect);
  };

  readonly #takeLink = (): void => {
    const token = takeMailLink();
    if (token === undefined) return;
    this.#link = token;
    this.#begun = false;
    this.#lock.reset();
    this.requestUpdate();
  };
}

/** Whether others were thrown out after it, and whoever it was is not in any more. */
const isAnswered = ({ at, session }: Suspicion, { startedAt }: Lockdown): boolean =>
  session !== 'alive' && at <= startedAt;
