import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/password-change/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { FieldProblemCode } from '../components/contract/problem.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { PROOF_SECONDS, ada, adasPassword } from '../components/testing/samples.ts';
import { adasSessions } from '../components/testing/visits.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/password-change', component: 'password-change' };
export default meta;

type Story = StoryObj;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

const element = (handlers: Handlers = {}, { lang = 'en', open = false } = {}) =>
  html`<password-change lang=${lang} ?open=${open} .client=${fakeClient(handlers)}></password-change>`;

const soon = new Date(Date.now() + PROOF_SECONDS * 1000).toISOString();

/** The last proof of identity still counts. */
const proven: Handlers = {
  reauth: { get: () => ({ methods: ['password'], maxAge: PROOF_SECONDS, provenUntil: soon }) },
  password: { change: ({ body }) => ({ sessionsEnded: body.signOutOthers ? adasSessions.length - 1 : 0 }) },
};

const withForm = (password: Handlers['password'] = {}, handlers: Handlers = {}, options = {}) =>
  element({ ...proven, ...handlers, password: { ...proven.password, ...password } }, { open: true, ...options });

const typed = { newPassword: 'plum orbit seven lantern', confirmation: 'plum orbit seven lantern' };

const submit: Play = async ({ canvasElement }) => {
  await fillIn(canvasElement, typed);
  send(canvasElement);
};

/** What the dialog that asks for a proof shows. */
const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form;

/** The first sight of it on a page. */
export const Collapsed: Story = { render: () => element() };

/** Opened, after a proof of identity that still counts. */
export const Default: Story = { render: () => withForm() };

/** An account that has signed in by other means until now. */
export const Empty: Story = {
  render: () => element({ password: { get: () => ({ set: false, changedAt: null, otherSessions: 0 }) } }),
};

export const EmptyForm: Story = {
  render: () => withForm({ get: () => ({ set: false, changedAt: null, otherSessions: 0 }) }),
};

export const Loading: Story = { render: () => element({ password: { get: never } }) };

export const Slow: Story = {
  render: () =>
    html`<password-change .client=${impatient(fakeClient({ password: { get: never } }))}></password-change>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('password-change', fakeClient);

export const Error: Story = { render: () => element({ password: { get: refuse('unreachable') } }) };

/** The last proof is too old: asked before anything is typed. */
export const StepUpPending: Story = {
  render: () => element(),
  play: async ({ canvasElement }) => {
    await press(await found(() => canvasElement.querySelector('password-change')), 'Change password');
    await found(question);
  },
};

/** The proof ran out while the person typed, and they cancelled the question: what they typed is still there. */
export const StepUpCancelled: Story = {
  render: () => withForm({ change: refuse('reauthentication-required', { methods: ['password'], maxAge: 600 }) }),
  play: async (context) => {
    const { canvasElement } = context;
    await submit(context);
    await press(await found(question), 'Cancel');
    await found(() => canvasElement.querySelector('.account-status-calm'));
  },
};

const refused = (code: FieldProblemCode): Story => ({
  render: () => withForm({ change: refuse('invalid-input', { fields: [{ name: 'newPassword', code }] }) }),
  play: submit,
});

export const RefusedCommon = refused('password-common');
export const RefusedGuessable = refused('password-guessable');
export const RefusedBreached = refused('password-breached');
export const RefusedUnchanged = refused('password-unchanged');
export const RefusedTooShort = refused('too-short');
export const RefusedTooLong = refused('too-long');

export const Mismatch: Story = {
  render: () => withForm(),
  play: async ({ canvasElement }) => {
    await fillIn(canvasElement, { ...typed, confirmation: 'plum orbit seven lanterns' });
    send(canvasElement);
  },
};

export const Nothing: Story = {
  render: () => withForm(),
  play: async ({ canvasElement }) => {
    await found(() => canvasElement.querySelector('form'));
    send(canvasElement);
  },
};

export const Saving: Story = { render: () => withForm({ change: never }), play: submit };

export const Done: Story = { render: () => withForm(), play: submit };

/** Other devices were to stay signed in. */
export const DoneOthersStay: Story = {
  render: () => withForm(),
  play: async (context) => {
    const others = await found(() =>
      context.canvasElement.querySelector<HTMLInputElement>('input[name="signOutOthers"]'),
    );
    others.click();
    await submit(context);
  },
};

export const RateLimited: Story = {
  render: () => withForm({ change: refuse('too-many-attempts', { retryAfter: 300 }) }),
  play: submit,
};

export const Offline: Story = { render: () => withForm({ change: refuse('unreachable') }), play: submit };

/** It was changed somewhere else at the same moment. */
export const Conflict: Story = { render: () => withForm({ change: refuse('conflict') }), play: submit };

/** A backend that says since when the password is what it is, and does not let it be changed here. */
export const ReadOnly: Story = {
  render: () =>
    html`<password-change .client=${createClient({ password: { get: () => adasPassword } })}></password-change>`,
};

/** The session ended while the person typed. */
export const SignedOut: Story = { render: () => withForm({ change: refuse('unauthenticated') }), play: submit };

/** The page was opened without a session. */
export const SignedOutBefore: Story = { render: () => element({ password: { get: refuse('unauthenticated') } }) };

/** The backend cannot change passwords. */
export const Unsupported: Story = {
  render: () => html`<password-change .client=${createClient({ account: { get: () => ada } })}></password-change>`,
};

export const LongNames: Story = {
  render: () =>
    element({
      account: {
        get: () => ({
          ...ada,
          firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2),
          email: `${'a-rather-long-mailbox-name'.repeat(3)}@a-rather-long-company-name.example.com`,
        }),
      },
    }),
  play: StepUpPending.play!,
};

export const German: Story = {
  render: () =>
    withForm(
      { change: refuse('invalid-input', { fields: [{ name: 'newPassword', code: 'password-common' }] }) },
      {},
      { lang: 'de' },
    ),
  play: submit,
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return withForm({ change: refuse('unreachable') }, {}, { lang: 'ar' });
  },
  play: submit,
};

export const Narrow: Story = { render: () => html`<div class="story-narrow">${withForm()}</div>` };
