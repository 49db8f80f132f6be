import { html, nothing, type CSSResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { emailNotices, type EmailNotices, type OptionalNotice } from '../contract/email-notices.ts';
import { emailNotices as english } from '../localize/en/email-notices.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { EditController } from '../shared/edit-controller.ts';
import { formEnd, savedAt } from '../shared/form-end.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { lightStyles } from './email-notices.styles.ts';
import { EmailNoticesSavedEvent } from './events.ts';

// With the types of its events.
export type * from './events.ts';

interface Saved extends EmailNotices {
  readonly at: Date;
}

/**
 * Which of the harmless notices somebody gets by e-mail. What concerns getting
 * into the account is always sent, and said to be.
 *
 * @element email-notices
 * @summary Which harmless notices about the account are sent by e-mail.
 *
 * @fires {EmailNoticesSavedEvent} email-notices-saved - Which notices are sent was chosen and saved.
 * @fires {DirtyChangeEvent} dirty-change - The form now holds changes that are not saved, or no longer does.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @cssstate dirty - It holds changes that are not saved.
 * @cssstate saving - They are being saved.
 * @cssstate saved - They were saved, and nothing was edited since.
 * @cssstate error - They could not be saved.
 */
export class EmailNoticesForm extends LightElement {
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  readonly #notices = new LoadController(this, emailNotices.get, () => ({}));
  readonly #save = new SubmitController(this, (form: HTMLFormElement) => this.#write(form));
  readonly #edit = new EditController<EmailNotices>(this, {
    form: () => this.form,
    internals: this.internals,
    read: this.#notices,
    save: this.#save,
  });

  constructor() {
    super();
    answerStepUps();
  }

  /** Whether the form holds changes that are not saved. */
  get dirty(): boolean {
    return this.#edit.dirty;
  }

  override get stepUpReason(): string {
    return this.#words.reason;
  }

  /** The focus goes to what this is about, which is there before the choices are. */
  override focus(options?: FocusOptions): void {
    const heading = this.queryLight<HTMLElement>('h2');
    if (heading) heading.focus(options);
    else super.focus(options);
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const { always, heading } = this.#words;
    const { base } = this.#edit;
    return html`<div class="account-notices">
      <div class="account-row-rest">
        <h2 class="account-heading" tabindex="-1">${heading}</h2>
        <p class="account-text">${always}</p>
      </div>
      ${this.#notices.render(() => (base ? this.#renderForm(base) : nothing), this.#renderSkeleton())}
    </div>`;
  }

  #renderForm({ notices }: EmailNotices): unknown {
    const known = notices.filter(({ name }) => isKnown(name));
    if (known.length === 0) return html`<p class="account-muted">${this.#words.none}</p>`;
    const readOnly = !this.activeClient.supports(emailNotices.update);
    return html`<form
      class="account-form"
      novalidate
      @submit=${this.#handleSubmit}
      @input=${this.#edit.handleEdit}
      @reset=${this.#edit.handleReset}
    >
      <fieldset class="account-group" ?disabled=${readOnly}>
        <legend class="account-legend">${this.#words.also}</legend>
        <div class="account-notices-choices">
          ${repeat(
            known,
            ({ name }) => name,
            ({ name, wanted }) => this.#renderChoice(name as OptionalNotice, wanted),
          )}
        </div>
      </fieldset>
      ${formEnd(this.localize, readOnly, this.#save.renderOutcome(this.#renderSaved), this.#edit)}
    </form>`;
  }

  #renderChoice(name: OptionalNotice, wanted: boolean): unknown {
    const { hint, label } = this.#words.notices[name];
    const id = `${this.idPrefix}-${name}`;
    return html`<div class="account-choice">
      <input
        class="account-checkbox"
        type="checkbox"
        id=${id}
        name=${name}
        ?checked=${wanted}
        aria-describedby="${id}-hint"
      />
      <label class="account-label" for=${id}>${label}</label>
      <p class="account-hint" id="${id}-hint">${hint}</p>
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-form" aria-hidden="true">
      <div class="account-group">
        ${Array.from({ length: 4 }, () => html`<div class="account-skeleton account-skeleton-control"></div>`)}
      </div>
      <div class="account-buttons account-footer"><div class="account-skeleton account-skeleton-button"></div></div>
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('emailNotices', english);
  }

  readonly #renderSaved = (saved: Saved | undefined): unknown => savedAt(this.localize, saved);

  async #write(form: HTMLFormElement): Promise<Saved | undefined> {
    const sent = formValues(form);
    const changed = changedFields(form);
    if (changed.length === 0) return undefined;
    const body = Object.fromEntries(changed.map((name) => [name, sent[name] !== '']));
    const saved = await this.send(emailNotices.update, { body });
    this.#edit.startFrom(saved, this.#edit.unsaved(sent));
    return { ...saved, at: new Date() };
  }

  readonly #handleSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { form } = this;
    if (!form || !(await this.#save.run(form))) return;
    const { state } = this.#save;
    if (state.name !== 'done' || !state.value) return;
    const wanted = state.value.notices.filter((notice) => notice.wanted).map(({ name }) => name);
    this.dispatchEvent(new EmailNoticesSavedEvent(wanted));
  };
}

/** Another backend, or a newer one, may have notices that have no words here. */
const isKnown = (name: string): name is OptionalNotice => Object.hasOwn(english.notices, name);
