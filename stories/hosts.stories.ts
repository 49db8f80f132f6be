import type { Meta, StoryObj } from '@storybook/web-components-vite';
import bootstrap from 'bootstrap/dist/css/bootstrap.min.css?raw';
import { html } from 'lit';
import brand from '../demo/shared/brand.css?raw';
import bootstrapLines from '../demo/looks/bootstrap.css?raw';
import enterpriseLines from '../demo/looks/enterprise.css?raw';
import '../components/account-portal/define.ts';
import '../components/account-provider/define.ts';
import '../components/profile-form/define.ts';
import '../components/profile-menu/define.ts';
import '../components/sign-in-form/define.ts';
import { fakeClient } from '../components/testing/fake-client.ts';
import { adasAuthenticator, adasPasskeys } from '../components/testing/samples.ts';

/**
 * The same elements in three applications, with the demo's own style files: `demo/shared/brand.css` gives the elements the
 * product's colours, and `demo/looks` holds the two other products. What else an application has in its rules is there, too,
 * and breaks nothing.
 */
const meta: Meta = { title: 'Hosts/Three looks' };
export default meta;

type Story = StoryObj;

const page = (content: unknown) =>
  html`<account-provider
    class="host"
    .client=${fakeClient({}, { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8, proven: true })}
  >
    <header class="bar">
      <div class="bar-inner">
        <span class="brand">Certificate Manager</span><profile-menu class="person"></profile-menu>
      </div>
    </header>
    <div class="host-page">${content}</div>
  </account-provider>`;

const profile = () => page(html`<profile-form></profile-form>`);
const portal = (section: string) => () => page(html`<account-portal base="" section=${section}></account-portal>`);
const signIn = () =>
  html`<account-provider class="host" .client=${fakeClient()}>
    <div class="host-page"><sign-in-form></sign-in-form></div>
  </account-provider>`;

const layout = `
  body.sb-show-main { display: block; padding: 0; background: var(--paper); }
  .host-page { max-inline-size: 64rem; margin-inline: auto; padding: 1.5rem 1rem; }
`;

/** Rules for as long as the story is shown. */
const look =
  (...sheets: string[]) =>
  () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync([...sheets, layout].join('\n'));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  };

const ours = look(brand);
/** Bootstrap is light until a page says otherwise, whatever the toolbar says. */
const onlyLight = '#storybook-root { color-scheme: only light; }';
const bootstrapLook = look(bootstrap, brand, bootstrapLines, onlyLight);

/** As old applications are: rules for every field on the page. */
const oldRules = 'input, select, textarea { border: 2px inset gray; font: 11px monospace; }';
const enterpriseLook = look(oldRules, brand, enterpriseLines);

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
