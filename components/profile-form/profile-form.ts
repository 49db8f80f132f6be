import { html, nothing, type CSSResult } from 'lit';
import { capabilities } from '../contract/capabilities.ts';
import type { FieldProblemCode, Problem } from '../contract/problem.ts';
import { profile, type Profile } from '../contract/profile.ts';
import { EditController } from '../shared/edit-controller.ts';
import { formEnd } from '../shared/form-end.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import { idle } from '../shared/idle.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { addressFields } from './address-fields.ts';
import { conflictBanner, theirChange } from './conflict.ts';
import { LocaleChangedEvent, ProfileSavedEvent } from './events.ts';
import { localeFields } from './locale-fields.ts';
import { lightStyles } from './profile-form.styles.ts';
import { isEmpty, toChange, toValues, type FieldName, type Values } from './profile-values.ts';
import { listLocales, localesListed } from './locales.ts';
import { savedMessage, type Saved } from './saved-message.ts';
import { skeleton } from './skeleton.ts';
import { loadTelephones } from './telephone.ts';
import { TelephoneField } from './telephone-field.ts';
import type { View } from './view.ts';
import { wordsOf } from './words.ts';
import { youFields } from './you-fields.ts';

// With the types of its events.
export type * from './events.ts';

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
  /** @internal */
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  readonly #profile = new LoadController(this, profile.get, () => ({}));
  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #save = new SubmitController(this, (form: HTMLFormElement, base: Profile) => this.#write(form, base));
  readonly #edit = new EditController<Profile>(this, {
    form: () => this.form,
    internals: this.internals,
    read: this.#profile,
    save: this.#save,
  });
  readonly #telephone = new TelephoneField(this, () => this.form);
  #furnished = false;

  /** Whether the form holds changes that are not saved. */
  get dirty(): boolean {
    return this.#edit.dirty;
  }

  override render(): unknown {
    return html`<slot name="light"></slot>`;
  }

  protected override renderLight(): unknown {
    const words = wordsOf(this.localize);
    const { base } = this.#edit;
    // Its names stand in labels: rather a moment later than with words that change.
    const ready = this.#capabilities.value !== undefined || this.#capabilities.problem !== undefined;
    if (this.#profile.value && !ready) return this.#profile.renderLoading(skeleton(words));
    return this.#profile.render(() => (base ? this.#renderForm(base) : nothing), skeleton(words));
  }

  #renderForm(base: Profile): unknown {
    const words = wordsOf(this.localize);
    const view = this.#view(base);
    const readOnly = !this.activeClient.supports(profile.update);
    const company = this.#capabilities.value?.company;
    return html`
      <form
        class="account-form account-sections"
        novalidate
        @submit=${this.#handleSubmit}
        @input=${this.#edit.handleEdit}
        @change=${this.#handleChange}
        @reset=${this.#handleReset}
        @focusin=${this.#handleFocusIn}
        @focusout=${this.#telephone.handleFocusOut}
      >
        ${isEmpty(base) ? html`<p class="account-muted">${words.empty(company)}</p>` : nothing}
        ${this.#renderGroup('you', words.you, words.youHint(company), youFields(view, this.#capabilities.value))}
        ${this.#renderGroup(
          'address',
          words.address,
          words.addressHint(company),
          addressFields(view, this.#telephone.note),
        )}
        ${this.#renderGroup('regional', words.regional, words.regionalHint, localeFields(view))}
        ${formEnd(
          this.localize,
          readOnly,
          this.#save.renderOutcome(this.#renderSaved, this.#renderProblem),
          this.#edit,
        )}
      </form>
    `;
  }

  #renderGroup(name: string, legend: string, about: string, fields: unknown): unknown {
    const id = `${this.idPrefix}-about-${name}`;
    return html`<fieldset
      class="account-group"
      aria-describedby=${id}
      ?disabled=${!this.activeClient.supports(profile.update)}
    >
      <legend class="account-legend">${legend}</legend>
      <p class="account-text account-about" id=${id}>${about}</p>
      <div class="account-grid account-grid-2">${fields}</div>
    </fieldset>`;
  }

  readonly #renderSaved = (saved: Saved | undefined): unknown => savedMessage(saved, this.localize);

  readonly #renderProblem = (problem: Problem): unknown =>
    problem.code === 'version-conflict'
      ? conflictBanner(this.localize, this.#handleReload, this.#handleKeep)
      : this.#save.renderProblem(problem);

  #view(base: Profile): View {
    const saved = { ...toValues(base), telephone: this.#telephone.startFrom(base.telephone) };
    const values = this.form ? (formValues(this.form) as unknown as Values) : saved;
    const newer = this.#save.problem?.code === 'version-conflict' ? this.#edit.newer : undefined;
    const versions = newer && { saved, mine: values, theirs: toValues(newer) };
    return {
      saved,
      values,
      localize: this.localize,
      field: (name, note) => {
        const problem = this.localize.fieldProblem(this.#refused(name));
        const theirs = versions && theirChange(name, versions, this.localize);
        return {
          id: `${this.idPrefix}-${name}`,
          name,
          value: saved[name],
          problem,
          // “Save anyway” is no advice for what was just refused.
          note: problem ? '' : (theirs ?? note),
          quiet: theirs !== undefined || values[name] === saved[name],
        };
      },
    };
  }

  /** Why a field was refused; the server calls the parts of the locale `locale.language` and so on. */
  #refused(name: FieldName): FieldProblemCode | undefined {
    const names = name === 'locale' ? ['locale', 'locale.language', 'locale.region'] : [name, `locale.${name}`];
    return names.map((each) => this.#save.rejected(each)).find((code) => code !== undefined);
  }

  async #write(form: HTMLFormElement, base: Profile): Promise<Saved | undefined> {
    const sent = formValues(form);
    const changed = changedFields(form);
    if (changed.includes('telephone')) await this.#telephone.ready();
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
      this.#telephone.note = undefined;
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
    const { base } = this.#edit;
    if (!base || this.#furnished) return;
    this.#furnished = true;
    void this.#furnish(base);
  }

  /** What takes a while and can come after the first sight: names of locales, and how telephone numbers are written. */
  async #furnish({ telephone }: Profile): Promise<void> {
    await idle();
    listLocales();
    this.requestUpdate();
    if (telephone.startsWith('+') && (await loadTelephones())) this.requestUpdate();
  }

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void this.#submit();
  };

  readonly #handleChange = (event: Event) => {
    const { name } = event.target as HTMLInputElement;
    if (name === 'telephone' || name === 'country') void this.#telephone.read();
    this.#edit.handleEdit();
  };

  readonly #handleReset = () => {
    this.#telephone.note = undefined;
    this.#edit.handleReset();
  };

  readonly #handleFocusIn = (event: FocusEvent) => {
    this.#telephone.handleFocusIn(event);
    if ((event.target as HTMLSelectElement).name !== 'locale' || localesListed()) return;
    listLocales();
    this.requestUpdate();
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
