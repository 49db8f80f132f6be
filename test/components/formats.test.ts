import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-provider/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { unsetLocale, type Locale } from '../../components/contract/locale.ts';
import { Problem } from '../../components/contract/problem.ts';
import { ada } from '../../components/testing/samples.ts';
import { fixture, until } from '../support/browser.ts';
import type { TestForm } from '../support/elements.ts';
import '../support/elements.ts';

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
const becomes = (element: TestForm, text: string) => until(() => heading(element) === text, `it says ${text}`);

/** An element on a page in `lang` whose person reads like this. */
async function localizeIn(lang: string, locale: Partial<Locale> = {}): Promise<TestForm['localize']> {
  page.lang = lang;
  return (await form(locale)).localize;
}

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
