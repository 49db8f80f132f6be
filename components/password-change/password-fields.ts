import { html } from 'lit';
import type { SharedTerms, Terms } from '../localize/languages.ts';
import { userName, type PasswordController } from '../shared/password-controller.ts';

interface Context {
  readonly terms: SharedTerms;
  readonly words: Terms['passwordChange'];
  readonly passwords: PasswordController;
  readonly email: string | undefined;
  /** How many other sessions there are. */
  readonly otherSessions: number;
  /** A field's id and why it was refused. */
  readonly described: (name: string) => {
    readonly id: string;
    readonly name: string;
    readonly problem: string | undefined;
  };
}

/** The new password twice, for the account that password managers are told, and what happens to other devices. */
export function passwordFields({ terms, words, passwords, email, otherSessions, described }: Context): unknown {
  const { password } = terms;
  const others = described('signOutOthers').id;
  return html`${userName(email)}
    ${passwords.render({
      ...described('newPassword'),
      label: password.new,
      autocomplete: 'new-password',
      hint: password.rules,
    })}
    ${passwords.render({ ...described('confirmation'), label: password.confirm, autocomplete: 'new-password' })}
    <div class="account-choice">
      <input
        class="account-checkbox"
        part="input"
        type="checkbox"
        id=${others}
        name="signOutOthers"
        checked
        aria-describedby="${others}-hint"
      />
      <label class="account-label" for=${others}>${words.signOutOthers}</label>
      <p class="account-hint" id="${others}-hint">${words.signOutHint(otherSessions)}</p>
    </div>`;
}
