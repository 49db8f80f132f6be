import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { capabilities } from '../contract/capabilities.ts';
import type { Account } from '../contract/account.ts';
import { isProblem } from '../contract/problem.ts';
import { signIn } from '../contract/sign-in.ts';
import { signUp } from '../contract/sign-up.ts';
import { signIn as english } from '../localize/en/sign-in.ts';
import { AccountElement } from '../shared/account-element.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasswordController } from '../shared/password-controller.ts';
import { personName } from '../shared/person-name.ts';
import { sameOriginUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { checkIcon } from '../theme/icons.ts';
import { SignedInEvent } from './events.ts';
import { lightStyles, styles } from './sign-in-form.styles.ts';
import { stepFields } from './step-fields.ts';
import { mistakesIn, type Mistake, type Step, type Values } from './steps.ts';

/**
 * Signs a person in with e-mail address and password, in a form that password
 * managers know. Where the server allows it, people create their account here.
 *
 * @element sign-in-form
 * @summary Signs in with e-mail address and password.
 *
 * @fires {SignedInEvent} signed-in - Somebody signed in. Cancel it to go on by yourself instead of by `return-to`.
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

  // Not a property: it may hold a password, and nobody else needs to see it.
  #step: Step = { name: 'sign-in' };
  #mistakes: Readonly<Record<string, Mistake>> = {};
  /** What was typed as e-mail address, kept from one step to the next. */
  #typedEmail: string | undefined;

  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #enter = new SubmitController(this, (values: Values) => this.#send(values));
  readonly #passwords = new PasswordController(this);

  constructor() {
    super();
    new SignedOutController(this, () => {
      if (this.#step.name === 'done') this.#go({ name: 'sign-in' });
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.isConnected) this.#go({ name: 'sign-in' });
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
    const words = this.#words;
    if (this.#step.name === 'done') return this.#renderDone(this.#step.account);
    const { submit, pending } = this.#step.name === 'sign-up' ? words.signUp : words;
    return html`<form
        class="account-form account-narrow-gaps"
        method="post"
        novalidate
        aria-label=${this.#headingText}
        @submit=${this.#handleSubmit}
      >
        <div class="account-outcome">${this.#enter.renderOutcome(() => nothing)}</div>
        ${this.#renderFields()}
        <div class="account-buttons">
          <button
            class="account-button account-button-primary account-button-wide"
            aria-disabled=${this.#enter.pending ? 'true' : nothing}
          >
            ${this.#enter.pending ? pending : this.#step.name === 'new-password' ? words.newPassword.submit : submit}
          </button>
        </div>
      </form>
      ${this.#renderOtherWay()}`;
  }

  get #words(): typeof english {
    return this.localize.words('signIn', english);
  }

  get #headingText(): string {
    const words = this.#words;
    switch (this.#step.name) {
      case 'sign-up':
        return words.signUp.heading;
      case 'new-password':
        return words.newPassword.heading;
      default:
        return words.heading;
    }
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

  #renderFields(): unknown {
    return stepFields(this.#step, {
      terms: this.localize.terms,
      words: this.#words,
      passwords: this.#passwords,
      email: this.#typedEmail ?? this.email,
      described: (name) => this.#described(name),
    });
  }

  #renderDone(account: Account): unknown {
    const words = this.#words;
    return html`<div class="account-sign-in-done" tabindex="-1">
      <span class="account-done-mark">${checkIcon}</span>
      <p class="account-text account-strong">${words.done}</p>
      <p class="account-muted">${words.doneAs} <bdi>${personName(account)}</bdi></p>
    </div>`;
  }

  #renderOtherWay(): unknown {
    const { signUp: words, newPassword } = this.#words;
    const signUpOffered = this.#capabilities.value?.signUp === true && this.activeClient.supports(signUp.create);
    const link = (text: string, to: 'sign-in' | 'sign-up') =>
      html`<button class="account-button account-button-quiet" type="button" @click=${() => this.#handleOtherWay(to)}>
        ${text}
      </button>`;
    switch (this.#step.name) {
      case 'sign-up':
        return html`<div class="account-sign-in-other">${link(words.back, 'sign-in')}</div>`;
      case 'new-password':
        return html`<div class="account-sign-in-other">${link(newPassword.cancel, 'sign-in')}</div>`;
      default:
        return signUpOffered
          ? html`<div class="account-sign-in-other">
              <span class="account-muted">${words.question}</span> ${link(words.open, 'sign-up')}
            </div>`
          : nothing;
    }
  }

  #described(name: string): { id: string; name: string; problem: string | undefined } {
    const mistake = this.#mistakes[name] ?? this.#enter.rejected(name);
    const problem =
      mistake === 'mismatch' ? this.localize.terms.password.mismatch : this.localize.fieldProblem(mistake);
    return { id: `${this.idPrefix}-${name}`, name, problem };
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#enter.pending) return;
    const values = formValues(event.currentTarget as HTMLFormElement);
    this.#passwords.hide();
    this.#enter.reset();
    this.#mistakes = mistakesIn(values);
    if (Object.keys(this.#mistakes).length > 0) return this.#focusNext();
    this.#typedEmail = values['email'] ?? this.#typedEmail;
    await this.#enter.run(values);
    await this.#settle();
  };

  async #send(values: Values): Promise<void> {
    const step = this.#step;
    const { email = '', password = '', newPassword = '', firstName = '', lastName = '' } = values;
    try {
      const result =
        step.name === 'sign-up'
          ? await this.send(signUp.create, { body: { firstName, lastName, email, password } })
          : await this.send(signIn.withPassword, {
              body:
                step.name === 'new-password'
                  ? { email: step.email, password: step.password, newPassword }
                  : { email, password },
            });
      if ('account' in result) this.#go({ name: 'done', account: result.account });
    } catch (error) {
      if (step.name !== 'sign-in' || !isProblem(error, 'password-change-required')) throw error;
      this.#go({ name: 'new-password', email, password });
    }
  }

  /** After an answer: what failed is put right, what succeeded is told. */
  async #settle(): Promise<void> {
    const code = this.#enter.problem?.code;
    if (code === 'wrong-credential') {
      // The password was changed elsewhere, between the two steps.
      if (this.#step.name === 'new-password') this.#go({ name: 'sign-in' });
      await this.updateComplete;
      const password = this.queryLight<HTMLInputElement>('input[name="password"]');
      if (password) password.value = '';
      password?.focus();
    } else if (this.#step.name === 'done') {
      const { account } = this.#step;
      await this.#focusNext();
      const target = sameOriginUrl(this.returnTo);
      if (this.dispatchEvent(new SignedInEvent(account)) && target !== undefined) location.assign(target);
    } else if (code === undefined || code === 'invalid-input') {
      await this.#focusNext();
    }
  }

  /** Goes on to another step; what was typed as password does not outlive the old one. */
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
    if (this.#step.name === 'done') this.queryLight<HTMLElement>('.account-sign-in-done')?.focus();
    else this.focus();
  }

  async #handleOtherWay(to: 'sign-in' | 'sign-up'): Promise<void> {
    if (this.#enter.pending) return;
    const form = this.form;
    this.#typedEmail = form ? (formValues(form)['email'] ?? this.#typedEmail) : undefined;
    this.#enter.reset();
    this.#go({ name: to });
    await this.#focusNext();
  }
}
