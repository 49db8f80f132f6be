import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import '../components/email-notices/define.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { formOf } from './support/fill.ts';
import { adasNotices } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading, stillWorking } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/email-notices', component: 'email-notices', render: () => element() };
export default meta;

type Story = StoryObj;

/** Ada has just proven who she is. */
const element = (handlers: Handlers['emailNotices'] = {}, lang = 'en', proven = true) =>
  html`<email-notices lang=${lang} .client=${fakeClient({ emailNotices: handlers }, { proven })}></email-notices>`;

const choose = async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
  await formOf(canvasElement);
  const box = canvasElement.querySelector<HTMLInputElement>('[name="profile-changed"]');
  box?.click();
  await new Promise(requestAnimationFrame);
  await press(canvasElement, 'Save');
};

export const Default: Story = {};

export const Loading: Story = { render: () => element({ get: never }) };

export const Slow: Story = {
  render: () =>
    html`<email-notices .client=${impatient(fakeClient({ emailNotices: { get: never } }))}></email-notices>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('email-notices', fakeClient);

export const Unreachable: Story = { render: () => element({ get: refuse('unreachable') }) };

/** A server without mail. */
export const None: Story = { render: () => element({ get: () => ({ notices: [] }) }) };

export const Saving: Story = { render: () => element({ update: never }), play: choose };

export const SavingSlowly: Story = {
  render: () =>
    html`<email-notices
      .client=${impatient(fakeClient({ emailNotices: { update: never } }, { proven: true }))}
    ></email-notices>`,
  play: async (context) => {
    await choose(context);
    await stillWorking(context.canvasElement);
  },
};

export const Saved: Story = { play: choose };

/** The last proof of identity is too old. */
export const StepUpPending: Story = {
  render: () => element({}, 'en', false),
  play: async (context) => {
    await choose(context);
    await found(() => document.querySelector('input[autocomplete="current-password"]'));
  },
};

/** The session ended while choosing: what was chosen stays. */
export const SignedOut: Story = { render: () => element({ update: refuse('unauthenticated') }), play: choose };

export const RateLimited: Story = {
  render: () => element({ update: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: choose,
};

export const Conflict: Story = { render: () => element({ update: refuse('conflict') }), play: choose };

export const Offline: Story = { render: () => element({ update: refuse('unreachable') }), play: choose };

/** A backend that tells and does not let choose. */
export const ReadOnly: Story = {
  render: () =>
    html`<email-notices
      .client=${createClient({ emailNotices: { get: () => ({ notices: adasNotices }) } })}
    ></email-notices>`,
};

export const Unsupported: Story = {
  render: () => html`<email-notices .client=${createClient({})}></email-notices>`,
};

export const German: Story = { render: () => element({}, 'de') };

/** With English words: right to left is about where things stand. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return element({}, 'ar');
  },
};

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element()}</div>` };
