import { css } from 'lit';
import type { AccountElement } from './account-element.ts';
import { focused } from './focused.ts';

/** It keeps its place, and all that was typed in it. What is in it inherits this; browsers show open dialogs anyway. */
const { styleSheet } = css`
  :host,
  dialog {
    visibility: hidden !important;
  }
`;

interface Concealed {
  /** All must be sure again. */
  readonly by: Set<object>;
  readonly focused: HTMLElement | undefined;
}

const concealed = new WeakMap<AccountElement, Concealed>();

/** Hides an element at once, for as long as it is not known who looks at it. */
export function conceal(host: AccountElement, by: object): void {
  const known = concealed.get(host);
  if (known) return void known.by.add(by);
  if (!host.shadowRoot || !styleSheet) return;
  concealed.set(host, { by: new Set([by]), focused: host.matches(':focus-within') ? focused() : undefined });
  host.shadowRoot.adoptedStyleSheets.push(styleSheet);
}

/** Shows it again, when nobody else wants it hidden, with the focus where it was. */
export function reveal(host: AccountElement, by: object): void {
  const known = concealed.get(host);
  if (!known?.by.delete(by) || known.by.size > 0) return;
  concealed.delete(host);
  const root = host.shadowRoot!;
  root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== styleSheet);
  if (focused() === document.body) known.focused?.focus({ preventScroll: true });
}
