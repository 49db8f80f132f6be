import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/profile-menu/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { Account } from '../components/contract/account.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { pageHeader } from './support/frame.ts';
import { ada } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/profile-menu', component: 'profile-menu' };
export default meta;

type Story = StoryObj;

const menu = (handlers: Handlers = {}, lang = 'en') =>
  pageHeader(html`<profile-menu lang=${lang} .client=${fakeClient(handlers)}></profile-menu>`);

const withAccount = (account: Partial<Account>): Handlers => ({ account: { get: () => ({ ...ada, ...account }) } });

const openMenu: Story['play'] = async ({ canvasElement }) => {
  const trigger = await found(() =>
    canvasElement.querySelector('profile-menu')?.shadowRoot?.querySelector<HTMLElement>('[part="trigger"]'),
  );
  trigger.click();
};

const choose = async (canvas: Element, item: string): Promise<void> => {
  const button = await found(() =>
    canvas.querySelector('profile-menu')?.shadowRoot?.querySelector<HTMLElement>(`[data-choice="${item}"]`),
  );
  button.click();
};

export const Default: Story = { render: () => menu() };

export const Loading: Story = { render: () => menu({ account: { get: never } }) };

export const Slow: Story = {
  render: () =>
    pageHeader(html`<profile-menu .client=${impatient(fakeClient({ account: { get: never } }))}></profile-menu>`),
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('profile-menu', fakeClient);

export const RateLimited: Story = {
  render: () => menu({ account: { get: refuse('too-many-attempts', { retryAfter: 120 }) } }),
};

/** A backend without accounts: nothing to show, and nothing to sign out of. */
export const Unsupported: Story = {
  render: () => pageHeader(html`<profile-menu .client=${createClient({})}></profile-menu>`),
};

export const Error: Story = { render: () => menu({ account: { get: refuse('unreachable') } }) };

export const SignedOut: Story = { render: () => menu({ account: { get: refuse('unauthenticated') } }) };

/** With `sign-in-url`, a link. */
export const SignedOutWithPage: Story = {
  render: () =>
    pageHeader(
      html`<profile-menu
        sign-in-url="?sign-in"
        .client=${fakeClient({ account: { get: refuse('unauthenticated') } })}
      ></profile-menu>`,
    ),
};

export const OpenMenu: Story = { render: () => menu(), play: openMenu };

/** What the page adds joins the keys of the menu. */
export const HostItems: Story = {
  render: () =>
    pageHeader(
      html`<profile-menu .client=${fakeClient()} manage-url="?portal">
        <a slot="items" href="#certificates">My certificates</a>
        <button slot="items" type="button">Keyboard shortcuts</button>
      </profile-menu>`,
    ),
  play: openMenu,
};

export const SigningOut: Story = {
  render: () => menu({ signIn: { signOut: never } }),
  play: async (context) => {
    await openMenu(context);
    await choose(context.canvasElement, 'sign-out');
  },
};

export const SignOutFailed: Story = {
  render: () => menu({ signIn: { signOut: refuse('unreachable') } }),
  play: SigningOut.play!,
};

export const MyProfileOpen: Story = {
  render: () => pageHeader(html`<profile-menu manage-url="?portal" .client=${fakeClient()}></profile-menu>`),
  play: async (context) => {
    await openMenu(context);
    await choose(context.canvasElement, 'profile');
  },
};

export const LongName: Story = {
  render: () =>
    menu(
      withAccount({
        firstName: 'Wolfeschlegelsteinhausen Bergerdorff',
        lastName: 'von und zu Hohenlohe-Waldenburg-Schillingsfürst',
        email: 'wolfeschlegelsteinhausen.bergerdorff.von.und.zu.hohenlohe@certificates.example.com',
      }),
    ),
  play: openMenu,
};

/** No letter in the name. */
export const NoInitials: Story = { render: () => menu(withAccount({ firstName: '…', lastName: '', email: '…@…' })) };

export const German: Story = { render: () => menu({}, 'de'), play: openMenu };

export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<div dir="rtl">${menu(withAccount({ firstName: 'ليلى', lastName: 'حداد' }), 'ar')}</div>`;
  },
  play: openMenu,
};

/** A header that cuts off what leaves it: the menu is above all that. */
export const ClippingHeader: Story = {
  render: () => html`<div class="story-clip">${menu()}</div>`,
  play: openMenu,
};
