import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { atTheDemo } from '../support/at-the-demo.ts';
import { Demo } from '../support/demo.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Visit } from '../support/visit.ts';

// What happens elsewhere shows on open pages at once.

const { demo, browser, visit, visitAs, anotherTab } = await atTheDemo();

interface Asked {
  readonly count: number;
  readonly answered: number;
}

/** How often a page asked for something of the API from now on, and how often that was answered well. */
function asked({ page }: Visit, path: string): Asked {
  const seen = { count: 0, answered: 0 };
  const isIt = (url: string): boolean => new URL(url).pathname.endsWith(path);
  page.on('request', (request) => {
    if (request.method() !== 'OPTIONS' && isIt(request.url())) seen.count += 1;
  });
  page.on('response', (response) => {
    if (response.ok() && isIt(response.url())) seen.answered += 1;
  });
  return seen;
}

/** Until one of these pages listens: an answer begins when the server knows whom to tell. */
const listens = async (...pages: readonly Asked[]): Promise<void> => {
  for (const end = Date.now() + 30_000; pages.every(({ answered }) => answered === 0);) {
    assert.ok(Date.now() < end, 'no page listens');
    await sleep(20);
  }
};

/** Somebody who just signed in, on a page that listens. */
async function listening(email: string, path: string): Promise<Visit> {
  const me = await visit();
  const stream = asked(me, '/live-updates');
  await me.goTo(demo.origin + path);
  await me.signIn(email);
  await listens(stream);
  return me;
}

const rename = async (me: Visit, name: string) => {
  await me.fill('account-name input[name="firstName"]', name);
  await me.page.keyboard.press('Enter');
  await me.waitForText(/Saved at/);
};

/** How long it takes until nothing on the page can be read of a person, in milliseconds; the list of the demo’s people aside. */
async function forgets(me: Visit, personal: RegExp): Promise<number> {
  const start = performance.now();
  while (await me.says(personal)) {
    assert.ok(performance.now() - start < 20_000, 'it never forgets');
    await sleep(20);
  }
  return performance.now() - start;
}

describe('live', () => {
  it('a name that is changed in another browser is shown here, without a reload and without a lost word', async () => {
    const me = await visitAs('noor@example.com', '/account/');
    const stream = asked(me, '/live-updates');
    await me.goTo(`${demo.origin}/account/`);
    await listens(stream);
    await me.fill('account-name input[name="lastName"]', 'Typed, not saved');
    const other = await visitAs('noor@example.com', '/account/');
    await rename(other, 'Noora');
    await me.find('button', 'Noora Haddad');
    assert.equal(await me.valueOf('account-name input[name="lastName"]'), 'Typed, not saved');
    await rename(other, 'Noor');
  });

  it('case 047: two tabs share one stream; where one signs out the other holds nothing personal within two seconds', async () => {
    const first = await visitAs('ravi@example.com', '/account/#/sessions');
    const second = await anotherTab(first);
    const streams = [asked(first, '/live-updates'), asked(second, '/live-updates')];
    await first.goTo(`${demo.origin}/account/?first#/sessions`);
    await first.shown('session-list >>> .session[data-session]');
    await second.goTo(`${demo.origin}/account/#/activity`);
    await second.shown('activity-log >>> tbody tr');
    await listens(...streams);
    await sleep(1500);
    assert.equal(
      streams.reduce((sum, { count }) => sum + count, 0),
      1,
      'one for both',
    );
    await second.page.$eval('.people', (people) => people.remove());
    await first.click('button', 'Ravi Menon');
    await first.click('menuitem', 'Sign out');
    await first.page.waitForSelector('.view[data-view="sign-in"]', { visible: true });
    const took = await forgets(second, /Menon|ravi@|Signed in|\b\d+\.\d+\.\d+\.\d+\b/);
    assert.ok(took < 2000, `${took} ms`);
  });

  it('a session that is ended in another browser holds nothing personal within two seconds, in none of its tabs', async () => {
    const first = await listening('sofia@example.com', '/account/#/sessions');
    await first.shown('session-list >>> .session[data-session]');
    const second = await anotherTab(first);
    await second.goTo(`${demo.origin}/`);
    await second.find('button', 'Sofia Brunner');
    const [row] = await demo.rows(
      'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ? ORDER BY s.created_at DESC LIMIT 1',
      'sofia@example.com',
    );
    const other = await visitAs('sofia@example.com', '/account/#/sessions');
    await other.find('button', 'Sofia Brunner');
    for (const { page } of [first, second]) await page.$eval('.people', (people) => people.remove());
    const status = await other.page.evaluate(
      async (id) => (await fetch(`/api/account/sessions/${id}`, { method: 'DELETE' })).status,
      String(row?.['id']),
    );
    assert.equal(status, 204);
    const personal = /Brunner|sofia@/;
    const took = await Promise.all([forgets(first, personal), forgets(second, personal)]);
    assert.ok(Math.max(...took) < 2000, `${took.join(', ')} ms`);
    assert.equal(await other.has('button', 'Sofia Brunner'), true, 'the other browser stays');
  });

  it('where the tab that listens is closed, another one listens', async () => {
    const first = await listening('noor@example.com', '/account/');
    const second = await anotherTab(first);
    const stream = asked(second, '/live-updates');
    await second.goTo(`${demo.origin}/account/`);
    await second.find('button', 'Noor Haddad');
    await sleep(1000);
    assert.equal(stream.count, 0);
    await first.page.close();
    await listens(stream);
    const other = await visitAs('noor@example.com', '/account/');
    await rename(other, 'Noora');
    await second.find('button', 'Noora Haddad');
    await rename(other, 'Noor');
  });

  it('case 048: a proof in one tab and a change in the other at once: nobody is signed out, and nothing is asked more than once again', async () => {
    const first = await listening('ada@example.com', '/account/');
    const second = await anotherTab(first);
    await second.goTo(`${demo.origin}/account/`);
    await second.find('button', 'Ada Moreau');
    const saves = asked(second, '/account/name');
    const body = JSON.stringify({ password: 'quiet harbour lantern' });
    await second.fill('account-name input[name="firstName"]', 'Ada Maria');
    const [proven] = await Promise.all([
      first.page.evaluate(async (json) => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch('/api/account/reauth/password', { method: 'POST', headers, body: json })).status;
      }, body),
      second.page.keyboard.press('Enter'),
    ]);
    assert.equal(proven, 200);
    await second.find('button', 'Ada Maria Moreau');
    // Until the streams that the new token ended are open again.
    await sleep(2500);
    assert.ok(saves.count <= 2, `${saves.count} requests`);
    for (const me of [first, second]) {
      assert.equal(await me.says(/You’ve been signed out/), false);
      await me.find('button', 'Ada Maria Moreau');
    }
    await rename(second, 'Ada');
  });
});

describe('live, when the server is started again', () => {
  it('pages listen again, and show what happened meanwhile', async () => {
    const folder = temporaryFolder();
    const before = await Demo.run({ folder });
    const port = Number(new URL(before.origin).port);
    const me = await Visit.open(browser);
    let after: Demo | undefined;
    try {
      await me.goTo(`${before.origin}/account/`);
      await me.signIn('ravi@example.com');
      const stream = asked(me, '/live-updates');
      await me.goTo(`${before.origin}/account/`);
      await me.find('button', 'Ravi Menon');
      await listens(stream);
      await before.stop();
      after = await Demo.run({ folder, port });
      const other = await Visit.open(browser);
      await other.goTo(`${after.origin}/account/`);
      await other.signIn('ravi@example.com');
      await rename(other, 'Ravindra');
      // It tries less and less often, so this may take as long as the server was away.
      await me.waitForText('Ravindra Menon', 60_000);
      assert.ok(stream.count >= 2);
      await other.context.close();
    } finally {
      await me.context.close();
      await (after ?? before).stop();
    }
  });
});
