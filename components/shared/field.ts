import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

/** The ids that tie a control to its label, hint and problem: all in one root, as ARIA needs it. */
interface Described {
  /** Unique on the page: the element's prefix and the field's name. */
  readonly id: string;
  readonly name: string;
  readonly label: unknown;
  /** Says what to type, before it is typed. */
  readonly hint?: unknown;
  /** Why it was refused, as a sentence. */
  readonly problem?: string | undefined;
  /** What there is to say about what was typed, short of refusing it. Given, it is a live region; empty, it is silent. */
  readonly note?: unknown;
  /** The note is no answer to what was typed here: it is there to be found, and not said by itself. */
  readonly quiet?: boolean;
  /** Further classes of the frame, such as `account-wide`. */
  readonly class?: string;
  /** There, with what was typed, but not shown. */
  readonly hidden?: boolean;
}

export interface Field extends Described {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date';
  /** What the field holds until the person types: kept as the default, so that a later one does not undo their typing. */
  readonly value?: string;
  /** The token of the HTML standard, which password managers and autofill go by. */
  readonly autocomplete: string;
  readonly inputmode?: 'text' | 'tel' | 'email' | 'numeric';
  readonly autocapitalize?: 'none' | 'words' | 'characters';
  readonly spellcheck?: 'true' | 'false';
  readonly maxLength?: number;
  readonly dir?: 'ltr' | 'auto';
  /** What a generated password has to be like, for browsers and password managers that ask. */
  readonly passwordRules?: string;
  /** What stands beside the control, such as a button. */
  readonly beside?: unknown;
}

/** A label, a native input, its hint and why it was refused. */
export function field(options: Field): unknown {
  const control = html`<input
    class="account-input"
    id=${options.id}
    name=${options.name}
    type=${options.type ?? 'text'}
    value=${options.value ?? ''}
    autocomplete=${options.autocomplete}
    inputmode=${ifDefined(options.inputmode)}
    autocapitalize=${ifDefined(options.autocapitalize)}
    spellcheck=${ifDefined(options.spellcheck)}
    maxlength=${ifDefined(options.maxLength)}
    dir=${ifDefined(options.dir)}
    passwordrules=${ifDefined(options.passwordRules)}
    aria-invalid=${options.problem ? 'true' : nothing}
    aria-describedby=${describedBy(options)}
  />`;
  return frame(options, options.beside ? html`<div class="account-beside">${control}${options.beside}</div>` : control);
}

export interface SelectField extends Described {
  readonly value: string;
  readonly autocomplete?: string;
  /** The `<option>`s; `option()` makes one. */
  readonly options: unknown;
}

/** A label and a native select. The options say which of them was saved. */
export const selectField = (options: SelectField): unknown =>
  frame(
    options,
    html`<select
      class="account-input"
      id=${options.id}
      name=${options.name}
      autocomplete=${ifDefined(options.autocomplete)}
      aria-invalid=${options.problem ? 'true' : nothing}
      aria-describedby=${describedBy(options)}
    >
      ${options.options}
    </select>`,
  );

/**
 * One choice of a select. Where their order may change, put them in `repeat()`:
 * an option that becomes another one changes what the person chose.
 */
export const option = (value: string, label: unknown, saved: string, lang?: string): unknown =>
  html`<option value=${value} ?selected=${value === saved} lang=${ifDefined(lang)}>${label}</option>`;

export interface TextareaField extends Described {
  readonly value: string;
  readonly autocomplete: string;
  readonly rows: number;
}

/** A label and a native textarea. */
export const textareaField = (options: TextareaField): unknown =>
  frame(
    options,
    html`<textarea
      class="account-input"
      id=${options.id}
      name=${options.name}
      rows=${options.rows}
      autocomplete=${options.autocomplete}
      .defaultValue=${options.value}
      aria-invalid=${options.problem ? 'true' : nothing}
      aria-describedby=${describedBy(options)}
    ></textarea>`,
  );

/** The ids that a control is described by. */
export const describedBy = ({ id, hint, note, problem }: Described): string | typeof nothing =>
  [hint ? `${id}-hint` : '', note ? `${id}-note` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') ||
  nothing;

/** What stands around any control: label above, hint and problem below. */
export function frame(options: Described, control: unknown): unknown {
  const role = options.quiet ? nothing : 'status';
  return html`
    <div class="account-field ${options.class ?? ''}" ?hidden=${options.hidden ?? false}>
      <label class="account-label" for=${options.id}>${options.label}</label>
      ${control} ${options.hint ? html`<p class="account-hint" id="${options.id}-hint">${options.hint}</p>` : nothing}
      ${
        options.note === undefined
          ? nothing
          : html`<p class="account-note" id="${options.id}-note" role=${role}>${options.note}</p>`
      }
      ${options.problem ? html`<p class="account-problem" id="${options.id}-problem">${options.problem}</p>` : nothing}
    </div>
  `;
}
