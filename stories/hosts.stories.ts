import type { Meta, StoryObj } from '@storybook/web-components-vite';
import bootstrap from 'bootstrap/dist/css/bootstrap.min.css?inline';
import { html } from 'lit';
import '../components/account-portal/define.ts';
import '../components/account-provider/define.ts';
import '../components/profile-form/define.ts';
import '../components/profile-menu/define.ts';
import '../components/sign-in-form/define.ts';
import { fakeClient } from './support/fake-client.ts';
import { adasAuthenticator, adasPasskeys } from './support/samples.ts';

/**
 * The same elements in three applications. Each gives its own colours, font and corners in about ten lines of CSS, which
 * are all of what is different; its other rules are there, too, and break nothing.
 */
const meta: Meta = { title: 'Hosts/Three looks' };
export default meta;

type Story = StoryObj;

const page = (content: unknown) =>
  html`<account-provider
    class="host"
    .client=${fakeClient({}, { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8, proven: true })}
  >
    <header class="host-header"><strong>Certificate Manager</strong><profile-menu></profile-menu></header>
    <div class="host-page">${content}</div>
  </account-provider>`;

const profile = () => page(html`<profile-form></profile-form>`);
const portal = (section: string) => () => page(html`<account-portal base="" section=${section}></account-portal>`);
const signIn = () =>
  html`<account-provider class="host" .client=${fakeClient()}>
    <div class="host-page"><sign-in-form></sign-in-form></div>
  </account-provider>`;

const layout = `
  .host { display: block; min-block-size: 40rem; }
  .host-header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 0.5rem 1rem; }
  .host-page { max-inline-size: 64rem; margin-inline: auto; padding: 1.5rem 1rem; }
`;

/** Rules for as long as the story is shown. */
const look = (css: string) => () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layout + css);
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
};

const ours = look('');

const bootstrapLook = look(`${bootstrap}
  .host { color-scheme: only light; background: var(--bs-body-bg); }
  .host-header { background: var(--bs-light); border-block-end: 1px solid var(--bs-border-color); }
  .host {
    --account-accent: #0a58ca;
    --account-text: var(--bs-body-color);
    --account-muted: #565e64;
    --account-border: var(--bs-border-color);
    --account-raised: var(--bs-tertiary-bg);
    --account-radius: var(--bs-border-radius);
    --account-font: var(--bs-body-font-family);
    --account-font-size: 1rem;
    --account-control-height: 2.375rem;
  }`);

const enterpriseLook = look(`
  .host { font: 13px/1.4 Arial, Helvetica, sans-serif; color-scheme: only light; background: #fff; color: #1d1d1d; }
  .host input, .host select, .host textarea { border: 2px inset gray; font: 11px monospace; }
  .host-header { background: #d9dde2; border-block-end: 1px solid #9aa3ad; }
  .host-page { max-inline-size: none; padding: 0.75rem; }
  .host {
    --account-accent: #00508f;
    --account-text: #1d1d1d;
    --account-muted: #505860;
    --account-border: #c3c9d0;
    --account-raised: #eef1f4;
    --account-radius: 1px;
    --account-font-size: 13px;
    --account-space: 0.1875rem;
    --account-control-height: 1.75rem;
  }`);

export const OurProfile: Story = { beforeEach: ours, render: profile };
export const OurPortal: Story = { beforeEach: ours, render: portal('security') };
export const OurSignIn: Story = { beforeEach: ours, render: signIn };

export const BootstrapProfile: Story = { beforeEach: bootstrapLook, render: profile };
export const BootstrapPortal: Story = { beforeEach: bootstrapLook, render: portal('security') };
export const BootstrapSessions: Story = { beforeEach: bootstrapLook, render: portal('sessions') };
export const BootstrapSignIn: Story = { beforeEach: bootstrapLook, render: signIn };

export const EnterpriseProfile: Story = { beforeEach: enterpriseLook, render: profile };
export const EnterprisePortal: Story = { beforeEach: enterpriseLook, render: portal('security') };
export const EnterpriseActivity: Story = { beforeEach: enterpriseLook, render: portal('activity') };
export const EnterpriseSignIn: Story = { beforeEach: enterpriseLook, render: signIn };
