import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/activity-log/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { ActivityEntry, ActivityView } from '../components/contract/activity.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { adasActivity, devices, pageOf } from '../components/testing/visits.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

export default {
  title: 'Elements/activity-log',
  component: 'activity-log',
  render: () => log(),
} satisfies Meta;

type Story = StoryObj;

const log = (activity: Handlers['activity'] = {}, view: ActivityView = 'events', lang = 'en') =>
  html`<activity-log view=${view} lang=${lang} .client=${fakeClient({ activity })}></activity-log>`;

const logOf = (entries: readonly ActivityEntry[], view?: ActivityView) =>
  log({ list: ({ query }) => pageOf(entries, query) }, view);

const showOlder: Story['play'] = async ({ canvasElement }) => {
  const element = await found(() => canvasElement.querySelector('activity-log'));
  await press(element, 'Show older');
};

/** The first page, and then something else. */
const firstThen =
  (then: () => never | Promise<never>): NonNullable<NonNullable<Handlers['activity']>['list']> =>
  ({ query }) =>
    query.cursor === undefined ? pageOf(adasActivity, query) : then();

/** Everything that happened, in the portal. */
export const Default: Story = {};

/** Who got in or tried to, in *My Profile*. */
export const Access: Story = { render: () => log({}, 'access') };

/** On a page where people can take their account back. */
export const NotYou: Story = {
  render: () => html`<activity-log lockdown-url="#/lockdown/{suspect}" .client=${fakeClient()}></activity-log>`,
};

export const Empty: Story = { render: () => logOf([]) };

export const Loading: Story = { render: () => log({ list: never }) };

export const Slow: Story = {
  render: () => html`<activity-log .client=${impatient(fakeClient({ activity: { list: never } }))}></activity-log>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('activity-log', fakeClient);

export const Unreachable: Story = { render: () => log({ list: refuse('unreachable') }) };

export const SignedOut: Story = { render: () => log({ list: refuse('unauthenticated') }) };

export const RateLimited: Story = { render: () => log({ list: refuse('too-many-attempts', { retryAfter: 120 }) }) };

/** A backend without a record. */
export const Unsupported: Story = { render: () => html`<activity-log .client=${createClient({})}></activity-log>` };

export const FailedEntries: Story = {
  render: () =>
    logOf(
      adasActivity.filter(({ outcome }) => outcome === 'failure'),
      'access',
    ),
};

export const ShowOlder: Story = { play: showOlder };

/** The last page: that is everything. */
export const End: Story = { render: () => logOf(adasActivity.slice(0, 40)), play: showOlder };

export const OlderLoading: Story = { render: () => log({ list: firstThen(never) }), play: showOlder };

/** What was there stays, and the button. */
export const OlderFailed: Story = { render: () => log({ list: firstThen(refuse('unreachable')) }), play: showOlder };

const openTools: NonNullable<Story['play']> = async ({ canvasElement }) => {
  const element = await found(() => canvasElement.querySelector('activity-log'));
  await press(element, 'Filter and download');
  await found(() => element.shadowRoot?.querySelector('#tools'));
};

/** Filters and the file of what they show, fetched when they are wanted. */
export const Filters: Story = { play: openTools };

/** A page that shows some of it from the start says so. */
export const Filtered: Story = {
  render: () =>
    html`<activity-log kind="sign-in" outcome="failure" since="2026-01-01" .client=${fakeClient()}></activity-log>`,
};

export const FilteredEmpty: Story = {
  render: () => html`<activity-log search="nowhere at all" .client=${fakeClient()}></activity-log>`,
};

export const Downloaded: Story = {
  async play(context) {
    await openTools(context);
    const element = await found(() => context.canvasElement.querySelector('activity-log'));
    await press(element, 'Download as CSV');
  },
};

export const NarrowFilters: Story = { ...Filters, globals: { viewport: { value: 'narrow' } } };

/** Codes that a newer server may send. */
export const UnknownTypes: Story = {
  render: () =>
    logOf(
      ['constructor', 'quantum_key_added', ''].map((type, index) => ({
        ...adasActivity[index]!,
        type,
        reason: 'made-up',
        details: { fields: ['shoe-size', 7, 'city'], methods: 'none' },
      })),
    ),
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
export const LongNames: Story = {
  render: () =>
    logOf(
      adasActivity.slice(0, 12).map((entry) => ({
        ...entry,
        device: { ...devices.chromeOnWindows, program: { code: 'x', name: `${long} Browser`, version: '154.0.6943' } },
        address: '2001:0db8:85a3:08d3:1319:8a2e:0370:7348',
        place: { local: false, country: 'GB', city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch' },
        client: { id: 'c', name: long },
      })),
    ),
};

/** What others chose stays text. */
export const HostileText: Story = {
  render: () =>
    logOf(
      adasActivity.slice(0, 4).map((entry) => ({
        ...entry,
        type: '<img src=x onerror="alert(1)">',
        reason: '{{constructor.constructor("alert(1)")()}}',
        address: '"><script>alert(1)</script>',
        place: { local: false, country: 'nowhere', city: '\u202emoc.knab' },
        client: { id: 'c', name: '<b>Bank</b>' },
      })),
    ),
};

export const German: Story = { render: () => log({}, 'events', 'de') };

export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<div dir="rtl">${log({}, 'events', 'ar')}</div>`;
  },
};

export const Narrow: Story = { globals: { viewport: { value: 'narrow' } } };

export const NarrowAccess: Story = { ...Access, globals: { viewport: { value: 'narrow' } } };

/** All that is known of one entry. */
export const Details: Story = {
  render: () =>
    logOf(
      adasActivity.slice(0, 6).map((entry) => ({
        ...entry,
        session: 'dR9m1x0QJk2u8b7c',
        userAgent:
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36',
        origin: 'https://certificates.example',
      })),
    ),
  play: async ({ canvasElement }) => {
    const element = await found(() => canvasElement.querySelector('activity-log'));
    (await found(() => element.shadowRoot?.querySelectorAll<HTMLElement>('.more-button')[1])).click();
    await found(() => element.shadowRoot?.querySelector('.known'));
  },
};
