import { html, nothing } from 'lit';
import type { ActivityEntry, ActivityView } from '../contract/activity.ts';
import { activity as english } from '../localize/en/activity.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { breakable, deviceText, placeText, wordFor } from '../localize/visit-text.ts';

/** What an entry shows in one place, in the table as in the list. */
export interface Column {
  heading(words: (typeof english)['columns']): string;
  /** Nothing when the entry has none. */
  show(entry: ActivityEntry, localize: LocalizeController): unknown;
  /** Says what was done: the way to say that it was somebody else stands there. */
  readonly what?: true;
}

/** Below the heading of its day, a time alone is enough, unless the column promises the date. */
const timeUnder = (heading: Column['heading'], style?: Intl.DateTimeFormatOptions): Column => ({
  heading,
  show: ({ at }, localize) => html`<time datetime=${at}>${localize.date(at, style)}</time>`,
});

const addressUnder = (heading: Column['heading']): Column => ({
  heading,
  show: (entry) => entry.address && html`<bdi class="address">${breakable(entry.address)}</bdi>`,
});

const accessType: Column = {
  what: true,
  heading: (words) => words.accessType,
  show: ({ device, outcome }, localize) =>
    html`<span class="type">${localize.terms.devices.access[device?.access ?? 'unknown']}</span>
      ${failed(outcome, localize)}`,
};

const accessDetails: Column = {
  heading: (words) => words.accessDetails,
  show({ actor, details: more, device }, localize) {
    const { terms } = localize;
    const known = device ? deviceText(device, terms) : terms.devices.unknown;
    return html`<bdi>${known}</bdi>
      ${actor === 'operator' ? html`· <bdi>${doneBy(actor, more, localize)}</bdi>` : nothing}`;
  },
};

const location: Column = {
  heading: (words) => words.location,
  show: ({ place }, { language, terms }) => text(placeText(place, language, terms)),
};

const type: Column = {
  what: true,
  heading: (words) => words.type,
  show({ type: code, outcome }, localize) {
    const { types, unknownType } = wordsOf(localize);
    return html`<span class="type"><bdi>${wordFor(code, types) ?? unknownType(code)}</bdi></span>
      ${failed(outcome, localize)}`;
  },
};

const client: Column = {
  heading: (words) => words.client,
  show: (entry) => text(entry.client?.name),
};

const details: Column = {
  heading: (words) => words.details,
  show({ actor, details: more, device, place, reason }, localize) {
    const { language, terms } = localize;
    const words = wordsOf(localize);
    const fields = namesIn(more['fields']).map((name) => wordFor(name, terms.fields) ?? name);
    const known = [
      actor === 'person' ? undefined : doneBy(actor, more, localize),
      reason === null ? undefined : (wordFor(reason, words.reasons) ?? reason),
      ...namesIn(more['methods']).map((method) => wordFor(method, words.methods)),
      fields.length > 0 ? words.changed(fields.join(', ')) : undefined,
      device ? deviceText(device, terms) : undefined,
      placeText(place, language, terms),
    ];
    const parts = known.filter(Boolean).map((part) => html`<bdi>${part}</bdi>`);
    return parts.length > 0 && parts.map((part, index) => (index === 0 ? part : html` · ${part}`));
  },
};

export const wordsOf = (localize: LocalizeController): typeof english => localize.words('activity', english);

const text = (known: string | undefined): unknown => known && html`<bdi>${known}</bdi>`;

/** Who did it, if it was not the person; the name of somebody of the support as the operator gave it. */
export function doneBy(
  actor: 'operator' | 'system',
  { operator }: ActivityEntry['details'],
  localize: LocalizeController,
): string {
  const word = wordsOf(localize).actors[actor];
  return typeof operator === 'string' ? `${word} (${operator})` : word;
}

/** A word as well as a colour. */
const failed = (outcome: ActivityEntry['outcome'], localize: LocalizeController): unknown =>
  outcome === 'failure' ? html`<span class="failed">${wordsOf(localize).failed}</span>` : nothing;

/** The names in a part of the details, which no schema describes. */
const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];

/** The columns of each view, in their order. */
export const columns: Readonly<Record<ActivityView, readonly Column[]>> = {
  access: [
    accessType,
    accessDetails,
    location,
    addressUnder((words) => words.ip),
    timeUnder((words) => words.dateTime),
  ],
  events: [
    timeUnder((words) => words.time, { timeStyle: 'short' }),
    type,
    addressUnder((words) => words.address),
    client,
    details,
  ],
};
