import { html } from 'lit';
import type { Words } from './words.ts';

/** The form's shape while it loads, as high as the form will be. */
export const skeleton = (words: Words): unknown => html`
  <div class="account-form account-sections" aria-hidden="true">
    ${group(words.you, words.youHint(), [line(), line()])}
    ${group(words.address, words.addressHint(), [line(true), line(), line(false, true), line(), line()])}
    ${group(words.regional, words.regionalHint, [
      line(),
      line(),
      html`<div class="account-skeleton account-skeleton-preview account-wide"></div>
        <div class="account-skeleton account-skeleton-summary account-wide"></div>`,
    ])}
    <div class="account-buttons account-footer"><div class="account-skeleton account-skeleton-button"></div></div>
  </div>
`;

const group = (legend: string, about: string, lines: unknown): unknown => html`
  <div class="account-group">
    <div class="account-legend">${legend}</div>
    <p class="account-text account-about">${about}</p>
    <div class="account-grid account-grid-2">${lines}</div>
  </div>
`;

const line = (hint = false, area = false): unknown => html`
  <div class="account-field ${area ? 'account-wide' : ''}">
    <div class="account-skeleton account-skeleton-label"></div>
    <div class="account-skeleton ${area ? 'account-skeleton-area' : 'account-skeleton-control'}"></div>
    ${hint ? html`<div class="account-skeleton account-skeleton-hint"></div>` : ''}
  </div>
`;
