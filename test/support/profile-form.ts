import '../../components/profile-form/define.ts';
import { html } from 'lit';
import type { AccountClient } from '../../components/client/account-client.ts';
import { type Handlers } from '../../components/client/create-client.ts';
import { type Profile, type ProfileChange } from '../../components/contract/profile.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import type { ProfileForm } from '../../components/profile-form/profile-form.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { adasProfile } from '../../components/testing/samples.ts';
import { byRole } from './accessibility.ts';
import { fixture, settled, until } from './browser.ts';

export async function open(client: AccountClient): Promise<ProfileForm> {
  const element = await fixture<ProfileForm>(html`<profile-form .client=${client}></profile-form>`);
  const form = element.querySelector('form');
  if (form) await until(() => (form.elements.namedItem('locale') as HTMLSelectElement).length > 100, 'the list comes');
  return element;
}

export const formOf = (element: Element): HTMLFormElement => {
  const form = element.querySelector('form');
  if (!form) throw new Error('The form is not there.');
  return form;
};
export const control = (element: Element, name: string): HTMLInputElement =>
  formOf(element).elements.namedItem(name) as HTMLInputElement;
export const status = (element: Element): string =>
  element.querySelector('.account-status')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
export const alertText = (element: Element): string =>
  element.querySelector('.account-alert')?.textContent?.trim() ?? '';
export const button = (element: Element, name: string): HTMLButtonElement => byRole('button', name, element);

export async function save(element: Element): Promise<void> {
  button(element, 'Save').click();
  await settled(element);
}

/** Ada's profile on a server that tells what was sent to it, and where somebody else may save meanwhile. */
export function server(start: Profile = adasProfile, more: Handlers = {}) {
  const sent: { version: string; body: ProfileChange }[] = [];
  let profile = start;
  let refusal: Problem | undefined;
  const client = fakeClient({
    ...more,
    profile: {
      get: () => profile,
      update({ body, version }) {
        if (refusal) throw refusal;
        sent.push({ version, body });
        if (version !== profile.version) throw new Problem('version-conflict');
        return (profile = { ...profile, ...body, version: `${Number(version) + 1}` });
      },
    },
  });
  return {
    client,
    sent,
    get profile() {
      return profile;
    },
    elsewhere: (change: Partial<Profile>) => {
      profile = { ...profile, ...change, version: `${Number(profile.version) + 1}` };
    },
    refuseWith: (code?: ProblemCode, details?: ProblemDetails) => {
      refusal = code && new Problem(code, details);
    },
    /** Any write announces that what is on screen should read again. */
    announce: () => client.dispatchEvent(new Event('change')),
  };
}
