import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import '../components/email-change/define.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { ada, adasOtherEmail } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading, stillWorking } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/email-change', component: 'email-change', render: () => element() };
export default meta;

type Story = StoryObj;
interface Context {
  readonly canvasElement: HTMLElement;
}

/** Ada has just proven who she is. */
const element = (handlers: Handlers = {}, lang = 'en', proven = true) =>
  html`<email-change lang=${lang} .client=${fakeClient(handlers, { proven })}></email-change>`;

const withChange = (emailChange: Handlers['emailChange'] = {}, lang = 'en') => element({ emailChange }, lang);

const waiting = (handlers: Handlers['emailChange'] = {}, lang = 'en') =>
  withChange(
    {
      get: () => ({
        offered: true,
        pending: { email: adasOtherEmail, expiresAt: new Date(Date.now() + 3_540_000).toISOString() },
      }),
      ...handlers,
    },
    lang,
  );

const open = async ({ canvasElement }: Context): Promise<void> => press(canvasElement, 'Change e-mail address');

const ask = (email: string) => async (context: Context) => {
  await open(context);
  await fillIn(context.canvasElement, { email });
  send(context.canvasElement);
};

/** The page was opened with a link of a mail. */
const opened = (link: string, view: () => ReturnType<typeof element>) => () => {
  history.replaceState(null, '', `#${link}`);
  return view();
};

const CONFIRM = 'confirm-email=of-a-mail';
const UNDO = 'undo-email=of-a-mail';

const use = async ({ canvasElement }: Context): Promise<void> => {
  const button = await found(() => canvasElement.querySelector<HTMLElement>('form .account-button-primary'));
  button.click();
};

const done = async (context: Context): Promise<void> => {
  await use(context);
  await found(() => context.canvasElement.querySelector('.account-done'));
};

export const Default: Story = {};

export const Loading: Story = { render: () => element({ account: { get: never } }) };

export const Slow: Story = {
  render: () => html`<email-change .client=${impatient(fakeClient({ account: { get: never } }))}></email-change>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('email-change', fakeClient);

export const Unreachable: Story = { render: () => element({ account: { get: refuse('unreachable') } }) };

/** The backend tells the address, and nothing else. */
export const ReadOnly: Story = {
  render: () => html`<email-change .client=${createClient({ account: { get: () => ada } })}></email-change>`,
};

/** A server without mail. */
export const NotOffered: Story = {
  render: () => withChange({ get: () => ({ offered: false, pending: null }) }),
};

export const Unsupported: Story = {
  render: () => html`<email-change .client=${createClient({})}></email-change>`,
};

export const Form: Story = { play: open };

/** The last proof of identity is too old. */
export const StepUpPending: Story = {
  render: () => element({}, 'en', false),
  play: async (context) => {
    await open(context);
    await found(() => document.querySelector('input[autocomplete="current-password"]'));
  },
};

export const StepUpCancelled: Story = {
  render: () => element({}, 'en', false),
  play: async (context) => {
    await open(context);
    const question = await found(
      () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form,
    );
    await press(question, 'Cancel');
    await found(() => context.canvasElement.querySelector('.account-status-calm'));
  },
};

export const Nothing: Story = { play: ask('') };

/** Hers already. */
export const Same: Story = { play: ask(ada.email) };

export const Refused: Story = {
  render: () => withChange({ request: refuse('invalid-input', { fields: [{ name: 'email', code: 'invalid' }] }) }),
  play: ask('ada@localhost'),
};

export const Sending: Story = { render: () => withChange({ request: never }), play: ask(adasOtherEmail) };

export const SendingSlowly: Story = {
  render: () =>
    html`<email-change
      .client=${impatient(fakeClient({ emailChange: { request: never } }, { proven: true }))}
    ></email-change>`,
  play: async (context) => {
    await ask(adasOtherEmail)(context);
    await stillWorking(context.canvasElement);
  },
};

export const Offline: Story = {
  render: () => withChange({ request: refuse('unreachable') }),
  play: ask(adasOtherEmail),
};

export const RateLimited: Story = {
  render: () => withChange({ request: refuse('too-many-attempts', { retryAfter: 1800 }) }),
  play: ask(adasOtherEmail),
};

/** The session ended while typing: what was typed stays. */
export const SignedOut: Story = {
  render: () => withChange({ request: refuse('unauthenticated') }),
  play: ask(adasOtherEmail),
};

export const Sent: Story = { play: ask(adasOtherEmail) };

/** Asked for earlier, perhaps on another device. */
export const Waiting: Story = { render: () => waiting() };

export const SentAgain: Story = {
  render: () => waiting(),
  play: async ({ canvasElement }) => press(canvasElement, 'Send again'),
};

export const SentTooOften: Story = {
  render: () => waiting({ request: refuse('too-many-attempts', { retryAfter: 1800 }) }),
  play: SentAgain.play!,
};

export const Cancelled: Story = {
  play: async (context) => {
    await ask(adasOtherEmail)(context);
    await press(context.canvasElement, 'Keep the address above');
  },
};

export const Confirm: Story = { render: opened(CONFIRM, () => waiting()) };

export const Confirming: Story = { render: opened(CONFIRM, () => withChange({ confirm: never })), play: use };

export const Confirmed: Story = { render: opened(CONFIRM, () => element()), play: done };

/** Another account was faster. */
export const Taken: Story = { render: opened(CONFIRM, () => withChange({ confirm: refuse('conflict') })), play: use };

export const ConfirmedOffline: Story = {
  render: opened(CONFIRM, () => withChange({ confirm: refuse('unreachable') })),
  play: use,
};

export const Expired: Story = { render: opened(CONFIRM, () => withChange({ look: refuse('link-expired') })) };

/** For whoever reads the old mailbox: nobody has to be signed in. */
export const Undo: Story = {
  render: opened(UNDO, () => element({ account: { get: refuse('unauthenticated') } })),
};

export const Undoing: Story = { render: opened(UNDO, () => withChange({ undo: never })), play: use };

export const Undone: Story = { render: opened(UNDO, () => element()), play: done };

export const UndoExpired: Story = { render: opened(UNDO, () => withChange({ lookUndo: refuse('link-expired') })) };

export const LongEmail: Story = {
  render: () => {
    const email = `${'pneumonoultramicroscopicsilicovolcanoconiosis.'.repeat(3)}ada@${'averylongname.'.repeat(6)}example`;
    const pending = { email: `x${email}`, expiresAt: new Date(Date.now() + 3_540_000).toISOString() };
    return element({
      account: { get: () => ({ ...ada, email }) },
      emailChange: { get: () => ({ offered: true, pending }) },
    });
  },
};

export const German: Story = { render: () => waiting({}, 'de') };

/** With English words: right to left is about where things stand. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return waiting({}, 'ar');
  },
};

export const RightToLeftForm: Story = {
  render: () => {
    registerTerms('ar', en);
    return element({}, 'ar');
  },
  play: open,
};

export const Narrow: Story = { render: () => html`<div class="story-narrow">${waiting()}</div>` };
