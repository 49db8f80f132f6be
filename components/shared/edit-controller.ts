import { html, nothing, type ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';
import { changedFields, formValues } from './form-values.ts';
import { SignedOutController } from './signed-out-controller.ts';
import { UnsavedController } from './unsaved-controller.ts';

/** What the controller needs to know of the read and the write that a form stands between. */
interface Editing<Value> {
  readonly form: () => HTMLFormElement | null;
  readonly internals: ElementInternals;
  readonly read: { readonly value: Value | undefined };
  readonly save: {
    readonly state: { readonly name: 'idle' | 'pending' | 'done' | 'failed' };
    readonly pending: boolean;
    reset(): void;
  };
}

/**
 * What a person edits: it starts from what was read, and stays there while they
 * type. A read in the background neither undoes typing nor makes an old view
 * look new; it is taken over as soon as the form holds no changes.
 */
export class EditController<Value extends object> implements ReactiveController {
  /** What the form started from. */
  base: Value | undefined;

  readonly #host: AccountElement;
  readonly #editing: Editing<Value>;
  #seen: Value | undefined;
  #restore: Readonly<Record<string, string>> | undefined;
  /** What the form held when it was to start again. */
  #held: Readonly<Record<string, string>> = {};

  constructor(host: AccountElement, editing: Editing<Value>) {
    this.#host = host;
    this.#editing = editing;
    host.addController(this);
    new UnsavedController(host, () => this.dirty);
    new SignedOutController(host, () => editing.save.reset());
  }

  /** Whether the form holds changes that are not saved. */
  get dirty(): boolean {
    const form = this.#editing.form();
    return form !== null && changedFields(form).length > 0;
  }

  /** What was read since the form started, if it was not taken over. */
  get newer(): Value | undefined {
    const { value } = this.#editing.read;
    return value === this.#seen ? undefined : value;
  }

  /** Starts again from `value`, with `typed` on top: what the person has not saved yet, by field. */
  startFrom(value: Value, typed: Readonly<Record<string, string>> = {}): void {
    this.base = value;
    this.#seen = this.#editing.read.value;
    this.#restore = typed;
    const form = this.#editing.form();
    this.#held = form ? formValues(form) : {};
    this.#host.requestUpdate();
  }

  /** What the person typed and did not save, by field; beyond `sent`, if that was saved just now. */
  unsaved(sent?: Readonly<Record<string, string>>): Record<string, string> {
    const form = this.#editing.form();
    if (!form) return {};
    const values = formValues(form);
    const names = sent ? Object.keys(values).filter((name) => values[name] !== sent[name]) : changedFields(form);
    return Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
  }

  hostUpdate(): void {
    const { read, save } = this.#editing;
    if (read.value === this.#seen) return;
    if (read.value === undefined || this.base === undefined) {
      this.#seen = this.base = read.value;
    } else if (!save.pending && !this.dirty) {
      this.startFrom(read.value);
    }
  }

  hostUpdated(): void {
    const form = this.#editing.form();
    if (this.#restore && form) {
      const restored = { ...this.#restore, ...this.#typedSince(form) };
      // A field that was typed in no longer follows its default, until it is reset.
      form.reset();
      for (const [name, value] of Object.entries(restored)) {
        const control = form.elements.namedItem(name) as HTMLInputElement | null;
        if (control?.type === 'checkbox') control.checked = value !== '';
        else if (control) control.value = value;
      }
      this.#restore = undefined;
      // For what hangs on the values, such as labels that follow the country.
      void this.#host.updateComplete.then(() => this.#host.requestUpdate());
    }
    this.#setStates();
  }

  /** The form's `input` and `change` events belong here. */
  readonly handleEdit = (): void => {
    // A problem stays said while the person works on it.
    if (this.#editing.save.state.name === 'done') this.#editing.save.reset();
    this.#host.requestUpdate();
  };

  /** The form's `reset` event belongs here: back to what is saved by now. */
  readonly handleReset = (): void => {
    // The reset of our own.
    if (this.#restore) return;
    // A form cannot be reset again until the browser is done with this one.
    setTimeout(() => {
      const saved = this.#editing.read.value ?? this.base;
      // With what was typed since: a busy browser is slow to be done.
      if (saved) this.startFrom(saved, this.unsaved());
      this.#editing.save.reset();
    });
  };

  /** *Save*, and *Cancel*, which takes back what was typed. */
  renderButtons(): unknown {
    const { actions, states } = this.#host.localize.terms;
    const { pending } = this.#editing.save;
    const unsaved = this.dirty && !pending;
    return html`
      <button
        class="account-button account-button-primary account-swap"
        type="submit"
        aria-disabled=${pending ? 'true' : nothing}
      >
        <span class="account-swapped" ?data-shown=${!pending}>${actions.save}</span>
        <span class="account-swapped" ?data-shown=${pending}>${states.saving}</span>
      </button>
      <button class="account-button" type="reset">${actions.cancel}</button>
      <span class="account-muted account-unsaved" ?hidden=${!unsaved}>${states.unsaved}</span>
    `;
  }

  /** What was typed since the form was to start again: a language may have been on its way meanwhile. */
  #typedSince(form: HTMLFormElement): Record<string, string> {
    const values = formValues(form);
    const names = changedFields(form).filter((name) => values[name] !== this.#held[name]);
    return Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
  }

  /** For a page's `:state(dirty)`. */
  #setStates(): void {
    const { internals, save } = this.#editing;
    const wanted = {
      dirty: this.dirty,
      saving: save.pending,
      saved: save.state.name === 'done',
      error: save.state.name === 'failed',
    };
    for (const [name, on] of Object.entries(wanted)) internals.states[on ? 'add' : 'delete'](name);
  }
}
