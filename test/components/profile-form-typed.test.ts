import { expect } from 'chai';
import { profile as profileApi, type Profile } from '../../components/contract/profile.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { adasProfile } from '../../components/testing/samples.ts';
import { aWhile, settled, until } from '../support/browser.ts';
import { open, formOf, control, status, alertText, button, save, server } from '../support/profile-form.ts';

describe('profile-form: what was typed', () => {
  describe('loses nothing that was typed', () => {
    const typed = {
      title: 'Head of Security',
      street: 'New street 1\n2nd floor',
      country: 'DE',
      timeZone: 'Europe/Berlin',
    };
    const expectTyped = (element: Element) => {
      for (const [name, value] of Object.entries(typed)) expect(control(element, name).value, name).to.equal(value);
    };

    const failures: [ProblemCode, ProblemDetails | undefined, RegExp][] = [
      ['unreachable', undefined, /No connection/],
      ['unauthenticated', undefined, /signed out/],
      ['invalid-input', { fields: [{ name: 'title', code: 'too-long' }] }, /Check the marked fields/],
      ['too-many-attempts', { retryAfter: 120 }, /Too many attempts. Try again in 2 minutes/],
      ['unavailable', undefined, /busy/],
      ['server-error', undefined, /not your fault/],
      ['version-conflict', undefined, /changed somewhere else/],
    ];
    for (const [code, details, words] of failures) {
      it(`when the answer is ${code}, and saves it at the next try`, async () => {
        const { client, refuseWith, sent } = server();
        const element = await open(client);
        fill(formOf(element), typed);
        refuseWith(code, details);
        await save(element);
        expectTyped(element);
        expect(alertText(element)).to.match(words);
        expect(element.matches(':state(error)')).to.equal(true);
        refuseWith();
        await save(element);
        expect(Object.keys(sent[0]?.body ?? {})).to.have.members(['title', 'street', 'country', 'locale']);
        expect(element.dirty).to.equal(false);
      });
    }

    it('while something else on the page is saved', async () => {
      const { client, announce, elsewhere, sent } = server();
      const element = await open(client);
      fill(formOf(element), typed);
      elsewhere({ city: 'Graz' });
      announce();
      await settled(element);
      expectTyped(element);
      await save(element);
      expect(sent[0]?.version, 'an old view does not pass for a new one').to.equal('7');
      expect(alertText(element)).to.contain('changed somewhere else');
    });

    it('when reading again fails', async () => {
      let fails = false;
      const client = fakeClient({
        profile: {
          get: () => {
            if (fails) throw new Problem('unreachable');
            return adasProfile;
          },
        },
      });
      const element = await open(client);
      fill(formOf(element), typed);
      fails = true;
      client.dispatchEvent(new Event('change'));
      await settled(element);
      expect(element.querySelector('[role="alert"]')?.textContent).to.contain('No connection');
      expectTyped(element);
    });

    it('in the moment of saving', async () => {
      let answer: (profile: Profile) => void = () => undefined;
      const client = fakeClient({ profile: { update: () => new Promise<Profile>((done) => (answer = done)) } });
      const element = await open(client);
      fill(formOf(element), { title: 'Head of Security' });
      button(element, 'Save').click();
      await settled(element);
      fill(formOf(element), { city: 'Linz' });
      answer({ ...adasProfile, title: 'Head of Security', version: '8' });
      await settled(element);
      expect(control(element, 'city').value).to.equal('Linz');
      expect(control(element, 'title').value).to.equal('Head of Security');
      expect(element.dirty).to.equal(true);
    });

    it('right after Cancel', async () => {
      const element = await open(server().client);
      fill(formOf(element), typed);
      button(element, 'Cancel').click();
      fill(formOf(element), { city: 'Linz' });
      await aWhile(0);
      await settled(element);
      expect(control(element, 'city').value).to.equal('Linz');
      expect(control(element, 'title').value).to.equal(adasProfile.title);
    });

    it('while the words of a language that was saved are on their way', async () => {
      const { client, sent } = server();
      const element = await open(client);
      let arrive = (): void => undefined;
      const words = new Promise<void>((done) => (arrive = done));
      Object.defineProperty(element.localize, 'ready', { get: () => words });
      fill(formOf(element), { title: 'Head of Security' });
      button(element, 'Save').click();
      await until(() => sent.length === 1);
      await aWhile(0);
      fill(formOf(element), { city: 'Linz' });
      arrive();
      await settled(element);
      expect(control(element, 'city').value).to.equal('Linz');
      expect(control(element, 'title').value).to.equal('Head of Security');
    });

    it('when a host takes the form out and puts it back elsewhere', async () => {
      const element = await open(server().client);
      fill(formOf(element), typed);
      const other = document.createElement('div');
      element.parentElement?.append(other);
      other.append(element);
      await settled(element);
      expectTyped(element);
    });
  });

  describe('after somebody else saved meanwhile', () => {
    const conflict = async () => {
      const backend = server();
      const element = await open(backend.client);
      fill(formOf(element), { title: 'Mine', city: 'Linz', locale: 'en-AT' });
      backend.elsewhere({
        city: 'Graz',
        postalCode: '8010',
        locale: { ...adasProfile.locale, language: 'en', region: 'GB', timeZone: 'Europe/Vienna' },
      });
      await save(element);
      return { ...backend, element };
    };

    it('shows what both changed side by side', async () => {
      const { element } = await conflict();
      const note = (name: string) => document.getElementById(`${control(element, name).id}-note`)?.textContent ?? '';
      expect(note('city')).to.contain('Graz');
      expect(note('locale')).to.contain('English (United Kingdom)');
      expect(note('title')).to.equal('');
      expect(note('postalCode'), 'only they changed it').to.equal('');
    });

    it('keeps my changes and theirs to other fields', async () => {
      const { element, sent, client } = await conflict();
      button(element, 'Keep my changes').click();
      await until(() => sent.length === 2);
      await settled(element);
      expect(sent[1]?.version).to.equal('8');
      expect(sent[1]?.body).to.deep.equal({
        title: 'Mine',
        city: 'Linz',
        locale: { ...adasProfile.locale, language: 'en', region: 'AT', timeZone: 'Europe/Vienna' },
      });
      const saved = await client.send(profileApi.get, {});
      expect(saved).to.include({ title: 'Mine', city: 'Linz', postalCode: '8010' });
      expect(control(element, 'postalCode').value).to.equal('8010');
      expect(status(element)).to.match(/^Saved at/);
      expect(element.dirty).to.equal(false);
    });

    it('reloads what they saved', async () => {
      const { element, sent } = await conflict();
      button(element, 'Reload').click();
      await settled(element);
      expect(control(element, 'title').value).to.equal(adasProfile.title);
      expect(control(element, 'city').value).to.equal('Graz');
      expect(element.dirty).to.equal(false);
      expect(alertText(element)).to.equal('');
      expect(sent).to.have.length(1);
    });
  });
});
