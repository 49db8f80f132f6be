import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HTTPRequest } from 'puppeteer-core';
import { readConfig } from 'account-elements-server/config.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { startSupportSession } from 'account-elements-server/operations/support-session.js';
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
        return { name: text(item.querySelector('h3')!), end: item.querySelectorAll('button.end').length, facts };
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

  it('a session has the name that I give it, in other tabs too, with the device beside it', async () => {
    const me = await visitAs('ada@example.com', '/account/#/sessions');
    await shown(me);
    const tab = await anotherTab(me);
    await tab.goTo(`${demo.origin}/account/#/sessions`);
    await shown(tab);
    await me.click('button', 'Rename Chrome on macOS');
    await me.page.waitForSelector('session-list >>> .naming input:focus');
    await me.page.keyboard.type('Old laptop');
    await me.page.keyboard.press('Enter');
    await me.waitForText('It’s called “Old laptop” now.');
    await tab.find('button', 'Sign out Old laptop');
    await tab.waitForText('Chrome on macOS');
  });

  it('Clients names both pages once both have used the session', async () => {
    const me = await visitAs('ravi@example.com');
    await me.goTo(`${demo.origin}/account/`);
    // It is noted in the background, so as not to be in the way of an answer.
    const clients = () =>
      demo.rows(
        `SELECT client_id FROM session_clients WHERE session_id =
           (SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ? ORDER BY s.created_at DESC LIMIT 1)`,
        'ravi@example.com',
      );
    for (const end = Date.now() + 30_000; (await clients()).length < 2;) {
      assert.ok(Date.now() < end, 'only one client used the session');
      await sleep(50);
    }
    await me.goTo(`${demo.origin}/account/?again#/sessions`);
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
    await me.find('alertdialog', `Sign out ${others} other sessions?`);
    await me.press('session-list >>> dialog .account-button-danger');
    await me.waitForText(`${others} other sessions were signed out.`);
    assert.equal(await sessionsOf('ravi@example.com'), 1);
  });
});

describe('Account portal: Sessions that are recognised', () => {
  const email = 'ravi@example.com';
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const seen = (me: Visit) => me.page.waitForResponse((response) => response.url().endsWith('/sessions/seen'));

  async function signInElsewhere(): Promise<void> {
    const response = await fetch(`${demo.origin}/api/account/sign-in/password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.origin, 'user-agent': firefox },
      body: JSON.stringify({ email, password: demoPassword }),
    });
    assert.equal(response.status, 200);
  }

  async function visitSessions(me: Visit): Promise<void> {
    const looked = seen(me);
    await me.goTo(`${demo.origin}/account/`);
    await me.goTo(`${demo.origin}/account/#/sessions`);
    await looked;
  }

  it('what began since my last visit is marked, and no more once I have seen it', async () => {
    const me = await visitAs(email);
    await visitSessions(me);
    // Elsewhere: an open list would show it at once, and then it has been seen.
    await me.goTo(`${demo.origin}/`);
    await signInElsewhere();
    await visitSessions(me);
    await me.waitForText('New since your last visit');
    await visitSessions(me);
    assert.doesNotMatch(await me.readableText(), /New since your last visit/);
  });

  it('where there are many, those of one device in one place stand together, and end together', async () => {
    const me = await visitAs(email);
    for (let more = 20; more > 0; more--) await signInElsewhere();
    // What is new stands by itself.
    await visitSessions(me);
    await visitSessions(me);
    const group = 'Firefox on Linux, Local network';
    await me.find('button', `Sign out all 21: ${group}`);
    await me.click('button', `Show 20 more: ${group}`);
    await me.find('button', `Show only the last used: ${group}`);
    const before = await sessionsOf(email);
    await me.click('button', `Sign out all 21: ${group}`);
    await me.find('alertdialog', 'Sign out 21 sessions?');
    await me.press('session-list >>> dialog .account-button-danger');
    await me.waitForText('21 sessions were signed out.');
    assert.equal(await sessionsOf(email), before - 21);
  });

  it('a session that the support opened in my place says so, at once', async () => {
    const me = await visitAs(email, '/account/#/sessions');
    await me.find('heading', 'Sessions');
    const db = await openDatabase({ url: `file:${demo.databaseFile}` });
    try {
      await startSupportSession(
        { config: readConfig({ ORIGIN: demo.origin }), db, locations: { of: () => null }, now: Date.now },
        {
          email,
          operator: 'Jo Miller, Lindholm support',
          request: { headers: new Headers() },
          address: '198.51.100.7',
        },
      );
    } finally {
      db.close();
    }
    await me.waitForText('Opened in your place by Jo Miller, Lindholm support');
  });
});

describe('Account portal: Activity log', () => {
  it('has Time, Type, IP address, Client and Details, with failed attempts, page by page', async () => {
    const day = () => new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/London' }).format();
    const before = day();
    const me = await visitAs('ada@example.com', '/account/#/activity');
    await me.shown('activity-log >>> tbody tr');
    assert.deepEqual(await me.texts('activity-log >>> thead th'), ['Time', 'Type', 'IP address', 'Client', 'Details']);
    const [time = '', type, address, client, details] = await me.texts('activity-log >>> tbody tr:nth-child(2) td');
    const [today = ''] = await me.texts('activity-log >>> tbody tr.day');
    // It may have ended meanwhile.
    assert.ok([before, day()].includes(today), `${today} is not ${before}`);
    assert.match(time, /^\d\d:\d\d$/, 'the day is said once');
    // Nobody asks whether it was who reads this.
    assert.equal(type, 'Signed in More');
    assert.match(String(address), /^(127\.0\.0\.1|::1)$/);
    assert.equal(client, 'Account portal');
    assert.equal(details, 'With password · Chrome on Linux · Local network');

    let pages = 1;
    do {
      await me.click('button', 'Show older');
      pages += 1;
      await me.page.waitForFunction(
        (count) =>
          document.querySelector('activity-log')?.shadowRoot?.querySelectorAll('tbody tr:not(.day)').length === count,
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
      // Reading goes on at the heading.
      await me.waitForFocus(name);
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

  it('what a page holds is on its way while it is asked who is signed in: a slow network is crossed once less', async () => {
    const me = await visitAs('ada@example.com', '/account/#/sessions');
    await me.find('heading', 'Sessions');
    const waiting: HTTPRequest[] = [];
    // What is cancelled meanwhile needs no answer.
    const pass = (request: HTTPRequest): Promise<void> => request.continue().catch(() => undefined);
    let isComing = false;
    await me.page.setRequestInterception(true);
    me.page.on('request', (request) => {
      const asksWho = request.url().endsWith('/api/account/account') && 'account-client' in request.headers();
      if (asksWho && !isComing) waiting.push(request);
      else void pass(request);
      if (!request.url().includes('/chunks/whereabouts-')) return;
      isComing = true;
      for (const held of waiting.splice(0)) void pass(held);
    });
    await me.page.reload();
    await me.find('heading', 'Sessions');
    await me.page.waitForSelector('session-list');
  });

  it('Back leads to the host application', async () => {
    const me = await visitAs('ada@example.com', '/account/');
    await me.click('link', 'Certificate Manager');
    await me.find('heading', 'Certificates');
    assert.equal(new URL(me.page.url()).pathname, '/');
  });
});
