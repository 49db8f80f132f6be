import { expect } from 'chai';
import { html } from 'lit';
import '../../components/account-name/define.ts';
import '../../components/profile-form/define.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient, type Handlers } from '../../components/client/create-client.ts';
import { httpClient } from '../../components/client/http-client.ts';
import { profile as profileApi, type Profile, type ProfileChange } from '../../components/contract/profile.ts';
import { Problem, type ProblemCode, type ProblemDetails } from '../../components/contract/problem.ts';
import type { ProfileForm } from '../../components/profile-form/profile-form.ts';
import { fakeClient, refuse } from '../../stories/support/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada, adasProfile, emptyProfile, ourServer } from '../../stories/support/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, fixture, press, settled, type, until } from '../support/browser.ts';

async function open(client: AccountClient): Promise<ProfileForm> {
  const element = await fixture<ProfileForm>(html`<profile-form .client=${client}></profile-form>`);
  const form = element.querySelector('form');
  if (form) await until(() => (form.elements.namedItem('locale') as HTMLSelectElement).length > 100, 'the list comes');
  return element;
}

const formOf = (element: Element): HTMLFormElement => {
  const form = element.querySelector('form');
  if (!form) throw new Error('The form is not there.');
  return form;
};
const control = (element: Element, name: string): HTMLInputElement =>
  formOf(element).elements.namedItem(name) as HTMLInputElement;
const status = (element: Element): string =>
  element.querySelector('.account-status')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const alertText = (element: Element): string => element.querySelector('.account-alert')?.textContent?.trim() ?? '';
const button = (element: Element, name: string): HTMLButtonElement => byRole('button', name, element);

async function save(element: Element): Promise<void> {
  button(element, 'Save').click();
  await settled(element);
}

/** Ada's profile on a server that tells what was sent to it, and where somebody else may save meanwhile. */
function server(start: Profile = adasProfile, more: Handlers = {}) {
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

describe('profile-form', () => {
  it('shows what is saved, each field under its label', async () => {
    const element = await open(server().client);
    expect(byRole<HTMLInputElement>('textbox', 'Title').value).to.equal('Head of Platform');
    expect(byRole<HTMLSelectElement>('combobox', 'Relationship to Northwind Trust').value).to.equal('employee');
    expect(byRole<HTMLSelectElement>('combobox', 'Country').selectedOptions[0]?.text).to.equal('Austria');
    expect(byRole<HTMLTextAreaElement>('textbox', 'Street').value).to.equal(adasProfile.street);
    expect(byRole<HTMLInputElement>('textbox', 'City or town').value).to.equal('Wien');
    expect(byRole<HTMLInputElement>('textbox', 'Postal code (PLZ)').value).to.equal('1070');
    expect(byRole<HTMLSelectElement>('combobox', 'Current locale').value).to.equal('');
    expect(byRole<HTMLSelectElement>('combobox', 'Time zone').value).to.equal('');
    await until(
      () => control(element, 'telephone').value === '+43 1 5550142',
      'the number is written for people',
      8000,
    );
    expect(element.dirty).to.equal(false);
  });

  it('shows a relationship that it does not know as it is', async () => {
    const client = fakeClient({
      capabilities: { get: () => ({ ...ourServer, relationships: ['employee', 'Board of trustees'] }) },
    });
    const element = await open(client);
    const options = [...(control(element, 'relationship') as unknown as HTMLSelectElement).options];
    expect(options.map(({ text }) => text)).to.deep.equal(['Not set', 'Employee', 'Board of trustees']);
  });

  it('tells browsers and password managers what each field is', async () => {
    const element = await open(server().client);
    const tokens = Object.fromEntries(
      [...formOf(element).elements]
        .filter((each): each is HTMLInputElement => 'autocomplete' in each && (each as HTMLInputElement).name !== '')
        .map((each) => [each.name, each.getAttribute('autocomplete')]),
    );
    expect(tokens).to.deep.equal({
      title: 'organization-title',
      relationship: null,
      telephone: 'tel',
      country: 'country',
      street: 'street-address',
      postalCode: 'postal-code',
      city: 'address-level2',
      state: 'address-level1',
      locale: 'language',
      timeZone: null,
      hourCycle: null,
      firstDayOfWeek: null,
    });
    expect(element.querySelector('[maxlength]'), 'nothing cuts what is pasted').to.equal(null);
  });

  it('can be filled in and saved with the keyboard alone', async () => {
    const { client, sent } = server();
    const element = await open(client);
    control(element, 'title').focus();
    await press('Control+a');
    await type('Head of Security');
    const order = ['title'];
    for (let step = 0; step < 20 && activeElement() !== button(element, 'Save'); step += 1) {
      await press('Tab');
      order.push((activeElement() as HTMLInputElement).name || (activeElement()?.textContent?.trim() ?? ''));
    }
    expect(order.slice(0, -1)).to.deep.equal([
      'title',
      'relationship',
      'telephone',
      'country',
      'street',
      'postalCode',
      'city',
      'locale',
      'timeZone',
      'More regional settings',
    ]);
    await press('Enter');
    await until(() => sent.length === 1);
    await settled(element);
    expect(sent[0]?.body).to.deep.equal({ title: 'Head of Security' });
    expect(activeElement(), 'the focus stays on the button').to.equal(button(element, 'Save'));
  });

  it('sends only what was changed, with the version that the person saw', async () => {
    const { client, sent } = server();
    const element = await open(client);
    fill(formOf(element), { city: 'Graz', postalCode: '8010' });
    await save(element);
    expect(sent).to.deep.equal([{ version: '7', body: { city: 'Graz', postalCode: '8010' } }]);
    expect(element.dirty).to.equal(false);
  });

  it('sends nothing when nothing was changed, and says so', async () => {
    const { client, sent } = server();
    const element = await open(client);
    await save(element);
    expect(sent).to.deep.equal([]);
    expect(status(element)).to.equal('Nothing to save: nothing was changed.');
  });

  it('says when it saved, until the next edit', async () => {
    const element = await open(server().client);
    fill(formOf(element), { title: 'Head of Security' });
    await save(element);
    expect(status(element)).to.match(/^Saved at \d/);
    expect(element.matches(':state(saved)')).to.equal(true);
    fill(formOf(element), { title: 'Head of Everything' });
    await settled(element);
    expect(status(element)).to.equal('');
    expect(element.matches(':state(dirty)')).to.equal(true);
  });

  it('tells the page what happened', async () => {
    const element = await open(server().client);
    const heard: string[] = [];
    for (const name of ['dirty-change', 'profile-saved', 'locale-changed'] as const) {
      document.addEventListener(name, (event) => heard.push(event.type), { once: true });
    }
    fill(formOf(element), { title: 'Head of Security' });
    await settled(element);
    expect(heard).to.deep.equal(['dirty-change']);
    await save(element);
    expect(heard).to.include('profile-saved').and.not.include('locale-changed');
    fill(formOf(element), { locale: 'de-AT' });
    await save(element);
    expect(heard).to.include('locale-changed');
  });

  it('takes back what was typed with Cancel', async () => {
    const element = await open(server().client);
    fill(formOf(element), { title: 'x', street: 'y', country: 'US', locale: 'fr-FR' });
    button(element, 'Cancel').focus();
    await press('Enter');
    await until(() => !element.dirty);
    await settled(element);
    expect(element.dirty).to.equal(false);
    expect(element.querySelector('.account-unsaved')?.checkVisibility()).to.equal(false);
    expect(control(element, 'street').value).to.equal(adasProfile.street);
    expect(control(element, 'country').value).to.equal('AT');
    expect(allByRole('textbox', 'Postal code (PLZ)', element), 'labels follow').to.have.length(1);
  });

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

  it('has the browser ask before what is not saved goes with the page, and only then', async () => {
    const leaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const element = await open(server().client);
    expect(leaving()).to.equal(false);
    fill(formOf(element), { title: 'x' });
    await settled(element);
    expect(leaving()).to.equal(true);
    await save(element);
    expect(leaving()).to.equal(false);
    fill(formOf(element), { title: 'y' });
    await settled(element);
    element.remove();
    expect(leaving()).to.equal(false);
  });

  it('can be read where the backend does not let it be changed', async () => {
    const client = createClient({ profile: { get: () => adasProfile } });
    const element = await open(client);
    expect(control(element, 'city').matches(':disabled')).to.equal(true);
    expect(element.textContent).to.contain('You can read this here, but not change it.');
    expect(allByRole('button', /Save|Cancel/, element)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('is one line where the backend has no profiles', async () => {
    const element = await open(createClient({}));
    expect(element.textContent?.trim()).to.equal('Not available for this account.');
  });

  it('follows what was saved elsewhere while nothing is typed', async () => {
    const { client, announce, elsewhere } = server();
    const element = await open(client);
    fill(formOf(element), { city: 'Gra' });
    fill(formOf(element), { city: 'Wien' });
    elsewhere({ city: 'Graz', street: 'Herrengasse 1' });
    announce();
    await settled(element);
    expect(control(element, 'city').value, 'typed and taken back is not typed').to.equal('Graz');
    expect(control(element, 'street').value).to.equal('Herrengasse 1');
    expect(element.dirty).to.equal(false);
  });

  it('shows nothing of one person to the next who signs in on the page', async () => {
    let account = ada;
    const { client } = server(adasProfile, { account: { get: () => account } });
    const element = await open(client);
    await fixture(html`<account-name .client=${client}></account-name>`);
    fill(formOf(element), { title: 'Typed by Ada' });
    account = { ...ada, id: 'acc_bob', email: 'bob@example.com' };
    client.dispatchEvent(new Event('change'));
    await settled();
    await until(() => control(element, 'title').value === adasProfile.title, 'what Ada typed is gone');
    expect(element.dirty).to.equal(false);
  });

  it('is saved once, however often Save is pressed', async () => {
    let saves = 0;
    const client = fakeClient({
      profile: {
        update: () => {
          saves += 1;
          return new Promise(() => undefined);
        },
      },
    });
    const element = await open(client);
    const { width } = button(element, 'Save').getBoundingClientRect();
    fill(formOf(element), { title: 'x' });
    button(element, 'Save').click();
    await settled(element);
    const saving = button(element, 'Saving…');
    saving.click();
    formOf(element).requestSubmit();
    await settled(element);
    expect(saves).to.equal(1);
    expect(saving.disabled).to.equal(false);
    expect(saving.getAttribute('aria-disabled')).to.equal('true');
    expect(saving.getBoundingClientRect().width, 'its width is kept').to.equal(width);
    expect(element.matches(':state(saving)')).to.equal(true);
  });

  it('brings the focus to the first field that was refused, and says why under it', async () => {
    const { client, refuseWith } = server();
    const element = await open(client);
    refuseWith('invalid-input', {
      fields: [
        { name: 'city', code: 'too-long' },
        { name: 'telephone', code: 'invalid' },
      ],
    });
    fill(formOf(element), { city: 'x', telephone: 'y' });
    await save(element);
    const telephone = control(element, 'telephone');
    expect(activeElement()).to.equal(telephone);
    const described = (telephone.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id));
    expect(described).to.not.include(null);
    expect(described.map((each) => each?.textContent).join(' ')).to.contain('Check this');
  });

  it('opens what is folded away when a field in it was refused', async () => {
    const { client, refuseWith } = server();
    const element = await open(client);
    refuseWith('invalid-input', { fields: [{ name: 'locale.hourCycle', code: 'invalid' }] });
    fill(formOf(element), { hourCycle: 'h12' });
    await save(element);
    expect(activeElement()).to.equal(control(element, 'hourCycle'));
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

  it('keeps two forms on a page apart', async () => {
    await fixture(
      html`<div>
        <profile-form .client=${server().client}></profile-form><profile-form .client=${server().client}></profile-form>
      </div>`,
    );
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const label of document.querySelectorAll('label')) {
      expect(label.control?.closest('profile-form')).to.equal(label.closest('profile-form'));
    }
  });

  it('invites somebody new, and offers to try again when it cannot be read', async () => {
    const empty = await open(server(emptyProfile).client);
    expect(empty.textContent).to.contain('Add your details so Northwind Trust can reach you.');
    let fails = true;
    const client = fakeClient({
      profile: {
        get: () => {
          if (fails) throw new Problem('unreachable');
          return adasProfile;
        },
      },
    });
    const element = await open(client);
    expect(element.querySelector('form')).to.equal(null);
    fails = false;
    button(element, 'Try again').click();
    await until(() => element.querySelector('form'));
  });

  it('works without a list of relationships', async () => {
    const element = await open(fakeClient({ capabilities: { get: refuse('unreachable') } }));
    expect(control(element, 'relationship').value, 'what is saved stays').to.equal('employee');
  });

  it('has no inline style, and no style element', async () => {
    const element = await open(server().client);
    fill(formOf(element), { country: 'US', locale: 'de-AT' });
    await save(element);
    expect(element.querySelectorAll('[style], style').length).to.equal(0);
  });

  it('takes the place that its skeleton held', async () => {
    const loading = await fixture(
      html`<profile-form
        .client=${fakeClient({ profile: { get: () => new Promise(() => undefined) } })}
      ></profile-form>`,
    );
    const { height } = loading.getBoundingClientRect();
    loading.remove();
    const element = await open(server().client);
    expect(Math.abs(element.getBoundingClientRect().height - height)).to.be.lessThan(4);
  });

  describe('is accessible', () => {
    for (const [name, width, scheme] of [
      ['wide', 960, 'light'],
      ['wide and dark', 960, 'dark'],
      ['at 320 px', 320, 'light'],
      ['at 320 px and dark', 320, 'dark'],
    ] as const) {
      it(name, async () => {
        await cdp('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
        document.documentElement.style.colorScheme = scheme;
        document.body.style.background = 'Canvas';
        try {
          const { client, refuseWith } = server();
          const element = await open(client);
          element.querySelector('details')?.setAttribute('open', '');
          refuseWith('invalid-input', { fields: [{ name: 'city', code: 'too-long' }] });
          fill(formOf(element), { city: 'x', postalCode: '1' });
          await save(element);
          await expectAccessible(element);
          expect(document.documentElement.scrollWidth).to.be.at.most(width);
        } finally {
          document.documentElement.removeAttribute('style');
          document.body.removeAttribute('style');
          await cdp('Emulation.clearDeviceMetricsOverride');
        }
      });
    }

    it('from right to left', async () => {
      const element = await fixture<ProfileForm>(
        html`<profile-form dir="rtl" .client=${server({ ...adasProfile, country: 'US' }).client}></profile-form>`,
      );
      (element.querySelector('.account-light') as HTMLElement).dir = 'rtl';
      const left = (name: string) => control(element, name).getBoundingClientRect().left;
      expect(left('title'), 'the first field is at the right').to.be.greaterThan(left('relationship'));
      expect(control(element, 'telephone').dir, 'numbers are not turned round').to.equal('ltr');
      await expectAccessible(element);
    });
  });
});
