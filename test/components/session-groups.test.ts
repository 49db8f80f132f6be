import { expect } from 'chai';
import { html } from 'lit';
import '../../components/session-list/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import { SESSIONS_AT_ONCE } from '../../components/contract/sessions.ts';
import type { SessionsEndedEvent } from '../../components/session-list/events.ts';
import type { SessionList } from '../../components/session-list/session-list.ts';
import { manySessions } from '../../components/testing/visits.ts';
import { byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, fixture, nextEvent, press, settled, until } from '../support/browser.ts';
import { setWidth } from '../support/viewport.ts';

const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const said = (element: Element) => inside(element, '[role=status]').map(text).join('');
const shown = (element: Element) => inside(element, '.session').map(({ dataset }) => dataset['session']);

/** A server with 500 sessions, of which it can sign out some. */
function server(first = manySessions) {
  let sessions = [...first];
  const asked: string[][] = [];
  let failAfter = Infinity;
  const client = createClient({
    sessions: {
      list: () => [...sessions],
      revokeSome({ body }) {
        if (asked.length >= failAfter) throw new Problem('server-error');
        asked.push([...body.ids]);
        const before = sessions.length;
        sessions = sessions.filter(({ id }) => !body.ids.includes(id));
        return { sessionsEnded: before - sessions.length };
      },
    },
  });
  return { client, asked, left: () => sessions, failAfter: (requests: number) => (failAfter = requests) };
}

async function open(client: ReturnType<typeof server>['client']): Promise<SessionList> {
  const element = await fixture<SessionList>(html`<session-list .client=${client}></session-list>`);
  await until(() => inside(element, '.session[data-session]').length > 0);
  return element;
}

const PHONE = 'Safari on iPhone, Toronto, Canada';
const phones = manySessions.filter(({ id }) => id.startsWith('phone'));

async function endGroup(element: SessionList): Promise<void> {
  byRole('button', `Sign out all ${phones.length}: ${PHONE}`, element).focus();
  await press('Enter');
  await until(() => element.shadowRoot!.querySelector('dialog[open]'));
  expect(text(activeElement())).to.equal('Cancel');
  await press('Tab');
  await press('Enter');
}

describe('session-list: many sessions', () => {
  it('stand together by device and place, each group with the last used of it, all about it visible', async () => {
    const element = await open(server().client);
    expect(inside(element, '.group').map(({ dataset }) => dataset['group'])).to.have.members([
      PHONE,
      'Safari on Mac or iPad, Lisbon, Portugal',
      'curl, Local network',
    ]);
    expect(shown(element)[0]).to.equal('current');
    expect(shown(element)).to.have.length(4);
    expect(text(inside(element, `[data-group="${PHONE}"] .count`)[0])).to.equal('166 sessions');
    for (const width of [280, 320, 700, 1000]) {
      await setWidth(width);
      for (const node of inside(element, '.title, dt, dd')) {
        const { width: w, height: h, right } = node.getBoundingClientRect();
        expect(w * h, `${text(node)} at ${width} px`).to.be.greaterThan(0);
        expect(right, `${text(node)} at ${width} px`).to.be.at.most(width);
      }
    }
    await cdp('Emulation.clearDeviceMetricsOverride');
    await expectAccessible(element);
  });

  it('a group opens and closes with the keyboard', async () => {
    const element = await open(server().client);
    const button = byRole('button', `Show 165 more: ${PHONE}`, element);
    expect(button.ariaExpanded).to.equal('false');
    button.focus();
    await press('Enter');
    await until(() => shown(element).length === 4 + 165);
    expect(activeElement()?.ariaExpanded).to.equal('true');
    byRole('button', `Show only the last used: ${PHONE}`, element);
    await press('Enter');
    await until(() => shown(element).length === 4);
  });

  it('what has a name, and this device, stand by themselves; two alike are no group', async () => {
    const few = manySessions.slice(0, 23).map((session, index) => ({
      ...session,
      name: session.id.startsWith('script') ? `Machine ${index}` : null,
      ...(session.id.startsWith('lisbon') && index > 6 ? { place: null } : {}),
    }));
    const lisbon = few.filter(({ id, place }) => id.startsWith('lisbon') && place);
    expect(lisbon).to.have.length(2);
    const element = await open(server(few).client);
    expect(inside(element, '.group').map(({ dataset }) => dataset['group'])).to.have.members([
      PHONE,
      'Safari on Mac or iPad',
    ]);
    expect(shown(element)).to.include.members([
      ...lisbon.map(({ id }) => id),
      ...few.filter(({ name }) => name).map(({ id }) => id),
      'current',
    ]);
  });

  it('few sessions stand one by one', async () => {
    const element = await open(server(manySessions.slice(0, 20)).client);
    expect(inside(element, '.group')).to.have.length(0);
    expect(shown(element)).to.have.length(20);
  });

  it('a group is signed out after a question, in requests that the server takes; nothing else is', async () => {
    const { client, asked, left } = server();
    const element = await open(client);
    const event = nextEvent<SessionsEndedEvent>(document, 'sessions-ended');
    await endGroup(element);
    expect((await event).count).to.equal(phones.length);
    await settled(element);
    expect(asked.flat()).to.have.members(phones.map(({ id }) => id));
    expect(Math.max(...asked.map(({ length }) => length))).to.be.at.most(SESSIONS_AT_ONCE);
    expect(left()).to.have.length(500 - phones.length);
    expect(inside(element, '.group')).to.have.length(2);
    expect(said(element)).to.equal('166 sessions were signed out.');
    expect(activeElement()?.classList.contains('head')).to.equal(true);
  });

  it('Cancel changes nothing', async () => {
    const { client, asked } = server();
    const element = await open(client);
    const button = byRole('button', `Sign out all ${phones.length}: ${PHONE}`, element);
    button.focus();
    await press('Enter');
    await until(() => element.shadowRoot!.querySelector('dialog[open]'));
    await press('Enter');
    await until(() => !element.shadowRoot!.querySelector('dialog[open]'));
    expect(asked).to.have.length(0);
    expect(activeElement()).to.equal(button);
  });

  it('says how many of a group are still signed in when the server fails half way, and does the rest when asked again', async () => {
    const { client, failAfter, left } = server();
    const element = await open(client);
    failAfter(1);
    await endGroup(element);
    const alarm = await until(() => inside(element, '.group [role=alert]')[0]);
    expect(text(alarm)).to.contain('66 of them are still signed in.');
    expect(left()).to.have.length(500 - SESSIONS_AT_ONCE);
    failAfter(Infinity);
    byRole('button', `Sign out all 66: ${PHONE}`, element).click();
    await until(() => element.shadowRoot!.querySelector('dialog[open]'));
    byRole('button', 'Sign out all 66', element.shadowRoot!.querySelector('dialog')!).click();
    await until(() => said(element) === '66 sessions were signed out.');
  });

  it('cannot be signed out as a group where the backend cannot', async () => {
    const element = await open(createClient({ sessions: { list: () => [...manySessions] } }));
    expect(inside(element, '.group')).to.have.length(3);
    expect(inside(element, '.end-group')).to.have.length(0);
  });
});
