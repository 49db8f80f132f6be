import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { field, option, selectField, textareaField } from '../shared/field.ts';
import { choiceOptions } from './choice.ts';
import { countries, countryName, digitsOnly, looksLikePostcode, postcodeKind, stateKind } from './countries.ts';
import type { TelephoneNote } from './telephone.ts';
import type { View } from './view.ts';
import { wordsOf } from './words.ts';

/** Telephone and address; the country comes first, because it decides what the rest is called. */
export function addressFields(view: View, telephoneNote: TelephoneNote | undefined): unknown {
  const { values, saved, localize } = view;
  const { fields } = localize.terms;
  const words = wordsOf(localize);
  const inCountry = values.country && countryName(values.country, localize.language);
  const state = stateKind(values.country);
  return html`
    ${field({
      ...view.field('telephone', noteText(view, telephoneNote)),
      label: fields.telephone,
      hint: inCountry ? words.telephoneHintIn(inCountry) : words.telephoneHint,
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
      dir: 'ltr',
    })}
    ${selectField({
      ...view.field('country'),
      label: fields.country,
      autocomplete: 'country',
      // Hundreds of options, and an update with every key.
      options: guard([localize.language, saved.country], () => [
        option('', words.none, saved.country),
        choiceOptions(countries(localize.language), saved.country),
      ]),
    })}
    <span class="account-visually-hidden" role="status"
      >${inCountry && values.country !== saved.country ? words.addressFollows(inCountry) : ''}</span
    >
    ${textareaField({
      ...view.field('street'),
      label: fields.street,
      autocomplete: 'street-address',
      rows: 2,
      class: 'account-wide',
    })}
    <div class="account-row">
      ${field({
        ...view.field('postalCode', postcodeText(view)),
        label: { any: fields.postalCode, ...words.postcode }[postcodeKind(values.country)],
        autocomplete: 'postal-code',
        inputmode: digitsOnly(values.country) ? 'numeric' : 'text',
        autocapitalize: 'characters',
        spellcheck: 'false',
      })}
      ${field({ ...view.field('city'), label: fields.city, autocomplete: 'address-level2', autocapitalize: 'words' })}
      ${field({
        ...view.field('state'),
        label: { any: fields.state, ...words.state }[state ?? 'any'],
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
  const { telephoneNotes } = wordsOf(localize);
  if (note.name === 'read') return telephoneNotes.read(note.number);
  return telephoneNotes[note.name](note.country && countryName(note.country, localize.language));
}

function postcodeText({ values, localize }: View): string {
  const { country, postalCode } = values;
  if (!country || !postalCode.trim() || looksLikePostcode(postalCode, country)) return '';
  return wordsOf(localize).postcodeNote(countryName(country, localize.language));
}
