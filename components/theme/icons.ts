import { html, type TemplateResult } from 'lit';

// Drawn as nodes on a grid of 20, in the colour of the text: no file, no `data:` address, no policy to widen.

export const chevronIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5.5 7.75 4.5 4.5 4.5-4.5"></path>
</svg>`;

export const closeIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m5 5 10 10M15 5 5 15"></path>
</svg>`;

export const personIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="6.75" r="3.25"></circle>
  <path d="M3.75 17c.5-3.5 3-5.25 6.25-5.25s5.75 1.75 6.25 5.25"></path>
</svg>`;

export const signOutIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M8.5 10h8m-3-3 3 3-3 3"></path>
</svg>`;

export const checkIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m4.5 10.5 3.75 3.75 7.25-8"></path>
</svg>`;
