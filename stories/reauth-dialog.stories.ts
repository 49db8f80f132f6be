import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/password-change/define.ts';
import '../components/reauth-dialog/define.ts';
import type { Handlers } from '../components/client/create-client.ts';
import { PasskeyError } from '../components/client/webauthn.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fill } from './support/fill.ts';
import { found, press } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { ADAS_PASSWORD, ada, adasAuthenticator, adasPasskeys } from '../components/testing/samples.ts';
import { impatient, stillWorking } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/reauth-dialog', component: 'reauth-dialog' };
export default meta;

type Story = StoryObj;
type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

/** The dialog opens by itself: here, because a new password needs a proof of identity. */
const asker = (handlers: Handlers = {}, lang = 'en', factors: FakeFactorOptions = {}) =>
  html`<password-change lang=${lang} .client=${fakeClient(handlers, factors)}></password-change>`;

const withApp: FakeFactorOptions = { authenticators: [adasAuthenticator] };
const withAll: FakeFactorOptions = { ...withApp, passkeys: adasPasskeys, recoveryCodesLeft: 8 };

const dialog = () => found(() => document.querySelector('reauth-dialog'));

const open: Play = async ({ canvasElement }) => {
  const element = await found(() => canvasElement.querySelector('password-change'));
  const button = await found(() => element.querySelector('button'));
  button.focus();
  button.click();
  await found(() => document.querySelector('reauth-dialog')?.shadowRoot?.querySelector('dialog[open]'));
};

const answer =
  (password: string): Play =>
  async (context) => {
    await open(context);
    const form = await found(() => document.querySelector<HTMLFormElement>('reauth-dialog form'));
    fill(form, { password });
    form.requestSubmit();
  };

/** After the password was right. */
const goOn =
  (code: string): Play =>
  async (context) => {
    await answer(ADAS_PASSWORD)(context);
    await found(() => document.querySelector('reauth-dialog input[name="code"]'));
    const form = await found(() => document.querySelector<HTMLFormElement>('reauth-dialog form'));
    fill(form, { code });
    if (code) form.requestSubmit();
  };

const pressed =
  (...texts: readonly string[]): Play =>
  async (context) => {
    await open(context);
    for (const text of texts) await press(await dialog(), text);
  };

export const Default: Story = { render: () => asker(), play: open };

/** Who it is was not read yet. */
export const Loading: Story = { render: () => asker({ account: { get: never } }), play: open };

export const Checking: Story = {
  render: () => asker({ reauth: { withPassword: never } }),
  play: answer(ADAS_PASSWORD),
};

export const Slow: Story = {
  render: () =>
    html`<password-change .client=${impatient(fakeClient({ reauth: { withPassword: never } }))}></password-change>`,
  play: async (context) => {
    await answer(ADAS_PASSWORD)(context);
    await stillWorking();
  },
};

export const WrongPassword: Story = { render: () => asker(), play: answer('battery staple') };

export const Empty: Story = { render: () => asker(), play: answer('') };

export const RateLimited: Story = {
  render: () => asker({ reauth: { withPassword: refuse('too-many-attempts', { retryAfter: 300 }) } }),
  play: answer('battery staple'),
};

export const Unreachable: Story = {
  render: () => asker({ reauth: { withPassword: refuse('unreachable') } }),
  play: answer(ADAS_PASSWORD),
};

/** The session ended meanwhile. */
export const SignedOut: Story = {
  render: () => asker({ reauth: { withPassword: refuse('unauthenticated') } }),
  play: answer(ADAS_PASSWORD),
};

/** An account with nothing to prove itself with. */
export const NoMethod: Story = {
  render: () => asker({ reauth: { get: () => ({ methods: [], provenUntil: null }) } }),
  play: open,
};

/** The strongest way first. */
export const Passkey: Story = { render: () => asker({}, 'en', withAll), play: open };

export const PasskeyAsked: Story = {
  render: () => asker({ reauth: { startPasskey: never } }, 'en', withAll),
  play: pressed('Use your passkey'),
};

/** The person thought better of it, or the passkey is not at hand. */
export const PasskeyCancelled: Story = {
  render: () =>
    asker(
      {
        reauth: {
          startPasskey() {
            throw new PasskeyError('cancelled');
          },
        },
      },
      'en',
      withAll,
    ),
  play: pressed('Use your passkey'),
};

export const AnotherWay: Story = { render: () => asker({}, 'en', withAll), play: pressed('Use your password') };

/** More than one of them. */
export const OtherWays: Story = {
  render: () =>
    asker({ reauth: { get: () => ({ methods: ['passkey', 'password', 'recovery-code'], provenUntil: null }) } }, 'en'),
  play: pressed('Try another way'),
};

/** The password was right, and is not enough. */
export const OneMoreStep: Story = { render: () => asker({}, 'en', withApp), play: goOn('') };

export const WrongCode: Story = { render: () => asker({}, 'en', withApp), play: goOn('654321') };

/** What was typed is no code: nothing was sent. */
export const NoCode: Story = { render: () => asker({}, 'en', withApp), play: goOn('12345') };

/** Where the second factor may be lost. */
export const RecoveryCode: Story = {
  render: () => asker({ reauth: { get: () => ({ methods: ['recovery-code'], provenUntil: null }) } }),
  play: open,
};

export const Cancelled: Story = {
  render: () => asker(),
  play: async (context) => {
    await open(context);
    await press(await dialog(), 'Cancel');
  },
};

export const LongNames: Story = {
  render: () =>
    asker({
      account: {
        get: () => ({
          ...ada,
          firstName: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2),
          email: `${'a-rather-long-mailbox-name'.repeat(3)}@a-rather-long-company-name.example.com`,
        }),
      },
    }),
  play: open,
};

export const German: Story = { render: () => asker({}, 'de'), play: answer('falsch') };

export const GermanPasskey: Story = {
  render: () =>
    asker({ reauth: { get: () => ({ methods: ['passkey', 'password', 'recovery-code'], provenUntil: null }) } }, 'de'),
  play: pressed('Anderer Weg'),
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return asker({}, 'ar');
  },
  play: answer('battery staple'),
};

export const RightToLeftCode: Story = {
  render: () => {
    registerTerms('ar', en);
    return asker({}, 'ar', withApp);
  },
  play: goOn('654321'),
};
