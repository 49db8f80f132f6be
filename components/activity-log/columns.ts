import { html, nothing } from 'lit';
import type { ActivityEntry, ActivityView } from '../contract/activity.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import type { Terms } from '../localize/languages.ts';
import { breakable, deviceText, placeText, wordFor } from '../localize/visit-text.ts';

/** What an entry shows in one place, in the table as in the list. */
export interface Column {
  heading(words: Terms['activity']['columns']): string;
  /** Nothing when the entry has none. */
  show(entry: ActivityEntry, localize: LocalizeController): unknown;
}

const timeUnder = (heading: Column['heading']): Column => ({
  heading,
  show: ({ at }, localize) => html`<time datetime=${at}>${localize.date(at)}</time>`,
});

const addressUnder = (heading: Column['heading']): Column => ({
  heading,
  show: (entry) => entry.address && html`<bdi class="address">${breakable(entry.address)}</bdi>`,
});

const accessType: Column = {
  heading: (words) => words.accessType,
  show: ({ device, outcome }, { terms }) =>
    html`<span class="type">${terms.devices.access[device?.access ?? 'unknown']}</span> ${failed(outcome, terms)}`,
};

const accessDetails: Column = {
  heading: (words) => words.accessDetails,
  show: ({ device }, { terms }) => html`<bdi>${device ? deviceText(device, terms) : terms.devices.unknown}</bdi>`,
};

const location: Column = {
  heading: (words) => words.location,
  show: ({ place }, { language, terms }) => text(placeText(place, language, terms)),
};

const type: Column = {
  heading: (words) => words.type,
  show({ type: code, outcome }, { terms }) {
    const known = wordFor(code, terms.activity.types);
    return html`<span class="type"><bdi>${known ?? terms.activity.unknownType(code)}</bdi></span>
      ${failed(outcome, terms)}`;
  },
};

const client: Column = {
  heading: (words) => words.client,
  show: (entry) => text(entry.client?.name),
};

const details: Column = {
  heading: (words) => words.details,
  show({ actor, details: more, device, place, reason }, { language, terms }) {
    const { activity } = terms;
    const fields = namesIn(more['fields']).map((name) => fieldName(name, terms));
    const known = [
      actor === 'person' ? undefined : activity.actors[actor],
      reason === null ? undefined : (wordFor(reason, activity.reasons) ?? reason),
      ...namesIn(more['methods']).map((method) => wordFor(method, activity.methods)),
      fields.length > 0 ? activity.changed(fields.join(', ')) : undefined,
      device ? deviceText(device, terms) : undefined,
      placeText(place, language, terms),
    ];
    const parts = known.filter(Boolean).map((part) => html`<bdi>${part}</bdi>`);
    return parts.length > 0 && parts.map((part, index) => (index === 0 ? part : html` · ${part}`));
  },
};

const text = (known: string | undefined): unknown => known && html`<bdi>${known}</bdi>`;

/** A word as well as a colour. */
const failed = (outcome: ActivityEntry['outcome'], { activity }: Terms): unknown =>
  outcome === 'failure' ? html`<span class="failed">${activity.failed}</span>` : nothing;

/** The names in a part of the details, which no schema describes. */
const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** What a field is called in the form that it belongs to. */
function fieldName(name: string, { accountName, profileForm }: Terms): string {
  const names: Readonly<Record<string, string>> = {
    firstName: accountName.firstName,
    lastName: accountName.lastName,
    title: profileForm.title,
    telephone: profileForm.telephone,
    street: profileForm.street,
    city: profileForm.city,
    state: profileForm.state.any,
    postalCode: profileForm.postcode.any,
    country: profileForm.country,
    relationship: profileForm.relationship(),
    locale: profileForm.locale,
  };
  return wordFor(name, names) ?? name;
}

/** The columns of each view, in their order. */
export const columns: Readonly<Record<ActivityView, readonly Column[]>> = {
  access: [
    accessType,
    accessDetails,
    location,
    addressUnder((words) => words.ip),
    timeUnder((words) => words.dateTime),
  ],
  events: [timeUnder((words) => words.time), type, addressUnder((words) => words.address), client, details],
};
