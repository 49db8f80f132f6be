import { html, nothing, type ReactiveController } from 'lit';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../contract/password.ts';
import type { AccountElement } from './account-element.ts';
import { field } from './field.ts';

export interface PasswordField {
  readonly id: string;
  readonly name: string;
  readonly label: unknown;
  readonly autocomplete: 'current-password' | 'current-password webauthn' | 'new-password';
  readonly hint?: unknown;
  readonly problem?: string | undefined;
}

/** Password fields of an element: each with a toggle that shows what was typed, and a word about Caps Lock. */
export class PasswordController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #shown = new Set<string>();
  /** The field whose toggle was used last: readers hear what it did. */
  #toggled: string | undefined;
  /** The field in which Caps Lock was noticed. */
  #capsLock: string | undefined;

  constructor(host: AccountElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Hides every password again, as when the form is sent. */
  hide(): void {
    this.#shown.clear();
    this.#toggled = undefined;
    this.#host.requestUpdate();
  }

  /** Empties the fields of a form that hold a password or a code: what was typed must not outlive its purpose. */
  clear(form: HTMLFormElement | null): void {
    for (const input of form?.querySelectorAll('input') ?? []) {
      const purpose = input.getAttribute('autocomplete') ?? '';
      if (/password/.test(purpose) || input.name === 'code') input.value = '';
    }
  }

  /** A field with its toggle outside the input, where password managers do not cover it. */
  render(options: PasswordField): unknown {
    const { password } = this.#host.localize.terms;
    const { id, name, hint } = options;
    const shown = this.#shown.has(name);
    const capsLock = this.#capsLock === name ? password.capsLock : nothing;
    return field({
      ...options,
      type: shown ? 'text' : 'password',
      autocapitalize: 'none',
      spellcheck: 'false',
      dir: 'ltr',
      ...(options.autocomplete === 'new-password' ? { passwordRules } : {}),
      hint: capsLock === nothing ? hint : html`${hint} <strong class="account-strong">${capsLock}</strong>`,
      beside: html`<button
          class="account-button account-toggle"
          type="button"
          aria-pressed=${shown}
          aria-controls=${id}
          aria-label=${password.showPassword}
          @click=${() => this.#toggle(name)}
        >
          ${password.show}
        </button>
        <span class="account-visually-hidden" role="status"
          >${this.#toggled === name ? (shown ? password.shown : password.hidden) : nothing} ${capsLock}</span
        >`,
    });
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#handleKey);
    this.#host.addEventListener('keyup', this.#handleKey);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#handleKey);
    this.#host.removeEventListener('keyup', this.#handleKey);
    this.hide();
  }

  #toggle(name: string): void {
    if (!this.#shown.delete(name)) this.#shown.add(name);
    this.#toggled = name;
    this.#host.requestUpdate();
  }

  readonly #handleKey = (event: KeyboardEvent) => {
    const input = event.composedPath()[0];
    // Autofill makes key events without keys.
    if (!(input instanceof HTMLInputElement) || input.type !== 'password' || !event.getModifierState) return;
    const noticed = event.getModifierState('CapsLock') ? input.name : undefined;
    if (noticed === this.#capsLock) return;
    this.#capsLock = noticed;
    this.#host.requestUpdate();
  };
}

/** The account's name where it cannot be typed: password managers want to know whose password it is. */
export const userName = (email: string | undefined): unknown =>
  html`<input
    class="account-visually-hidden"
    name="username"
    type="text"
    autocomplete="username"
    value=${email ?? ''}
    readonly
    tabindex="-1"
    aria-hidden="true"
  />`;

/** For Safari's and 1Password's generators. */
const passwordRules = `minlength: ${PASSWORD_MIN_LENGTH}; maxlength: ${PASSWORD_MAX_LENGTH}; allowed: ascii-printable;`;
