import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../components/profile-form/define.ts';
import { en } from '../components/localize/en.ts';
import { registerTerms } from '../components/localize/languages.ts';
import { Problem } from '../components/contract/problem.ts';
import type { Profile } from '../components/contract/profile.ts';
import { createClient } from '../components/client/create-client.ts';
import { fakeClient, never, refuse } from '../components/testing/fake-client.ts';
import { fillAndSave } from './support/fill.ts';
import { adasProfile, emptyProfile } from '../components/testing/samples.ts';
import { impatient, notYetDefined, stillLoading } from './support/waiting.ts';

export default {
  title: 'Elements/profile-form',
  component: 'profile-form',
  render: () => html`<profile-form .client=${fakeClient()}></profile-form>`,
} satisfies Meta;

type Story = StoryObj;

const withProfile = (profile: Profile) =>
  html`<profile-form .client=${fakeClient({ profile: { get: () => profile } })}></profile-form>`;

/** Somebody who has filled in everything they want to. */
export const Default: Story = {};

/** A new account: nothing is required. */
export const Empty: Story = { render: () => withProfile(emptyProfile) };

/** As high as the form that comes. */
export const Loading: Story = {
  render: () => html`<profile-form .client=${fakeClient({ profile: { get: never } })}></profile-form>`,
};

export const Slow: Story = {
  render: () => html`<profile-form .client=${impatient(fakeClient({ profile: { get: never } }))}></profile-form>`,
  play: stillLoading,
};

export const NotYetDefined: Story = notYetDefined('profile-form', fakeClient);

/** The connection went while the person typed: what they typed is still there. */
export const Offline: Story = {
  render: () =>
    html`<profile-form .client=${fakeClient({ profile: { update: refuse('unreachable') } })}></profile-form>`,
  play: fillAndSave({ title: 'Head of Security' }),
};

/** The server cannot be reached; one can try again. */
export const Unreachable: Story = {
  render: () => html`<profile-form .client=${fakeClient({ profile: { get: refuse('unreachable') } })}></profile-form>`,
};

/** The server refused fields: each says why, and the first has the focus. */
export const Refused: Story = {
  render: () => {
    const fields = [
      { name: 'telephone', code: 'invalid' },
      { name: 'city', code: 'too-long' },
    ] as const;
    const client = fakeClient({ profile: { update: refuse('invalid-input', { fields }) } });
    return html`<profile-form .client=${client}></profile-form>`;
  },
  play: fillAndSave({ telephone: 'call reception', city: 'Wien '.repeat(30) }),
};

/** On its way: the fields stay editable. */
export const Saving: Story = {
  render: () => html`<profile-form .client=${fakeClient({ profile: { update: never } })}></profile-form>`,
  play: fillAndSave({ title: 'Head of Security' }),
};

/** Said where the button was pressed, until the next edit. */
export const Saved: Story = { play: fillAndSave({ title: 'Head of Security' }) };

/** The language is thanked for in itself. */
export const LanguageChanged: Story = { play: fillAndSave({ locale: 'de-AT', timeZone: 'Europe/Vienna' }) };

/** Somebody else saved meanwhile: nothing typed is lost, and what both changed stands side by side. */
export const Conflict: Story = {
  render: () => {
    let profile = adasProfile;
    const client = fakeClient({
      profile: {
        get: () => profile,
        update({ body, version }) {
          if (version === '7') {
            profile = { ...adasProfile, city: 'Graz', postalCode: '8010', country: '', version: '8' };
            throw new Problem('version-conflict');
          }
          return (profile = { ...profile, ...body, version: `${Number(version) + 1}` });
        },
      },
    });
    return html`<profile-form .client=${client}></profile-form>`;
  },
  play: fillAndSave({ city: 'Linz', country: 'DE', title: 'Head of Security' }),
};

/** The session ended while typing: what was typed stays. */
export const SignedOut: Story = {
  render: () =>
    html`<profile-form .client=${fakeClient({ profile: { update: refuse('unauthenticated') } })}></profile-form>`,
  play: fillAndSave({ title: 'Head of Security' }),
};

/** Too many saves in a short time. */
export const RateLimited: Story = {
  render: () => {
    const update = refuse('too-many-attempts', { retryAfter: 120 });
    return html`<profile-form .client=${fakeClient({ profile: { update } })}></profile-form>`;
  },
  play: fillAndSave({ title: 'Head of Security' }),
};

/** A backend without profiles. */
export const Unsupported: Story = { render: () => html`<profile-form .client=${createClient({})}></profile-form>` };

/** A backend whose profiles cannot be changed here. */
export const ReadOnly: Story = {
  render: () => html`<profile-form .client=${createClient({ profile: { get: () => adasProfile } })}></profile-form>`,
};

/** As long as the contract allows, and an odd choice that the server knows. */
export const LongText: Story = {
  render: () =>
    withProfile({
      ...adasProfile,
      title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsvertreter',
      street:
        'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch 12345\nBuilding 7, Staircase 12, 3rd floor\nDoor 14',
      city: 'Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronukupokaiwhenuakitanatahu',
      state: 'A state of a very long name in a federation of very long names',
      country: 'US',
      relationship: 'Member of the advisory board for international standards',
      locale: {
        language: 'de',
        region: 'FR',
        timeZone: 'America/Argentina/ComodRivadavia',
        hourCycle: 'h12',
        firstDayOfWeek: 7,
      },
    }),
};

registerTerms('ar', en);

/** The layout from right to left; the words are English, because we have no Arabic ones yet. */
export const RightToLeft: Story = {
  render: () =>
    html`<div lang="ar" dir="rtl">${withProfile({ ...adasProfile, country: 'AE', state: 'دبي', city: 'دبي' })}</div>`,
};

export const German: Story = {
  render: () => html`<div lang="de">${withProfile(adasProfile)}</div>`,
};

export const Narrow: Story = {
  parameters: { viewport: { defaultViewport: 'narrow' } },
  globals: { viewport: { value: 'narrow' } },
};
