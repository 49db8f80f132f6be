import { expect } from 'chai';
import { html } from 'lit';
import { createClient } from '../../components/client/create-client.ts';
import { unsetLocale, type Locale } from '../../components/contract/locale.ts';
import { ada } from '../../components/testing/samples.ts';
import { aWhile, cdp, fixture, until } from '../support/browser.ts';
import { TestForm } from '../support/elements.ts';

const form = (locale: Partial<Locale>, lang = '') => {
  const account = { get: () => ({ ...ada, locale: { ...unsetLocale, ...locale } }) };
  const client = createClient({ account, signIn: { signOut: () => undefined } });
  return fixture<TestForm>(html`<test-form .client=${client} lang=${lang}></test-form>`);
};
const heading = (element: TestForm) => element.shadowRoot?.querySelector('h2')?.textContent;

// A page of its own, where German was never there.
describe('a language that cannot be had', () => {
  before(async () => {
    await cdp('Network.enable');
    await cdp('Network.setCacheDisabled', { cacheDisabled: true });
  });

  it('leaves the words as they are, and is not asked for without end', async () => {
    await cdp('Network.setBlockedURLs', { urls: ['*/localize/de.ts*'] });
    const element = await form({}, 'de');
    expect(heading(element)).to.equal('Sign in');
    const { renders } = element;
    await aWhile(300);
    expect(element.renders - renders).to.be.lessThan(3);
    await cdp('Network.setBlockedURLs', { urls: [] });
  });

  it('is asked for again when the network is back, by all who missed it', async () => {
    await cdp('Network.setBlockedURLs', { urls: ['*/localize/de.ts*'] });
    const missed = [await form({}, 'de'), await form({ language: 'de' })];
    await aWhile(300);
    expect(missed.map(heading)).to.deep.equal(['Sign in', 'Sign in']);
    await cdp('Network.setBlockedURLs', { urls: [] });
    dispatchEvent(new Event('online'));
    for (const element of missed) await until(() => heading(element) === 'Anmelden');
  });
});
