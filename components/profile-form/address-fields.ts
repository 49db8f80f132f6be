import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { field, option, selectField, textareaField } from '../shared/field.ts';
import { choiceOptions } from './choice.ts';
import { countries, countryName, digitsOnly, looksLikePostcode, postcodeKind, stateKind } from './countries.ts';
import type { TelephoneNote } from './telephone.ts';
import type { View } from './view.ts';

/** Telephone and address; the country comes first, because it decides what the rest is called. */
export function addressFields(view: View, telephoneNote: TelephoneNote | undefined): unknown {
  const { values, saved, localize } = view;
  const terms = localize.terms.profileForm;
  const inCountry = values.country && countryName(values.country, localize.language);
  const state = stateKind(values.country);
  return html`
    ${field({
      ...view.field('telephone', noteText(view, telephoneNote)),
      label: terms.telephone,
      hint: inCountry ? terms.telephoneHintIn(inCountry) : terms.telephoneHint,
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
      dir: 'ltr',
    })}
    ${selectField({
      ...view.field('country'),
      label: terms.country,
      autocomplete: 'country',
      // Hundreds of options, and an update with every key.
      options: guard([localize.language, saved.country], () => [
        option('', terms.none, saved.country),
        choiceOptions(countries(localize.language), saved.country),
      ]),
    })}
    <span class="account-visually-hidden" role="status"
      >${inCountry && values.country !== saved.country ? terms.addressFollows(inCountry) : ''}</span
    >
    ${textareaField({
      ...view.field('street'),
      label: terms.street,
      autocomplete: 'street-address',
      rows: 2,
      class: 'account-wide',
    })}
    <div class="account-row">
      ${field({
        ...view.field('postalCode', postcodeText(view)),
        label: terms.postcode[postcodeKind(values.country)],
        autocomplete: 'postal-code',
        inputmode: digitsOnly(values.country) ? 'numeric' : 'text',
        autocapitalize: 'characters',
        spellcheck: 'false',
      })}
      ${field({ ...view.field('city'), label: terms.city, autocomplete: 'address-level2', autocapitalize: 'words' })}
      ${field({
        ...view.field('state'),
        label: terms.state[state ?? 'any'],
        autocomplete: 'address-level1',
        autocapitalize: 'words',
        // What is in it will be saved, so it shows: nobody should have to guess what their address says.
        hidden: state === undefined && values.state === '',
      })}
    </div>
  `;
}

function noteText({ localize }: View, note: TelephoneNote | undefined): string {
  if (!note) return '';
  const { telephoneNotes } = localize.terms.profileForm;
  if (note.name === 'read') return telephoneNotes.read(note.number);
  return telephoneNotes[note.name](note.country && countryName(note.country, localize.language));
}

function postcodeText({ values, localize }: View): string {
  const { country, postalCode } = values;
  if (!country || !postalCode.trim() || looksLikePostcode(postalCode, country)) return '';
  return localize.terms.profileForm.postcodeNote(countryName(country, localize.language));
}
