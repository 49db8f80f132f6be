import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/sign-in-form/define.ts';
import type { Handlers } from '../components/client/create-client.ts';
import { Problem } from '../components/contract/problem.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { en } from '../components/localize/en.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from './support/fake-client.ts';
import { card } from './support/frame.ts';
import { ada, ourServer } from './support/samples.ts';

const meta: Meta = { title: 'Elements/sign-in-form', component: 'sign-in-form' };
export default meta;

type Story = StoryObj;

const form = (handlers: Handlers = {}, lang?: string) =>
  card(html`<sign-in-form .client=${fakeClient(handlers)} lang=${lang ?? 'en'}></sign-in-form>`);

const signUpAllowed: Handlers = { capabilities: { get: () => ({ ...ourServer, signUp: true }) } };

const credentials = { email: ada.email, password: 'battery staple correct' };

const signIn: Story['play'] = async ({ canvasElement }) => {
  await fillIn(canvasElement, credentials);
  send(canvasElement);
};

export const Default: Story = { render: () => form() };

export const WithHostContent: Story = {
  render: () =>
    card(
      html`<sign-in-form .client=${fakeClient()}>
        <h1 slot="heading">Sign in to Certificate Manager</h1>
        <p slot="before">Certificates of Northwind Trust, in one place.</p>
        <p slot="after">Trouble signing in? Call extension 4711.</p>
      </sign-in-form>`,
    ),
};

/** The answer takes its time. */
export const SigningIn: Story = { render: () => form({ signIn: { withPassword: never } }), play: signIn };

export const SignedIn: Story = { render: () => form(), play: signIn };

export const Empty: Story = {
  render: () => form(),
  play: ({ canvasElement }) => found(() => canvasElement.querySelector('form')).then(() => send(canvasElement)),
};

export const WrongPassword: Story = {
  render: () => form({ signIn: { withPassword: refuse('wrong-credential') } }),
  play: signIn,
};

export const RateLimited: Story = {
  render: () => form({ signIn: { withPassword: refuse('too-many-attempts', { retryAfter: 300 }) } }),
  play: signIn,
};

export const Unreachable: Story = {
  render: () => form({ signIn: { withPassword: refuse('unreachable') } }),
  play: signIn,
};

/** The password was right and has to be replaced first; a common one is refused. */
export const PasswordChangeRequired: Story = {
  render: () =>
    form({
      signIn: {
        withPassword({ body: { newPassword } }) {
          if (newPassword === undefined) throw new Problem('password-change-required');
          if (newPassword === 'passwordpassword')
            throw new Problem('invalid-input', { fields: [{ name: 'newPassword', code: 'password-common' }] });
          return { status: 'signed-in', account: ada };
        },
      },
    }),
  play: signIn,
};

export const NewPasswordRefused: Story = {
  ...PasswordChangeRequired,
  play: async (context) => {
    await PasswordChangeRequired.play?.(context);
    await fillIn(context.canvasElement, { newPassword: 'passwordpassword', confirmation: 'passwordpassword' });
    send(context.canvasElement);
  },
};

/** The server lets people create accounts. */
export const SignUpOffered: Story = { render: () => form(signUpAllowed) };

export const SignUp: Story = {
  render: () => form(signUpAllowed),
  play: async ({ canvasElement }) => {
    await press(await found(() => canvasElement.querySelector('sign-in-form')), 'Create account');
    await found(() => canvasElement.querySelector('input[name="firstName"]'));
  },
};

export const SignUpRefused: Story = {
  render: () =>
    form({
      ...signUpAllowed,
      signUp: {
        create: refuse('invalid-input', {
          fields: [
            { name: 'email', code: 'taken' },
            { name: 'password', code: 'too-short' },
          ],
        }),
      },
    }),
  play: async (context) => {
    await SignUp.play?.(context);
    const typed = { firstName: 'Grace', email: 'grace@example.com', password: 'short', confirmation: 'short' };
    await fillIn(context.canvasElement, typed);
    send(context.canvasElement);
  },
};

export const German: Story = {
  render: () => form({ ...signUpAllowed, signIn: { withPassword: refuse('wrong-credential') } }, 'de'),
  play: signIn,
};

/** Arabic's direction with English words, until there is an Arabic table. */
export const RightToLeft: Story = {
  render: () => {
    registerTerms('ar', en);
    return form({ ...signUpAllowed, signIn: { withPassword: refuse('wrong-credential') } }, 'ar');
  },
  play: signIn,
};

export const Narrow: Story = {
  render: () =>
    html`<div class="story-narrow"><sign-in-form .client=${fakeClient(signUpAllowed)}></sign-in-form></div>`,
};
