import { html, nothing } from 'lit';
import type { Session } from '../contract/sessions.ts';
import type { sessions as english } from '../localize/en/sessions.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { breakable, deviceText, placeText } from '../localize/visit-text.ts';

/** What its person calls a session, else the device. */
export const titleOf = ({ device, name }: Session, { terms }: LocalizeController): string =>
  name || deviceText(device, terms);

/** A heading below that of the page's section, or of a group. */
export const renderTitle = (title: string, level: 3 | 4): unknown =>
  level === 3 ? html`<h3 class="title"><bdi>${title}</bdi></h3>` : html`<h4 class="title"><bdi>${title}</bdi></h4>`;

/** All that the list tells of a session beside its device. The ids are for buttons that say which one they are about. */
export function renderFacts(session: Session, localize: LocalizeController, words: typeof english): unknown {
  const place = placeText(session.place, localize.language, localize.terms);
  const clients = session.clients.map((client) => client.name).join(', ');
  const time = (instant: string) => html`<time datetime=${instant}>${localize.date(instant)}</time>`;
  return html`<dl class="facts">
    <div class="fact address" id="address-${session.id}">
      <dt>${words.address}</dt>
      <dd><bdi>${session.address ? breakable(session.address) : words.unknown}</bdi></dd>
      ${place ? html`<dd><bdi>${place}</bdi></dd>` : nothing}
    </div>
    <div class="fact">
      <dt>${words.started}</dt>
      <dd>${time(session.startedAt)}</dd>
    </div>
    <div class="fact" id="seen-${session.id}">
      <dt>${words.lastSeen}</dt>
      <dd>${time(session.lastSeenAt)}</dd>
    </div>
    <div class="fact">
      <dt>${words.expires}</dt>
      <dd>${time(session.expiresAt)}</dd>
    </div>
    <div class="fact clients">
      <dt>${words.clients}</dt>
      <dd><bdi>${clients || words.noClient}</bdi></dd>
    </div>
  </dl>`;
}
