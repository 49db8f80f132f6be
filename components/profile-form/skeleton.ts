import { html } from 'lit';
import type { Terms } from '../localize/languages.ts';

/** The form's shape while it loads, as high as the form will be. */
export const skeleton = (terms: Terms['profileForm']): unknown => html`
  <div class="account-form account-sections" aria-hidden="true">
    ${group(terms.you, [line(), line()])}
    ${group(terms.address, [line(true), line(true), line(false, true), line(), line()])}
    ${group(terms.regional, [line(), line(), html`<div class="account-skeleton account-wide"></div>`])}
    <div class="account-buttons account-footer"><div class="account-skeleton account-skeleton-button"></div></div>
  </div>
`;

const group = (legend: string, lines: unknown): unknown => html`
  <div class="account-group">
    <div class="account-legend">${legend}</div>
    <div class="account-grid account-grid-2">${lines}</div>
  </div>
`;

const line = (hint = false, wide = false): unknown => html`
  <div class="account-field ${wide ? 'account-wide' : ''}">
    <div class="account-skeleton account-skeleton-label"></div>
    <div class="account-skeleton account-skeleton-control"></div>
    ${hint ? html`<div class="account-skeleton account-skeleton-label"></div>` : ''}
  </div>
`;
