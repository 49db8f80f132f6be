import { html } from 'lit';
import { password } from '../contract/password.ts';
import { mistakesIn, type Mistake } from '../password-change/mistakes.ts';
import { passwordFields } from '../password-change/password-fields.ts';
import { formValues } from '../shared/form-values.ts';
import { PasswordController } from '../shared/password-controller.ts';
import type { Work } from './work.ts';

/** A new password, which nobody else knows. */
export class PasswordStep {
  readonly #work: Work;
  readonly #passwords: PasswordController;
  #mistakes: Readonly<Record<string, Mistake>> = {};

  constructor(work: Work) {
    this.#work = work;
    this.#passwords = new PasswordController(work.host);
  }

  /** Whether one was typed that is not saved. */
  get dirty(): boolean {
    const form = this.#work.options.form();
    const { newPassword, confirmation } = form ? formValues(form) : {};
    return Boolean(newPassword || confirmation);
  }

  forget(): void {
    this.#passwords.clear(this.#work.options.form());
    this.#mistakes = {};
  }

  render(): unknown {
    const { host, options, words } = this.#work;
    const { pending, submit, text } = words.password;
    return html`<p class="account-text">${text}</p>
      <form
        class="account-form account-narrow-gaps account-password-form"
        method="post"
        novalidate
        @submit=${this.#handleSubmit}
      >
        ${passwordFields({
          terms: host.localize.terms,
          passwords: this.#passwords,
          email: options.email(),
          idPrefix: options.idPrefix,
          described: (name) => this.#described(name),
        })}
        <div class="account-buttons">
          <button class="account-button account-button-primary" aria-disabled=${this.#work.busy}>
            ${this.#work.isPendingOn('password') ? pending : submit}
          </button>
        </div>
      </form>`;
  }

  #described(name: string): { id: string; name: string; problem: string | undefined } {
    const { host, options } = this.#work;
    const mistake = this.#mistakes[name] ?? this.#work.rejected(name);
    const { localize } = host;
    const problem = mistake === 'mismatch' ? localize.terms.password.mismatch : localize.fieldProblem(mistake);
    return { id: `${options.idPrefix}-${name}`, name, problem };
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const work = this.#work;
    const { host } = work;
    if (work.pending) return;
    const values = formValues(form);
    this.#passwords.hide();
    this.#mistakes = mistakesIn(values);
    host.requestUpdate();
    const isMistaken = Object.keys(this.#mistakes).length > 0;
    if (!isMistaken) {
      await work.run('password', async () => {
        const newPassword = values['newPassword'] ?? '';
        await host.send(password.change, { body: { newPassword, signOutOthers: true } });
        this.#passwords.clear(form);
        return work.words.password.chosen;
      });
    }
    await host.updateComplete;
    if (isMistaken || work.problem?.fields.length) host.focus();
  };
}
