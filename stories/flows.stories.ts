import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/account-name/define.ts';
import '../components/account-portal/define.ts';
import '../components/account-provider/define.ts';
import '../components/authenticator-setup/define.ts';
import '../components/passkey-setup/define.ts';
import '../components/password-change/define.ts';
import '../components/session-list/define.ts';
import '../components/sign-in-form/define.ts';
import type { Handlers } from '../components/client/create-client.ts';
import { Problem } from '../components/contract/problem.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { withBrowser } from './support/browser-answers.ts';
import { fakeClient } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { fill } from './support/fill.ts';
import { card } from './support/frame.ts';
import { ADAS_CODE, ADAS_PASSWORD, ada, adasAuthenticator } from '../components/testing/samples.ts';

/** What people do with the elements, from the first press to the last word; each step waits for what it needs to see. */
const meta: Meta = { title: 'Flows/Ways through' };
export default meta;

type Story = StoryObj;

const inProvider = (content: unknown, factors: FakeFactorOptions = {}, handlers: Handlers = {}) =>
  html`<account-provider .client=${fakeClient(handlers, factors)}>${card(content)}</account-provider>`;

const element = (canvas: Element, tag: string): Promise<Element> => found(() => canvas.querySelector(tag));

/** Waits until people can read it, in light DOM or in the shadow root of `host`. */
const reads = (host: Element, text: string): Promise<unknown> =>
  found(() => {
    const roots = [host, ...(host.shadowRoot?.children ?? [])] as HTMLElement[];
    return roots.some((root) => root.innerText.replaceAll(/\s+/g, ' ').includes(text)) || undefined;
  });

/** Answers the question who it is. */
const proveIdentity = async (): Promise<void> => {
  const form = await found(
    () => document.querySelector<HTMLInputElement>('input[autocomplete^="current-password"]')?.form,
  );
  fill(form, { password: ADAS_PASSWORD });
  form.requestSubmit();
};

/** Confirms what was asked before something ends. */
const confirm = async (host: Element): Promise<void> => {
  const button = '.account-question[open] .account-button-danger';
  (await found(() => host.shadowRoot?.querySelector<HTMLElement>(button))).click();
};

/** Password, then the code of an authenticator application. */
export const SignInWithSecondFactor: Story = {
  render: () => inProvider(html`<sign-in-form></sign-in-form>`, { authenticators: [adasAuthenticator] }),
  play: async ({ canvasElement }) => {
    await fillIn(canvasElement, { email: ada.email, password: ADAS_PASSWORD });
    send(canvasElement);
    await fillIn(canvasElement, { code: ADAS_CODE });
    send(canvasElement);
    await reads(await element(canvasElement, 'sign-in-form'), 'You’re signed in');
  },
};

/** The first application: a proof of identity, the code to scan, the code it shows, and recovery codes to keep. */
export const SetUpAuthenticator: Story = {
  render: () => inProvider(html`<authenticator-setup></authenticator-setup>`),
  play: async ({ canvasElement }) => {
    const setup = await element(canvasElement, 'authenticator-setup');
    await press(setup, 'Set up authenticator application');
    await proveIdentity();
    await found(() => setup.querySelector('.account-qr'));
    await press(setup, 'Continue');
    await fillIn(setup, { code: ADAS_CODE });
    send(setup);
    (await found(() => setup.querySelector<HTMLElement>('input[name="saved"]'))).click();
    send(setup);
    await press(setup, 'Done');
    await reads(setup, 'Authenticator application');
  },
};

/** Who it is, is asked before anything is typed; the other devices are signed out with the old password. */
export const ChangePassword: Story = {
  render: () => inProvider(html`<password-change></password-change>`),
  play: async ({ canvasElement }) => {
    const change = await element(canvasElement, 'password-change');
    await press(change, 'Change password');
    await proveIdentity();
    await fillIn(change, { newPassword: 'plum orbit seven lantern', confirmation: 'plum orbit seven lantern' });
    send(change);
    await reads(change, 'Password changed');
    await press(change, 'Done');
    await reads(change, 'Last changed');
  },
};

/** Made, named, and removed again. */
export const AddAndRemovePasskey: Story = {
  render: () => inProvider(html`<passkey-setup></passkey-setup>`, { proven: true }),
  play: async ({ canvasElement }) => {
    const setup = await element(canvasElement, 'passkey-setup');
    await press(setup, 'Set up passkey');
    await withBrowser('made', () => press(setup, 'Register passkey'));
    await fillIn(setup, { name: 'Work laptop' });
    send(setup);
    await reads(setup, 'Work laptop');
    await press(setup, 'Remove');
    await confirm(setup);
    await reads(setup, 'was removed');
  },
};

/** All at once, after a question and a proof of identity. */
export const EndOtherSessions: Story = {
  render: () => inProvider(html`<session-list></session-list>`),
  play: async ({ canvasElement }) => {
    const list = await element(canvasElement, 'session-list');
    await press(list, 'Sign out all');
    await confirm(list);
    await proveIdentity();
    await found(() => (list.shadowRoot?.querySelectorAll('[data-session]').length === 1 ? true : undefined));
  },
};

/** The session ends while somebody types: the page has them sign in beside it, and what they typed is saved after all. */
export const SignInAgain: Story = {
  render: () => {
    let ended = true;
    const updateName = ({ body }: { readonly body: { readonly firstName: string; readonly lastName: string } }) => {
      if (ended) throw new Problem('unauthenticated');
      return { ...ada, ...body };
    };
    const withPassword = () => {
      ended = false;
      return { status: 'signed-in' as const, account: ada };
    };
    const show = ({ currentTarget }: Event) => {
      const signIn = (currentTarget as Element).querySelector<HTMLElement>('.sign-in-again');
      if (signIn) signIn.hidden = false;
      signIn?.querySelector<HTMLElement>('input')?.focus();
    };
    const hide = (event: Event) => {
      const { currentTarget } = event as Event & { readonly currentTarget: Element };
      event.preventDefault();
      const signIn = currentTarget.querySelector<HTMLElement>('.sign-in-again');
      if (signIn) signIn.hidden = true;
      currentTarget.querySelector<HTMLElement>('account-name button')?.focus();
    };
    return html`<account-provider
      .client=${fakeClient({ account: { updateName }, signIn: { withPassword } })}
      @sign-in-request=${show}
      @signed-in=${hide}
    >
      ${card(html`<account-name></account-name>`)}
      <div class="sign-in-again" hidden>${card(html`<sign-in-form email=${ada.email}></sign-in-form>`)}</div>
    </account-provider>`;
  },
  play: async ({ canvasElement }) => {
    const name = await element(canvasElement, 'account-name');
    await fillIn(name, { firstName: 'Augusta' });
    send(name);
    await press(name, 'Sign in again');
    const signIn = await element(canvasElement, 'sign-in-form');
    await fillIn(signIn, { password: ADAS_PASSWORD });
    send(signIn);
    await found(() => canvasElement.querySelector('.sign-in-again[hidden]'));
    const typed = name.querySelector<HTMLInputElement>('input[name="firstName"]');
    if (typed?.value !== 'Augusta') throw new Error('What was typed is gone.');
    send(name);
    await reads(name, 'Saved at');
  },
};
