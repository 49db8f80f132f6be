import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { capabilities } from '../contract/capabilities.ts';
import { passwordReset } from '../contract/password-reset.ts';
import type { SendOptions } from '../client/account-client.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import type { FieldProblemCode } from '../contract/problem.ts';
import { signIn, type SecondFactor } from '../contract/sign-in.ts';
import { signUp } from '../contract/sign-up.ts';
import { proofs as englishProofs } from '../localize/en/proofs.ts';
import { signIn as english } from '../localize/en/sign-in.ts';
import { AccountElement } from '../shared/account-element.ts';
import { codeField, type CodeMistake } from '../shared/code-fields.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasskeyAutofill } from '../shared/passkey-autofill.ts';
import { PasskeyUse } from '../shared/passkey-use.ts';
import { PasswordController } from '../shared/password-controller.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';
import { advance, withPasskey } from './advance.ts';
import { doneView } from './done-view.ts';
import { goOn } from './go-on.ts';
import { takeMailLink } from './mail-link.ts';
import { otherWays } from './other-ways.ts';
import { lightStyles, styles } from './sign-in-form.styles.ts';
import { stepFields } from './step-fields.ts';
import { buttonOf, headingOf } from './step-words.ts';
import {
  isReset,
  isWorthReading,
  mistakesIn,
  waysOf,
  type Asked,
  type Mistake,
  type ResetStep,
  type Step,
} from './steps.ts';
import { thisDevice } from './this-device.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * Signs a person in: with e-mail address and password, in a form that password
 * managers know, and what the account asks for beyond that; or with a passkey
 * alone. Where the server allows it, people create their account here, and
 * choose a new password if they forgot theirs: on the page that the link of
 * the mail leads to, this form takes the link up by itself.
 *
 * @element sign-in-form
 * @summary Signs in with a password and a second factor, or with a passkey.
 *
 * @fires {SignedInEvent} signed-in - Somebody signed in. Cancel it to go on by yourself instead of by `return-to`.
 * @fires {DirtyChangeEvent} dirty-change - Something of a new account was typed and not sent, or no longer.
 *
 * @slot heading - Instead of the heading *Sign in*.
 * @slot before - Above the form.
 * @slot after - Below the form.
 *
 * @csspart heading - The heading.
 */
export class SignInForm extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, styles];

  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  /** Where to go after signing in, on this origin; left out, the page stays. */
  @property({ attribute: 'return-to' }) returnTo?: string;

  /** The e-mail address to start with. */
  @property() email = '';

  /**
   * After a password was used, the person's password manager may make a passkey
   * for the account, where browser and manager do that without a question.
   */
  @property({ type: Boolean, attribute: 'offer-passkey' }) offerPasskey = false;

  // Not a property: it may hold a password, and nobody else needs to see it.
  #step: Step = { name: 'sign-in' };
  /** The part for a new password by mail, once it was wanted. */
  #reset: typeof import('./password-reset.ts') | undefined;
  #mistakes: Readonly<Record<string, Mistake>> = {};
  /** What was typed as e-mail address, kept from one step to the next. */
  #typedEmail: string | undefined;
  /** What is being sent, or asked of the browser. */
  #entering: Promise<boolean> | undefined;
  /** A sign-in that was begun with another account ends first. */
  #leaving: Promise<unknown> | undefined;

  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #enter = new SubmitController(this, async (next: () => Promise<Step>) => {
    await this.#leaving;
    this.#go(await next());
  });
  readonly #passwords = new PasswordController(this);
  readonly #passkeys = new PasskeyUse(this, signIn);
  readonly #autofill = new PasskeyAutofill(this, this.#passkeys, {
    wanted: () => this.#step.name === 'sign-in' && !this.#enter.pending,
    accept: (passkey) => this.#run(() => withPasskey(this, this.#step, passkey)),
  });

  constructor() {
    super();
    new UnsavedController(this, () => this.dirty);
    new SignedOutController(this, () => {
      if (this.#step.name === 'done') this.#go({ name: 'sign-in' });
    });
  }

  /** Whether something of a new account was typed and not sent. To sign in is no work that could be lost. */
  get dirty(): boolean {
    const { form } = this;
    return this.#step.name === 'sign-up' && form !== null && changedFields(form).length > 0;
  }

  /** Whether a new password comes by mail; nothing until the server has told. */
  get #resetOffered(): boolean | undefined {
    const { value, problem } = this.#capabilities;
    return value ? value.passwordReset === true : problem ? false : undefined;
  }

  /** @internal Says on which device, too: whoever signs in is named by it in lists, and asked before once more. */
  override async send<E extends Endpoint>(endpoint: E, input: Input<E>, options?: SendOptions): Promise<Result<E>> {
    const writes = endpoint.method !== 'GET';
    return super.send(endpoint, input, writes ? { ...options, device: await thisDevice() } : options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeLink();
    window.addEventListener('hashchange', this.#handleHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#handleHash);
    // Not when it was only moved.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#passkeys.stop();
      this.#go({ name: 'sign-in' });
    });
  }

  override render(): unknown {
    const { localize } = this;
    return html`<div class="layout" lang=${localize.language} dir=${localize.direction}>
      <slot name="before"></slot>
      ${this.#renderHeading()}
      <slot name="light"></slot>
      <slot name="after"></slot>
    </div>`;
  }

  protected override renderLight(): unknown {
    if (this.#step.name === 'done') return doneView(this.#step, this.localize, this.#words, this.#goOn);
    if (this.#opening) return this.#renderOpening();
    const asked = this.#asked;
    const { submit } = this.#button(asked);
    return html`<form
        class="account-form account-narrow-gaps"
        method="post"
        novalidate
        aria-label=${this.#headingText}
        @submit=${this.#handleSubmit}
      >
        ${this.#renderOutcome()} ${this.#renderFields(asked)}
        ${submit === undefined ? nothing : this.#renderButton(asked)}
      </form>
      ${otherWays(asked, {
        words: this.#words,
        signUpOffered: this.#capabilities.value?.signUp === true && this.activeClient.supports(signUp.create),
        resetOffered: this.activeClient.supports(passwordReset.request) && this.#resetOffered,
        backFromReset: this.#reset?.resetBack(this),
        passkeyOffered: this.#passkeys.available,
        waiting: this.#passkeys.waiting ? this.#proofs.passkey.pending : undefined,
        ways: this.#ways,
        go: (to) => void this.#handleGo(to),
        choose: (way) => void this.#handleChoose(way),
        usePasskey: () => void this.#handlePasskey(),
        startOver: () => void this.#handleStartOver(),
      })}`;
  }

  get #words(): typeof english {
    return this.localize.words('signIn', english);
  }

  get #proofs(): typeof englishProofs {
    return this.localize.words('proofs', englishProofs);
  }

  /** The ways in which the second step can be done here. */
  get #ways(): readonly SecondFactor[] {
    if (this.#step.name !== 'second-factor') return [];
    const { activeClient } = this;
    return waysOf(this.#step.methods, (way) => {
      if (way === 'passkey') return this.#passkeys.available;
      return activeClient.supports(way === 'code' ? signIn.withCode : signIn.withRecoveryCode);
    });
  }

  get #asked(): Asked {
    return this.#step.name === 'second-factor' ? (this.#step.chosen ?? this.#ways[0] ?? 'none') : this.#step.name;
  }

  get #headingText(): string {
    if (isReset(this.#step)) return this.#reset?.resetWords(this, this.#step).heading ?? this.#words.heading;
    return headingOf(this.#asked as Exclude<Asked, 'forgotten' | 'reset'>, this.#words);
  }

  /** What the button of a step says, and what it says meanwhile; there is none where there is nothing to do. */
  #button(asked: Asked): { submit?: string; pending?: string } {
    if (asked === 'none') return {};
    if (isReset(this.#step)) return this.#reset?.resetWords(this, this.#step) ?? {};
    return buttonOf(asked, this.#words, this.#proofs);
  }

  /** Whether a link of a mail is still looked at, or the part that can do so on its way. */
  get #opening(): boolean {
    return isReset(this.#step) && (!this.#reset || (this.#step.name === 'reset' && this.#step.email === undefined));
  }

  #renderOpening(): unknown {
    return html`<p class="account-muted" role="status">${this.localize.terms.states.loading}</p>`;
  }

  #renderHeading(): unknown {
    const heading = html`<h2 class="account-heading" part="heading">${this.#headingText}</h2>`;
    switch (this.#step.name) {
      case 'done':
        return nothing;
      case 'sign-in':
        return html`<slot name="heading">${heading}</slot>`;
      default:
        return heading;
    }
  }

  /** What went wrong; what is nobody's fault is told without alarm. */
  #renderOutcome(): unknown {
    const { problem, pending } = this.#enter;
    const expired = this.#step.name === 'sign-in' && this.#step.expired && !problem && !pending;
    const calm = expired ? this.#words.expired : (this.#resetNotice ?? this.#passkeys.explain(problem));
    return html`<div class="account-outcome">
      ${this.#enter.renderOutcome(
        () => nothing,
        (failed) => (calm !== undefined || this.#isTold(failed.code) ? nothing : this.#enter.renderProblem(failed)),
      )}
      <div class="account-status account-notice" role="status">${calm}</div>
    </div>`;
  }

  get #resetNotice(): string | undefined {
    const { pending, problem } = this.#enter;
    return isReset(this.#step) && !problem && !pending ? this.#reset?.resetNotice(this, this.#step) : undefined;
  }

  /** A wrong code is told at its field. */
  #isTold(code: string): boolean {
    return code === 'wrong-credential' && this.#step.name === 'second-factor';
  }

  #renderFields(asked: Asked): unknown {
    return stepFields(this.#step, asked, {
      terms: this.localize.terms,
      words: this.#words,
      passwords: this.#passwords,
      email: this.#typedEmail ?? this.email,
      emailAutocomplete: `username${this.#autofill.token}`,
      passkeyHint: this.#proofs.passkey.hint,
      resetFields: (fields) => (isReset(this.#step) ? this.#reset?.resetFields(this, this.#step, fields) : nothing),
      codeField: (kind) => codeField(this, { id: `${this.idPrefix}-code`, kind, mistake: this.#codeMistake }),
      described: (name) => this.#described(name),
    });
  }

  #renderButton(asked: Asked): unknown {
    const { submit, pending } = this.#button(asked);
    // Somebody who is asked for a passkey can still do this instead.
    const busy = this.#enter.pending && (asked === 'passkey' || !this.#passkeys.waiting);
    return html`<div class="account-buttons">
      <button
        class="account-button account-button-primary account-button-wide"
        aria-disabled=${busy ? 'true' : nothing}
      >
        ${busy ? pending : submit}
      </button>
    </div>`;
  }

  get #codeMistake(): CodeMistake | undefined {
    const mistake = this.#mistakes['code'] as CodeMistake | undefined;
    if (mistake) return mistake;
    if (this.#enter.rejected('code')) return 'unlike';
    return this.#enter.problem?.code === 'wrong-credential' ? 'wrong' : undefined;
  }

  #described(name: string): { id: string; name: string; problem: string | undefined } {
    const mistake = this.#mistakes[name] ?? this.#enter.rejected(name);
    const { password } = this.localize.terms;
    const problem =
      mistake === 'mismatch' ? password.mismatch : this.localize.fieldProblem(mistake as FieldProblemCode | undefined);
    return { id: `${this.idPrefix}-${name}`, name, problem };
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const asked = this.#asked;
    if (asked === 'passkey') return this.#handlePasskey();
    if (await this.#busy()) return;
    const values = formValues(form);
    this.#passwords.hide();
    this.#enter.reset();
    this.#mistakes = mistakesIn(asked, values);
    if (Object.keys(this.#mistakes).length > 0) return this.#focusNext();
    this.#typedEmail = values['email'] ?? this.#typedEmail;
    const step = this.#step;
    const reset = this.#reset;
    await this.#run(() =>
      isReset(step) && reset ? reset.advanceReset(this, step, values) : advance(this, step, asked, values),
    );
  };

  async #handlePasskey(): Promise<void> {
    if (this.#enter.pending) return;
    this.#passwords.hide();
    this.#mistakes = {};
    await this.#run(async () => withPasskey(this, this.#step, await this.#passkeys.ask()));
  }

  /** Whether something is being sent. What only the browser asks makes way. */
  async #busy(): Promise<boolean> {
    if (this.#passkeys.waiting) {
      this.#passkeys.stop();
      await this.#entering;
    }
    return this.#enter.pending;
  }

  async #run(next: () => Promise<Step>): Promise<void> {
    this.#entering = this.#enter.run(next);
    await this.#entering;
    await this.#settle();
  }

  /** After an answer: what failed is put right, what succeeded is told. */
  async #settle(): Promise<void> {
    const { problem } = this.#enter;
    if (this.#passkeys.explain(problem) !== undefined) {
      // Nothing to put right, and nothing to say if something else is done instead.
      if (this.#passkeys.explain(problem) === '') this.#enter.reset();
    } else if (problem?.code === 'wrong-credential') {
      // The password was changed elsewhere, between the two steps.
      if (this.#step.name === 'new-password') this.#go({ name: 'sign-in' });
      await this.#focusSecret();
    } else if (this.#step.name === 'done') {
      const toRead = isWorthReading(this.#step);
      await this.#focusNext();
      if (!toRead) this.#goOn();
    } else if (this.#step.name === 'sign-in' && this.#step.expired) {
      await this.#focusSecret();
    } else if (problem === undefined || problem.code === 'invalid-input') {
      await this.#focusNext();
    }
  }

  /** Goes on to another step; what was typed as password or code does not outlive the old one. */
  #go(step: Step): void {
    this.#passwords.clear(this.form);
    if (step.name === 'done') this.#typedEmail = undefined;
    this.#step = step;
    this.#mistakes = {};
    this.requestUpdate();
  }

  async #focusNext(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const told = this.queryLight<HTMLElement>('.account-sign-in-done, .account-sign-in-told');
    if (told) told.focus();
    else this.focus();
  }

  /** To the password or code, which has to be typed again. */
  async #focusSecret(): Promise<void> {
    await this.updateComplete;
    this.#passwords.clear(this.form);
    this.queryLight<HTMLElement>('input[name="password"], input[name="code"]')?.focus();
  }

  async #handleGo(to: 'sign-in' | 'sign-up' | 'forgotten'): Promise<void> {
    if (await this.#busy()) return;
    const { form } = this;
    this.#typedEmail = form ? (formValues(form)['email'] ?? this.#typedEmail) : undefined;
    this.#enter.reset();
    if (to === 'forgotten') return this.#openReset({ name: to });
    this.#go({ name: to });
    await this.#focusNext();
  }

  /** The link was opened in the page that is here already. */
  readonly #handleHash = async (): Promise<void> => {
    if (!(await this.#busy())) this.#takeLink();
  };

  #takeLink(): void {
    const token = takeMailLink();
    if (token !== undefined) void this.#openReset({ name: 'reset', token });
  }

  /** To a new password by mail. What can do that is not part of this file; without it, nothing has changed. */
  async #openReset(step: ResetStep): Promise<void> {
    this.#go(step);
    await this.#run(async () => {
      try {
        this.#reset = await fetchFile(() => import('./password-reset.ts'));
        return step.name === 'reset' ? await this.#reset.openLink(this, step.token) : step;
      } catch (error) {
        this.#go({ name: 'sign-in' });
        throw error;
      }
    });
  }

  async #handleChoose(chosen: SecondFactor): Promise<void> {
    if ((await this.#busy()) || this.#step.name !== 'second-factor') return;
    this.#enter.reset();
    this.#go({ ...this.#step, chosen });
    await this.#focusNext();
  }

  /** With another account: what waits for this one's second step ends. */
  async #handleStartOver(): Promise<void> {
    if (await this.#busy()) return;
    if (this.#step.name === 'second-factor' && this.activeClient.supports(signIn.signOut)) {
      this.#leaving = this.send(signIn.signOut, {}).catch(() => undefined);
    }
    this.#typedEmail = '';
    this.#enter.reset();
    this.#go({ name: 'sign-in' });
    await this.#focusNext();
  }

  readonly #goOn = (): void => {
    if (this.#step.name === 'done') void goOn(this, this.#step, this);
  };
}
