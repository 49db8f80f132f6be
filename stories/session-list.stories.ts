import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/session-list/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { Session } from '../components/contract/sessions.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { adasSessions, devices, manySessions, places } from '../components/testing/visits.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

export default {
  title: 'Elements/session-list',
  component: 'session-list',
  render: () => list(),
} satisfies Meta;

type Story = StoryObj;

/** Ada has just proven who she is. */
const list = (sessions: Handlers['sessions'] = {}, lang = 'en') =>
  html`<session-list lang=${lang} .client=${fakeClient({ sessions }, { proven: true })}></session-list>`;

const listOf = (sessions: readonly Session[]) => list({ list: () => [...sessions] });

const elementIn = (canvas: Element) => found(() => canvas.querySelector('session-list'));

const endOne = async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
  const element = await elementIn(canvasElement);
  const button = await found(() => element.shadowRoot?.querySelector<HTMLElement>('button.end'));
  button.click();
};

const askForOthers = async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> =>
  press(await elementIn(canvasElement), 'Sign out all');

const endOthers = async (context: { canvasElement: HTMLElement }): Promise<void> => {
  await askForOthers(context);
  const element = await elementIn(context.canvasElement);
  const confirm = '.account-question[open] .account-button-danger';
  (await found(() => element.shadowRoot?.querySelector<HTMLElement>(confirm))).click();
};

export const Default: Story = {};

/** Nowhere else: nothing to sign out. */
export const OnlyThisDevice: Story = { render: () => listOf(adasSessions.slice(0, 1)) };

export const Loading: Story = { render: () => list({ list: never }) };

export const Slow: Story = {
  render: () => html`<session-list .client=${impatient(fakeClient({ sessions: { list: never } }))}></session-list>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('session-list', fakeClient);

/** The last proof of identity is too old: asked before anything ends. */
export const StepUpPending: Story = {
  render: () => html`<session-list .client=${fakeClient()}></session-list>`,
  play: async (context) => {
    await endOne(context);
    await found(() => document.querySelector('input[autocomplete="current-password"]'));
  },
};

export const Unreachable: Story = { render: () => list({ list: refuse('unreachable') }) };

const rename = async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
  const element = await elementIn(canvasElement);
  (await found(() => element.shadowRoot?.querySelector<HTMLElement>('[data-session=phone] .rename'))).click();
  await found(() => element.shadowRoot?.querySelector('.naming input'));
};

const renameTo =
  (name: string) =>
  async (context: { canvasElement: HTMLElement }): Promise<void> => {
    await rename(context);
    const element = await elementIn(context.canvasElement);
    const input = await found(() => element.shadowRoot?.querySelector<HTMLInputElement>('.naming input'));
    input.value = name;
    input.form?.requestSubmit();
  };

/** A name of one's own, in place. */
export const Renaming: Story = { play: rename };

export const Renamed: Story = { play: renameTo('Mum’s phone') };

/** Nothing that was typed is lost. */
export const RenameFailed: Story = {
  render: () => list({ rename: refuse('unreachable') }),
  play: renameTo('Mum’s phone'),
};

export const Ending: Story = { render: () => list({ revoke: never }), play: endOne };

export const Ended: Story = { play: endOne };

/** The row stays, and says why. */
export const EndFailed: Story = { render: () => list({ revoke: refuse('unreachable') }), play: endOne };

export const AlreadyGone: Story = { render: () => list({ revoke: refuse('not-found') }), play: endOne };

export const RateLimited: Story = {
  render: () => list({ revoke: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: endOne,
};

/** This session was signed out from another one. */
export const SignedOut: Story = { render: () => list({ revoke: refuse('unauthenticated') }), play: endOne };

/** What is asked before all others are signed out. */
export const EndOthers: Story = { play: askForOthers };

export const EndedOthers: Story = { play: endOthers };

export const EndOthersFailed: Story = {
  render: () => list({ revokeOthers: refuse('server-error') }),
  play: endOthers,
};

/** A backend without sessions. */
export const Unsupported: Story = { render: () => html`<session-list .client=${createClient({})}></session-list>` };

/** A backend that shows them and can end none. */
export const ReadOnly: Story = {
  render: () =>
    html`<session-list .client=${createClient({ sessions: { list: () => [...adasSessions] } })}></session-list>`,
};

/** What began since the last visit, and what somebody of the support opened. */
export const NewAndSupport: Story = {
  render: () =>
    listOf(
      adasSessions.map((session) => ({
        ...session,
        isNew: session.id === 'phone' || session.id === 'script',
        operator: session.id === 'script' ? 'Jo Miller, Example support' : null,
      })),
    ),
};

/** On a page where people can take their account back. */
export const NotYou: Story = {
  render: () =>
    html`<session-list lockdown-url="#/lockdown/{suspect}" .client=${fakeClient({}, { proven: true })}></session-list>`,
};

/** Those that are alike stand together, with the last used of them. */
export const ManySessions: Story = {
  render: () => listOf(manySessions),
  play: async ({ canvasElement }) => {
    const element = await elementIn(canvasElement);
    await found(() => element.shadowRoot?.querySelector('.group'));
  },
};

const inGroup =
  (button: string) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const element = await elementIn(canvasElement);
    (await found(() => element.shadowRoot?.querySelector<HTMLElement>(`.group-head ${button}`))).click();
  };

export const OpenGroup: Story = { render: () => listOf(manySessions.slice(0, 30)), play: inGroup('[aria-expanded]') };

/** What is asked before all of a group are signed out. */
export const EndGroup: Story = { render: () => listOf(manySessions), play: inGroup('.end-group') };

/** The group stays, and says how many of it. */
export const EndGroupFailed: Story = {
  render: () => list({ list: () => [...manySessions], revokeSome: refuse('server-error') }),
  play: async (context) => {
    await inGroup('.end-group')(context);
    const element = await elementIn(context.canvasElement);
    const confirm = '.account-question[open] .account-button-danger';
    (await found(() => element.shadowRoot?.querySelector<HTMLElement>(confirm))).click();
    await found(() => element.shadowRoot?.querySelector('.group [role=alert]'));
  },
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
export const LongNames: Story = {
  render: () =>
    listOf(
      adasSessions.map((session) => ({
        ...session,
        name: session.current ? null : long.slice(0, 64),
        device: { ...session.device, program: { code: 'x', name: `${long} Browser`, version: '154.0.6943.126' } },
        place: { local: false, country: 'GB', city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch' },
        clients: [1, 2, 3].map((number) => ({ id: `c${number}`, name: `${long} ${number}` })),
      })),
    ),
};

/** What others chose stays text. */
export const HostileText: Story = {
  render: () =>
    listOf(
      adasSessions.map((session) => ({
        ...session,
        device: {
          ...devices.chromeOnWindows,
          program: { code: 'constructor', name: '<img src=x onerror="alert(1)">', version: '\u202e451' },
        },
        name: '<img src=x onerror="alert(1)">${alert(1)}\u202ekcart',
        address: '"><script>alert(1)</script>',
        place: { local: false, country: 'nowhere', city: '{{constructor.constructor("alert(1)")()}}' },
        clients: [{ id: 'c', name: '<b>Bank</b> \u202emoc.knab' }],
      })),
    ),
};

export const NothingKnown: Story = {
  render: () =>
    listOf([
      adasSessions[0]!,
      { ...adasSessions[1]!, device: devices.unknown, ...places.nowhere, address: null, clients: [] },
    ]),
};

export const German: Story = { render: () => list({}, 'de') };

export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<div dir="rtl">${list({}, 'ar')}</div>`;
  },
};

export const Narrow: Story = { globals: { viewport: { value: 'narrow' } } };
