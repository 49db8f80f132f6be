import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/sign-in-form/define.ts';
import type { Handlers } from '../components/client/create-client.ts';
import { PasskeyError } from '../components/client/webauthn.ts';
import { Problem } from '../components/contract/problem.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { en } from '../components/localize/en.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { card } from './support/frame.ts';
import { ADAS_CODE, ada, adasAuthenticator, adasPasskeys, ourServer } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillWorking } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/sign-in-form', component: 'sign-in-form' };
export default meta;

type Story = StoryObj;

const form = (handlers: Handlers = {}, lang = 'en', factors: FakeFactorOptions = {}) =>
  card(html`<sign-in-form .client=${fakeClient(handlers, factors)} lang=${lang}></sign-in-form>`);

/** All that an account can have. */
const protectedWell: FakeFactorOptions = {
  authenticators: [adasAuthenticator],
  passkeys: adasPasskeys,
  recoveryCodesLeft: 8,
};

const signUpAllowed: Handlers = { capabilities: { get: () => ({ ...ourServer, signUp: true }) } };

const withoutPasskeys: Handlers['signIn'] = { startPasskey: undefined as never };

const credentials = { email: ada.email, password: 'battery staple correct' };

type Play = NonNullable<Story['play']>;

const signIn: Play = async ({ canvasElement }) => {
  await fillIn(canvasElement, credentials);
  send(canvasElement);
};

const pressed = async (canvas: Element, text: string) =>
  press(await found(() => canvas.querySelector('sign-in-form')), text);

const usePasskey: Play = ({ canvasElement }) => pressed(canvasElement, 'Sign in with a passkey');

/** After the password, in one of these ways. */
const second =
  (code: string, way?: string): Play =>
  async (context) => {
    await signIn(context);
    if (way) {
      await pressed(context.canvasElement, way);
      await found(() => context.canvasElement.querySelector('input[autocomplete="off"]'));
    }
    await fillIn(context.canvasElement, { code });
    if (code) send(context.canvasElement);
  };

const withRecoveryCode = second('0ABC-DEFG-HJKM-NPQR-STVW-XYZ1', 'Use a recovery code');

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

export const Slow: Story = {
  render: () =>
    card(html`<sign-in-form .client=${impatient(fakeClient({ signIn: { withPassword: never } }))}></sign-in-form>`),
  play: async (context) => {
    await signIn(context);
    await stillWorking(context.canvasElement);
  },
};

export const NotYetDefined: Story = notYetDefined('sign-in-form', fakeClient);

export const LongNames: Story = {
  render: () => form(signUpAllowed),
  play: async (context) => {
    await SignUp.play?.(context);
    const email = `${'a-rather-long-mailbox-name'.repeat(3)}@a-rather-long-company-name.example.com`;
    const firstName = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2);
    await fillIn(context.canvasElement, { firstName, email, password: 'short', confirmation: 'shorter' });
    send(context.canvasElement);
  },
};

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

/** The browser asks for a passkey. */
export const PasskeyAsked: Story = { render: () => form({ signIn: { startPasskey: never } }), play: usePasskey };

/** The person thought better of it, or there was none. */
export const PasskeyCancelled: Story = {
  render: () =>
    form({
      signIn: {
        startPasskey() {
          throw new PasskeyError('cancelled');
        },
      },
    }),
  play: usePasskey,
};

/** It belongs to no account any more. */
export const PasskeyRefused: Story = {
  render: () => form({ signIn: { startPasskey: refuse('passkey-refused') } }),
  play: usePasskey,
};

/** A backend without passkeys. */
export const WithoutPasskeys: Story = { render: () => form({ signIn: withoutPasskeys }) };

/** The password was right, and is not enough. */
export const SecondFactor: Story = { render: () => form({}, 'en', protectedWell), play: second('') };

/** An account without passkeys and without recovery codes. */
export const OnlyCode: Story = {
  render: () => form({}, 'en', { authenticators: [adasAuthenticator] }),
  play: second(''),
};

/** An account whose only second factor is a passkey. */
export const OnlyPasskey: Story = {
  render: () => form({}, 'en', { passkeys: adasPasskeys, recoveryCodesLeft: 10 }),
  play: signIn,
};

export const WrongCode: Story = { render: () => form({}, 'en', protectedWell), play: second('654321') };

/** What was typed is no code: nothing was sent. */
export const NoCode: Story = { render: () => form({}, 'en', protectedWell), play: second('12345') };

/** The password was typed too long ago, or too many codes were wrong. */
export const Expired: Story = {
  render: () => form({ signIn: { withCode: refuse('unauthenticated') } }, 'en', protectedWell),
  play: second(ADAS_CODE),
};

export const RecoveryCode: Story = {
  render: () => form({}, 'en', protectedWell),
  play: async (context) => {
    await second('')(context);
    await pressed(context.canvasElement, 'Use a recovery code');
  },
};

export const WrongRecoveryCode: Story = {
  render: () => form({}, 'en', protectedWell),
  play: second('9ABC-DEFG-HJKM-NPQR-STVW-XYZ1', 'Use a recovery code'),
};

export const RecoveryCodeUsed: Story = { render: () => form({}, 'en', protectedWell), play: withRecoveryCode };

export const FewRecoveryCodes: Story = {
  render: () => form({}, 'en', { ...protectedWell, recoveryCodesLeft: 3 }),
  play: withRecoveryCode,
};

export const LastRecoveryCode: Story = {
  render: () => form({}, 'en', { ...protectedWell, recoveryCodesLeft: 1 }),
  play: withRecoveryCode,
};

const kept = { account: ada, accountKept: true } as const;

/** It was about to be deleted. */
export const AccountKept: Story = {
  render: () => form({ signIn: { withPassword: () => ({ status: 'signed-in', ...kept }) } }),
  play: signIn,
};

/** Both at once: there is one way on. */
export const AccountKeptByRecoveryCode: Story = {
  render: () => form({ signIn: { withRecoveryCode: () => ({ ...kept, recoveryCodesLeft: 2 }) } }, 'en', protectedWell),
  play: withRecoveryCode,
};

export const GermanAccountKept: Story = {
  render: () => form({ signIn: { withPassword: () => ({ status: 'signed-in', ...kept }) } }, 'de'),
  play: signIn,
};

/** The account asks for what this page cannot offer. */
export const NothingToOffer: Story = {
  render: () => form({ signIn: withoutPasskeys }, 'en', { passkeys: adasPasskeys }),
  play: signIn,
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

const mailAllowed: Handlers = { capabilities: { get: () => ({ ...ourServer, passwordReset: true }) } };

/** The server can send mails: whoever forgot their password gets another one. */
export const ResetOffered: Story = { render: () => form(mailAllowed) };

const forgot =
  (words: string): Play =>
  async ({ canvasElement }) => {
    await pressed(canvasElement, words);
    await found(() => canvasElement.querySelector('sign-in-form form:not(:has([name="password"]))'));
  };

export const Forgotten: Story = { render: () => form(mailAllowed), play: forgot('Forgot your password?') };

const askForMail: Play = async (context) => {
  await Forgotten.play?.(context);
  await fillIn(context.canvasElement, { email: ada.email });
  send(context.canvasElement);
};

/** The same whether or not there is such an account. */
export const MailSent: Story = { render: () => form(mailAllowed), play: askForMail };

export const TooManyMails: Story = {
  render: () => form({ ...mailAllowed, passwordReset: { request: refuse('too-many-attempts', { retryAfter: 3600 }) } }),
  play: askForMail,
};

/** The page was opened by the link of a mail. */
const byLink = (handlers: Handlers = {}, lang = 'en', factors: FakeFactorOptions = {}) => {
  history.replaceState(history.state, '', '#reset-password=of-a-mail');
  return form({ ...mailAllowed, ...handlers }, lang, factors);
};

const choose =
  (newPassword: string, confirmation = newPassword): Play =>
  async ({ canvasElement }) => {
    await found(() => canvasElement.querySelector('input[name="newPassword"]'));
    await fillIn(canvasElement, { newPassword, confirmation });
    send(canvasElement);
  };

export const LinkOpening: Story = { render: () => byLink({ passwordReset: { look: never } }) };

export const LinkOpened: Story = { render: () => byLink() };

export const LinkExpired: Story = { render: () => byLink({ passwordReset: { look: refuse('link-expired') } }) };

/** The link is not used up: another password may be good enough. */
export const ChosenPasswordRefused: Story = {
  render: () =>
    byLink({
      passwordReset: {
        finish: refuse('invalid-input', { fields: [{ name: 'newPassword', code: 'password-common' }] }),
      },
    }),
  play: choose('passwordpassword'),
};

export const PasswordChosen: Story = { render: () => byLink(), play: choose('plum orbit seven lantern') };

/** What is asked for beside a password is asked for beside this one. */
export const ChosenWithSecondFactor: Story = {
  render: () =>
    byLink({ passwordReset: { finish: () => ({ status: 'second-factor', methods: ['code', 'recovery-code'] }) } }),
  play: choose('plum orbit seven lantern'),
};

export const GermanMailSent: Story = {
  render: () => form(mailAllowed, 'de'),
  play: async (context) => {
    await forgot('Passwort vergessen?')(context);
    await fillIn(context.canvasElement, { email: ada.email });
    send(context.canvasElement);
  },
};

export const GermanLinkExpired: Story = {
  render: () => byLink({ passwordReset: { look: refuse('link-expired') } }, 'de'),
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

export const GermanSecondFactor: Story = {
  render: () => form({}, 'de', protectedWell),
  play: second('654321'),
};

export const RightToLeftSecondFactor: Story = {
  render: () => {
    registerTerms('ar', en);
    return form({}, 'ar', protectedWell);
  },
  play: second('654321'),
};

export const Narrow: Story = {
  render: () =>
    html`<div class="story-narrow"><sign-in-form .client=${fakeClient(signUpAllowed)}></sign-in-form></div>`,
};
