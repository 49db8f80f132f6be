import '../../components/account-name/define.ts';
import { expect } from 'chai';
import { html } from 'lit';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { ProfileForm } from '../../components/profile-form/profile-form.ts';
import { fakeClient, refuse } from '../../components/testing/fake-client.ts';
import { fill } from '../../stories/support/fill.ts';
import { ada, adasProfile, emptyProfile, ourServer } from '../../components/testing/samples.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, fixture, press, settled, type, until } from '../support/browser.ts';
import { open, formOf, control, status, button, save, server } from '../support/profile-form.ts';
import { setWidth } from '../support/viewport.ts';

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
    await until(() => control(element, 'telephone').value === '+43 1 5550142', 'the number is written for people');
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

  it('tells the next person nothing of what the one before saved', async () => {
    const { client } = server();
    const element = await open(client);
    fill(formOf(element), { title: 'x' });
    await save(element);
    expect(status(element)).to.match(/^Saved at/);
    client.dispatchEvent(new Event('signed-out'));
    client.dispatchEvent(new Event('change'));
    await settled();
    await until(() => element.querySelector('form'));
    expect(status(element)).to.equal('');
    expect(element.matches(':state(saved)')).to.equal(false);
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
        await setWidth(width);
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
