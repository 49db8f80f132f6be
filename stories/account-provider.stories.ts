import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/account-name/define.ts';
import '../components/account-provider/define.ts';
import '../components/profile-menu/define.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient } from '../components/testing/fake-client.ts';
import { card, pageHeader } from './support/frame.ts';
import { notYetDefined } from './support/waiting.ts';

const inside = html`${pageHeader(html`<profile-menu></profile-menu>`)}<account-name></account-name>`;

export default {
  title: 'Elements/account-provider',
  component: 'account-provider',
  render: () => html`<account-provider .client=${fakeClient()}>${inside}</account-provider>`,
} satisfies Meta;

type Story = StoryObj;

/** Two elements, one client: what one of them saves, the other shows. */
export const Default: Story = {};

/** Dark, whatever the page around is. */
export const Dark: Story = {
  render: () => html`<account-provider theme="dark" .client=${fakeClient()}>${card(inside)}</account-provider>`,
};

/** Signed out in one element is signed out in all. */
export const SignedOut: Story = {
  play: async ({ canvasElement }) => {
    const menu = await found(() => canvasElement.querySelector('profile-menu'));
    (await found(() => menu.shadowRoot?.querySelector<HTMLElement>('[part="trigger"]'))).click();
    await press(menu, 'Sign out');
    await found(() => canvasElement.querySelector('account-name [role="alert"] button'));
  },
};

export const German: Story = {
  render: () => html`<account-provider lang="de" .client=${fakeClient()}>${inside}</account-provider>`,
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<account-provider lang="ar" dir="rtl" .client=${fakeClient()}>${inside}</account-provider>`;
  },
};

/** What is inside waits for it, and asks nobody else meanwhile. */
export const NotYetDefined: Story = notYetDefined('account-provider', fakeClient, (element) =>
  element.append(document.createElement('account-name')),
);
