import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { dateFormat } from '../localize/formats.ts';
import { option, selectField } from '../shared/field.ts';
import { choiceOptions } from './choice.ts';
import { locales, localesListed } from './locales.ts';
import { toLocale } from './profile-values.ts';
import { deviceTimeZone, timeZoneCity, timeZones } from './time-zones.ts';
import type { View } from './view.ts';
import { wordsOf } from './words.ts';

/** Language, region and time zone, with what they look like. */
export function localeFields(view: View): unknown {
  const { saved, localize } = view;
  const { fields } = localize.terms;
  const words = wordsOf(localize);
  return html`
    ${selectField({
      ...view.field('locale'),
      label: fields.locale,
      autocomplete: 'language',
      options: guard([localize.language, saved.locale, localesListed()], () => [
        option('', words.localeUnset, saved.locale),
        choiceOptions(locales(saved.locale), saved.locale),
      ]),
    })}
    ${selectField({
      ...view.field('timeZone'),
      label: words.timeZone,
      options: guard([localize.language, saved.timeZone], () => timeZoneOptions(view)),
    })}
    <output class="account-preview account-wide" for="${view.field('locale').id} ${view.field('timeZone').id}"
      >${preview(view)}</output
    >
    <details class="account-more account-wide" ?open=${Boolean(saved.hourCycle || saved.firstDayOfWeek)}>
      <summary class="account-summary">${words.more}</summary>
      <div class="account-grid account-grid-2">
        ${selectField({
          ...view.field('hourCycle'),
          label: words.hourCycle,
          options: [
            option('', words.asUsual, saved.hourCycle),
            option('h12', words.hourCycles.h12, saved.hourCycle),
            option('h23', words.hourCycles.h23, saved.hourCycle),
          ],
        })}
        ${selectField({
          ...view.field('firstDayOfWeek'),
          label: words.firstDayOfWeek,
          options: ['', '1', '2', '3', '4', '5', '6', '7'].map((day) =>
            option(day, day ? weekday(Number(day), localize.language) : words.asUsual, saved.firstDayOfWeek),
          ),
        })}
      </div>
    </details>
  `;
}

function timeZoneOptions({ saved, localize }: View): unknown {
  const words = wordsOf(localize);
  const device = deviceTimeZone();
  const own = option(device, timeZoneCity(device), saved.timeZone);
  return [
    option('', words.timeZoneUnset(timeZoneCity(device)), saved.timeZone),
    html`<optgroup label=${words.thisDevice}>${own}</optgroup>`,
    ...timeZones(localize.language, saved.timeZone, words.oceans).map(
      ({ label, choices }) =>
        html`<optgroup label=${label}>${choiceOptions(choices, saved.timeZone, device)}</optgroup>`,
    ),
  ];
}

/** What dates and numbers will look like, while the person is still choosing. */
function preview({ values, localize }: View): unknown {
  const locale = toLocale(values);
  return html`<span class="account-preview-label">${wordsOf(localize).preview}</span>
    <bdi class="account-example">${localize.date(new Date(), { dateStyle: 'long', timeStyle: 'short' }, locale)}</bdi>
    <bdi class="account-example">${localize.date(new Date(), { dateStyle: 'short' }, locale)}</bdi>
    <bdi class="account-example">${localize.number(1234567.89, {}, locale)}</bdi>`;
}

/** The name of a day, 1 for Monday. */
export const weekday = (day: number, language: string): string =>
  // The fifth of January 1970 was a Monday.
  dateFormat(language, { weekday: 'long', timeZone: 'UTC' }).format((day + 3) * 86_400_000);
