import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launchChromium } from '../support/chromium.ts';
import { Demo } from '../support/demo.ts';
import { Visit } from '../support/visit.ts';

// The rows of the product on the portal's pages, on the demo as people start it.

const visits: Visit[] = [];

after(async () => {
  assert.deepEqual(
    visits.flatMap(({ mishaps }) => mishaps),
    [],
  );
  assert.deepEqual(await demo.reports(), { count: 0, latest: [] }, 'the policy of the pages was violated');
});

const [demo, browser] = await Promise.all([Demo.start(), launchChromium()]);

async function visit(look = {}): Promise<Visit> {
  const opened = await Visit.open(browser, look);
  visits.push(opened);
  return opened;
}

/** Looked for with every frame: nobody is told of changes in shadow roots. */
const shown = (me: Visit, selector: string): Promise<unknown> => me.page.waitForSelector(selector, { visible: true });

const inShadow = (me: Visit, tag: string, selector: string): Promise<string[]> =>
  me.page.$$eval(`${tag} >>> ${selector}`, (nodes) =>
    nodes.map((node) => node.textContent.replaceAll(/\s+/g, ' ').trim()),
  );

async function sessionsOf(email: string): Promise<number> {
  const [row] = await demo.rows(
    'SELECT count(*) AS sessions FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ?',
    email,
  );
  return Number(row?.['sessions']);
}

test('Sessions: OS/browser, IP address, Started, Last accessed, Expires, Clients, and Sign out on all but this one', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/sessions`);
  await me.signIn('ada@example.com');
  await me.find('heading', 'Sessions');
  await shown(me, 'session-list >>> .badge');

  const items = await inShadow(me, 'session-list', '.session');
  assert.ok(items.length > 2, `${items.length} sessions`);
  for (const item of items) assert.match(item, /IP address .+ Started .+ Last accessed .+ Expires .+ Clients ./);
  assert.match(items[0] ?? '', /This device/);
  assert.match(items[0] ?? '', /Account portal/);
  assert.equal((await inShadow(me, 'session-list', 'button.end')).length, items.length - 1);
});

test('Sessions: Sign out ends one at once, there and in the database', async () => {
  const other = await visit();
  await other.goTo(`${demo.origin}/`);
  await other.signIn('noor@example.com');
  await other.find('heading', 'Certificates');

  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/sessions`);
  await me.signIn('noor@example.com');
  await shown(me, 'session-list >>> button.end');
  const before = await sessionsOf('noor@example.com');
  // The one that was used last.
  await me.page.$eval('session-list >>> button.end', (button) => (button as HTMLElement).click());
  await me.waitForText(/was signed out\./);
  assert.equal(await sessionsOf('noor@example.com'), before - 1);
  const { status } = await other.page.evaluate(async () => {
    const answer = await fetch('/api/account/profile');
    return { status: answer.status };
  });
  assert.equal(status, 401);
  other.mishaps.length = 0;
});

test('Activity log: Time, Type, IP address, Client, Details, with failed attempts, page by page', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/activity`);
  await me.signIn('ada@example.com');
  await shown(me, 'activity-log >>> tbody tr');
  assert.deepEqual(await inShadow(me, 'activity-log', 'th'), ['Time', 'Type', 'IP address', 'Client', 'Details']);
  const [first = ''] = await inShadow(me, 'activity-log', 'tbody tr');
  assert.match(first, /Signed in/);
  let pages = 1;
  do {
    await me.click('button', 'Show older');
    pages += 1;
    await me.page.waitForFunction(
      (count) => document.querySelector('activity-log')?.shadowRoot?.querySelectorAll('tbody tr').length === count,
      {},
      25 * pages,
    );
  } while ((await inShadow(me, 'activity-log', '.failed')).length === 0);
  const [failed = ''] = (await inShadow(me, 'activity-log', 'tbody tr')).filter((row) => row.includes('Failed'));
  assert.match(failed, /Sign-in attempt Failed.*Wrong password/);
});

test('Recent activity: Show: Access type, Access type details, Location, IP, Date/time', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/`);
  await me.signIn('ada@example.com');
  await me.openProfile('Ada Moreau');
  await me.click('button', 'Show Recent activity');
  await shown(me, '>>> tbody tr');
  const headings = await me.page.$$eval('>>> th', (cells) =>
    cells.filter((cell) => cell.getRootNode() !== document).map((cell) => cell.textContent.trim()),
  );
  assert.deepEqual(headings, ['Access type', 'Access type details', 'Location', 'IP', 'Date/time']);
});

test('where password managers send people, the password can be changed', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/.well-known/change-password`);
  await me.signIn('ada@example.com');
  await me.find('heading', 'Security');
  await me.find('button', 'Change password');
});

test('each page of the portal has an address of its own, and keeps what was typed while I look elsewhere', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/`);
  await me.signIn('sofia@example.com');
  await me.fill('account-name input[name="firstName"]', 'Sofie');
  for (const [link, heading, address] of [
    ['Sicherheit', 'Sicherheit', '#/security'],
    ['Sitzungen', 'Sitzungen', '#/sessions'],
    ['Aktivitätsprotokoll', 'Aktivitätsprotokoll', '#/activity'],
    ['Konto', 'Konto', '#/account'],
  ] as const) {
    await me.click('link', link);
    await me.find('heading', heading);
    assert.equal(new URL(me.page.url()).hash, address);
    assert.equal(await me.page.title(), `${heading} · Lindholm Freight`);
    assert.equal(await me.page.$eval('.portal-nav [aria-current]', (node) => node.textContent), link);
    assert.equal(await me.page.evaluate(() => document.activeElement?.localName), 'h1');
  }
  assert.equal(await me.valueOf('account-name input[name="firstName"]'), 'Sofie');
});

test('the pages of the portal fit, and have no barriers, wide and at 320 px', async () => {
  const me = await visit();
  await me.goTo(`${demo.origin}/account/#/sessions`);
  await me.signIn('ada@example.com');
  for (const width of [1280, 320]) {
    await me.page.setViewport({ width, height: 800 });
    for (const [name, part] of [
      ['security', 'password-change button'],
      ['sessions', 'session-list >>> .session'],
      ['activity', 'activity-log >>> [data-entry]'],
    ] as const) {
      await me.page.evaluate((hash) => (location.hash = hash), `#/${name}`);
      await shown(me, part);
      assert.equal(await me.overflow(), 0, `${name} at ${width} px`);
      assert.deepEqual(await me.barriers(), [], `${name} at ${width} px`);
    }
  }
});
