import { html, nothing } from 'lit';
import type { SharedTerms, Terms } from '../localize/languages.ts';
import { field } from '../shared/field.ts';
import { userName, type PasswordController } from '../shared/password-controller.ts';
import { isOptional, type Asked, type Step } from './steps.ts';

interface Context {
  readonly terms: SharedTerms;
  readonly words: Terms['signIn'];
  readonly passwords: PasswordController;
  /** The e-mail address to start with. */
  readonly email: string;
  /** What the browser may fill in there. */
  readonly emailAutocomplete: string;
  /** What is there instead of a field where a passkey is used. */
  readonly passkeyHint: unknown;
  /** What is there where somebody gets a new password by mail. */
  readonly resetFields: (fields: Readonly<Record<'email' | 'newPassword', () => unknown>>) => unknown;
  readonly codeField: (kind: 'code' | 'recovery-code') => unknown;
  /** A field's id and why it was refused. */
  readonly described: (name: string) => {
    readonly id: string;
    readonly name: string;
    readonly problem: string | undefined;
  };
}

/** What each step asks for. */
export function stepFields(step: Step, asked: Asked, context: Context): unknown {
  const { terms, words, passwords, email, emailAutocomplete, passkeyHint, resetFields, codeField, described } = context;
  const { fields, password, states } = terms;

  const emailField = (autocomplete: string) =>
    field({
      ...described('email'),
      label: fields.email,
      type: 'email',
      value: email,
      autocomplete,
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

  /** Whose second step it is: for a sign-in in several steps, the address must not get out of sight. */
  const who = () =>
    step.name === 'second-factor'
      ? html`<p class="account-muted">${words.secondFactor.as} <bdi>${step.email}</bdi></p>`
      : nothing;

  const newPassword = () =>
    html`${passwordField('newPassword', password.new, 'new-password', password.rules)}
    ${passwordField('confirmation', password.confirm, 'new-password')}`;

  switch (asked) {
    case 'forgotten':
    case 'reset':
      return resetFields({ email: () => emailField('username'), newPassword });
    case 'sign-in':
      return html`${emailField(emailAutocomplete)} ${passwordField('password', words.password, 'current-password')}`;
    case 'sign-up':
      return html`${nameField('firstName', fields.firstName, 'given-name')}
      ${nameField('lastName', fields.lastName, 'family-name')} ${emailField('username')}
      ${passwordField('password', words.password, 'new-password', password.rules)}
      ${passwordField('confirmation', words.signUp.confirm, 'new-password')}`;
    case 'new-password': {
      const account = step.name === 'new-password' ? step.email : '';
      return html`<div class="account-sign-in-who">
          <p class="account-text">${words.newPassword.reason}</p>
          <p class="account-muted"><bdi>${account}</bdi></p>
          ${userName(account)}
        </div>
        ${newPassword()}`;
    }
    // Three templates: what was typed in one field is not in the next one.
    case 'code':
      return html`${who()} ${codeField('code')}`;
    case 'recovery-code':
      return html`${who()} ${codeField('recovery-code')}`;
    case 'passkey':
      return html`<div class="account-sign-in-who">
        ${who()}
        <p class="account-text">${passkeyHint}</p>
      </div>`;
    case 'none':
      return html`<div class="account-sign-in-who">
        ${who()}
        <p class="account-text">${words.secondFactor.none}</p>
      </div>`;
    case 'done':
      return nothing;
  }
}
