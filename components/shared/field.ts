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
  /** Further classes of the frame, such as `account-wide`. */
  readonly class?: string;
}

export interface Field extends Described {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  /** What the field holds until the person types: kept as the default, so that a later one does not undo their typing. */
  readonly value?: string;
  /** The token of the HTML standard, which password managers and autofill go by. */
  readonly autocomplete: string;
  readonly inputmode?: 'text' | 'tel' | 'email' | 'numeric';
  readonly autocapitalize?: 'none' | 'words' | 'characters';
  readonly spellcheck?: 'true' | 'false';
  readonly maxLength?: number;
  readonly dir?: 'ltr' | 'auto';
  /** What stands beside the control, such as a button. */
  readonly beside?: unknown;
}

/** A label, a native input, its hint and why it was refused. */
export function field(options: Field): unknown {
  const control = html`<input
    class="account-input"
    part="input"
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
    aria-invalid=${options.problem ? 'true' : nothing}
    aria-describedby=${describedBy(options)}
  />`;
  return frame(options, options.beside ? html`<div class="account-beside">${control}${options.beside}</div>` : control);
}

/** The id that a control is described by, for controls that are not an input. */
export const describedBy = ({ id, hint, problem }: Described): string | typeof nothing =>
  [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') || nothing;

/** What stands around any control: label above, hint and problem below. */
export const frame = (options: Described, control: unknown): unknown => html`
  <div class="account-field ${options.class ?? ''}">
    <label class="account-label" for=${options.id}>${options.label}</label>
    ${control}
    ${options.hint ? html`<p class="account-hint" id="${options.id}-hint">${options.hint}</p>` : nothing}
    ${options.problem ? html`<p class="account-problem" id="${options.id}-problem">${options.problem}</p>` : nothing}
  </div>
`;
