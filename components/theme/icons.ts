import { html, type TemplateResult } from 'lit';
import type { Device } from '../contract/visit.ts';

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

export const passkeyIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="7.5" cy="6.25" r="3"></circle>
  <path d="M2 16.5c.4-3.4 2.5-5 5.5-5 1 0 2 .2 2.75.6"></path>
  <circle cx="14.75" cy="9.75" r="2.25"></circle>
  <path d="M14.75 12v5.25M14.75 15.25h1.75"></path>
</svg>`;

export const securityKeyIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="5.75" y="6.5" width="8.5" height="11" rx="2"></rect>
  <path d="M7.75 6.5v-4h4.5v4"></path>
  <circle cx="10" cy="12" r="1.75"></circle>
</svg>`;

export const checkIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="m4.5 10.5 3.75 3.75 7.25-8"></path>
</svg>`;

export const plusIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M10 4.75v10.5M4.75 10h10.5"></path>
</svg>`;

export const attentionIcon: TemplateResult = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M10 4.5v6.75M10 15h.01"></path>
</svg>`;

const desktopIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="2.75" y="3.5" width="14.5" height="9.75" rx="1.5"></rect>
  <path d="M7 16.5h6M10 13.25v3.25"></path>
</svg>`;

const phoneIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="5.75" y="2.5" width="8.5" height="15" rx="1.75"></rect>
  <path d="M9.25 15h1.5"></path>
</svg>`;

const tabletIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="3.75" y="2.5" width="12.5" height="15" rx="1.75"></rect>
  <path d="M9 15h2"></path>
</svg>`;

const appIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="2.75" y="3.75" width="14.5" height="12.5" rx="1.5"></rect>
  <path d="M2.75 7.5h14.5M5.25 5.65h.01M7.5 5.65h.01"></path>
</svg>`;

const toolIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <rect x="2.75" y="3.75" width="14.5" height="12.5" rx="1.5"></rect>
  <path d="m6 7.5 2.75 2.5L6 12.5M10.5 12.5H14"></path>
</svg>`;

const unknownDeviceIcon = html`<svg class="account-icon" viewBox="0 0 20 20" aria-hidden="true">
  <circle cx="10" cy="10" r="7.25"></circle>
  <path d="M7.9 8a2.1 2.1 0 1 1 3.2 1.8c-.75.45-1.1.9-1.1 1.7M10 14h.01"></path>
</svg>`;

const deviceIcons: Readonly<Record<Device['kind'], TemplateResult>> = {
  desktop: desktopIcon,
  phone: phoneIcon,
  tablet: tabletIcon,
  app: appIcon,
  tool: toolIcon,
  unknown: unknownDeviceIcon,
};

export const deviceIcon = (kind: Device['kind']): TemplateResult => deviceIcons[kind];
