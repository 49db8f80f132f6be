import { html } from 'lit';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { countryName } from './countries.ts';
import { weekday } from './locale-fields.ts';
import { localeName } from './locales.ts';
import type { FieldName, Values } from './profile-values.ts';
import { timeZoneCity } from './time-zones.ts';
import { wordsOf } from './words.ts';

/** What to do when the profile was saved somewhere else meanwhile. */
export function conflictBanner(localize: LocalizeController, reload: () => void, keep: () => void): unknown {
  const { conflict } = wordsOf(localize);
  return html`<div class="account-banner">
    <p class="account-text">${conflict.text}</p>
    <button class="account-button" type="button" @click=${reload}>${conflict.reload}</button>
    <button class="account-button" type="button" @click=${keep}>${conflict.keep}</button>
  </div>`;
}

/** The three states of a field that two people may have changed. */
interface Versions {
  readonly saved: Values;
  readonly mine: Values;
  readonly theirs: Values;
}

/** What a field that both changed became somewhere else; nothing when there is no disagreement. */
export function theirChange(name: FieldName, versions: Versions, localize: LocalizeController): string | undefined {
  const { saved, mine, theirs } = versions;
  if (mine[name] === saved[name] || theirs[name] === saved[name] || theirs[name] === mine[name]) return undefined;
  const { conflict } = wordsOf(localize);
  return theirs[name] === '' ? conflict.cleared : conflict.theirs(spoken(name, theirs[name], localize));
}

/** What the choice of a list is called, and any other value as it is. */
function spoken(name: FieldName, value: string, localize: LocalizeController): string {
  const { language } = localize;
  switch (name) {
    case 'country':
      return countryName(value, language);
    case 'relationship':
      return wordsOf(localize).relationships[value] ?? value;
    case 'locale':
      return localeName(value);
    case 'timeZone':
      return timeZoneCity(value);
    case 'hourCycle':
      return value === 'h12' || value === 'h23' ? wordsOf(localize).hourCycles[value] : value;
    case 'firstDayOfWeek':
      return weekday(Number(value), language);
    default:
      return value;
  }
}
