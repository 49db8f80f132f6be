import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/account-name/define.ts';
import { createClient } from '../components/client/create-client.ts';
import type { Account } from '../components/contract/account.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { fillAndSave } from './support/fill.ts';
import { ada } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading, stillWorking } from './support/waiting.ts';

export default {
  title: 'Elements/account-name',
  component: 'account-name',
  render: () => html`<account-name .client=${fakeClient()}></account-name>`,
} satisfies Meta;

type Story = StoryObj;

const withAccount = (account: Account) =>
  html`<account-name .client=${fakeClient({ account: { get: () => account } })}></account-name>`;

export const Default: Story = {};

/** As high as the form that comes. */
export const Loading: Story = {
  render: () => html`<account-name .client=${fakeClient({ account: { get: never } })}></account-name>`,
};

export const Unreachable: Story = {
  render: () => html`<account-name .client=${fakeClient({ account: { get: refuse('unreachable') } })}></account-name>`,
};

export const Slow: Story = {
  render: () => html`<account-name .client=${impatient(fakeClient({ account: { get: never } }))}></account-name>`,
  play: stillLoading,
};

export const SavingSlowly: Story = {
  render: () =>
    html`<account-name .client=${impatient(fakeClient({ account: { updateName: never } }))}></account-name>`,
  play: async (context) => {
    await fillAndSave({ firstName: 'Augusta' })(context);
    await stillWorking(context.canvasElement);
  },
};

export const NotYetDefined: Story = notYetDefined('account-name', fakeClient);

/** A name is needed. */
export const Refused: Story = {
  render: () => {
    const updateName = refuse('invalid-input', { fields: [{ name: 'firstName', code: 'required' }] });
    return html`<account-name .client=${fakeClient({ account: { updateName } })}></account-name>`;
  },
  play: fillAndSave({ firstName: '' }),
};

export const Saving: Story = {
  render: () => html`<account-name .client=${fakeClient({ account: { updateName: never } })}></account-name>`,
  play: fillAndSave({ firstName: 'Augusta' }),
};

export const Saved: Story = { play: fillAndSave({ firstName: 'Augusta' }) };

/** The session ended while typing: what was typed stays. */
export const SignedOut: Story = {
  render: () =>
    html`<account-name .client=${fakeClient({ account: { updateName: refuse('unauthenticated') } })}></account-name>`,
  play: fillAndSave({ firstName: 'Augusta' }),
};

export const RateLimited: Story = {
  render: () => {
    const updateName = refuse('too-many-attempts', { retryAfter: 120 });
    return html`<account-name .client=${fakeClient({ account: { updateName } })}></account-name>`;
  },
  play: fillAndSave({ firstName: 'Augusta' }),
};

/** Somebody else was faster: what was typed stays. */
export const Conflict: Story = {
  render: () =>
    html`<account-name .client=${fakeClient({ account: { updateName: refuse('conflict') } })}></account-name>`,
  play: fillAndSave({ firstName: 'Augusta' }),
};

export const Offline: Story = {
  render: () =>
    html`<account-name .client=${fakeClient({ account: { updateName: refuse('unreachable') } })}></account-name>`,
  play: fillAndSave({ firstName: 'Augusta' }),
};

/** A backend whose names cannot be changed here. */
export const ReadOnly: Story = {
  render: () => html`<account-name .client=${createClient({ account: { get: () => ada } })}></account-name>`,
};

/** A backend without accounts. */
export const Unsupported: Story = { render: () => html`<account-name .client=${createClient({})}></account-name>` };

export const LongText: Story = {
  render: () =>
    withAccount({
      ...ada,
      firstName: 'Adolph Blaine Charles David Earl Frederick Gerald Hubert Irvin John Kenneth Lloyd Martin Nero Oliver',
      lastName: 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepf',
      email: `${'a'.repeat(64)}@${'sub.'.repeat(20)}example.com`,
    }),
};

registerTerms('ar', en);

export const RightToLeft: Story = {
  render: () =>
    html`<div lang="ar" dir="rtl">${withAccount({ ...ada, firstName: 'آدا', lastName: 'ليندكفيست' })}</div>`,
};

export const German: Story = { render: () => html`<div lang="de">${withAccount(ada)}</div>` };

export const Narrow: Story = { globals: { viewport: { value: 'narrow' } } };
