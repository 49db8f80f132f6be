import { html } from 'lit';
import type { SharedTerms } from '../localize/languages.ts';
import type { SignOutOthers } from '../shared/sign-out-others.ts';
import { userName, type PasswordController } from '../shared/password-controller.ts';

interface Context {
  readonly terms: SharedTerms;
  readonly passwords: PasswordController;
  readonly email: string | undefined;
  /** Left out where others are signed out in any case. */
  readonly signOutOthers?: SignOutOthers;
  /** Starts the ids of the controls. */
  readonly idPrefix: string;
  /** A field's id and why it was refused. */
  readonly described: (name: string) => {
    readonly id: string;
    readonly name: string;
    readonly problem: string | undefined;
  };
}

/** The new password twice, for the account that password managers are told, and what happens to other devices. */
export function passwordFields({ terms, passwords, email, signOutOthers, idPrefix, described }: Context): unknown {
  const { password } = terms;
  return html`${userName(email)}
  ${passwords.render({
    ...described('newPassword'),
    label: password.new,
    autocomplete: 'new-password',
    hint: password.rules,
  })}
  ${passwords.render({ ...described('confirmation'), label: password.confirm, autocomplete: 'new-password' })}
  ${signOutOthers?.render(idPrefix)}`;
}
