import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/my-profile/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { ada } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/my-profile', component: 'my-profile' };
export default meta;

type Story = StoryObj;

const dialog = (handlers: Handlers = {}, lang = 'en') =>
  html`<my-profile manage-url="?portal" lang=${lang} .client=${fakeClient(handlers)}></my-profile>`;

const open: Story['play'] = async ({ canvasElement }) => {
  const profile = await found(() => canvasElement.querySelector('my-profile'));
  await profile.show();
};

export const Default: Story = { render: () => dialog(), play: open };

export const Loading: Story = {
  render: () => dialog({ account: { get: never }, profile: { get: never } }),
  play: open,
};

export const Slow: Story = {
  render: () => html`<my-profile inline .client=${impatient(fakeClient({ profile: { get: never } }))}></my-profile>`,
  play: stillLoading,
};

/** In the page itself. The dialog shows nothing before somebody opens it. */
export const NotYetDefined: Story = notYetDefined('my-profile', fakeClient, (element) =>
  element.toggleAttribute('inline', true),
);

export const RateLimited: Story = {
  render: () => dialog({ profile: { get: refuse('too-many-attempts', { retryAfter: 120 }) } }),
  play: open,
};

/** A backend without profiles. */
export const Unsupported: Story = {
  render: () =>
    html`<my-profile manage-url="?portal" .client=${createClient({ account: { get: () => ada } })}></my-profile>`,
  play: open,
};

export const LongNames: Story = {
  render: () =>
    dialog({
      account: {
        get: () => ({
          ...ada,
          firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2),
          lastName: 'von und zu Hohenlohe-Waldenburg-Schillingsfürst',
        }),
      },
    }),
  play: open,
};

export const Error: Story = { render: () => dialog({ profile: { get: refuse('unreachable') } }), play: open };

/** The server keeps this person out of the portal: no *My account*. */
export const WithoutPortal: Story = {
  render: () => dialog({ account: { get: () => ({ ...ada, portal: false }) } }),
  play: open,
};

export const UnsavedChanges: Story = {
  render: () => dialog(),
  play: async (context) => {
    await open(context);
    const field = await found(() => context.canvasElement.querySelector<HTMLInputElement>('input[name="title"]'));
    field.value = 'Chief Analyst';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    const profile = await found(() => context.canvasElement.querySelector('my-profile'));
    void profile.close();
  },
};

/** *Password: Change*, with a proof of identity that still counts. */
export const Password: Story = {
  render: () => dialog({ reauth: { get: () => ({ methods: ['password'], provenUntil: new Date().toISOString() }) } }),
  play: async (context) => {
    await open(context);
    const profile = await found(() => context.canvasElement.querySelector('my-profile'));
    await press(profile, 'Change');
    await found(() => profile.querySelector('input[name="newPassword"]'));
  },
};

/** Who it is, is asked first: a dialog above the dialog. */
export const PasswordStepUp: Story = {
  render: () => dialog(),
  play: async (context) => {
    await open(context);
    const profile = await found(() => context.canvasElement.querySelector('my-profile'));
    await press(profile, 'Change');
    await found(() => document.querySelector('input[autocomplete="current-password"]'));
  },
};

const showActivity = async (canvasElement: HTMLElement) => {
  const profile = await found(() => canvasElement.querySelector('my-profile'));
  await press(profile, 'Show');
  await found(() =>
    profile.querySelector(':scope > .account-light > :not([hidden])')?.shadowRoot?.querySelector('[data-entry]'),
  );
};

/** *Recent activity: Show*. */
export const RecentActivity: Story = {
  render: () => dialog(),
  play: async (context) => {
    await open(context);
    await showActivity(context.canvasElement);
  },
};

export const InlineActivity: Story = {
  render: () => html`<my-profile inline manage-url="?portal" .client=${fakeClient()}></my-profile>`,
  play: ({ canvasElement }) => showActivity(canvasElement),
};

/** In the page instead of in a dialog. */
export const Inline: Story = {
  render: () => html`<my-profile inline manage-url="?portal" .client=${fakeClient()}></my-profile>`,
};

export const InlineSignedOut: Story = {
  render: () =>
    html`<my-profile
      inline
      .client=${fakeClient({ account: { get: refuse('unauthenticated') }, profile: { get: refuse('unauthenticated') } })}
    ></my-profile>`,
};

export const German: Story = { render: () => dialog({}, 'de'), play: open };

export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<div dir="rtl">${dialog({}, 'ar')}</div>`;
  },
  play: open,
};
