import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/recovery-codes/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { ada, adasAuthenticator } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/recovery-codes', component: 'recovery-codes' };
export default meta;

type Story = StoryObj;
interface Context {
  readonly canvasElement: HTMLElement;
}

interface Options extends FakeFactorOptions {
  readonly lang?: string;
}

/** Ada has an authenticator application and eight codes, and has just proven who she is. */
const element = (own: Handlers['recoveryCodes'] = {}, { lang = 'en', ...factors }: Options = {}) =>
  html`<recovery-codes
    lang=${lang}
    .client=${fakeClient(
      { recoveryCodes: own },
      { authenticators: [adasAuthenticator], recoveryCodesLeft: 8, proven: true, ...factors },
    )}
  ></recovery-codes>`;

const elementIn = (canvas: Element): Promise<Element> => found(() => canvas.querySelector('recovery-codes'));

const shown = ({ canvasElement }: Context, selector: string): Promise<HTMLElement> =>
  found(() => canvasElement.querySelector<HTMLElement>(selector));

const ask = async ({ canvasElement }: Context): Promise<HTMLDialogElement> => {
  const host = await elementIn(canvasElement);
  (await found(() => canvasElement.querySelector<HTMLElement>('.account-recovery > .account-button'))).click();
  return found(() => host.shadowRoot?.querySelector<HTMLDialogElement>('.account-question[open]'));
};

const create = async (context: Context): Promise<void> => {
  const dialog = await ask(context);
  dialog.querySelector<HTMLElement>('.account-answers > button:last-child')?.click();
};

const reveal = async (context: Context): Promise<void> => {
  await create(context);
  await shown(context, '.account-codes');
};

const finish = async (context: Context): Promise<void> => {
  await reveal(context);
  (await shown(context, 'input[name="saved"]')).click();
  send(context.canvasElement);
  await shown(context, '.account-recovery');
};

/** What the dialog that asks for a proof shows. */
const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form;

export const Default: Story = { render: () => element() };

/** Three or fewer: time for new ones. */
export const Few: Story = { render: () => element({}, { recoveryCodesLeft: 2 }) };

/** There were none with the second factor. */
export const None: Story = { render: () => element({}, { recoveryCodesLeft: 0 }) };

export const UsedUp: Story = {
  render: () =>
    element({ get: () => ({ available: true, left: 0, total: 10, createdAt: '2026-02-04T10:12:00.000Z' }) }),
};

/** No second factor: nothing that could be lost. */
export const Unavailable: Story = { render: () => element({}, { authenticators: [], recoveryCodesLeft: 0 }) };

export const Loading: Story = { render: () => element({ get: never }) };

export const Slow: Story = {
  render: () =>
    html`<recovery-codes .client=${impatient(fakeClient({ recoveryCodes: { get: never } }))}></recovery-codes>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('recovery-codes', fakeClient);

export const Error: Story = { render: () => element({ get: refuse('unreachable') }) };

/** What is asked before the old codes stop working. */
export const Renew: Story = { render: () => element(), play: async (context) => void (await ask(context)) };

export const CreateFirst: Story = { render: None.render!, play: async (context) => void (await ask(context)) };

export const StepUpPending: Story = {
  render: () => element({}, { proven: false }),
  play: async (context) => {
    await create(context);
    await found(question);
  },
};

export const StepUpCancelled: Story = {
  render: () => element({}, { proven: false }),
  play: async (context) => {
    await create(context);
    await press(await found(question), 'Cancel');
    await shown(context, '.account-status-calm');
  },
};

export const Creating: Story = { render: () => element({ create: never }), play: create };

/** Shown once. */
export const Codes: Story = { render: () => element(), play: reveal };

/** *Done* before the box was ticked. */
export const CodesNotSaved: Story = {
  render: () => element(),
  play: async (context) => {
    await reveal(context);
    send(context.canvasElement);
    await shown(context, '[aria-invalid="true"]');
  },
};

export const Done: Story = { render: () => element(), play: finish };

/** Other devices were to stay signed in. */
export const DoneOthersStay: Story = {
  render: () => element(),
  play: async (context) => {
    const dialog = await ask(context);
    dialog.querySelector<HTMLElement>('input[name="signOutOthers"]')?.click();
    await press(dialog, 'Create new codes');
    (await shown(context, 'input[name="saved"]')).click();
    send(context.canvasElement);
    await shown(context, '.account-recovery');
  },
};

/** Nobody knows whether the old ones still work. */
export const Offline: Story = { render: () => element({ create: refuse('unreachable') }), play: create };

/** Another tab was faster. */
export const Conflict: Story = { render: () => element({ create: refuse('conflict') }), play: create };

/** The second factor went in the meantime. */
export const Forbidden: Story = { render: () => element({ create: refuse('forbidden') }), play: create };

export const RateLimited: Story = {
  render: () => element({ create: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: create,
};

export const SignedOut: Story = { render: () => element({ create: refuse('unauthenticated') }), play: create };

/** A backend that says how many there are, and makes none. */
export const ReadOnly: Story = {
  render: () => {
    const get = () => ({ available: true, left: 8, total: 10, createdAt: '2026-02-04T10:12:00.000Z' });
    return html`<recovery-codes .client=${createClient({ recoveryCodes: { get } })}></recovery-codes>`;
  },
};

/** A backend without them. */
export const Unsupported: Story = {
  render: () => html`<recovery-codes .client=${createClient({ account: { get: () => ada } })}></recovery-codes>`,
};

export const German: Story = { render: () => element({}, { lang: 'de', recoveryCodesLeft: 2 }) };

export const GermanCodes: Story = { render: () => element({}, { lang: 'de' }), play: reveal };

/** Arabic's direction with English words, until there is an Arabic table. */
const rightToLeft = () => {
  registerTerms('ar', en);
  return html`<div dir="rtl">${element({}, { lang: 'ar' })}</div>`;
};

export const RightToLeft: Story = { render: rightToLeft };

export const RightToLeftCodes: Story = { render: rightToLeft, play: reveal };

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element()}</div>` };

export const NarrowCodes: Story = { render: () => html`<div class="story-narrow">${element()}</div>`, play: reveal };
