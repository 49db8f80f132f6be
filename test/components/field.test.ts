import { expect } from 'chai';
import { html, render } from 'lit';
import { field, option, selectField, textareaField, type Field } from '../../components/shared/field.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { fixture } from '../support/browser.ts';

const city: Field = { id: 'x-city', name: 'city', label: 'City', value: 'Wien', autocomplete: 'address-level2' };

/** Renders a field, and again with what changed. */
async function shown(
  options: Field,
): Promise<{ readonly input: HTMLInputElement; again(changed: Partial<Field>): void }> {
  const place = await fixture<HTMLElement>(html`<form></form>`);
  const again = (changed: Partial<Field>) => render(field({ ...options, ...changed }), place);
  again({});
  return { input: place.querySelector('input') as HTMLInputElement, again };
}

const described = (control: Element) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);

describe('field', () => {
  it('is a native input with its label and its purpose', async () => {
    const { input } = await shown(city);
    expect(input.labels?.[0]?.textContent).to.equal('City');
    expect([input.name, input.type, input.value, input.autocomplete]).to.deep.equal([
      'city',
      'text',
      'Wien',
      'address-level2',
    ]);
    await expectAccessible(input.form as HTMLFormElement);
  });

  it('writes no attribute that it was not given', async () => {
    const { input } = await shown(city);
    for (const name of [
      'inputmode',
      'maxlength',
      'spellcheck',
      'autocapitalize',
      'dir',
      'passwordrules',
      'aria-invalid',
      'aria-describedby',
    ]) {
      expect(input.hasAttribute(name), name).to.equal(false);
    }
  });

  it('is described by its hint, its note and why it was refused, as far as there are any', async () => {
    const { input, again } = await shown({ ...city, hint: 'Hint' });
    expect(described(input)).to.deep.equal(['Hint']);
    again({ note: 'Note', problem: 'Problem' });
    expect(described(input)).to.deep.equal(['Hint', 'Note', 'Problem']);
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    again({ note: '' });
    expect(described(input)).to.deep.equal(['Hint']);
    expect(input.hasAttribute('aria-invalid')).to.equal(false);
  });

  it('has the region of its note before the note', async () => {
    const { input, again } = await shown({ ...city, note: '' });
    const region = input.form?.querySelector('[role="status"]');
    expect(region?.textContent).to.equal('');
    again({ note: 'Check it.' });
    expect(input.form?.querySelector('[role="status"]') === region).to.equal(true);
    expect(region?.textContent).to.equal('Check it.');
  });

  it('keeps what was typed when what is saved changes, and follows it until then', async () => {
    const { input, again } = await shown(city);
    again({ value: 'Graz' });
    expect(input.value).to.equal('Graz');
    input.focus();
    document.execCommand('insertText', false, 'typed ');
    again({ value: 'Linz' });
    expect(input.value).to.contain('typed');
    input.form?.reset();
    expect(input.value).to.equal('Linz');
  });

  it('keeps the control, its value and the focus when a problem comes and goes', async () => {
    const { input, again } = await shown(city);
    input.value = 'typed';
    input.focus();
    again({ problem: 'Problem', hint: 'Hint', note: 'Note' });
    again({});
    expect(input.isConnected).to.equal(true);
    expect(document.activeElement === input).to.equal(true);
    expect(input.value).to.equal('typed');
  });

  it('puts text in as text', async () => {
    const { input } = await shown({
      ...city,
      value: '"><img src=x onerror=alert(1)>',
      label: '<b>City</b>',
      problem: '<i>',
    });
    expect(input.value).to.equal('"><img src=x onerror=alert(1)>');
    expect(input.form?.querySelectorAll('img, b, i')).to.have.length(0);
  });

  it('that is hidden keeps its value and is not read out', async () => {
    const { input } = await shown({ ...city, hidden: true });
    expect(input.form?.elements).to.have.length(1);
    expect(input.checkVisibility()).to.equal(false);
  });
});

describe('textareaField and selectField', () => {
  it('start with what is saved, and go back to it', async () => {
    const form = await fixture<HTMLFormElement>(html`<form></form>`);
    const show = (street: string, country: string) =>
      render(
        html`${textareaField({ id: 'x-s', name: 'street', label: 'Street', value: street, rows: 3, autocomplete: 'street-address' })}
        ${selectField({
          id: 'x-c',
          name: 'country',
          label: 'Country',
          value: country,
          autocomplete: 'country',
          options: ['', 'AT', 'CH'].map((code) => option(code, code || 'None', country)),
        })}`,
        form,
      );
    show('\nSecond line first', 'AT');
    const [street, country] = [...form.elements] as [HTMLTextAreaElement, HTMLSelectElement];
    expect([street.value, country.value]).to.deep.equal(['\nSecond line first', 'AT']);
    street.value = 'typed';
    country.value = 'CH';
    form.reset();
    expect([street.value, country.value]).to.deep.equal(['\nSecond line first', 'AT']);
    show('x', 'CH');
    expect([street.value, country.value]).to.deep.equal(['x', 'CH']);
    await expectAccessible(form);
  });
});
