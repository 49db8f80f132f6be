import { html, nothing } from 'lit';
import type { SharedTerms, Terms } from '../localize/languages.ts';
import { field } from '../shared/field.ts';
import { userName, type PasswordController } from '../shared/password-controller.ts';
import { isOptional, type Step } from './steps.ts';

interface Context {
  readonly terms: SharedTerms;
  readonly words: Terms['signIn'];
  readonly passwords: PasswordController;
  /** The e-mail address to start with. */
  readonly email: string;
  /** A field's id and why it was refused. */
  readonly described: (name: string) => {
    readonly id: string;
    readonly name: string;
    readonly problem: string | undefined;
  };
}

/** What each step asks for. */
export function stepFields(step: Step, { terms, words, passwords, email, described }: Context): unknown {
  const { fields, password, states } = terms;

  const emailField = () =>
    field({
      ...described('email'),
      label: fields.email,
      type: 'email',
      value: email,
      autocomplete: 'username',
      inputmode: 'email',
      autocapitalize: 'none',
      spellcheck: 'false',
      dir: 'ltr',
    });

  const nameField = (name: string, label: string, autocomplete: string) =>
    field({
      ...described(name),
      label: isOptional(name) ? html`${label} <span class="account-optional">${states.optional}</span>` : label,
      autocomplete,
      autocapitalize: 'words',
      spellcheck: 'false',
      dir: 'auto',
    });

  const passwordField = (
    name: string,
    label: string,
    autocomplete: 'current-password' | 'new-password',
    hint?: string,
  ) => passwords.render({ ...described(name), label, autocomplete, hint });

  switch (step.name) {
    case 'sign-in':
      return html`${emailField()} ${passwordField('password', words.password, 'current-password')}`;
    case 'sign-up':
      return html`${nameField('firstName', fields.firstName, 'given-name')}
      ${nameField('lastName', fields.lastName, 'family-name')} ${emailField()}
      ${passwordField('password', words.password, 'new-password', password.rules)}
      ${passwordField('confirmation', words.signUp.confirm, 'new-password')}`;
    case 'new-password':
      return html`<div class="account-sign-in-who">
          <p class="account-text">${words.newPassword.reason}</p>
          <p class="account-muted"><bdi>${step.email}</bdi></p>
          ${userName(step.email)}
        </div>
        ${passwordField('newPassword', password.new, 'new-password', password.rules)}
        ${passwordField('confirmation', password.confirm, 'new-password')}`;
    case 'done':
      return nothing;
  }
}
