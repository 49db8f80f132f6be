import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/authenticator-setup/define.ts';
import { createClient, type Handlers } from '../components/client/create-client.ts';
import type { Authenticator } from '../components/contract/authenticators.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fillIn, found, press, send } from './support/act.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import type { FakeFactorOptions } from '../components/testing/fake-factors.ts';
import { ADAS_CODE, ada, adasAuthenticator, adasPasskeys } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

const meta: Meta = { title: 'Elements/authenticator-setup', component: 'authenticator-setup' };
export default meta;

type Story = StoryObj;
interface Context {
  readonly canvasElement: HTMLElement;
}

interface Options extends FakeFactorOptions {
  readonly lang?: string;
}

/** Ada has just proven who she is; nothing is set up yet. */
const element = (own: Handlers['authenticators'] = {}, { lang = 'en', ...factors }: Options = {}) =>
  html`<authenticator-setup
    lang=${lang}
    .client=${fakeClient({ authenticators: own }, { proven: true, ...factors })}
  ></authenticator-setup>`;

const workPhone: Authenticator = {
  id: 'authenticator-2',
  name: 'Work phone',
  createdAt: '2026-09-30T07:20:00.000Z',
  lastUsedAt: null,
};
const one = { authenticators: [adasAuthenticator], recoveryCodesLeft: 8 };
const two = { authenticators: [adasAuthenticator, workPhone], recoveryCodesLeft: 8 };

const elementIn = (canvas: Element): Promise<Element> => found(() => canvas.querySelector('authenticator-setup'));

const pressIn = async ({ canvasElement }: Context, text: string): Promise<void> =>
  press(await elementIn(canvasElement), text);

const shown = ({ canvasElement }: Context, selector: string): Promise<HTMLElement> =>
  found(() => canvasElement.querySelector<HTMLElement>(selector));

const start = async (context: Context): Promise<void> => {
  await pressIn(context, 'Set up authenticator application');
  await shown(context, '.account-qr');
};

const goOn = async (context: Context): Promise<void> => {
  await start(context);
  await pressIn(context, 'Continue');
  await shown(context, 'input[name="code"]');
};

const submit = async (context: Context, code = ADAS_CODE): Promise<void> => {
  await fillIn(context.canvasElement, { code });
  send(context.canvasElement);
};

/** Types the right code. */
const confirm = async (context: Context): Promise<void> => {
  await goOn(context);
  await submit(context);
};

const saveCodes = async (context: Context): Promise<void> => {
  await confirm(context);
  const saved = await shown(context, 'input[name="saved"]');
  saved.click();
  send(context.canvasElement);
  await shown(context, '.account-done');
};

const wrong = async (context: Context, times: number): Promise<void> => {
  await goOn(context);
  for (let tried = 0; tried < times; tried += 1) {
    await submit(context, '654321');
    await shown(context, '[aria-invalid="true"]');
  }
};

/** What the dialog that asks for a proof shows. */
const question = () => document.querySelector<HTMLInputElement>('input[autocomplete="current-password"]')?.form;

/** Nothing is set up. */
export const Empty: Story = { render: () => element() };

export const Default: Story = { render: () => element({}, one) };

export const Several: Story = { render: () => element({}, two) };

export const Loading: Story = { render: () => element({ list: never }) };

export const Slow: Story = {
  render: () =>
    html`<authenticator-setup
      .client=${impatient(fakeClient({ authenticators: { list: never } }))}
    ></authenticator-setup>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('authenticator-setup', fakeClient);

export const Error: Story = { render: () => element({ list: refuse('unreachable') }) };

/** The last proof of identity is too old: asked before anything is shown. */
export const StepUpPending: Story = {
  render: () => element({}, { proven: false }),
  play: async (context) => {
    await pressIn(context, 'Set up authenticator application');
    await found(question);
  },
};

export const StepUpCancelled: Story = {
  render: () => element({}, { proven: false }),
  play: async (context) => {
    await pressIn(context, 'Set up authenticator application');
    await press(await found(question), 'Cancel');
    await shown(context, '.account-status-calm');
  },
};

export const StartOffline: Story = {
  render: () => element({ start: refuse('unreachable') }, one),
  play: (context) => pressIn(context, 'Set up authenticator application'),
};

/** As many as an account can have. */
export const Limit: Story = {
  render: () => element({ start: refuse('limit-reached') }, two),
  play: (context) => pressIn(context, 'Set up authenticator application'),
};

/** Step 1: the code to scan. */
export const Scan: Story = { render: () => element(), play: start };

/** And the key, for those who cannot. */
export const ScanByHand: Story = {
  render: () => element(),
  play: async (context) => {
    await start(context);
    (await shown(context, 'summary')).click();
  },
};

/** A further one brings no recovery codes: two steps. */
export const ScanFurther: Story = { render: () => element({}, one), play: start };

/** The old one keeps working until the new one is set up. */
export const Replace: Story = {
  render: () => element({}, one),
  play: async (context) => {
    await pressIn(context, 'Replace');
    await shown(context, '.account-qr');
  },
};

/** Step 2: the code that the application shows. */
export const Code: Story = { render: () => element(), play: goOn };

export const CodeMissing: Story = {
  render: () => element(),
  play: async (context) => {
    await goOn(context);
    send(context.canvasElement);
  },
};

export const WrongCode: Story = { render: () => element(), play: (context) => wrong(context, 1) };

/** After three of them it is rarely the typing. */
export const WrongCodes: Story = { render: () => element(), play: (context) => wrong(context, 3) };

export const Checking: Story = { render: () => element({ confirm: never }), play: confirm };

/** It took too long, or too many codes were wrong. */
export const Expired: Story = {
  render: () => element({ confirm: refuse('not-found') }),
  play: async (context) => {
    await confirm(context);
    await shown(context, 'h2[tabindex]');
  },
};

export const CodeOffline: Story = { render: () => element({ confirm: refuse('unreachable') }), play: confirm };

export const RateLimited: Story = {
  render: () => element({ confirm: refuse('too-many-attempts', { retryAfter: 120 }) }),
  play: confirm,
};

/** Something else changed at the same moment. */
export const Conflict: Story = { render: () => element({ confirm: refuse('conflict') }), play: confirm };

export const SignedOut: Story = { render: () => element({ confirm: refuse('unauthenticated') }), play: confirm };

/** Step 3: with the first one come recovery codes. */
export const RecoveryCodes: Story = { render: () => element(), play: confirm };

export const RecoveryCodesNotSaved: Story = {
  render: () => element(),
  play: async (context) => {
    await confirm(context);
    await shown(context, 'input[name="saved"]');
    send(context.canvasElement);
  },
};

export const Done: Story = { render: () => element(), play: saveCodes };

/** A further one, in place of another. */
export const Replaced: Story = {
  render: () => element({}, one),
  play: async (context) => {
    await pressIn(context, 'Replace');
    await pressIn(context, 'Continue');
    await shown(context, 'input[name="code"]');
    await submit(context);
    await shown(context, '.account-done');
  },
};

export const Renaming: Story = { render: () => element({}, two), play: (context) => pressIn(context, 'Rename') };

export const RenameOffline: Story = {
  render: () => element({ rename: refuse('unreachable') }, two),
  play: async (context) => {
    await pressIn(context, 'Rename');
    await fillIn(context.canvasElement, { name: 'Old phone' });
    send(context.canvasElement);
  },
};

const askToRemove = async (context: Context): Promise<HTMLDialogElement> => {
  await pressIn(context, 'Remove');
  const { shadowRoot } = await elementIn(context.canvasElement);
  return found(() => shadowRoot?.querySelector<HTMLDialogElement>('.account-question[open]'));
};

const remove = async (context: Context): Promise<void> => {
  await press(await askToRemove(context), 'Remove application');
};

/** With the last one, the recovery codes go too: said before. */
export const RemoveLast: Story = {
  render: () => element({}, one),
  play: async (context) => void (await askToRemove(context)),
};

/** Something else remains. */
export const RemoveOne: Story = {
  render: () => element({}, { ...one, passkeys: adasPasskeys }),
  play: async (context) => void (await askToRemove(context)),
};

export const Removed: Story = { render: () => element({}, two), play: remove };

export const RemovedLast: Story = { render: () => element({}, one), play: remove };

export const RemoveOffline: Story = { render: () => element({ remove: refuse('unreachable') }, two), play: remove };

export const RemoveRefused: Story = { render: () => element({ remove: refuse('last-way-in') }, one), play: remove };

/** A backend that only lists them. */
export const ReadOnly: Story = {
  render: () =>
    html`<authenticator-setup
      .client=${createClient({ authenticators: { list: () => [adasAuthenticator] } })}
    ></authenticator-setup>`,
};

/** A backend without them. */
export const Unsupported: Story = {
  render: () =>
    html`<authenticator-setup .client=${createClient({ account: { get: () => ada } })}></authenticator-setup>`,
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.slice(0, 60);

export const LongNames: Story = {
  render: () =>
    element(
      {},
      {
        ...two,
        authenticators: two.authenticators.map((each) => ({ ...each, name: long })),
      },
    ),
};

/** A long account makes a code of many small squares: it is larger. */
export const ScanLongNames: Story = {
  render: () =>
    element({
      start: () => {
        const key = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
        const [issuer, account] = [
          `${long} AG`,
          `${'a-rather-long-mailbox-name'.repeat(2)}@${'long'.repeat(12)}.example.com`,
        ];
        const uri = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${key}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
        return { id: 'setup', key, uri, issuer, account, expiresAt: '2036-01-01T00:00:00.000Z' };
      },
    }),
  play: start,
};

export const Many: Story = {
  render: () =>
    element(
      {},
      {
        authenticators: Array.from({ length: 10 }, (_, index) => ({
          ...workPhone,
          id: `authenticator-${index}`,
          name: `Phone ${index + 1}`,
        })),
        recoveryCodesLeft: 2,
      },
    ),
};

/** What others chose stays text. */
export const HostileText: Story = {
  render: () =>
    element(
      {},
      {
        authenticators: [{ ...adasAuthenticator, id: '"><b', name: '<img src=x onerror="alert(1)"> \u202emoc.knab' }],
      },
    ),
};

export const German: Story = { render: () => element({}, { ...two, lang: 'de' }) };

export const GermanScan: Story = {
  render: () => element({}, { lang: 'de' }),
  play: async (context) => {
    await pressIn(context, 'Authentifizierungs-App einrichten');
    (await shown(context, 'summary')).click();
  },
};

export const GermanRecoveryCodes: Story = {
  render: () => element({}, { lang: 'de' }),
  play: async (context) => {
    await pressIn(context, 'Authentifizierungs-App einrichten');
    await pressIn(context, 'Weiter');
    await shown(context, 'input[name="code"]');
    await submit(context);
  },
};

/** Arabic's direction with English words, until there is an Arabic table. */
const rightToLeft = (factors: FakeFactorOptions = {}) => {
  registerTerms('ar', en);
  return html`<div dir="rtl">${element({}, { ...factors, lang: 'ar' })}</div>`;
};

export const RightToLeft: Story = { render: () => rightToLeft(two) };

export const RightToLeftScan: Story = {
  render: () => rightToLeft(),
  play: async (context) => {
    await start(context);
    (await shown(context, 'summary')).click();
  },
};

export const RightToLeftRecoveryCodes: Story = { render: () => rightToLeft(), play: confirm };

export const Narrow: Story = { render: () => html`<div class="story-narrow">${element({}, two)}</div>` };

export const NarrowScan: Story = { render: () => html`<div class="story-narrow">${element()}</div>`, play: start };

export const NarrowRecoveryCodes: Story = {
  render: () => html`<div class="story-narrow">${element()}</div>`,
  play: confirm,
};
