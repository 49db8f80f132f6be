import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-portal/define.ts';
import '../../components/profile-form/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { signOut } from '../../components/contract/sign-out.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { ada, adasProfile, ourServer } from '../../components/testing/samples.ts';
import { fixture, settled, until } from '../support/browser.ts';
import '../support/elements.ts';

/** Everything that is written or typed in an element, on both sides of its shadow root. */
const readable = (element: HTMLElement): string => {
  const fields = [...element.querySelectorAll('input')].map(({ value }) => value);
  return [element.textContent, element.shadowRoot?.textContent, ...fields].join(' ');
};

/** A backend in which Ada is signed in until she signs out; then nobody answers, or says that nobody is signed in. */
function backend() {
  let isIn = true;
  const session = async <T>(value: T): Promise<T> => {
    if (!isIn) throw new Problem('unauthenticated');
    return value;
  };
  const client: AccountClient = createClient({
    account: { get: () => session(ada), updateName: () => ada },
    profile: { get: () => session(adasProfile), update: () => adasProfile },
    capabilities: { get: () => ourServer },
    signIn: { signOut: () => undefined },
  });
  const leave = async () => {
    isIn = false;
    await client.send(signOut, {});
  };
  return { client, leave };
}

describe('an element that is off the page while its person signs out', () => {
  it('shows nothing that was read about them when it comes back', async () => {
    const { client, leave } = backend();
    const element = await fixture(html`<test-reader .client=${client}></test-reader>`);
    await until(() => readable(element).includes(ada.email));
    const place = element.parentElement!;
    element.remove();
    await leave();
    place.append(element);
    await settled(element as never);
    expect(readable(element)).not.to.include(ada.email);
    await until(() => readable(element).includes('sign') || readable(element).includes('Sign'));
    expect(readable(element)).not.to.include(ada.email);
  });

  it('holds nothing that they typed when it comes back', async () => {
    const { client, leave } = backend();
    const element = await fixture(html`<profile-form .client=${client}></profile-form>`);
    await until(() => element.querySelector('input[name="city"]') !== null);
    const city = element.querySelector<HTMLInputElement>('input[name="city"]')!;
    city.value = 'Typed by Ada';
    city.dispatchEvent(new Event('input', { bubbles: true }));
    const place = element.parentElement!;
    element.remove();
    await leave();
    place.append(element);
    await settled(element as never);
    await until(() => readable(element).includes('Sign in'));
    expect(readable(element)).not.to.include('Typed by Ada');
    expect(readable(element)).not.to.include(adasProfile.street);
  });

  it('keeps no section of the portal either', async () => {
    const client = fakeClient();
    const element = await fixture(html`<account-portal base="" .client=${client}></account-portal>`);
    await until(() => readable(element).includes(ada.firstName) && element.querySelector('input') !== null);
    const place = element.parentElement!;
    element.remove();
    await client.send(signOut, {});
    place.append(element);
    await settled(element as never);
    expect(element.querySelector('input')).to.equal(null);
    expect(readable(element)).not.to.include(ada.email);
  });
});
