import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/account-lockdown/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { Lockdown, Suspicion } from '../components/contract/account-lockdown.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { begun, fakeLockdown, suspicion } from '../components/testing/fake-lockdown.ts';
import { ada } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

export default {
  title: 'Elements/account-lockdown',
  component: 'account-lockdown',
  render: () => element(),
} satisfies Meta;

type Story = StoryObj;
type Context = Parameters<NonNullable<Story['play']>>[0];

interface Options {
  readonly from?: Lockdown | null;
  readonly seen?: Partial<Suspicion>;
  /** What answers otherwise. */
  readonly lockdown?: Handlers['accountLockdown'];
  readonly more?: Handlers;
  readonly suspect?: string;
  readonly lang?: string;
}

const clientOf = ({ from = null, lockdown = {}, more = {}, seen = {} }: Options = {}) => {
  const fake = fakeLockdown(from, seen);
  return fakeClient({ ...fake, ...more, accountLockdown: { ...fake.accountLockdown, ...lockdown } }, { proven: true });
};

const element = (options: Options = {}) =>
  html`<account-lockdown
    lang=${options.lang ?? 'en'}
    suspect=${options.suspect ?? 'session:theirs'}
    .client=${clientOf(options)}
  ></account-lockdown>`;

/** Somebody has begun before, and comes back. */
const goingOn = (changes: Partial<Lockdown> = {}, options: Options = {}) =>
  element({ suspect: '', from: { ...begun, ...changes }, ...options });

/** Nobody is signed in, and the link of a mail was opened. */
const byMail = (lockdown: Handlers['accountLockdown'] = {}, lang = 'en') => {
  history.replaceState(history.state, '', '#not-me=made-up');
  const away = { account: { get: refuse('unauthenticated') } };
  const get = refuse('unauthenticated');
  return element({ suspect: '', lang, more: away, lockdown: { get, suspect: get, ...lockdown } });
};

const elementIn = (canvas: Element) => found(() => canvas.querySelector('account-lockdown'));
const shown = async ({ canvasElement }: Context, selector: string) =>
  found(() => canvasElement.querySelector(`account-lockdown ${selector}`));
const pressIn = async ({ canvasElement }: Context, text: string) => press(await elementIn(canvasElement), text);
const begin = (context: Context) => pressIn(context, 'Secure my account');

const choose = async (context: Context, confirmation = 'a loom that counts in sevens') => {
  await fillIn(context.canvasElement, { newPassword: 'a loom that counts in sevens', confirmation });
  send(context.canvasElement);
};

/** A session that is not the person's. */
export const Default: Story = {};

/** The only other session: nothing to choose. */
export const OneSession: Story = { render: () => element({ seen: { others: 1 } }) };

/** Something in the record whose session has ended already. */
export const AfterTheFact: Story = {
  render: () => element({ suspect: 'activity:it', seen: { type: 'passkey_added', session: 'over', others: 2 } }),
};

/** It happened in the session that asks. */
export const InThisSession: Story = {
  render: () => element({ suspect: 'activity:it', seen: { type: 'authn_password_change', session: 'current' } }),
};

/** Nothing in particular: the page was opened by itself. */
export const WithoutReason: Story = { render: () => element({ suspect: '' }) };

/** Neither a session nor an entry of that name. */
export const Missing: Story = { render: () => element({ lockdown: { suspect: refuse('not-found') } }) };

export const Loading: Story = { render: () => element({ lockdown: { get: never } }) };

export const Slow: Story = {
  render: () =>
    html`<account-lockdown .client=${impatient(clientOf({ lockdown: { get: never } }))}></account-lockdown>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('account-lockdown', () => clientOf());

export const Unreachable: Story = { render: () => element({ lockdown: { get: refuse('unreachable') } }) };

/** What it was could not be looked up. */
export const SuspicionUnreachable: Story = { render: () => element({ lockdown: { suspect: refuse('unreachable') } }) };

export const SignedOut: Story = {
  render: () => element({ suspect: '', more: { account: { get: refuse('unauthenticated') } } }),
};

/** The last proof of identity is too old. */
export const StepUpPending: Story = {
  render: () =>
    element({
      lockdown: {
        start: refuse('reauthentication-required', { methods: ['password'], stepUp: 'recent', maxAge: 600 }),
      },
    }),
  play: async (context) => {
    await begin(context);
    await found(question);
  },
};

export const Starting: Story = { render: () => element({ lockdown: { start: never } }), play: begin };

export const StartFailed: Story = {
  render: () => element({ lockdown: { start: refuse('unreachable') } }),
  play: begin,
};

export const RateLimited: Story = {
  render: () => element({ lockdown: { start: refuse('too-many-attempts', { retryAfter: 1800 }) } }),
  play: begin,
};

/** Others are out: first of all, a new password. */
export const Started: Story = {
  play: async (context) => {
    await begin(context);
    await shown(context, 'input[name="newPassword"]');
  },
};

/** Somebody has changed the address: before anything else, because mails go there. */
export const EmailChanged: Story = {
  render: () => goingOn({ email: { now: 'mallory@evil.example', before: ada.email } }),
};

export const EmailRestored: Story = {
  render: EmailChanged.render!,
  play: async (context) => {
    await pressIn(context, 'Bring ');
    await shown(context, 'input[name="newPassword"]');
  },
};

export const ChoosePassword: Story = { render: () => goingOn() };

export const PasswordMismatch: Story = {
  render: ChoosePassword.render!,
  play: async (context) => choose(context, 'a loom that counts in eights'),
};

export const PasswordRefused: Story = {
  render: () =>
    goingOn(
      {},
      {
        more: {
          password: {
            change: refuse('invalid-input', { fields: [{ name: 'newPassword', code: 'password-common' }] }),
          },
        },
      },
    ),
  play: async (context) => choose(context),
};

export const Saving: Story = {
  render: () => goingOn({}, { more: { password: { change: never } } }),
  play: async (context) => choose(context),
};

/** Another tab has changed something meanwhile. */
export const Conflict: Story = {
  render: () => goingOn({}, { more: { password: { change: refuse('conflict') } } }),
  play: async (context) => choose(context),
};

export const Offline: Story = {
  render: () => goingOn({}, { more: { password: { change: refuse('unreachable') } } }),
  play: async (context) => choose(context),
};

/** What was added since stands first, and is marked. */
export const Factors: Story = { render: () => goingOn({ password: 'chosen' }) };

export const FactorRemoved: Story = {
  render: Factors.render!,
  play: async (context) => {
    const row = await shown(context, '[data-factor="theirs"]');
    row.querySelector<HTMLElement>('.account-factor-remove')?.click();
    await shown(context, '.account-status:not(:empty)');
  },
};

export const FactorKept: Story = {
  render: Factors.render!,
  play: async (context) => {
    await pressIn(context, 'It’s mine');
    await shown(context, '.account-factor-badge-current');
  },
};

const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form;

/** Somebody else has added the only passkey: who it is cannot be proven with it. */
export const Stuck: Story = {
  render: () =>
    goingOn(
      { password: 'chosen' },
      {
        lockdown: {
          keep: refuse('reauthentication-required', { methods: ['password'], stepUp: 'highest', maxAge: 600 }),
        },
      },
    ),
  play: async (context) => {
    await pressIn(context, 'It’s mine');
    await press(await found(question), 'Cancel');
    await shown(context, '.account-status-calm');
  },
};

export const ManyFactors: Story = {
  render: () =>
    goingOn({
      password: 'chosen',
      factors: Array.from({ length: 12 }, (_, index) => ({
        ...begun.factors[index % 2]!,
        id: `${index}`,
        name: `${begun.factors[index % 2]!.name} ${index + 1}`,
        isNew: index < 3,
        held: index < 3 && index % 2 === 0,
      })),
    }),
};

const ownFactors = begun.factors.map((factor) => ({ ...factor, isNew: false, held: false, kept: true }));

export const Codes: Story = {
  render: () => goingOn({ password: 'chosen', factors: ownFactors }),
  play: async (context) => void (await shown(context, '.account-light .account-light')),
};

/** The end says what was done. */
export const Done: Story = {
  render: () =>
    goingOn({
      password: 'chosen',
      factors: ownFactors,
      finishedAt: '2026-11-28T08:52:00.000Z',
      done: {
        sessionsEnded: 4,
        passwordChosen: true,
        emailRestored: true,
        passkeysRemoved: 1,
        authenticatorsRemoved: 0,
        recoveryCodesRenewed: true,
      },
    }),
};

/** The last thing was done, and the end did not come through. */
export const AlmostDone: Story = {
  render: () => goingOn({ password: 'chosen', factors: ownFactors, recoveryCodes: null }),
};

export const Finished: Story = {
  render: AlmostDone.render!,
  play: async (context) => {
    await pressIn(context, 'Finish');
    await shown(context, '.account-lockdown-done');
  },
};

/** From the link of a mail, without being signed in. */
export const ByMail: Story = { render: () => byMail() };

export const ByMailElsewhere: Story = {
  render: () => {
    history.replaceState(history.state, '', '#not-me=made-up');
    return element({ suspect: '', lockdown: { suspect: refuse('link-expired') } });
  },
};

export const LockingDown: Story = {
  render: () => byMail({ lock: never }),
  play: (context) => pressIn(context, 'Lock the account down'),
};

export const LockedDown: Story = {
  render: () => byMail(),
  play: async (context) => {
    await pressIn(context, 'Lock the account down');
    await pressIn(context, 'Sign in');
  },
};

/** The page was opened again after that. */
export const LockedDownBefore: Story = {
  render: () => byMail({ look: () => ({ type: suspicion.type, at: suspicion.at, locked: true }) }),
};

export const LinkExpired: Story = { render: () => byMail({ look: refuse('link-expired') }) };

/** A backend that does not have it. */
export const Unsupported: Story = {
  render: () => html`<account-lockdown .client=${createClient({ account: { get: () => ada } })}></account-lockdown>`,
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const LongNames: Story = {
  render: () =>
    goingOn({
      password: 'chosen',
      factors: begun.factors.map((factor) => ({ ...factor, name: long.repeat(2) })),
    }),
};

export const German: Story = { render: () => element({ lang: 'de' }) };

export const GermanFactors: Story = { render: () => goingOn({ password: 'chosen' }, { lang: 'de' }) };

export const GermanByMail: Story = { render: () => byMail({}, 'de') };

/** Arabic's direction with English words, until there is an Arabic table. */
const rightToLeft = (content: (lang: string) => unknown) => {
  registerTerms('ar', en);
  return html`<div dir="rtl">${content('ar')}</div>`;
};

export const RightToLeft: Story = { render: () => rightToLeft((lang) => element({ lang })) };

export const RightToLeftFactors: Story = {
  render: () => rightToLeft((lang) => goingOn({ password: 'chosen' }, { lang })),
};

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element()}</div>` };

export const NarrowFactors: Story = {
  render: () => html`<div class="story-narrow">${goingOn({ password: 'chosen' })}</div>`,
};
