import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/security-overview/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { found } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { adasAuthenticator, adasPasskeys, adasPassword } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const overview = (factors: FakeFactorOptions = {}, handlers: Handlers = {}, lang = 'en') =>
  html`<security-overview
    lang=${lang}
    section-url="#/security/{section}"
    .client=${fakeClient(handlers, factors)}
  ></security-overview>`;

const everything: FakeFactorOptions = {
  authenticators: [adasAuthenticator],
  passkeys: adasPasskeys,
  recoveryCodesLeft: 8,
};

export default {
  title: 'Elements/security-overview',
  component: 'security-overview',
  render: () => overview(everything),
} satisfies Meta;

type Story = StoryObj;

/** All is set up. */
export const Default: Story = {};

/** A password, and what could be added to it. */
export const PasswordOnly: Story = { render: () => overview() };

/** An account that signs in with its passkey alone. */
export const WithoutPassword: Story = {
  render: () => overview({ passkeys: adasPasskeys.slice(0, 1), password: { set: false, changedAt: null } }),
};

export const FewRecoveryCodes: Story = { render: () => overview({ ...everything, recoveryCodesLeft: 2 }) };

export const NoRecoveryCodes: Story = { render: () => overview({ ...everything, recoveryCodesLeft: 0 }) };

/** For how long nobody is asked again, and the way to end that. */
export const Proven: Story = { render: () => overview({ ...everything, proven: true }) };

export const ProofEnded: Story = {
  render: () => overview({ ...everything, proven: true }),
  async play({ canvasElement }) {
    const element = await found(() => canvasElement.querySelector('security-overview'));
    (await found(() => element.shadowRoot?.querySelector<HTMLElement>('.proof button'))).click();
  },
};

export const Loading: Story = {
  render: () =>
    overview({}, { passkeys: { list: never }, authenticators: { list: never }, recoveryCodes: { get: never } }),
};

export const Slow: Story = {
  render: () =>
    html`<security-overview .client=${impatient(fakeClient({ passkeys: { list: never } }))}></security-overview>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('security-overview', () => fakeClient({}, everything));

export const RateLimited: Story = {
  render: () => overview(everything, { passkeys: { list: refuse('too-many-attempts', { retryAfter: 120 }) } }),
};

export const ProofEnding: Story = {
  render: () => overview({ ...everything, proven: true }, { reauth: { end: never } }),
  play: ProofEnded.play!,
};

export const Unreachable: Story = { render: () => overview(everything, { passkeys: { list: refuse('unreachable') } }) };

export const SignedOut: Story = {
  render: () =>
    overview(everything, {
      passkeys: { list: refuse('unauthenticated') },
      password: { get: refuse('unauthenticated') },
      authenticators: { list: refuse('unauthenticated') },
      recoveryCodes: { get: refuse('unauthenticated') },
    }),
};

/** A backend that knows passwords only. */
export const PasswordBackend: Story = {
  render: () =>
    html`<security-overview
      section-url="#/security/{section}"
      .client=${createClient({ password: { get: () => adasPassword } })}
    ></security-overview>`,
};

export const LongNames: Story = {
  render: () =>
    overview({
      ...everything,
      authenticators: Array.from({ length: 4 }, (_, index) => ({
        ...adasAuthenticator,
        id: `${index}`,
        name: 'Mobiltelefonauthentifizierungsanwendungsnummer'.slice(index),
      })),
    }),
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return html`<div dir="rtl">${overview({ ...everything, recoveryCodesLeft: 2, proven: true }, {}, 'ar')}</div>`;
  },
};

export const German: Story = { render: () => overview(everything, {}, 'de') };
