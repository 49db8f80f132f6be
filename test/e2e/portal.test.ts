import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atTheDemo } from '../support/at-the-demo.ts';
import { demoPassword } from '../support/demo.ts';
import type { Visit } from '../support/visit.ts';

// The pages of the account portal, row by row.

const { demo, visitAs, anotherTab } = await atTheDemo();

async function sessionsOf(email: string): Promise<number> {
  const [row] = await demo.rows(
    'SELECT count(*) AS sessions FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ?',
    email,
  );
  return Number(row?.['sessions']);
}

describe('Account portal: Account', () => {
  it('has first name and last name; saved, they stand at the top right at once, in other tabs too', async () => {
    const portal = await visitAs('sofia@example.com', '/account/');
    await portal.page.waitForSelector('account-name input[name="firstName"]');
    assert.equal(await portal.valueOf('account-name input[name="firstName"]'), 'Sofia');
    assert.equal(await portal.valueOf('account-name input[name="lastName"]'), 'Brunner');
    const host = await anotherTab(portal);
    await host.goTo(`${demo.origin}/`);
    await host.find('button', 'Sofia Brunner');

    await portal.fill('account-name input[name="firstName"]', 'Sofía');
    await portal.fill('account-name input[name="lastName"]', 'Brunner-Okoye');
    await portal.click('button', 'Speichern');
    await portal.waitForText(/Gespeichert um \d/);
    await portal.find('button', 'Sofía Brunner-Okoye');
    await host.find('button', 'Sofía Brunner-Okoye');
    const [row] = await demo.rows('SELECT first_name, last_name FROM accounts WHERE email = ?', 'sofia@example.com');
    assert.deepEqual({ ...row }, { first_name: 'Sofía', last_name: 'Brunner-Okoye' });
  });
});

describe('Account portal: Security: Change password', () => {
  const newPassword = 'plum orbit seven lantern';

  async function typeNewPassword(me: Visit, password: string, confirmation = password): Promise<void> {
    await me.fill('input[name="newPassword"]', password);
    await me.fill('input[name="confirmation"]', confirmation);
    await me.page.keyboard.press('Enter');
  }

  it('asks who I am if that is long ago, signs out my other devices and says how many', async () => {
    const email = 'noor@example.com';
    const other = await visitAs(email);
    await other.find('heading', 'Certificates');

    const me = await visitAs(email, '/account/#/security');
    await me.find('button', 'Change password');
    await demo.anHourPasses();

    await me.click('button', 'Change password');
    await me.find('dialog', 'Confirm it’s you');
    assert.equal(await me.has('textbox', 'New password'), false, 'nothing to type in before');
    await me.waitForText('We won’t ask again for 10 minutes.');
    await me.fill('input[autocomplete="current-password"]', 'not my password');
    await me.page.keyboard.press('Enter');
    await me.waitForText('That isn’t your password.');
    await me.fill('input[autocomplete="current-password"]', demoPassword);
    await me.page.keyboard.press('Enter');

    await typeNewPassword(me, 'passwordpassword');
    await me.waitForText('lists of common passwords');
    await typeNewPassword(me, newPassword, 'plum orbit seven lanterns');
    await me.waitForText('The two passwords differ.');
    assert.equal(
      await me.page.$eval('input[name="signOutOthers"]', (box) => (box as HTMLInputElement).checked),
      true,
      'Sign out from other devices is what happens unless I say otherwise',
    );
    await typeNewPassword(me, newPassword);
    await me.find('heading', 'Password changed');
    await me.waitForText(/We signed out \d+ other devices?\./);

    await other.page.reload();
    await other.page.waitForSelector('sign-in-form input[name="password"]', { visible: true });
    await other.signIn(email, newPassword);
    await other.find('heading', 'Certificates');
  });

  it('asks nobody who has just signed in', async () => {
    const me = await visitAs('ravi@example.com', '/account/#/security');
    await me.click('button', 'Change password');
    await me.find('textbox', 'New password');
    assert.equal(await me.has('dialog', 'Confirm it’s you'), false);
  });

  it('is where password managers send people', async () => {
    const me = await visitAs('ravi@example.com', '/.well-known/change-password');
    await me.find('heading', 'Security');
    await me.find('button', 'Change password');
  });
});

describe('Account portal: Sessions', () => {
  const shown = (me: Visit) => me.shown('session-list >>> .session[data-session]');

  it('has OS/browser, IP address, Started, Last accessed, Expires and Clients of each, and Sign out on all but this', async () => {
    const me = await visitAs('ada@example.com', '/account/#/sessions');
    await me.find('heading', 'Sessions');
    await shown(me);
    const sessions = await me.page.$$eval('session-list >>> .session[data-session]', (items) =>
      items.map((item) => {
        const text = (node: Element) => node.textContent.replaceAll(/\s+/g, ' ').trim();
        const facts = [...item.querySelectorAll('.fact')].map((fact) => [
          text(fact.querySelector('dt')!),
          [...fact.querySelectorAll('dd')].map(text).join(', '),
        ]);
        return { name: text(item.querySelector('h3')!), end: item.querySelectorAll('button').length, facts };
      }),
    );
    const columns = ['IP address', 'Started', 'Last accessed', 'Expires', 'Clients'];
    for (const { name, facts } of sessions) {
      assert.match(name, /^\w[\w ]+ on \w+/);
      assert.deepEqual(
        facts.map(([heading]) => heading),
        columns,
      );
      for (const [heading, value] of facts) assert.ok(value, `${name} has no ${heading}`);
    }
    const [current, ...others] = sessions;
    assert.equal(current?.name, 'Chrome on Linux');
    assert.match(String(current?.facts[0]?.[1]), /^(127\.0\.0\.1|::1), Local network$/);
    assert.equal(current?.end, 0);
    assert.ok(others.length >= 4 && others.every(({ end }) => end === 1));
    const byAddress = new Map(sessions.map((session) => [String(session.facts[0]?.[1]).split(',')[0], session]));
    const lisbon = byAddress.get('2.83.5.7');
    assert.equal(lisbon?.name, 'Chrome on macOS');
    assert.match(String(lisbon?.facts[0]?.[1]), /Lisbon.*Portugal/);
    assert.equal(lisbon?.facts[4]?.[1], 'Certificate Manager, Account portal');
  });

  it('Clients names both pages once both have used the session', async () => {
    const me = await visitAs('ravi@example.com');
    await me.goTo(`${demo.origin}/account/#/sessions`);
    await shown(me);
    const [current = ''] = await me.texts('session-list >>> .session[data-session]');
    assert.match(current, /This device/);
    assert.match(current, /Clients Certificate Manager, Account portal/);
  });

  it('Sign out ends one at once, there and in the database', async () => {
    const other = await visitAs('ada@example.com');
    await other.find('heading', 'Certificates');

    const me = await visitAs('ada@example.com', '/account/#/sessions');
    await shown(me);
    const before = await sessionsOf('ada@example.com');
    // The one that was used last.
    await me.page.$eval('session-list >>> button.end', (button) => (button as HTMLElement).click());
    await me.waitForText(/was signed out\./);
    assert.equal(await sessionsOf('ada@example.com'), before - 1);
    const status = await other.page.evaluate(async () => (await fetch('/api/account/profile')).status);
    assert.equal(status, 401);
  });

  it('all others can be signed out together', async () => {
    const me = await visitAs('ravi@example.com', '/account/#/sessions');
    await shown(me);
    const others = (await sessionsOf('ravi@example.com')) - 1;
    await me.click('button', `Sign out all others (${others})`);
    const dialog = await me.find('alertdialog', `Sign out ${others} other sessions?`);
    await (await dialog.$('.account-button-danger'))?.click();
    await me.waitForText(`${others} other sessions were signed out.`);
    assert.equal(await sessionsOf('ravi@example.com'), 1);
  });
});

describe('Account portal: Activity log', () => {
  it('has Time, Type, IP address, Client and Details, with failed attempts, page by page', async () => {
    const me = await visitAs('ada@example.com', '/account/#/activity');
    await me.shown('activity-log >>> tbody tr');
    assert.deepEqual(await me.texts('activity-log >>> th'), ['Time', 'Type', 'IP address', 'Client', 'Details']);
    const [time = '', type, address, client, details] = await me.texts('activity-log >>> tbody tr:first-child td');
    const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'Europe/London' }).format();
    assert.ok(time.startsWith(today), `${time} is not of ${today}`);
    assert.equal(type, 'Signed in');
    assert.match(String(address), /^(127\.0\.0\.1|::1)$/);
    assert.equal(client, 'Account portal');
    assert.equal(details, 'With password · Chrome on Linux · Local network');

    let pages = 1;
    do {
      await me.click('button', 'Show older');
      pages += 1;
      await me.page.waitForFunction(
        (count) => document.querySelector('activity-log')?.shadowRoot?.querySelectorAll('tbody tr').length === count,
        {},
        25 * pages,
      );
    } while ((await me.texts('activity-log >>> .failed')).length === 0);
    const [failed = ''] = (await me.texts('activity-log >>> tbody tr')).filter((row) => row.includes('Failed'));
    assert.match(failed, /Sign-in attempt Failed.*Wrong password/);
  });
});

describe('Account portal: navigation and deep links', () => {
  it('each page has an address of its own, and keeps what was typed while I look elsewhere', async () => {
    const me = await visitAs('sofia@example.com', '/account/');
    await me.fill('account-name input[name="firstName"]', 'Sofie');
    for (const [name, address] of [
      ['Sicherheit', 'security'],
      ['Sitzungen', 'sessions'],
      ['Aktivitätsprotokoll', 'activity'],
      ['Konto', 'account'],
    ] as const) {
      await me.click('link', name);
      await me.find('heading', name);
      assert.equal(new URL(me.page.url()).hash.split('/').at(-1), address);
      assert.match(await me.page.title(), new RegExp(`^${name} `));
      assert.deepEqual(await me.texts('nav [aria-current]'), [name]);
      assert.equal(await me.focusedText(), name, 'reading goes on at the heading');
    }
    assert.equal(await me.valueOf('account-name input[name="firstName"]'), 'Sofie');
    await me.page.goBack();
    await me.find('heading', 'Aktivitätsprotokoll');
  });

  for (const [address, heading] of [
    ['security', 'Security'],
    ['sessions', 'Sessions'],
    ['activity', 'Activity log'],
  ] as const) {
    it(`a link to ${heading} leads there, signed in and after signing in`, async () => {
      const me = await visitAs('ada@example.com', `/account/#/${address}`);
      await me.find('heading', heading);
      await me.page.reload();
      await me.find('heading', heading);
      assert.deepEqual(await me.texts('nav [aria-current]'), [heading]);
    });
  }

  it('Back leads to the host application', async () => {
    const me = await visitAs('ada@example.com', '/account/');
    await me.click('link', 'Certificate Manager');
    await me.find('heading', 'Certificates');
    assert.equal(new URL(me.page.url()).pathname, '/');
  });
});
