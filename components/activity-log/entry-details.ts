import { html, nothing } from 'lit';
import type { ActivityEntry } from '../contract/activity.ts';
import { activityDetails as english } from '../localize/en/activity-details.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { breakable, deviceText, placeText, wordFor } from '../localize/visit-text.ts';
import { doneBy, wordsOf } from './columns.ts';

/** What is fetched when somebody wants to know more: all that is known of one entry. */
export function renderDetails(entry: ActivityEntry, localize: LocalizeController): unknown {
  const { language, terms } = localize;
  const words = localize.words('activityDetails', english);
  const { failed, reasons } = wordsOf(localize);
  const { actor, address, client, current, device, origin, place, reason, session, userAgent } = entry;
  const result = entry.outcome === 'failure' ? failed : words.succeeded;
  const known: readonly (readonly [string, unknown])[] = [
    [words.when, when(entry.at, localize)],
    [words.result, reason === null ? result : words.because(result, wordFor(reason, reasons) ?? reason)],
    [words.by, actor === 'person' ? undefined : doneBy(actor, entry.details, localize)],
    [words.device, device && deviceText(device, terms)],
    [words.userAgent, userAgent],
    [words.place, placeText(place, language, terms)],
    [words.address, address && breakable(address)],
    [words.client, client?.name],
    [words.page, origin],
    [words.session, current ? words.thisSession : session],
    [words.reference, entry.id],
  ];
  return html`<dl class="known">
    ${known.map(([word, value]) =>
      value
        ? html`<dt>${word}</dt>
            <dd><bdi>${value}</bdi></dd>`
        : nothing,
    )}
  </dl>`;
}

/** To the second, and by which clock. */
const when = (at: string, localize: LocalizeController): unknown =>
  html`<time datetime=${at}>${localize.date(at, { dateStyle: 'full', timeStyle: 'long' })}</time>`;
