import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/account-data/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { adasFile, streamOf } from '../components/testing/files.ts';
import { ada, ourServer } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/account-data', component: 'account-data', render: () => element() };
export default meta;

type Story = StoryObj;
interface Context {
  readonly canvasElement: HTMLElement;
}

/** Ada has just proven who she is. */
const element = (handlers: Handlers = {}, lang = 'en', proven = true) =>
  html`<account-data lang=${lang} .client=${fakeClient(handlers, { proven })}></account-data>`;

const withData = (accountData: Handlers['accountData'] = {}, lang = 'en') => element({ accountData }, lang);

const elementIn = (canvas: Element): Promise<Element> => found(() => canvas.querySelector('account-data'));

const shown = async ({ canvasElement }: Context, selector: string): Promise<Element> => {
  const { shadowRoot } = await elementIn(canvasElement);
  return found(() => shadowRoot?.querySelector(selector));
};

const download = async ({ canvasElement }: Context): Promise<void> =>
  press(await elementIn(canvasElement), 'Download as CSV');

const ask = async ({ canvasElement }: Context): Promise<Element> => {
  const host = await elementIn(canvasElement);
  const button = await found(() => host.shadowRoot?.querySelector<HTMLElement>('.deletion .account-button'));
  button.click();
  return found(() => host.shadowRoot?.querySelector('.account-question[open]'));
};

const leave = async (context: Context): Promise<void> => {
  const dialog = await ask(context);
  dialog.querySelector<HTMLElement>('.account-button-danger')?.click();
};

const left = async (context: Context): Promise<void> => {
  await leave(context);
  await shown(context, '.farewell');
};

const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form;

const much = Array.from({ length: 23 }, () => new Uint8Array(60_000));

export const Default: Story = {};

export const Loading: Story = { render: () => element({ account: { get: never } }) };

export const Slow: Story = {
  render: () => html`<account-data .client=${impatient(fakeClient({ account: { get: never } }))}></account-data>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('account-data', fakeClient);

export const Unreachable: Story = { render: () => element({ account: { get: refuse('unreachable') } }) };

/** The session ended while the page was open. */
export const SignedOut: Story = { render: () => withData({ export: refuse('unauthenticated') }), play: download };

/** The last proof of identity is too old. */
export const StepUpPending: Story = {
  render: () => element({}, 'en', false),
  play: async (context) => {
    await download(context);
    await found(question);
  },
};

export const StepUpCancelled: Story = {
  render: () => element({}, 'en', false),
  play: async (context) => {
    await leave(context);
    await press(await found(question), 'Cancel');
    await shown(context, '.deletion .account-status-calm');
  },
};

/** The server is still putting it together. */
export const Preparing: Story = { render: () => withData({ export: never }), play: download };

/** 1.4 MB have come. */
export const Downloading: Story = {
  render: () =>
    withData({
      export: () =>
        adasFile(
          'csv',
          streamOf(much, () => undefined),
        ),
    }),
  play: async (context) => {
    await download(context);
    await shown(context, '.progress');
  },
};

export const Downloaded: Story = {
  play: async (context) => {
    await download(context);
    await shown(context, '.download .account-status:not(:empty)');
  },
};

export const LargeFile: Story = {
  render: () => withData({ export: () => adasFile('csv', streamOf(much)) }),
  play: Downloaded.play!,
};

export const DownloadCancelled: Story = {
  render: Downloading.render!,
  play: async (context) => {
    await download(context);
    await press(await shown(context, '.progress'), 'Cancel');
    await shown(context, '.download .account-status:not(:empty)');
  },
};

/** The connection broke in the middle: half a file is none. */
export const DownloadFailed: Story = {
  render: () =>
    withData({
      export: () =>
        adasFile(
          'csv',
          streamOf(much, (stream) => stream.error(new TypeError('network'))),
        ),
    }),
  play: async (context) => {
    await download(context);
    await shown(context, '.again');
  },
};

export const RateLimited: Story = {
  render: () => withData({ export: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: download,
};

/** What is asked before. */
export const Ask: Story = { play: async (context) => void (await ask(context)) };

export const Deleting: Story = { render: () => withData({ delete: never }), play: leave };

/** Nobody is signed in any more. */
export const Farewell: Story = { play: left };

/** Nobody knows whether it was done. */
export const DeletionUnsure: Story = { render: () => withData({ delete: refuse('unreachable') }), play: leave };

/** This page may not ask for that. */
export const DeletionForbidden: Story = { render: () => withData({ delete: refuse('forbidden') }), play: leave };

/** A server that lets nobody delete accounts. */
export const DownloadOnly: Story = {
  render: () => element({ capabilities: { get: () => ({ ...ourServer, deletionDays: null }) } }),
};

/** A backend without files, that does not say how long an account can be kept. */
export const DeletionOnly: Story = {
  render: () =>
    html`<account-data
      .client=${createClient({ accountData: { delete: () => ({ due: '2026-12-05T10:05:00.000Z' }) } })}
    ></account-data>`,
};

/** A backend without either. */
export const Unsupported: Story = {
  render: () => html`<account-data .client=${createClient({ account: { get: () => ada } })}></account-data>`,
};

export const LongEmail: Story = {
  render: () =>
    element({ account: { get: () => ({ ...ada, email: `${'a'.repeat(60)}@${'long-name.'.repeat(10)}example` }) } }),
  play: Ask.play!,
};

export const German: Story = { render: () => withData({}, 'de') };

export const GermanAsk: Story = { render: German.render!, play: Ask.play! };

export const GermanFarewell: Story = { render: German.render!, play: left };

/** Arabic's direction with English words, until there is an Arabic table. */
const rightToLeft = () => {
  registerTerms('ar', en);
  return html`<div dir="rtl">${withData({}, 'ar')}</div>`;
};

export const RightToLeft: Story = { render: rightToLeft, play: Downloaded.play! };

export const RightToLeftFarewell: Story = { render: rightToLeft, play: left };

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element()}</div>` };

export const NarrowFarewell: Story = { render: Narrow.render!, play: left };
