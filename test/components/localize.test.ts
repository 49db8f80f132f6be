import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { unsetLocale, type Locale } from '../../components/contract/locale.ts';
import { en } from '../../components/localize/en.ts';
import { registerTerms } from '../../components/localize/languages.ts';
import { ada } from '../../components/testing/samples.ts';
import { aWhile, cdp, fixture, settled, until } from '../support/browser.ts';
import { TestForm } from '../support/elements.ts';

const page = document.documentElement;

beforeEach(() => {
  page.lang = 'en';
});

/** A backend whose signed-in person reads like this. */
const clientFor = (locale: Partial<Locale> = {}): AccountClient =>
  createClient({
    account: { get: () => ({ ...ada, locale: { ...unsetLocale, ...locale } }) },
    signIn: { signOut: () => undefined },
  });

const form = (locale?: Partial<Locale>, lang?: string) =>
  fixture<TestForm>(html`<test-form .client=${clientFor(locale)} lang=${lang ?? ''}></test-form>`);
const heading = (element: TestForm) => element.shadowRoot?.querySelector('h2')?.textContent;
const label = (element: TestForm) => element.querySelector('label')?.textContent;
const becomes = (element: TestForm, text: string) => until(() => heading(element) === text, `it says ${text}`);

// First, while German was not asked for yet.
describe('a language that is on its way', () => {
  before(async () => {
    // Other tests of this browser had it already.
    await cdp('Network.enable');
    await cdp('Network.setCacheDisabled', { cacheDisabled: true });
  });

  it('holds nothing up for long, and takes over when it is there, if it is still wanted', async () => {
    await cdp('Fetch.enable', { patterns: [{ urlPattern: '*/localize/de.ts*' }] });
    page.lang = 'de';
    const place = await fixture(html`<div></div>`);
    place.innerHTML = '<test-form></test-form><test-form></test-form>';
    const [stays, goes] = place.querySelectorAll('test-form') as unknown as [TestForm, TestForm];
    for (const element of [stays, goes]) element.client = clientFor();
    await aWhile(50);
    expect(heading(stays), 'no flash of the wrong words').to.equal(undefined);
    await becomes(stays, 'Sign in');
    goes.lang = 'en';
    await aWhile(20);
    await cdp('Fetch.disable');
    await becomes(stays, 'Anmelden');
    await settled();
    expect(heading(goes)).to.equal('Sign in');
  });
});

describe('which language the words have', () => {
  it('that of the page', async () => {
    page.lang = 'de-AT';
    const element = await form();
    expect(heading(element)).to.equal('Anmelden');
    expect(label(element)).to.equal('E-Mail-Adresse');
    expect(element.light.lang).to.equal('de');
  });

  it('that of the page when it changes, in the shadow root and in the form, with what was typed', async () => {
    const element = await form();
    element.control('email').value = 'typed';
    page.lang = 'de';
    await becomes(element, 'Anmelden');
    expect(label(element)).to.equal('E-Mail-Adresse');
    expect(element.control('email').value).to.equal('typed');
  });

  it('what the person chose, before that of the page', async () => {
    page.lang = 'en';
    await becomes(await form({ language: 'de' }), 'Anmelden');
  });

  it('that of the page again, after the person signed out', async () => {
    const element = await form({ language: 'de' });
    await becomes(element, 'Anmelden');
    await element.activeClient.send(signIn.signOut, {});
    await becomes(element, 'Sign in');
  });

  it('a lang on the element or around it, before what the person chose', async () => {
    expect(heading(await form({ language: 'de' }, 'en'))).to.equal('Sign in');
    const provider = await fixture(
      html`<account-provider lang="en" .client=${clientFor({ language: 'de' })}>
        <test-form></test-form>
      </account-provider>`,
    );
    expect(heading(provider.querySelector('test-form') as TestForm)).to.equal('Sign in');
  });

  it('the nearest lang, across shadow roots, also when it changes there', async () => {
    const place = await fixture(
      html`<div lang="de">
        <section><div></div></section>
      </div>`,
    );
    const outer = place.querySelector('div')?.attachShadow({ mode: 'open' }) as ShadowRoot;
    const inner = document.createElement('div');
    outer.append(inner);
    const element = new TestForm();
    element.client = clientFor();
    inner.attachShadow({ mode: 'open' }).append(element);
    await becomes(element, 'Anmelden');
    inner.lang = 'en';
    await becomes(element, 'Sign in');
    inner.removeAttribute('lang');
    await becomes(element, 'Anmelden');
    place.lang = 'en';
    await becomes(element, 'Sign in');
  });

  it('English for a language that we do not have, or the person’s', async () => {
    expect(heading(await form({}, 'xh'))).to.equal('Sign in');
    await becomes(await form({ language: 'de' }, 'xh'), 'Anmelden');
  });

  it('a known one, however the page writes it', async () => {
    for (const lang of ['DE', 'de-at', 'de_AT', 'de-CH-1996', 'de-x-formal']) {
      expect(heading(await form({}, lang)), lang).to.equal('Anmelden');
    }
    for (const lang of ['not a language', '*', 'd', 'i-default']) {
      expect(heading(await form({}, lang)), lang).to.equal('Sign in');
    }
  });

  it('follows an element that is moved', async () => {
    const element = await form();
    const german = await fixture(html`<div lang="de"></div>`);
    german.append(element);
    await becomes(element, 'Anmelden');
  });

  it('one that the page adds, also after the elements are there', async () => {
    const element = await form({}, 'eo');
    registerTerms('eo', { ...en, signIn: { ...en.signIn, heading: 'Ensaluti' } });
    await becomes(element, 'Ensaluti');
    registerTerms('eo', { ...en, signIn: { ...en.signIn, heading: 'Ensalutu' } });
    await becomes(element, 'Ensalutu');
  });

  it('writes from the right where the language does', async () => {
    registerTerms('ar', en);
    expect((await form({}, 'ar')).light.dir).to.equal('rtl');
    expect((await form({}, 'de')).light.dir).to.equal('ltr');
  });
});
