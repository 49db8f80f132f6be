import '../../components/account-name/define.ts';
import { expect } from 'chai';
import { html } from 'lit';
import { httpClient } from '../../components/client/http-client.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada, adasProfile, ourServer } from '../../components/testing/samples.ts';
import { allByRole } from '../support/accessibility.ts';
import { activeElement, fixture, press, settled, type, until } from '../support/browser.ts';
import { open, formOf, control, status, button, save, server } from '../support/profile-form.ts';

describe('profile-form: its fields', () => {
  describe('locale', () => {
    it('shows what dates and numbers will look like while choosing', async () => {
      const element = await open(server().client);
      const preview = () => element.querySelector('output')?.textContent?.replaceAll(/\s+/g, ' ') ?? '';
      fill(formOf(element), { locale: 'de-DE', timeZone: 'Asia/Tokyo' });
      await settled(element);
      expect(preview()).to.contain('1.234.567,89');
      fill(formOf(element), { locale: 'en-IN', hourCycle: 'h12' });
      await settled(element);
      expect(preview()).to.contain('12,34,567.89').and.match(/[ap]m/i);
    });

    it('leaves a choice that is not saved yet alone when the words change', async () => {
      const element = await open(server().client);
      fill(formOf(element), { country: 'DE', locale: 'fr-FR' });
      element.lang = 'de';
      await until(() => control(element, 'country').labels?.[0]?.textContent === 'Land');
      expect(control(element, 'country').value).to.equal('DE');
      expect((control(element, 'country') as unknown as HTMLSelectElement).selectedOptions[0]?.text).to.equal(
        'Deutschland',
      );
      expect(control(element, 'locale').value).to.equal('fr-FR');
    });

    it('says that the language changed, in the new language', async () => {
      const element = await open(server().client);
      fill(formOf(element), { locale: 'de-AT' });
      await save(element);
      await until(() => status(element).includes('Deutsch (Österreich)'));
      expect(status(element)).to.match(/^Gespeichert um .* Die Sprache ist jetzt Deutsch \(Österreich\)\.$/);
      expect(element.querySelector('.account-status [lang]')?.getAttribute('lang')).to.equal('de');
      expect(allByRole('button', 'Speichern', element)).to.have.length(1);
    });

    it('says so when the words do not exist in the new language', async () => {
      const element = await open(server().client);
      fill(formOf(element), { locale: 'fr-FR' });
      await save(element);
      expect(status(element)).to.contain('Dates and numbers now follow Français (France)');
    });

    it('is followed at once by every element with the same client', async () => {
      const client = fakeClient();
      const element = await open(client);
      const other = await fixture(html`<account-name .client=${client}></account-name>`);
      fill(formOf(element), { locale: 'de-AT' });
      await save(element);
      await until(() => other.textContent?.includes('Vorname'));
    });

    it('is followed by elements with another client of the same backend, and by no other', async () => {
      let saved = adasProfile;
      const backend: typeof fetch = async (url, init) => {
        if (init?.method === 'PATCH') saved = { ...saved, ...JSON.parse(String(init.body)), version: '8' };
        const answers: Record<string, unknown> = {
          '/api/profile': saved,
          '/api/account': { ...ada, locale: saved.locale },
          '/api/capabilities': ourServer,
        };
        return Response.json(answers[String(url)]);
      };
      const element = await open(httpClient('/api', { fetch: backend }));
      const sameBackend = html`<account-name .client=${httpClient('/api', { fetch: backend })}></account-name>`;
      const follows = await fixture(sameBackend);
      const stays = await fixture(html`<account-name .client=${fakeClient()}></account-name>`);
      await until(() => follows.textContent?.includes('First name'));
      fill(formOf(element), { locale: 'de-DE' });
      await save(element);
      await until(() => follows.textContent?.includes('Vorname'), 'it hears of it and reads again');
      expect(stays.textContent).to.contain('First name');
    });

    it('keeps a language, region and time zone that its lists do not have', async () => {
      const locale = { ...adasProfile.locale, language: 'en', region: 'FR', timeZone: 'Asia/Calcutta' };
      const { client, sent } = server({ ...adasProfile, locale });
      const element = await open(client);
      expect(control(element, 'locale').value).to.equal('en-FR');
      fill(formOf(element), { firstDayOfWeek: '7' });
      await save(element);
      expect(sent[0]?.body).to.deep.equal({ locale: { ...locale, firstDayOfWeek: 7 } });
    });

    it('leaves a setting to the page with the empty choice', async () => {
      const { client, sent } = server({
        ...adasProfile,
        locale: { ...adasProfile.locale, language: 'en', region: 'GB' },
      });
      const element = await open(client);
      fill(formOf(element), { locale: '' });
      await save(element);
      expect(sent[0]?.body.locale).to.include({ language: null, region: null });
    });
  });

  describe('address', () => {
    it('calls the parts of an address as the country does', async () => {
      const element = await open(server().client);
      const label = (name: string) => control(element, name).labels?.[0]?.textContent?.trim();
      const expected = {
        US: ['State', 'ZIP code'],
        CA: ['Province', 'Postal code'],
        GB: [undefined, 'Postcode'],
        IE: ['County', 'Eircode'],
        IN: ['State', 'PIN code'],
        JP: ['Prefecture', 'Postal code'],
        AT: [undefined, 'Postal code (PLZ)'],
        '': ['State or province', 'Zip/postal code'],
      };
      for (const [country, [state, postcode]] of Object.entries(expected)) {
        fill(formOf(element), { country });
        await settled(element);
        const shown = control(element, 'state').checkVisibility();
        expect(shown ? label('state') : undefined, `state in ${country}`).to.equal(state);
        expect(label('postalCode'), `postcode in ${country}`).to.equal(postcode);
      }
    });

    it('never hides a state that has been typed, and never loses it', async () => {
      const { client, sent } = server();
      const element = await open(client);
      fill(formOf(element), { country: 'US' });
      fill(formOf(element), { state: 'California' });
      fill(formOf(element), { country: 'AT' });
      await settled(element);
      expect(control(element, 'state').checkVisibility()).to.equal(true);
      await save(element);
      expect(sent[0]?.body).to.deep.equal({ state: 'California' });
    });

    it('keeps the same fields when the country changes, so that undo and autofill work', async () => {
      const element = await open(server().client);
      const before = [...formOf(element).elements];
      fill(formOf(element), { country: 'JP' });
      await settled(element);
      expect([...formOf(element).elements]).to.deep.equal(before);
      expect(element.querySelector('fieldset [role="status"]:not(:empty)')?.textContent).to.contain('Japan');
    });

    it('hints at an odd postcode, and saves it all the same', async () => {
      const { client, sent } = server();
      const element = await open(client);
      fill(formOf(element), { postalCode: '10' });
      await settled(element);
      const note = document.getElementById(`${control(element, 'postalCode').id}-note`);
      expect(note?.textContent).to.contain('doesn’t look like a code in Austria');
      expect(control(element, 'postalCode').getAttribute('aria-invalid')).to.equal(null);
      await save(element);
      expect(sent[0]?.body).to.deep.equal({ postalCode: '10' });
    });
  });

  describe('telephone', () => {
    const note = (element: Element) => document.getElementById(`${control(element, 'telephone').id}-note`)?.textContent;

    it('is saved so that it can be dialled from anywhere', async () => {
      const { client, sent } = server();
      const element = await open(client);
      control(element, 'telephone').focus();
      fill(formOf(element), { telephone: '(01) 555 01-99' });
      await until(() => note(element) === 'Will be saved as +43 1 5550199.', 'it is read');
      await save(element);
      await until(() => sent.length === 1);
      expect(sent[0]?.body).to.deep.equal({ telephone: '+4315550199' });
      button(element, 'Save').focus();
      await until(() => control(element, 'telephone').value === '+43 1 5550199');
      expect(element.dirty).to.equal(false);
    });

    it('stays the one that was saved, with the focus still in it', async () => {
      const { client, sent } = server();
      const element = await open(client);
      control(element, 'telephone').focus();
      await until(() => control(element, 'telephone').value === '+43 1 5550142');
      await press('Control+a');
      await type('+43 1 5550199');
      await press('Enter');
      await until(() => sent.length === 1);
      await settled(element);
      expect(activeElement()).to.equal(control(element, 'telephone'));
      expect(control(element, 'telephone').value).to.equal('+43 1 5550199');
      expect(element.dirty).to.equal(false);
    });

    it('hints at a number that is too short, and saves it as typed', async () => {
      const { client, sent } = server();
      const element = await open(client);
      fill(formOf(element), { telephone: '1' });
      await until(() => note(element) === 'That looks too short for Austria. Check it or save anyway.');
      await save(element);
      await until(() => sent.length === 1);
      expect(sent[0]?.body).to.deep.equal({ telephone: '1' });
    });

    it('is not a change when the same number is written another way', async () => {
      const { client, sent } = server();
      const element = await open(client);
      fill(formOf(element), { telephone: '01 555 01 42' });
      await save(element);
      await until(() => status(element).startsWith('Nothing to save'));
      expect(sent).to.deep.equal([]);
    });
  });
});
