import { html, nothing } from 'lit';
import { signalPasskeys } from '../client/signal-passkeys.ts';
import { account, type Account } from '../contract/account.ts';
import { accountName as english } from '../localize/en/account-name.ts';
import { EditController } from '../shared/edit-controller.ts';
import { field } from '../shared/field.ts';
import { formEnd, savedAt } from '../shared/form-end.ts';
import { formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { AccountNameSavedEvent } from './events.ts';

// With the types of its events.
export type * from './events.ts';

interface Saved {
  readonly at: Date;
  readonly account: Account;
}

/**
 * What the person is called.
 *
 * @element account-name
 * @summary First and last name.
 *
 * @fires {AccountNameSavedEvent} account-name-saved - First and last name were saved.
 * @fires {DirtyChangeEvent} dirty-change - The form now holds changes that are not saved, or no longer does.
 *
 * @cssstate dirty - It holds changes that are not saved.
 * @cssstate saving - They are being saved.
 * @cssstate saved - They were saved, and nothing was edited since.
 * @cssstate error - They could not be saved.
 */
export class AccountNameForm extends LightElement {
  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #save = new SubmitController(this, (form: HTMLFormElement) => this.#write(form));
  readonly #edit = new EditController<Account>(this, {
    form: () => this.form,
    internals: this.internals,
    read: this.#account,
    save: this.#save,
  });

  /** Whether the form holds changes that are not saved. */
  get dirty(): boolean {
    return this.#edit.dirty;
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const { base } = this.#edit;
    return this.#account.render(() => (base ? this.#renderForm(base) : nothing), this.#renderSkeleton());
  }

  #renderForm(base: Account): unknown {
    const { terms } = this.localize;
    const readOnly = !this.activeClient.supports(account.updateName);
    return html`
      <form
        class="account-form account-sections"
        novalidate
        @submit=${this.#handleSubmit}
        @input=${this.#edit.handleEdit}
        @reset=${this.#edit.handleReset}
      >
        <fieldset class="account-group" ?disabled=${readOnly}>
          <legend class="account-legend">
            <h2 class="account-heading">${this.localize.words('accountName', english).heading}</h2>
          </legend>
          <div class="account-grid account-grid-2">
            ${field({
              ...this.#field('firstName', base),
              label: terms.fields.firstName,
              autocomplete: 'given-name',
              autocapitalize: 'words',
              spellcheck: 'false',
            })}
            ${field({
              ...this.#field('lastName', base),
              // Many people have one name only.
              label: html`${terms.fields.lastName} <span class="account-optional">${terms.states.optional}</span>`,
              autocomplete: 'family-name',
              autocapitalize: 'words',
              spellcheck: 'false',
            })}
          </div>
        </fieldset>
        ${formEnd(this.localize, readOnly, this.#save.renderOutcome(this.#renderSaved), this.#edit)}
      </form>
    `;
  }

  #field(name: 'firstName' | 'lastName', base: Account) {
    return {
      id: `${this.idPrefix}-${name}`,
      name,
      value: base[name],
      problem: this.localize.fieldProblem(this.#save.rejected(name)),
    };
  }

  #renderSkeleton(): unknown {
    const line = (control: string) =>
      html`<div class="account-field">
        <div class="account-skeleton account-skeleton-label"></div>
        <div class="account-skeleton ${control}"></div>
      </div>`;
    return html`<div class="account-form account-sections" aria-hidden="true">
      <div class="account-group">
        <div class="account-legend">
          <div class="account-heading">${this.localize.words('accountName', english).heading}</div>
        </div>
        <div class="account-grid account-grid-2">
          ${line('account-skeleton-control')} ${line('account-skeleton-control')}
        </div>
      </div>
      <div class="account-buttons account-footer"><div class="account-skeleton account-skeleton-button"></div></div>
    </div>`;
  }

  readonly #renderSaved = (saved: Saved | undefined): unknown => savedAt(this.localize, saved);

  async #write(form: HTMLFormElement): Promise<Saved | undefined> {
    if (!this.dirty) return undefined;
    const sent = formValues(form);
    const { firstName = '', lastName = '' } = sent;
    const saved = await this.send(account.updateName, { body: { firstName, lastName } });
    this.#edit.startFrom(saved, this.#edit.unsaved(sent));
    // Passkeys show whose they are.
    void signalPasskeys(({ signalDetails }) => signalDetails(this.activeClient));
    return { at: new Date(), account: saved };
  }

  async #submit(): Promise<void> {
    const { form } = this;
    if (!form || this.#save.pending) return;
    await this.#save.run(form);
    const { state } = this.#save;
    if (state.name === 'done' && state.value) {
      this.dispatchEvent(new AccountNameSavedEvent(state.value.account));
    } else if (this.#save.problem?.fields.length) {
      await this.updateComplete;
      this.focus();
    }
  }

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#submit();
  };
}
