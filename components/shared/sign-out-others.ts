import { html } from 'lit';
import { sessions } from '../contract/sessions.ts';
import { signOutOthers as english } from '../localize/en/sign-out-others.ts';
import type { AccountElement } from './account-element.ts';
import { LoadController } from './load-controller.ts';

/** *Sign out from other devices*, the same way beside every change of a factor: how many that ends, and how many it ended. */
export class SignOutOthers {
  readonly #host: AccountElement;
  readonly #others: LoadController<typeof sessions.others>;

  constructor(host: AccountElement) {
    this.#host = host;
    this.#others = new LoadController(host, sessions.others, () => ({}));
  }

  /** The checkbox `signOutOthers`. Its id starts with `idPrefix`. */
  render(idPrefix: string, { checked = true } = {}): unknown {
    const id = `${idPrefix}-signOutOthers`;
    const count = this.#others.value?.count;
    return html`<div class="account-choice">
      <input
        class="account-checkbox"
        type="checkbox"
        id=${id}
        name="signOutOthers"
        ?checked=${checked}
        aria-describedby="${id}-hint"
      />
      <label class="account-label" for=${id}>${this.#words.label}</label>
      <p class="account-hint" id="${id}-hint">${count === undefined ? this.#words.unknown : this.#words.hint(count)}</p>
    </div>`;
  }

  /** What came of it, as a sentence; `undefined` when it was not wanted. */
  outcome(sessionsEnded: number | undefined): string {
    return sessionsEnded === undefined ? this.#words.staySignedIn : this.#words.done(sessionsEnded);
  }

  get #words(): typeof english {
    return this.#host.localize.words('signOutOthers', english);
  }
}
