import { expect } from 'chai';
import { html } from 'lit';
import '../../components/activity-log/define.ts';
import type { ActivityLog } from '../../components/activity-log/activity-log.ts';
import { filterOf } from '../../components/activity-log/filter.ts';
import { continueWith, startWith } from '../../components/activity-log/pages.ts';
import type { AccountClient } from '../../components/client/account-client.ts';
import { createClient } from '../../components/client/create-client.ts';
import type { ActivityEntry, ActivityView } from '../../components/contract/activity.ts';
import { Problem } from '../../components/contract/problem.ts';
import * as stories from '../../stories/activity-log.stories.ts';
import { fakeClient } from '../../components/testing/fake-client.ts';
import { adasActivity, pageOf } from '../../components/testing/visits.ts';
import { allByRole, byRole, expectAccessible } from '../support/accessibility.ts';
import { activeElement, cdp, fixture, nextFrame, press, settled, until } from '../support/browser.ts';
import { expectReflow } from '../support/story.ts';
import { setWidth } from '../support/viewport.ts';

const WIDE = 960;
const inside = (element: Element, selector: string) => [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
const text = (node: Element | null | undefined) => node?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const entriesOf = (element: Element) => inside(element, '[data-entry]').map((entry) => entry.dataset['entry']);
const cellsOf = (element: Element) =>
  inside(element, 'tr[data-entry]').map((row) =>
    [...row.querySelectorAll('td')].map((cell) => text(cell).replace(/ (More|Mehr)$/, '')),
  );
const headings = (element: Element) => inside(element, 'thead th').map(text);
const said = (element: Element) => inside(element, '[role=status]').map(text).join('');
const alarms = (element: Element) => inside(element, '[role=alert]').map(text).join('');
const older = (element: Element) => byRole('button', 'Show older', element);
const idsOf = (entries: readonly ActivityEntry[]) => entries.map(({ id }) => id);

async function open(client: AccountClient, view: ActivityView = 'events'): Promise<ActivityLog> {
  const element = await fixture<ActivityLog>(html`<activity-log view=${view} .client=${client}></activity-log>`);
  await nextFrame();
  await settled(element);
  return element;
}

/** A record that grows, on a server that may refuse. */
function server(entries: readonly ActivityEntry[] = adasActivity) {
  let all = [...entries];
  let refusal: Problem | undefined;
  let wait: Promise<void> | undefined;
  const client = createClient({
    activity: {
      async list({ query }) {
        const page = pageOf(all, query);
        if (query.cursor !== undefined) await wait;
        if (refusal) throw refusal;
        return page;
      },
    },
  });
  return {
    client,
    happen: (count: number, label = 'new') => {
      const news = Array.from({ length: count }, (_, index) => ({ ...adasActivity[0]!, id: `${label}-${index}` }));
      all = [...news, ...all];
      client.dispatchEvent(new Event('change'));
    },
    refuseWith: (problem?: Problem) => {
      refusal = problem;
    },
    holdOlder: (until: Promise<void>) => {
      wait = until;
    },
  };
}

describe('activity-log', () => {
  beforeEach(() => setWidth(WIDE));
  after(() => cdp('Emulation.clearDeviceMetricsOverride'));

  it('tells of everything: Time, Type, IP address, Client, Details', async () => {
    const element = await open(fakeClient());
    expect(headings(element)).to.deep.equal(['Time', 'Type', 'IP address', 'Client', 'Details']);
    const rows = cellsOf(element);
    expect(rows).to.have.length(25);
    expect(rows[0]?.slice(1)).to.deep.equal([
      'Signed in',
      '203.0.113.24',
      'Certificate Manager',
      'With password · Chrome 154 on Windows 11 · Vienna, Austria',
    ]);
    expect(rows[1]?.slice(1)).to.deep.equal([
      'Sign-in attempt Failed',
      '203.0.113.200',
      'Certificate Manager',
      'Wrong password · curl · Brazil',
    ]);
    expect(rows[3]?.slice(1)).to.deep.equal(['New password required', '–', '–', 'By an administrator']);
    expect(rows.find(([, what]) => what === 'Personal details changed')?.[4]).to.contain(
      'Changed: Telephone number, Zip/postal code, City or town',
    );
    expect(inside(element, 'time')[0]?.getAttribute('datetime')).to.equal('2026-11-23T15:04:00.000Z');
  });

  it('tells who got in or tried to: Access type, Access type details, Location, IP, Date/time', async () => {
    const element = await open(fakeClient(), 'access');
    expect(headings(element)).to.deep.equal(['Access type', 'Access type details', 'Location', 'IP', 'Date/time']);
    const rows = cellsOf(element);
    expect(rows[0]?.slice(0, 4)).to.deep.equal([
      'Browser',
      'Chrome 154 on Windows 11',
      'Vienna, Austria',
      '203.0.113.24',
    ]);
    expect(rows[1]?.slice(0, 4)).to.deep.equal(['Program or script Failed', 'curl', 'Brazil', '203.0.113.200']);
    expect(rows.some(([, device, place]) => device === 'Microsoft Teams on Android 16' && place === 'Local network'));
    expect(rows.some(([, , place]) => place === '–')).to.equal(true);
  });

  it('says the day once, in its heading; machines read all of it with each entry', async () => {
    const element = await open(fakeClient());
    expect(cellsOf(element)[0]?.[0]).to.match(/^\d{1,2}:\d\d\s[AP]M$/);
    expect(text(inside(element, '.day')[0])).to.contain('2026');
    expect(inside(element, 'time')[0]?.getAttribute('datetime')).to.equal('2026-11-23T15:04:00.000Z');
  });

  for (const pixels of [WIDE, 320]) {
    it(`shows all that is known of an entry, in its place, with the keyboard alone, at ${pixels} px`, async () => {
      const known = { session: 'session-7', userAgent: '<b>Netscape</b>', origin: 'https://page.example' };
      const entries = adasActivity.slice(0, 3).map((entry) => ({ ...entry, ...known }));
      await setWidth(pixels);
      const element = await open(createClient({ activity: { list: () => ({ entries, next: null }) } }));
      const button = byRole('button', 'More: Sign-in attempt', element);
      expect(button.ariaExpanded).to.equal('false');
      button.focus();
      await press('Enter');
      const details = await until(() => inside(element, '.known')[0]);
      expect(inside(element, '.known')).to.have.length(1);
      expect(byRole('button', 'More: Sign-in attempt', element).ariaExpanded).to.equal('true');
      const facts = new Map([...details!.querySelectorAll('dt')].map((dt) => [text(dt), text(dt.nextElementSibling)]));
      expect(facts.get('When')).to.match(/2026.*\d:\d\d:\d\d/);
      expect(facts.get('Result')).to.equal('Failed: Wrong password');
      expect(facts.get('The browser calls itself')).to.equal('<b>Netscape</b>');
      expect(facts.get('Page')).to.equal('https://page.example');
      expect(facts.get('Session')).to.equal('session-7');
      expect(facts.get('Reference')).to.equal(entries[1]?.id);
      expect(document.documentElement.scrollWidth).to.be.at.most(pixels);
      await expectAccessible(element);
      expect(activeElement()).to.equal(button);
      await press('Enter');
      await until(() => inside(element, '.known').length === 0);
    });
  }

  it('shows all that is known of each entry that was asked for while that came', async () => {
    const element = await open(fakeClient());
    const buttons = inside(element, '.more-button').slice(0, 2);
    for (const button of buttons) button.click();
    await until(() => inside(element, '.known').length === 2);
    expect(buttons.map(({ ariaExpanded }) => ariaExpanded)).to.deep.equal(['true', 'true']);
  });

  it('says why what is filtered cannot be read, and nothing of loading', async () => {
    const { client, refuseWith } = server();
    const element = await open(client);
    refuseWith(new Problem('unreachable'));
    element.outcome = 'failure';
    await until(() => alarms(element).includes('No connection'));
    await settled(element);
    expect(inside(element, '[aria-busy=true]')).to.have.length(0);
    refuseWith();
    byRole('button', 'Try again', element).click();
    await until(() => entriesOf(element).length > 0);
  });

  it('names a failed attempt with a word, not only with a colour', async () => {
    const element = await open(fakeClient());
    const shown = new Set(entriesOf(element));
    const failures = adasActivity.filter(({ id, outcome }) => outcome === 'failure' && shown.has(id));
    expect(failures.length).to.be.greaterThan(1);
    expect(inside(element, '.failed').map(text)).to.deep.equal(failures.map(() => 'Failed'));
  });

  it('says what it can of an event that it does not know', async () => {
    const unknown = {
      ...adasActivity[0]!,
      type: 'constructor',
      reason: 'toString',
      details: { fields: ['shoe-size', 7] },
    };
    const element = await open(createClient({ activity: { list: () => ({ entries: [unknown], next: null }) } }));
    expect(cellsOf(element)[0]?.[1]).to.equal('Account event (constructor)');
    expect(cellsOf(element)[0]?.[4]).to.contain('toString · Changed: shoe-size · Chrome');
  });

  it('is a table with a caption and headings where there is room, else a list with the same in it', async () => {
    const element = await open(fakeClient());
    expect(byRole('table', 'All activity, newest first', element)).to.equal(inside(element, 'table')[0]);
    expect(allByRole('columnheader', undefined, element)).to.have.length(5);
    const before = entriesOf(element);
    await setWidth(500);
    await until(() => inside(element, 'ul').length === 1, 'it became a list');
    expect(byRole('list', 'All activity, newest first', element)).to.be.instanceOf(HTMLElement);
    expect(entriesOf(element)).to.deep.equal(before);
    const first = inside(element, 'li:not(.day)')[0]!;
    expect([...first.querySelectorAll('dt')].map(text)).to.deep.equal([
      'Time',
      'Type',
      'IP address',
      'Client',
      'Details',
    ]);
    await setWidth(WIDE);
    await until(() => inside(element, 'table').length === 1, 'it became a table again');
  });

  it('shows older ones with the keyboard alone: reading goes on at the first of them, and their number is said', async () => {
    const element = await open(fakeClient());
    older(element).focus();
    await press('Enter');
    await until(() => entriesOf(element).length === 50);
    await settled(element);
    expect(entriesOf(element)).to.deep.equal(idsOf(adasActivity.slice(0, 50)));
    expect((activeElement() as HTMLElement).dataset['entry']).to.equal(adasActivity[25]?.id);
    expect(said(element)).to.equal('25 more loaded.');
  });

  it('shows all of two years, each once and in order, and says where it ends', async function () {
    // Fifteen pages, on a busy machine.
    this.timeout(180_000);
    const element = await open(fakeClient());
    for (let pages = 1; inside(element, '.more button').length > 0; pages += 1) {
      older(element).click();
      await until(() => entriesOf(element).length === Math.min(25 * (pages + 1), adasActivity.length));
      await settled(element);
    }
    expect(entriesOf(element)).to.deep.equal(idsOf(adasActivity));
    expect(said(element)).to.contain('That’s everything.');
    expect((activeElement() as HTMLElement).dataset['entry']).not.to.equal(undefined);
  });

  it('keeps what was loaded when something happens meanwhile, without a gap and nothing twice', async () => {
    const { client, happen } = server();
    const element = await open(client);
    older(element).click();
    await until(() => entriesOf(element).length === 50);
    happen(3);
    await until(() => entriesOf(element)[0] === 'new-0');
    expect(entriesOf(element)).to.deep.equal(['new-0', 'new-1', 'new-2', ...idsOf(adasActivity.slice(0, 50))]);
    older(element).click();
    await until(() => entriesOf(element).length > 53);
    expect(new Set(entriesOf(element)).size).to.equal(78);
  });

  it('starts anew when more happened than one page holds', async () => {
    const { client, happen } = server();
    const element = await open(client);
    older(element).click();
    await until(() => entriesOf(element).length === 50);
    happen(26);
    await until(() => entriesOf(element)[0] === 'new-0');
    expect(entriesOf(element)).to.have.length(25);
    older(element).click();
    await until(() => entriesOf(element).length === 50);
    expect(entriesOf(element).slice(24, 28)).to.deep.equal(['new-24', 'new-25', ...idsOf(adasActivity.slice(0, 2))]);
  });

  it('keeps what it shows, and the button, when older ones cannot be had', async () => {
    const { client, refuseWith } = server();
    const element = await open(client);
    refuseWith(new Problem('unreachable'));
    const button = older(element);
    button.focus();
    await press('Enter');
    await until(() => alarms(element) !== '');
    expect(alarms(element)).to.equal('No connection to the server. Check your network and try again.');
    expect(entriesOf(element)).to.have.length(25);
    expect(activeElement()).to.equal(button);
    refuseWith();
    await press('Enter');
    await until(() => entriesOf(element).length === 50);
    expect(alarms(element)).to.equal('');
  });

  it('loads older ones once, however often it is asked while it does', async () => {
    const { client, holdOlder } = server();
    const element = await open(client);
    let go = () => {};
    holdOlder(new Promise((done) => (go = done)));
    const button = older(element);
    for (let click = 0; click < 3; click += 1) button.click();
    await settled(element);
    expect(text(button)).to.equal('Loading…');
    expect(button.ariaDisabled).to.equal('true');
    go();
    await until(() => entriesOf(element).length === 50);
    await settled(element);
    expect(entriesOf(element)).to.have.length(50);
  });

  it('another view takes its place at once, without what was on its way', async () => {
    const { client, holdOlder } = server();
    const element = await open(client);
    let go = () => {};
    holdOlder(new Promise((done) => (go = done)));
    older(element).click();
    element.view = 'access';
    await until(() => headings(element)[0] === 'Access type');
    go();
    await settled(element);
    const access = pageOf(adasActivity, { view: 'access' });
    await until(() => entriesOf(element).length === 25);
    expect(entriesOf(element)).to.deep.equal(idsOf(access.entries));
    expect(said(element)).to.equal('');
  });

  it('shows nothing of anybody after signing out', async () => {
    const { client } = server();
    const element = await open(client);
    older(element).click();
    await until(() => said(element) !== '');
    client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect(entriesOf(element)).to.deep.equal([]);
    expect(said(element)).to.equal('');
    expect(inside(element, '.more button')).to.have.length(0);
    expect(byRole('button', 'Sign in again', element)).to.be.instanceOf(HTMLElement);
  });

  it('says so when nothing happened yet, and when the backend has no record', async () => {
    const empty = await open(createClient({ activity: { list: () => ({ entries: [], next: null }) } }));
    expect(text(inside(empty, '.account-muted')[0])).to.equal('No activity yet.');
    const without = await open(createClient({}));
    expect(text(inside(without, '.account-muted')[0])).to.equal('Not available for this account.');
  });

  it('says it in German', async () => {
    const element = await fixture<ActivityLog>(html`<activity-log lang="de" .client=${fakeClient()}></activity-log>`);
    await until(() => cellsOf(element)[1]?.[1] === 'Anmeldeversuch Fehlgeschlagen');
    expect(headings(element)).to.deep.equal(['Zeit', 'Art', 'IP-Adresse', 'Anwendung', 'Details']);
    expect(cellsOf(element)[1]?.[4]).to.equal('Falsches Passwort · curl · Brasilien');
  });

  for (const [name, pixels, scheme] of [
    ['wide', WIDE, 'light'],
    ['wide and dark', WIDE, 'dark'],
    ['at 320 px and dark', 320, 'dark'],
    ['at 280 px', 280, 'light'],
  ] as const) {
    it(`is accessible ${name}, in both views, and needs no scrolling sideways`, async () => {
      await setWidth(pixels);
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = 'Canvas';
      try {
        for (const view of ['events', 'access'] as const) {
          const element = await open(fakeClient(), view);
          await expectAccessible(element);
          expect(document.documentElement.scrollWidth).to.be.at.most(pixels);
        }
      } finally {
        document.documentElement.removeAttribute('style');
        document.body.removeAttribute('style');
      }
    });
  }

  it('needs no scrolling sideways at 320 px in any state', () => expectReflow(stories));
});

describe('the pages of a record', () => {
  const page = (from: number, to: number, next: string | null = `entry-${to - 1}`) => ({
    entries: adasActivity.slice(from, to),
    next,
  });
  const known = continueWith(page(3, 8), page(8, 13));

  it('join where they meet', () => {
    expect(idsOf(startWith(page(0, 5), known).entries)).to.deep.equal(idsOf(adasActivity.slice(0, 13)));
    expect(startWith(page(0, 5), known).next).to.equal(known.next);
  });

  it('do not join across a gap', () => {
    expect(startWith(page(0, 2), known)).to.deep.equal(page(0, 2));
  });

  it('are what the server says when there is nothing, or nothing known', () => {
    expect(startWith(page(0, 5), undefined)).to.deep.equal(page(0, 5));
    expect(startWith({ entries: [], next: null }, known)).to.deep.equal({ entries: [], next: null });
  });
});

describe('activity-log: filters', () => {
  const tools = async (element: ActivityLog) => {
    byRole('button', 'Filter and download', element).click();
    await until(() => inside(element, '#tools form').length === 1);
    await settled(element);
  };
  const choose = async (element: ActivityLog, name: string, value: string) => {
    const control = inside(element, `#tools [name=${name}]`)[0] as HTMLInputElement;
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await nextFrame();
    await settled(element);
  };

  it('forgets after signing out what somebody searched for, not what the page asked for', async () => {
    const { client } = server();
    const element = await fixture<ActivityLog>(html`<activity-log outcome="success" .client=${client}></activity-log>`);
    await until(() => inside(element, '#tools form').length > 0);
    await choose(element, 'search', 'vienna');
    await choose(element, 'outcome', 'failure');
    client.dispatchEvent(new Event('signed-out'));
    await settled(element);
    expect([element.search ?? null, element.outcome]).to.deep.equal([null, 'success']);
    expect(inside(element, '#tools')).to.have.length(0);
  });

  it('narrows what is shown, says how many that are, and writes itself into attributes', async () => {
    const element = await open(fakeClient());
    await tools(element);
    await choose(element, 'outcome', 'failure');
    expect(element.getAttribute('outcome')).to.equal('failure');
    const failed = adasActivity.filter(({ outcome }) => outcome === 'failure');
    await until(() => entriesOf(element).length === Math.min(25, failed.length));
    expect(entriesOf(element)).to.deep.equal(idsOf(failed.slice(0, 25)));
    expect(said(element)).to.contain('21 entries.');
    byRole('button', 'Clear filters', element).click();
    await until(() => !element.hasAttribute('outcome'));
    expect(entriesOf(element).length).to.equal(25);
  });

  it('finds what people read: words that the server knows as codes', async () => {
    const element = await open(fakeClient());
    await tools(element);
    await choose(element, 'search', 'personal DETAILS changed');
    const changed = adasActivity.filter(({ type }) => type === 'user_updated');
    await until(() => entriesOf(element)[0] === changed[0]?.id);
    expect(entriesOf(element)).to.deep.equal(idsOf(changed.slice(0, 25)));
  });

  it('a page sets filters by attributes, and they are open then', async () => {
    const element = await fixture<ActivityLog>(
      html`<activity-log kind="session" until="2026-11-20" .client=${fakeClient()}></activity-log>`,
    );
    await until(() => inside(element, '#tools form').length === 1);
    await settled(element);
    expect((inside(element, '[name=until]')[0] as HTMLInputElement).value).to.equal('2026-11-20');
    const shown = entriesOf(element).map((id) => adasActivity.find((entry) => entry.id === id)!);
    expect(shown).to.not.be.empty;
    for (const { at, type } of shown) {
      expect(type).to.match(/^session/);
      expect(new Date(at).getTime()).to.be.lessThan(new Date('2026-11-21T00:00').getTime());
    }
  });

  it('days begin where the person is, also when clocks change', () => {
    const filter = (since: string, timeZone: string) => filterOf({ view: 'events', since }, timeZone, '').since;
    expect(filter('2026-03-29', 'Europe/Vienna')).to.equal('2026-03-28T23:00:00.000Z');
    expect(filter('2026-03-30', 'Europe/Vienna')).to.equal('2026-03-29T22:00:00.000Z');
    expect(filter('2026-10-26', 'Europe/Vienna')).to.equal('2026-10-25T23:00:00.000Z');
    expect(filter('2026-11-01', 'Asia/Kathmandu')).to.equal('2026-10-31T18:15:00.000Z');
    expect(filter('<b>', 'Europe/Vienna')).to.equal(undefined);
  });

  it('goes on with a search that found too little, and stops where it is at the end', async () => {
    const asked = new Set<string>();
    const client = createClient({
      activity: {
        list({ query: { cursor = '0' } }) {
          asked.add(cursor);
          const page = Number(cursor);
          return {
            entries: page === 3 ? [adasActivity[0]!] : [],
            next: page < 4 ? `${page + 1}` : null,
            ...(page < 4 && { searchedTo: '2026-01-01T00:00:00.000Z' }),
          };
        },
      },
    });
    const element = await fixture<ActivityLog>(html`<activity-log search="rare" .client=${client}></activity-log>`);
    await until(() => asked.has('4') && entriesOf(element).length === 1);
    await settled(element);
    expect(entriesOf(element)).to.deep.equal([adasActivity[0]!.id]);
  });

  it('shows each day once, as a heading', async () => {
    const element = await open(fakeClient());
    const days = inside(element, '.day').map(text);
    expect(days.length).to.be.greaterThan(1);
    expect(new Set(days).size).to.equal(days.length);
    await expectAccessible(element);
  });

  it('asks Not you? beside everything but the sign-in of whoever reads', async () => {
    const entry = (id: string, type: string, current: boolean): ActivityEntry => ({
      ...adasActivity[0]!,
      id,
      type,
      current,
    });
    const entries = [
      entry('own', 'authn_login_success', true),
      entry('other', 'authn_login_success', false),
      entry('added', 'passkey_added', true),
    ];
    const element = await open(fakeClient({ activity: { list: () => ({ entries, next: null }) } }));
    element.lockdownUrl = '#/lockdown/{suspect}';
    await settled(element);
    const asked = inside(element, 'a[href*="lockdown"]').map((link) => link.closest<HTMLElement>('[data-entry]'));
    expect(asked.map((line) => line?.dataset['entry'])).to.deep.equal(['other', 'added']);
  });
});
