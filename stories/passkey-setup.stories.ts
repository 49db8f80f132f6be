import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/passkey-setup/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { Passkey } from '../components/contract/passkeys.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { withBrowser, withoutPasskeys } from './support/browser-answers.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { adasAuthenticator, adasPasskeys } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/passkey-setup', component: 'passkey-setup' };
export default meta;

type Story = StoryObj;
interface Context {
  readonly canvasElement: HTMLElement;
}

const [synced, key] = adasPasskeys as [Passkey, Passkey];

interface Options extends FakeFactorOptions {
  readonly lang?: string;
}

/** Ada has two passkeys, and has just proven who she is. */
const element = (own: Handlers['passkeys'] = {}, { lang = 'en', ...factors }: Options = {}) =>
  html`<passkey-setup
    lang=${lang}
    .client=${fakeClient({ passkeys: own }, { passkeys: adasPasskeys, proven: true, ...factors })}
  ></passkey-setup>`;

const elementIn = (canvas: Element): Promise<Element> => found(() => canvas.querySelector('passkey-setup'));

const pressIn = async ({ canvasElement }: Context, text: string): Promise<void> =>
  press(await elementIn(canvasElement), text);

const shown = ({ canvasElement }: Context, selector: string): Promise<Element> =>
  found(() => canvasElement.querySelector(selector));

const begin = async (context: Context, words = en): Promise<void> => {
  await pressIn(context, words.passkeySetup.open);
  await shown(context, 'form');
};

/** Presses *Register passkey*, and the browser's dialog comes to that. */
const register =
  (answer: Parameters<typeof withBrowser>[0]) =>
  async (context: Context): Promise<void> => {
    await begin(context);
    await withBrowser(answer, () => pressIn(context, 'Register passkey'));
  };

const refused = (name: string) => register(new DOMException('', name));

/** What the dialog that asks for a proof shows. */
const proofForm = () => document.querySelector<HTMLInputElement>('input[autocomplete^="current-password"]')?.form;

/** What is asked before one is removed. */
const askToRemove = async (context: Context): Promise<HTMLDialogElement> => {
  await pressIn(context, 'Remove');
  const { shadowRoot } = await elementIn(context.canvasElement);
  return found(() => shadowRoot?.querySelector<HTMLDialogElement>('.account-question[open]'));
};

const remove = async (context: Context): Promise<void> => {
  const dialog = await askToRemove(context);
  dialog.querySelector<HTMLElement>('.account-button-danger')?.click();
};

/** One synced passkey and one on a security key. */
export const Default: Story = { render: () => element() };

export const None: Story = { render: () => element({}, { passkeys: [] }) };

export const NoneExplained: Story = {
  render: () => element({}, { passkeys: [] }),
  play: async (context) => {
    const details = await shown(context, 'details');
    details.setAttribute('open', '');
  },
};

export const Loading: Story = { render: () => element({ list: never }) };

export const Slow: Story = {
  render: () => html`<passkey-setup .client=${impatient(fakeClient({ passkeys: { list: never } }))}></passkey-setup>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('passkey-setup', fakeClient);

export const Unreachable: Story = { render: () => element({ list: refuse('unreachable') }) };

/** The page was opened without a session. */
export const SignedOut: Story = { render: () => element({ list: refuse('unauthenticated') }) };

/** The last proof is too old: asked before anything begins. */
export const StepUpPending: Story = {
  render: () => element({}, { passkeys: [], proven: false }),
  play: async (context) => {
    await pressIn(context, 'Set up passkey');
    await found(proofForm);
  },
};

export const StepUpCancelled: Story = {
  render: () => element({}, { passkeys: [], proven: false }),
  play: async (context) => {
    await StepUpPending.play?.(context as never);
    await press(await found(proofForm), 'Cancel');
    await shown(context, '.account-status-calm:not(:empty)');
  },
};

export const LimitReached: Story = {
  render: () => element({ start: refuse('limit-reached') }),
  play: (context) => pressIn(context, 'Set up passkey'),
};

export const Registration: Story = { render: () => element(), play: (context) => begin(context) };

/** The browser asks. */
export const Waiting: Story = { render: () => element(), play: register('never') };

/** The person closed the browser's dialog, or let the time pass. */
export const Cancelled: Story = { render: () => element(), play: refused('NotAllowedError') };

export const AlreadyRegistered: Story = { render: () => element(), play: refused('InvalidStateError') };

/** A security key that is too old, or has no PIN. */
export const Unsuitable: Story = { render: () => element(), play: refused('ConstraintError') };

/** The server's RP ID is of another domain. */
export const WrongDomain: Story = { render: () => element(), play: refused('SecurityError') };

export const Failed: Story = { render: () => element(), play: refused('UnknownError') };

/** The browser made it, and the server does not keep it. */
export const NotSaved: Story = { render: () => element({ create: refuse('passkey-refused') }), play: register('made') };

/** The account changed while the browser asked. */
export const Conflict: Story = { render: () => element({ create: refuse('conflict') }), play: register('made') };

export const RateLimited: Story = {
  render: () => element({ start: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: (context) => pressIn(context, 'Set up passkey'),
};

export const NotSavedOffline: Story = {
  render: () => element({ create: refuse('unreachable') }),
  play: register('made'),
};

/** It is there, has a name, and can be given a better one. */
export const Created: Story = {
  render: () => element(),
  play: async (context) => {
    await register('made')(context);
    await shown(context, '.account-factor-form');
  },
};

export const Named: Story = {
  render: () => element({}, { passkeys: [] }),
  play: async (context) => {
    await Created.play?.(context as never);
    await fillIn(context.canvasElement, { name: 'Work laptop' });
    send(context.canvasElement);
  },
};

export const Renaming: Story = { render: () => element(), play: (context) => pressIn(context, 'Rename') };

export const RenameRefused: Story = {
  render: () => element({ rename: refuse('invalid-input', { fields: [{ name: 'name', code: 'invalid' }] }) }),
  play: async (context) => {
    await pressIn(context, 'Rename');
    await fillIn(context.canvasElement, { name: 'Work laptop' });
    send(context.canvasElement);
  },
};

/** What is asked before one of several goes. */
export const Remove: Story = {
  render: () => element(),
  play: async (context) => {
    await askToRemove(context);
  },
};

/** The only passkey: the password is enough from then on. */
export const RemoveLast: Story = {
  render: () => element({}, { passkeys: [key], recoveryCodesLeft: 8 }),
  play: Remove.play!,
};

/** The only passkey, beside an authenticator application. */
export const RemoveLastWithCode: Story = {
  render: () => element({}, { passkeys: [synced], authenticators: [adasAuthenticator] }),
  play: Remove.play!,
};

export const Removed: Story = { render: () => element(), play: remove };

export const RemoveFailed: Story = { render: () => element({ remove: refuse('unreachable') }), play: remove };

/** Nothing else to sign in with: why it stays, and what to do first, before anybody tries. */
export const LastWayIn: Story = {
  render: () => element({}, { passkeys: [{ ...synced, removable: false }], password: { set: false, changedAt: null } }),
};

/** A browser that cannot make one still shows what there is. */
export const NoSupport: Story = { render: () => element(), beforeEach: withoutPasskeys };

export const NoSupportNone: Story = { render: () => element({}, { passkeys: [] }), beforeEach: withoutPasskeys };

/** A backend that shows them, and can do nothing with them. */
export const ReadOnly: Story = {
  render: () =>
    html`<passkey-setup .client=${createClient({ passkeys: { list: () => [...adasPasskeys] } })}></passkey-setup>`,
};

/** A backend without passkeys. */
export const Unsupported: Story = { render: () => html`<passkey-setup .client=${createClient({})}></passkey-setup>` };

export const Many: Story = {
  render: () =>
    element(
      {},
      {
        passkeys: Array.from({ length: 20 }, (_, index) => ({
          ...(index % 3 ? synced : key),
          id: `passkey-${index}`,
          name: `Passkey ${index + 1}`,
          synced: index % 4 === 0,
          usedHere: index === 0,
        })),
      },
    ),
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter';

export const LongNames: Story = {
  render: () =>
    element({}, { passkeys: [synced, key].map((passkey) => ({ ...passkey, name: long, provider: `${long} Pro` })) }),
};

/** What others chose stays text. */
export const HostileText: Story = {
  render: () =>
    element(
      {},
      {
        passkeys: [synced, key].map((passkey) => ({
          ...passkey,
          name: '<img src=x onerror="alert(1)"> \u202emoc.knab',
          provider: '"><script>alert(1)</script>{{constructor}}',
        })),
      },
    ),
  play: Remove.play!,
};

export const German: Story = { render: () => element({}, { lang: 'de' }) };

export const GermanNone: Story = { render: () => element({}, { lang: 'de', passkeys: [] }) };

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return element({}, { lang: 'ar' });
  },
  play: (context) => pressIn(context, 'Rename'),
};

export const RightToLeftNone: Story = {
  render: () => {
    registerTerms('ar', en);
    return element({}, { lang: 'ar', passkeys: [] });
  },
};

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element()}</div>` };

export const NarrowNone: Story = {
  render: () => html`<div class="story-narrow">${element({}, { passkeys: [] })}</div>`,
};

export const NarrowCreated: Story = {
  render: () => html`<div class="story-narrow">${element()}</div>`,
  play: Created.play!,
};
