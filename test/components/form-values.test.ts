import { expect } from 'chai';
import { html } from 'lit';
import { changedFields, formValues } from '../../components/shared/form-values.ts';
import { fixture } from '../support/browser.ts';

const form = () =>
  fixture<HTMLFormElement>(
    html`<form>
      <fieldset>
        <input name="city" value="Wien" />
        <textarea name="street">
One
Two</textarea>
        <select name="country">
          <option value="">None</option>
          <option value="AT" selected>Austria</option>
          <option value="CH">Switzerland</option>
        </select>
        <select name="unset">
          <option value="first">First</option>
          <option value="second">Second</option>
        </select>
        <input type="checkbox" name="signOutOthers" />
        <input type="checkbox" name="remember" checked />
        <input value="nameless" />
        <output name="sum">3</output>
        <button name="button" value="pressed">Save</button>
      </fieldset>
    </form>`,
  );

const control = <E extends Element = HTMLInputElement>(owner: HTMLFormElement, name: string) =>
  owner.elements.namedItem(name) as unknown as E;

describe('formValues', () => {
  it('are what each named control holds', async () => {
    expect(formValues(await form())).to.deep.equal({
      city: 'Wien',
      street: 'One\nTwo',
      country: 'AT',
      unset: 'first',
      signOutOthers: '',
      remember: 'on',
    });
  });

  it('hold what cannot be edited too', async () => {
    const owner = await form();
    control(owner, 'city').disabled = true;
    owner.querySelector('fieldset')?.setAttribute('disabled', '');
    expect(formValues(owner)['city']).to.equal('Wien');
  });
});

describe('changedFields', () => {
  it('are none at first, and none after a reset', async () => {
    const owner = await form();
    expect(changedFields(owner)).to.deep.equal([]);
    control(owner, 'city').value = 'Graz';
    control(owner, 'signOutOthers').checked = true;
    owner.reset();
    expect(changedFields(owner)).to.deep.equal([]);
  });

  it('are those that hold something else than at first', async () => {
    const owner = await form();
    control(owner, 'city').value = '';
    control<HTMLTextAreaElement>(owner, 'street').value += '!';
    control<HTMLSelectElement>(owner, 'country').value = '';
    control<HTMLSelectElement>(owner, 'unset').value = 'second';
    control(owner, 'signOutOthers').checked = true;
    control(owner, 'remember').checked = false;
    expect(changedFields(owner)).to.deep.equal(['city', 'street', 'country', 'unset', 'signOutOthers', 'remember']);
  });

  it('are not those that were changed back', async () => {
    const owner = await form();
    control(owner, 'city').value = 'Graz';
    control(owner, 'city').value = 'Wien';
    expect(changedFields(owner)).to.deep.equal([]);
  });
});
