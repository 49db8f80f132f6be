import { html, nothing } from 'lit';
import { account } from '../contract/account.ts';
import { password } from '../contract/password.ts';
import { passwordChange as english } from '../localize/en/password-change.ts';
import { formValues } from '../shared/form-values.ts';
import type { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { PasswordController } from '../shared/password-controller.ts';
import { SignOutOthers } from '../shared/sign-out-others.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { checkIcon } from '../theme/icons.ts';
import { PasswordChangedEvent } from './events.ts';
import { mistakesIn, type Mistake, type Values } from './mistakes.ts';
import { passwordFields } from './password-fields.ts';

type Wording = Pick<typeof english, 'open' | 'submit' | 'pending' | 'done'>;

/** `first`: the account had no password when the form was opened. */
type View =
  | { readonly name: 'closed' }
  | { readonly name: 'form'; readonly first: boolean }
  | { readonly name: 'done'; readonly first: boolean; readonly signedOut: number | undefined };

interface Options {
  readonly idPrefix: string;
  /** The form on screen, if it is there. */
  readonly form: () => HTMLFormElement | null;
  readonly onClose: () => void;
}

/** The form for a new password, and that it is done: fetched when somebody wants one. */
export class PasswordForm {
  readonly #host: LightElement;
  readonly #options: Options;
  readonly #account: LoadController<typeof account.get>;
  readonly #change: SubmitController<[Values], number>;
  readonly #passwords: PasswordController;
  readonly #signOutOthers: SignOutOthers;
  #view: View = { name: 'closed' };
  #mistakes: Readonly<Record<string, Mistake>> = {};

  constructor(host: LightElement, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#account = new LoadController(host, account.get, () => ({}));
    this.#change = new SubmitController(host, (values: Values) => this.#write(values));
    this.#passwords = new PasswordController(host);
    this.#signOutOthers = new SignOutOthers(host);
  }

  get open(): boolean {
    return this.#view.name !== 'closed';
  }

  begin(first: boolean): Promise<boolean> {
    return this.#go({ name: 'form', first });
  }

  /** Nothing that was typed stays. */
  forget(): Promise<boolean> {
    return this.#go({ name: 'closed' });
  }

  render(): unknown {
    if (this.#view.name === 'closed') return nothing;
    const wording = this.#view.first ? this.#words.add : this.#words;
    return this.#view.name === 'form' ? this.#renderForm(wording) : this.#renderDone(this.#view.signedOut, wording);
  }

  #renderForm(wording: Wording): unknown {
    const { terms } = this.#host.localize;
    const { idPrefix, onClose } = this.#options;
    const { pending } = this.#change;
    const heading = `${idPrefix}-heading`;
    return html`<form
      class="account-form account-narrow-gaps account-narrow"
      method="post"
      novalidate
      aria-labelledby=${heading}
      @submit=${this.#handleSubmit}
    >
      <h2 class="account-heading" id=${heading}>${wording.open}</h2>
      <div class="account-outcome">${this.#change.renderOutcome(() => nothing)}</div>
      ${passwordFields({
        terms,
        passwords: this.#passwords,
        email: this.#account.value?.email,
        signOutOthers: this.#signOutOthers,
        idPrefix,
        described: (name) => this.#described(name),
      })}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${wording.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${wording.pending}</span>
        </button>
        <button class="account-button" type="button" @click=${onClose}>${terms.actions.cancel}</button>
      </div>
    </form>`;
  }

  #renderDone(signedOut: number | undefined, wording: Wording): unknown {
    return html`<div class="account-done">
      <span class="account-done-mark">${checkIcon}</span>
      <h2 class="account-heading" tabindex="-1">${wording.done}</h2>
      <p class="account-muted">${this.#signOutOthers.outcome(signedOut)}</p>
      <button class="account-button" type="button" @click=${this.#options.onClose}>${this.#words.finish}</button>
    </div>`;
  }

  get #words(): typeof english {
    return this.#host.localize.words('passwordChange', english);
  }

  #described(name: string): { id: string; name: string; problem: string | undefined } {
    const { localize } = this.#host;
    const mistake = this.#mistakes[name] ?? this.#change.rejected(name);
    const problem = mistake === 'mismatch' ? localize.terms.password.mismatch : localize.fieldProblem(mistake);
    return { id: `${this.#options.idPrefix}-${name}`, name, problem };
  }

  async #write({ newPassword = '', signOutOthers }: Values): Promise<number> {
    const first = this.#view.name === 'form' && this.#view.first;
    const others = Boolean(signOutOthers);
    const { left } = this.#host.activeClient;
    const { sessionsEnded } = await this.#host.send(password.change, { body: { newPassword, signOutOthers: others } });
    // Signed out in the meantime: it is for nobody else to see.
    if (this.#host.activeClient.left === left)
      void this.#go({ name: 'done', first, signedOut: others ? sessionsEnded : undefined });
    return sessionsEnded;
  }

  /** Shows another view; what was typed as password does not outlive the old one. */
  #go(view: View): Promise<boolean> {
    this.#passwords.clear(this.#options.form());
    this.#view = view;
    this.#mistakes = {};
    this.#change.reset();
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#change.pending) return;
    const values = formValues(event.currentTarget as HTMLFormElement);
    this.#passwords.hide();
    this.#change.reset();
    this.#mistakes = mistakesIn(values);
    const sound = Object.keys(this.#mistakes).length === 0;
    const changed = sound && (await this.#change.run(values));
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (changed) {
      this.#host.querySelector<HTMLElement>(':scope > .account-light h2')?.focus();
      const { state } = this.#change;
      this.#host.dispatchEvent(new PasswordChangedEvent(state.name === 'done' ? state.value : 0));
    } else if (!sound || this.#change.problem?.fields.length) {
      this.#host.focus();
    }
  };
}
