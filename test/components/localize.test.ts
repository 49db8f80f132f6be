import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { signIn } from '../../components/contract/sign-in.ts';
import { unsetLocale, type Locale } from '../../components/contract/locale.ts';
import { Problem } from '../../components/contract/problem.ts';
import { en } from '../../components/localize/en.ts';
import { registerTerms } from '../../components/localize/languages.ts';
import { ada } from '../../stories/support/samples.ts';
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

/** An element on a page in `lang` whose person reads like this. */
async function localizeIn(lang: string, locale: Partial<Locale> = {}): Promise<TestForm['localize']> {
  page.lang = lang;
  return (await form(locale)).localize;
}

// First, while German was not asked for yet.
describe('a language that is on its way', () => {
  it('leaves the words as they are when it cannot be had, and does not ask without end', async () => {
    await cdp('Network.enable');
    // Other tests of this browser had it already.
    await cdp('Network.setCacheDisabled', { cacheDisabled: true });
    await cdp('Network.setBlockedURLs', { urls: ['*/localize/de.ts*'] });
    const element = await form({}, 'de');
    expect(heading(element)).to.equal('Sign in');
    const { renders } = element;
    await aWhile(300);
    expect(element.renders - renders).to.be.lessThan(3);
    await cdp('Network.setBlockedURLs', { urls: [] });
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

const instant = '2026-11-23T15:04:00.000Z';
const vienna = { timeZone: 'Europe/Vienna' } as const;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f]/g, '');

describe('dates and numbers', () => {
  const regions: [string, Partial<Locale>, string, string, string][] = [
    ['en-GB', { ...vienna }, 'en-GB', '23 Nov 2026, 16:04', '1,234,567.89'],
    ['en', { ...vienna, region: 'GB' }, 'en-GB', '23 Nov 2026, 16:04', '1,234,567.89'],
    ['en-US', { ...vienna }, 'en-US', 'Nov 23, 2026, 4:04 PM', '1,234,567.89'],
    ['en-US', { ...vienna, region: 'AT' }, 'en-AT', '23 Nov 2026, 16:04', '1.234.567,89'],
    ['en', { ...vienna, language: 'de', region: 'AT' }, 'de-AT', '23.11.2026, 16:04', '1 234 567,89'],
    ['en', { ...vienna, language: 'ar', region: 'EG' }, 'ar-EG', '٢٣‏/١١‏/٢٠٢٦، ٤:٠٤ م', '١٬٢٣٤٬٥٦٧٫٨٩'],
  ];
  for (const [lang, locale, tag, date, number] of regions) {
    it(`follow ${tag} on a page in ${lang}`, async () => {
      const localize = await localizeIn(lang, locale);
      expect(localize.formatLocale).to.equal(tag);
      expect(plain(localize.date(instant))).to.equal(plain(date));
      expect(plain(localize.number(1_234_567.89))).to.equal(number);
    });
  }

  it('follow the person’s region even where the words do not follow the person', async () => {
    page.lang = 'en';
    const { localize } = await form({ ...vienna, language: 'de', region: 'AT' }, 'en');
    expect(localize.language).to.equal('en');
    expect(localize.formatLocale).to.equal('de-AT');
  });

  const tags: [string, Partial<Locale>, string][] = [
    ['en', { language: 'zh-Hant', region: 'TW' }, 'zh-Hant-TW'],
    ['zh-Hant-HK', { region: 'TW' }, 'zh-Hant-TW'],
    ['en-us', { region: 'AT' }, 'en-AT'],
    ['es-419', { region: 'MX' }, 'es-MX'],
    ['de_AT', {}, 'de-AT'],
    ['de-CH-1996', { region: 'AT' }, 'de-AT-1996'],
    ['not a language', {}, 'en'],
    ['not a language', { region: 'AT' }, 'en-AT'],
    ['fr', {}, 'fr'],
  ];
  for (const [lang, locale, tag] of tags) {
    it(`are written by ${tag} on a page in "${lang}" for ${JSON.stringify(locale)}`, async () => {
      const localize = await localizeIn(lang, locale);
      expect(localize.formatLocale).to.equal(tag);
      expect(localize.date(instant)).to.be.a('string');
    });
  }

  it('keep the person’s clock, with styles, with single fields and without a time', async () => {
    const twelve = await localizeIn('de', { ...vienna, hourCycle: 'h12' });
    // German times have two digits, so the browser writes them with twelve hours too.
    expect(plain(twelve.date(instant))).to.equal('23.11.2026, 04:04 PM');
    expect(plain(twelve.date(instant, { timeStyle: 'short' }))).to.equal('04:04 PM');
    expect(plain(twelve.date(instant, { hour: 'numeric', minute: '2-digit' }))).to.equal('4:04 PM');
    expect(plain(twelve.date(instant, { dateStyle: 'medium' }))).to.equal('23.11.2026');
    expect(plain(twelve.date('2026-11-22T23:04:00.000Z', { timeStyle: 'short' }))).to.equal('12:04 AM');
    const twentyFour = await localizeIn('en-US', { ...vienna, hourCycle: 'h23' });
    expect(plain(twentyFour.date(instant))).to.equal('Nov 23, 2026, 16:04');
    expect(plain(twentyFour.date('2026-11-22T23:04:00.000Z', { timeStyle: 'short' }))).to.equal('00:04');
    expect(plain(twentyFour.date(instant, { hour: '2-digit', minute: '2-digit' }))).to.equal('16:04');
  });

  it('show a time even in a zone that this browser does not know yet', async () => {
    const localize = await localizeIn('en-GB', { timeZone: 'Mars/Olympus_Mons' });
    expect(localize.date(instant)).to.contain('2026');
  });

  it('change at once when the person’s locale does', async () => {
    let locale: Partial<Locale> = { language: 'en', region: 'US' };
    const client = createClient({ account: { get: () => ({ ...ada, locale: { ...unsetLocale, ...locale } }) } });
    const element = await fixture<TestForm>(html`<test-form .client=${client}></test-form>`);
    locale = { language: 'de', region: 'AT' };
    await element.read.reload();
    await becomes(element, 'Anmelden');
    expect(element.localize.formatLocale).to.equal('de-AT');
  });
});

describe('what is said about problems', () => {
  it('says when to try again', async () => {
    const localize = await localizeIn('en');
    const said = (retryAfter: number) => localize.problem(new Problem('too-many-attempts', { retryAfter }));
    expect(said(1)).to.equal('Too many attempts. Try again in 1 second.');
    expect(said(60)).to.equal('Too many attempts. Try again in 60 seconds.');
    expect(said(600)).to.equal('Too many attempts. Try again in 10 minutes.');
    expect(localize.problem(new Problem('too-many-attempts'))).to.equal('Too many attempts. Try again later.');
  });
});

describe('the languages', () => {
  /** Every sentence by its path: as it is, or what it says about words put in. */
  function sentences(terms: object, path = ''): Map<string, string> {
    const found = new Map<string, string>();
    for (const [key, value] of Object.entries(terms) as [string, unknown][]) {
      const place = path ? `${path}.${key}` : key;
      if (typeof value === 'function') found.set(place, String(value(...placeholders.slice(0, value.length))));
      else if (typeof value === 'object' && value) for (const [k, v] of sentences(value, place)) found.set(k, v);
      else found.set(place, String(value));
    }
    return found;
  }
  const placeholders = ['⟨first⟩', '⟨second⟩', '⟨third⟩'];

  for (const load of [() => import('../../components/localize/de.ts').then(({ de }) => ['German', de] as const)]) {
    it('say the same things, with all that is put into them', async () => {
      const [name, terms] = await load();
      const [english, other] = [sentences(en), sentences(terms)];
      expect([...other.keys()].toSorted(), name).to.deep.equal([...english.keys()].toSorted());
      for (const [place, sentence] of english) {
        const there = other.get(place) ?? '';
        expect(there.trim(), `${name} ${place} is empty`).not.to.equal('');
        for (const placeholder of placeholders) {
          expect(there.includes(placeholder), `${name} ${place} has ${placeholder}`).to.equal(
            sentence.includes(placeholder),
          );
        }
      }
    });

    it('have no sentence left in English', async () => {
      const [name, terms] = await load();
      const other = sentences(terms);
      const same = [...sentences(en)].filter(
        ([place, sentence]) => / .* /.test(sentence) && other.get(place) === sentence,
      );
      expect(same, name).to.deep.equal([]);
    });
  }
});
