import { html, nothing } from 'lit';
import { capabilities } from '../contract/capabilities.ts';
import type { FieldProblemCode, Problem } from '../contract/problem.ts';
import { profile, type Profile } from '../contract/profile.ts';
import { knownLanguage } from '../localize/languages.ts';
import { EditController } from '../shared/edit-controller.ts';
import { field, option, selectField } from '../shared/field.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { addressFields } from './address-fields.ts';
import { countryName } from './countries.ts';
import { LocaleChangedEvent, ProfileSavedEvent } from './events.ts';
import { localeFields, weekday } from './locale-fields.ts';
import { localeName, toTag } from './locales.ts';
import { isEmpty, toChange, toValues, type FieldName, type Values } from './profile-values.ts';
import { skeleton } from './skeleton.ts';
import { loadTelephones, noteOn, type TelephoneNote } from './telephone.ts';
import { timeZoneCity } from './time-zones.ts';
import type { View } from './view.ts';

interface Saved {
  readonly at: Date;
  readonly profile: Profile;
  /** How the person read before. */
  readonly before: Profile;
}

/**
 * Who the person is, how to reach them, and how they read words, dates and
 * numbers. Nothing typed is lost, whatever happens to a save.
 *
 * @element profile-form
 * @summary The person's details, address and locale.
 *
 * @fires {ProfileSavedEvent} profile-saved - The profile was saved.
 * @fires {LocaleChangedEvent} locale-changed - The person reads another way from now on.
 * @fires {DirtyChangeEvent} dirty-change - The form now holds changes that are not saved, or no longer does.
 *
 * @cssstate dirty - It holds changes that are not saved.
 * @cssstate saving - They are being saved.
 * @cssstate saved - They were saved, and nothing was edited since.
 * @cssstate error - They could not be saved.
 */
export class ProfileForm extends LightElement {
  readonly #internals = this.attachInternals();
  readonly #profile = new LoadController(this, profile.get, () => ({}));
  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #save = new SubmitController(this, (form: HTMLFormElement, base: Profile) => this.#write(form, base));
  readonly #edit = new EditController<Profile>(this, {
    form: () => this.form,
    internals: this.#internals,
    read: this.#profile,
    save: this.#save,
  });
  #telephoneNote: TelephoneNote | undefined;
  #shownTelephone = '';
  #telephonesWanted = false;

  /** Whether the form holds changes that are not saved. */
  get dirty(): boolean {
    return this.#edit.dirty;
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const { terms } = this.localize;
    const { base } = this.#edit;
    // Its names stand in labels: rather a moment later than with words that change.
    const ready = this.#capabilities.value !== undefined || this.#capabilities.problem !== undefined;
    if (this.#profile.value && !ready) return this.#profile.renderLoading(skeleton(terms.profileForm));
    return this.#profile.render(() => (base ? this.#renderForm(base) : nothing), skeleton(terms.profileForm));
  }

  #renderForm(base: Profile): unknown {
    const terms = this.localize.terms.profileForm;
    const view = this.#view(base);
    const readOnly = !this.activeClient.supports(profile.update);
    const company = this.#capabilities.value?.company;
    return html`
      <form
        class="account-form account-sections"
        part="form"
        novalidate
        @submit=${this.#handleSubmit}
        @input=${this.#edit.handleEdit}
        @change=${this.#handleChange}
        @reset=${this.#handleReset}
        @focusin=${this.#handleFocusIn}
        @focusout=${this.#handleFocusOut}
      >
        ${isEmpty(base) ? html`<p class="account-muted">${terms.empty(company)}</p>` : nothing}
        ${this.#renderGroup('you', terms.you, terms.youHint(company), this.#renderYou(view))}
        ${this.#renderGroup(
          'address',
          terms.address,
          terms.addressHint(company),
          addressFields(view, this.#telephoneNote),
        )}
        ${this.#renderGroup('regional', terms.regional, terms.regionalHint, localeFields(view))}
        ${
          readOnly
            ? nothing
            : html`<div class="account-buttons account-footer">
                ${this.#save.renderOutcome(this.#renderSaved, this.#renderProblem)} ${this.#edit.renderButtons()}
              </div>`
        }
      </form>
    `;
  }

  #renderGroup(name: string, legend: string, about: string, fields: unknown): unknown {
    const id = `${this.idPrefix}-about-${name}`;
    return html`<fieldset
      class="account-group"
      part="group"
      aria-describedby=${id}
      ?disabled=${!this.activeClient.supports(profile.update)}
    >
      <legend class="account-legend">${legend}</legend>
      <p class="account-text account-about" id=${id}>${about}</p>
      <div class="account-grid account-grid-2">${fields}</div>
    </fieldset>`;
  }

  #renderYou(view: View): unknown {
    const { saved } = view;
    const terms = this.localize.terms.profileForm;
    const known = this.#capabilities.value?.relationships ?? [];
    const choices = saved.relationship && !known.includes(saved.relationship) ? [...known, saved.relationship] : known;
    return html`
      ${field({ ...view.field('title'), label: terms.title, autocomplete: 'organization-title' })}
      ${selectField({
        ...view.field('relationship'),
        label: terms.relationship(this.#capabilities.value?.company),
        hidden: choices.length === 0,
        options: html`<option value="" ?selected=${saved.relationship === ''}>${terms.none}</option>
          ${choices.map((code) => option(code, terms.relationships[code] ?? code, saved.relationship))}`,
      })}
    `;
  }

  readonly #renderSaved = (saved: Saved | undefined): unknown => {
    const { terms } = this.localize;
    if (!saved) return terms.states.unchanged;
    const tag = toTag(saved.profile.locale);
    const name = tag && localeName(tag);
    const spoken = name && (knownLanguage(tag) ? terms.profileForm.languageChanged : terms.profileForm.languageMissing);
    const time = this.localize.date(saved.at, { timeStyle: 'short' });
    return html`${terms.states.savedAt(time)}${
      spoken && tag !== toTag(saved.before.locale)
        ? html` <span class="account-text" lang=${this.localize.language}>${spoken(name)}</span>`
        : nothing
    }`;
  };

  readonly #renderProblem = (problem: Problem): unknown => {
    if (problem.code !== 'version-conflict') return this.#save.renderProblem(problem);
    const { conflict } = this.localize.terms.profileForm;
    return html`<div class="account-banner">
      <p class="account-text">${conflict.text}</p>
      <button class="account-button" part="button" type="button" @click=${this.#handleReload}>
        ${conflict.reload}
      </button>
      <button class="account-button" part="button" type="button" @click=${this.#handleKeep}>${conflict.keep}</button>
    </div>`;
  };

  #view(base: Profile): View {
    const telephone = this.queryLight('[name="telephone"]');
    // Not under the cursor of somebody who is about to edit it.
    if (telephone === null || !telephone.matches(':focus')) this.#shownTelephone = toValues(base).telephone;
    const saved = { ...toValues(base), telephone: this.#shownTelephone };
    const values = this.form ? (formValues(this.form) as unknown as Values) : saved;
    const changed = this.form ? changedFields(this.form) : [];
    return {
      base,
      saved,
      values,
      localize: this.localize,
      field: (name, note) => {
        const theirs = changed.includes(name) ? this.#theirs(name, saved, values) : undefined;
        return {
          id: `${this.idPrefix}-${name}`,
          name,
          value: saved[name],
          problem: this.localize.fieldProblem(this.#refused(name)),
          note: theirs ?? note,
        };
      },
    };
  }

  /** Why a field was refused; the server calls the parts of the locale `locale.language` and so on. */
  #refused(name: FieldName): FieldProblemCode | undefined {
    const names = name === 'locale' ? ['locale', 'locale.language', 'locale.region'] : [name, `locale.${name}`];
    return names.map((each) => this.#save.rejected(each)).find((code) => code !== undefined);
  }

  /** After a lost update, what a field that both changed holds now. */
  #theirs(name: FieldName, saved: Values, values: Values): string | undefined {
    const newer = this.#save.problem?.code === 'version-conflict' && this.#edit.newer;
    if (!newer) return undefined;
    const theirs = toValues(newer)[name];
    if (theirs === saved[name] || theirs === values[name]) return undefined;
    const { conflict } = this.localize.terms.profileForm;
    return theirs === '' ? conflict.cleared : conflict.theirs(this.#spoken(name, theirs));
  }

  /** What the choice of a list is called, and any other value as it is. */
  #spoken(name: FieldName, value: string): string {
    const { language, terms } = this.localize;
    switch (name) {
      case 'country':
        return countryName(value, language);
      case 'relationship':
        return terms.profileForm.relationships[value] ?? value;
      case 'locale':
        return localeName(value);
      case 'timeZone':
        return timeZoneCity(value);
      case 'hourCycle':
        return value === 'h12' || value === 'h23' ? terms.profileForm.hourCycles[value] : value;
      case 'firstDayOfWeek':
        return weekday(Number(value), language);
      default:
        return value;
    }
  }

  async #write(form: HTMLFormElement, base: Profile): Promise<Saved | undefined> {
    const sent = formValues(form);
    const changed = changedFields(form);
    if (changed.includes('telephone')) await soon(loadTelephones());
    const change = toChange(base, sent as unknown as Values, changed);
    if (Object.keys(change).length === 0) {
      this.#edit.startFrom(base, this.#edit.unsaved(sent));
      return undefined;
    }
    const saved = await this.send(profile.update, { version: base.version, body: change });
    this.#edit.startFrom(saved, this.#edit.unsaved(sent));
    return { at: new Date(), profile: saved, before: base };
  }

  async #submit(): Promise<void> {
    const { form } = this;
    const { base } = this.#edit;
    if (!form || !base || this.#save.pending) return;
    const done = await this.#save.run(form, base);
    const { state } = this.#save;
    if (done && state.name === 'done' && state.value) {
      const { profile: saved } = state.value;
      this.#telephoneNote = undefined;
      this.dispatchEvent(new ProfileSavedEvent(saved));
      if (JSON.stringify(saved.locale) !== JSON.stringify(base.locale)) {
        this.dispatchEvent(new LocaleChangedEvent(saved.locale));
      }
    } else if (this.#save.problem?.code === 'version-conflict') {
      await this.#profile.reload();
    } else if (this.#save.problem?.fields.length) {
      await this.updateComplete;
      this.queryLight('[aria-invalid="true"]')?.closest('details')?.setAttribute('open', '');
      this.focus();
    }
  }

  protected override updated(): void {
    // A stored number is shown as people write it, once there is time to learn how.
    if (this.#telephonesWanted || !this.#edit.base?.telephone.startsWith('+')) return;
    this.#telephonesWanted = true;
    const load = () => void loadTelephones().then(() => this.requestUpdate());
    if ('requestIdleCallback' in globalThis) requestIdleCallback(load);
    else setTimeout(load);
  }

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#submit();
  };

  readonly #handleChange = (event: Event) => {
    const { name, form } = event.target as HTMLInputElement;
    if (form && (name === 'telephone' || name === 'country')) {
      const { telephone = '', country = '' } = formValues(form);
      this.#telephoneNote = noteOn(telephone, country);
    }
    this.#edit.handleEdit(event);
  };

  readonly #handleReset = (event: Event) => {
    this.#telephoneNote = undefined;
    this.#edit.handleEdit(event);
  };

  readonly #handleFocusIn = ({ target }: FocusEvent) => {
    if ((target as HTMLInputElement).name === 'telephone') void loadTelephones();
  };

  readonly #handleFocusOut = ({ target }: FocusEvent) => {
    if ((target as HTMLInputElement).name === 'telephone') this.requestUpdate();
  };

  // What both changed is on screen by now: the person chose theirs, knowing ours.
  readonly #handleKeep = async () => {
    const newer = this.#edit.newer ?? (await this.#reread());
    if (!newer) return;
    this.queryLight<HTMLElement>('button[type="submit"]')?.focus();
    this.#edit.startFrom(newer, this.#edit.unsaved());
    await this.updateComplete;
    await this.#submit();
  };

  readonly #handleReload = async () => {
    const newer = this.#edit.newer ?? (await this.#reread());
    if (!newer) return;
    this.#edit.startFrom(newer);
    this.#save.reset();
    await this.updateComplete;
    this.focus();
  };

  /** For when the read after the refusal failed too. */
  async #reread(): Promise<Profile | undefined> {
    await this.#profile.reload();
    return this.#edit.newer;
  }
}

/** A save waits for the reading of telephone numbers, but not for long. */
const soon = (loading: Promise<unknown>): Promise<unknown> =>
  Promise.race([loading, new Promise((resolve) => setTimeout(resolve, 3000))]);
