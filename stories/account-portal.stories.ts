import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../components/account-portal/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { begun, fakeLockdown } from '../components/testing/fake-lockdown.ts';
import { ada, adasAuthenticator, adasPasskeys, adasPassword } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

interface Options {
  readonly section?: string;
  readonly sections?: string;
  readonly lang?: string;
  readonly own?: TemplateResult;
}

/** Without a base, so that stories leave the address of the page alone. */
const portal = (handlers: Handlers = {}, { section = 'account', sections = '', lang = 'en', own }: Options = {}) =>
  html`<account-portal
    base=""
    lang=${lang}
    section=${section}
    sections=${sections}
    back-url="/certificates"
    back-label="Certificate Manager"
    .client=${fakeClient(handlers, { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8 })}
    >${own}</account-portal
  >`;

const meta: Meta = { title: 'Elements/account-portal', component: 'account-portal', render: () => portal() };
export default meta;

type Story = StoryObj;

const billing = html`<section data-section="billing" data-label="Billing"><p>Nothing to pay this month.</p></section>`;

export const Default: Story = {};

export const Security: Story = { render: () => portal({}, { section: 'security' }) };

export const Sessions: Story = { render: () => portal({}, { section: 'sessions' }) };

export const Activity: Story = { render: () => portal({}, { section: 'activity' }) };

export const Data: Story = { render: () => portal({}, { section: 'data' }) };

/** After *Delete account*: of the portal, only what there is to know is left. */
export const AccountLeft: Story = {
  render: () => portal({ accountData: { delete: () => ({ due: '2026-12-05T10:05:00.000Z' }) } }, { section: 'data' }),
  async play({ canvasElement }) {
    const data = await found(() => canvasElement.querySelector('[data-part="all"] > :not(.account-skeleton)'));
    await press(data, 'Delete account');
    const confirm = '.account-question[open] .account-button-danger';
    (await found(() => data.shadowRoot?.querySelector<HTMLElement>(confirm))).click();
    await found(() => data.shadowRoot?.querySelector('.farewell'));
  },
};

/** Somebody began with *This wasn’t me* and stopped: every section leads back there. */
export const NotSecuredYet: Story = {
  render: () => portal({ ...fakeLockdown(begun), account: { get: () => ({ ...ada, lockdown: true }) } }),
};

export const Loading: Story = { render: () => portal({ account: { get: never } }) };

export const Slow: Story = {
  render: () =>
    html`<account-portal base="" .client=${impatient(fakeClient({ account: { get: never } }))}></account-portal>`,
  play: stillLoading,
};

/** A section of the page's own is there from the start. */
export const NotYetDefined: Story = notYetDefined('account-portal', fakeClient, (element) => {
  element.setAttribute('base', '');
  element.setAttribute('section', 'billing');
  const own = document.createElement('section');
  Object.assign(own.dataset, { section: 'billing', label: 'Billing' });
  own.append('Nothing to pay this month.');
  element.append(own);
});

export const RateLimited: Story = {
  render: () => portal({ account: { get: refuse('too-many-attempts', { retryAfter: 120 }) } }),
};

export const Unreachable: Story = { render: () => portal({ account: { get: refuse('unreachable') } }) };

export const SignedOut: Story = { render: () => portal({ account: { get: refuse('unauthenticated') } }) };

/** The server does not let this person in. */
export const NoAccess: Story = { render: () => portal({ account: { get: () => ({ ...ada, portal: false }) } }) };

/** An address that names nothing here. */
export const UnknownSection: Story = { render: () => portal({}, { section: 'payments' }) };

/** A section of the page's own, before one of ours, and the others left out. */
export const OwnSection: Story = {
  render: () => portal({}, { section: 'billing', sections: 'account billing sessions', own: billing }),
};

/** A backend that knows names and passwords only. */
export const SmallBackend: Story = {
  render: () =>
    html`<account-portal
      base=""
      .client=${createClient({
        account: { get: () => ada, updateName: () => ada },
        password: { get: () => adasPassword, change: () => ({ sessionsEnded: 0 }) },
      })}
    ></account-portal>`,
};

export const LongName: Story = {
  render: () =>
    portal({
      account: {
        get: () => ({
          ...ada,
          firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2),
          email: `${'a'.repeat(60)}@${'long-name.'.repeat(10)}example`,
        }),
      },
    }),
};

/** What is asked before a way out loses what was typed. */
export const UnsavedChanges: Story = {
  async play({ canvasElement }) {
    const element = await found(() => canvasElement.querySelector('account-portal'));
    await fillIn(canvasElement, { firstName: 'Augusta' });
    await press(element, 'Sign out');
    await found(() => element.shadowRoot?.querySelector('dialog[open]'));
  },
};

export const SigningOut: Story = {
  render: () => portal({ signIn: { signOut: never } }),
  async play({ canvasElement }) {
    await press(await found(() => canvasElement.querySelector('account-portal')), 'Sign out');
  },
};

export const SignOutFailed: Story = {
  render: () => portal({ signIn: { signOut: refuse('unreachable') } }),
  async play({ canvasElement }) {
    await press(await found(() => canvasElement.querySelector('account-portal')), 'Sign out');
  },
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    const arabic = { ...ada, firstName: 'آدا', lastName: 'ليندكفيست' };
    return html`<div dir="rtl">
      ${portal({ account: { get: () => arabic } }, { section: 'security', lang: 'ar' })}
    </div>`;
  },
};

export const German: Story = { render: () => portal({}, { section: 'security', lang: 'de' }) };
