import { expect } from 'chai';
import { html } from 'lit';
import '../../components/session-list/define.ts';
import { createClient } from '../../components/client/create-client.ts';
import { Problem } from '../../components/contract/problem.ts';
import type { SessionList } from '../../components/session-list/session-list.ts';
import { adasSessions, manySessions } from '../../components/testing/visits.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { aWhile, fixture, settled, until } from '../support/browser.ts';

const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const fresh = (element: Element) =>
  inside(element, '.session:has(.badge.new)').map(({ dataset }) => dataset['session']);

/** A server that says what is new since it was last told. */
function server(first = adasSessions) {
  let sessions = first;
  let seenUntil = '2026-11-10T00:00:00.000Z';
  const told: string[] = [];
  const client = createClient({
    sessions: {
      list: () => sessions.map((session) => ({ ...session, isNew: !session.current && session.startedAt > seenUntil })),
      seen({ body }) {
        told.push(body.until);
        seenUntil = body.until;
      },
    },
  });
  return { client, told, add: (more: (typeof adasSessions)[number]) => (sessions = [...sessions, more]) };
}

const open = (client: ReturnType<typeof server>['client'], hidden = false) =>
  fixture<SessionList>(html`<session-list ?hidden=${hidden} .client=${client}></session-list>`);

describe('session-list: since the last visit', () => {
  it('marks what is new, tells the server once what was shown, and the marks stay while the page does', async () => {
    const { client, told } = server();
    const element = await open(client);
    expect(fresh(element)).to.deep.equal(['phone', 'script']);
    expect(text(inside(element, '[data-session=phone] .badge')[0])).to.equal('New since your last visit');
    await until(() => told.length > 0);
    client.dispatchEvent(new Event('change'));
    await settled(element);
    expect(fresh(element)).to.deep.equal(['phone', 'script']);
    await expectAccessible(element);
    element.remove();
    // Such as when somebody goes to another section and comes back.
    expect(fresh(await open(client))).to.deep.equal(['phone', 'script']);
    expect([...new Set(told)]).to.deep.equal(['2026-11-23T08:12:00.000Z']);
  });

  it('tells of one that comes later, too', async () => {
    const { client, told, add } = server();
    const element = await open(client);
    await until(() => told.length === 1);
    add({ ...adasSessions[1]!, id: 'late', startedAt: '2026-11-23T16:00:00.000Z' });
    client.dispatchEvent(new Event('change'));
    await until(() => told.length === 2);
    expect(told[1]).to.equal('2026-11-23T16:00:00.000Z');
    expect(fresh(element)).to.include('late');
  });

  it('nobody has seen what was not on screen', async () => {
    const { client, told } = server();
    const element = await open(client, true);
    await until(() => inside(element, '.session').length > 0);
    await aWhile(200);
    expect(told).to.deep.equal([]);
    element.hidden = false;
    await until(() => told.length === 1);
  });

  it('goes with everything else when somebody signs out', async () => {
    const { client, told } = server();
    const element = await open(client);
    await until(() => told.length === 1);
    client.dispatchEvent(new Event('signed-out'));
    client.dispatchEvent(new Event('change'));
    await until(() => inside(element, '.session').length === 4);
    expect(fresh(element)).to.deep.equal([]);
  });

  it('a server that cannot be told is no problem of whoever looks', async () => {
    let asked = 0;
    const client = createClient({
      sessions: {
        list: () => [...adasSessions],
        seen() {
          asked += 1;
          throw new Problem('server-error');
        },
      },
    });
    const element = await open(client);
    await until(() => asked === 1);
    await settled(element);
    expect(inside(element, '[role=alert]').map(text).join('')).to.equal('');
    client.dispatchEvent(new Event('change'));
    await settled(element);
    expect(asked).to.equal(1);
  });

  it('what is new, and what somebody of the support opened, is never hidden in a group', async () => {
    const client = createClient({
      sessions: {
        list: () =>
          manySessions.slice(0, 40).map((session, index) => ({
            ...session,
            isNew: index === 21,
            operator: index === 22 ? 'Jo Miller, Example support' : null,
          })),
      },
    });
    const element = await open(client);
    await until(() => inside(element, '.group').length > 0);
    const alone = inside(element, '.list > .session').map(({ dataset }) => dataset['session']);
    expect(alone).to.have.members(['current', manySessions[21]?.id, manySessions[22]?.id]);
    expect(text(inside(element, '.badge.operator')[0])).to.equal('Opened in your place by Jo Miller, Example support');
  });
});
