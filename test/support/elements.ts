// Small elements that stand on the library's foundation as the real ones do.

import { html } from 'lit';
import { account } from '../../components/contract/account.ts';
import type { AccountName } from '../../components/contract/account.ts';
import { signIn as english } from '../../components/localize/en/sign-in.ts';
import { AccountElement } from '../../components/shared/account-element.ts';
import { field, option, selectField, textareaField } from '../../components/shared/field.ts';
import { LightElement } from '../../components/shared/light-element.ts';
import { LoadController } from '../../components/shared/load-controller.ts';
import { SubmitController } from '../../components/shared/submit-controller.ts';

/** Reads who is signed in, and shows their e-mail address. */
export class TestReader extends AccountElement {
  readonly read = new LoadController(this, account.get, () => ({}));
  renders = 0;

  override render(): unknown {
    this.renders += 1;
    return this.read.render(({ email }) => html`<p id="value">${email}</p>`, html`<p id="skeleton"></p>`);
  }
}
customElements.define('test-reader', TestReader);

/** A form in light DOM with one control of each kind, a read and a write. */
export class TestForm extends LightElement {
  readonly read = new LoadController(this, account.get, () => ({}));
  readonly write = new SubmitController(this, (body: AccountName) => this.send(account.updateName, { body }));
  clicks = 0;
  renders = 0;

  override render(): unknown {
    this.renders += 1;
    return html`<h2>${this.localize.words('signIn', english).heading}</h2>
      <slot></slot>
      <slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    return this.read.render(
      ({ email, firstName, lastName }) => html`
        <form class="account-form" @submit=${this.#handleSubmit}>
          <fieldset class="account-group">
            <legend class="account-legend">Legend</legend>
            <div class="account-grid">
              ${field({
                id: `${this.idPrefix}-email`,
                name: 'email',
                label: this.localize.terms.fields.email,
                value: email,
                type: 'email',
                autocomplete: 'email',
                hint: 'Hint',
                problem: this.localize.fieldProblem(this.write.rejected('email')),
              })}
              ${textareaField({
                id: `${this.idPrefix}-street`,
                name: 'street',
                label: 'Street',
                value: lastName,
                rows: 2,
                autocomplete: 'street-address',
              })}
              ${selectField({
                id: `${this.idPrefix}-country`,
                name: 'country',
                label: 'Country',
                value: 'AT',
                options: [option('', 'None', 'AT'), option('AT', 'Austria', 'AT'), option('CH', 'Switzerland', 'AT')],
              })}
            </div>
          </fieldset>
          <div class="account-buttons">
            <button class="account-button account-button-primary" type="submit">Save</button>
            <button class="account-button" id="count" type="button" @click=${this.#handleClick}>Count</button>
            ${this.write.renderOutcome(({ lastName: saved }) => html`Saved ${saved}`)}
          </div>
          <p class="account-text" id="first-name">${firstName}</p>
        </form>
      `,
    );
  }

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.write.run({ firstName: 'Ada', lastName: 'Lindqvist' });
  };

  readonly #handleClick = () => {
    this.clicks += 1;
  };

  control<E extends HTMLElement = HTMLInputElement>(name: string): E {
    return this.querySelector(`[name="${name}"]`) as E;
  }

  get light(): HTMLElement {
    return this.querySelector(':scope > .account-light') as HTMLElement;
  }
}
customElements.define('test-form', TestForm);
