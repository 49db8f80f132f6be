import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test as unlimited, type TestContext } from 'node:test';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as api } from 'account-elements/contract/sessions.js';
import { signOut } from 'account-elements/contract/sign-out.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import type { Browser } from '../support/http-browser.ts';
import { LiveListener } from '../support/live-listener.ts';
import { ada, HOST_ORIGIN, TestServer } from '../support/test-server.ts';

const test = (name: string, job: (t: TestContext) => Promise<void>): void =>
  void unlimited(name, { timeout: 60_000 }, job);

const MINUTE = 60_000;
const grace = { email: 'grace@people.example', password: 'nanoseconds on a string' };

async function elsewhere(server: TestServer): Promise<Browser> {
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  return browser;
}
const own = async (browser: Browser) => {
  const { result } = await browser.call(api.list, {});
  return result.find(({ current }) => current)?.id ?? '';
};
const save = async (browser: Browser, city: string) => {
  const { version } = (await browser.call(profile.get, {})).result;
  const saved = await browser.call(profile.update, { body: { city }, version });
  assert.equal(saved.status, 200);
};
/** Longer than it takes to hear of anything. */
const aWhile = () => sleep(1200);

test('an open page hears what changed, by name and without a value, and nothing else', async () => {
  await using server = await TestServer.start();
  const page = await LiveListener.open(await server.signedIn());
  assert.deepEqual(page.heard[0]?.stale, [], 'nothing changed until now');
  await save(await elsewhere(server), 'Coimbra');
  await page.until(() => page.stale.includes('/profile'));
  assert.ok(page.stale.includes('/account') && page.stale.includes('/activity') && page.stale.includes('/sessions'));
  assert.ok(!page.stale.includes('/recovery-codes'), 'what stayed as it was is not read again');
  for (const secret of ['Coimbra', ada.email, ada.firstName, '198.51.100.7']) {
    assert.ok(!page.wire.includes(secret), `${secret} is not told`);
  }
  await page.close();
});

test('the answer is one that no proxy holds back, and no cache keeps', async () => {
  await using server = await TestServer.start();
  const page = await LiveListener.open(await server.signedIn());
  const { headers } = page.response;
  assert.equal(headers.get('content-type'), 'text/event-stream');
  assert.equal(headers.get('cache-control'), 'no-store, no-transform');
  assert.equal(headers.get('x-accel-buffering'), 'no');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.ok(headers.has('account-id'));
  await page.close();
});

test('without a session there is no stream, nor for a page that shows somebody else', async () => {
  await using server = await TestServer.start();
  const ada = await server.signedIn();
  const refused = await LiveListener.open(server.browser());
  assert.equal(refused.response.status, 401);
  const meant = await LiveListener.open(ada, {}, { 'account-id': 'somebody-else' });
  assert.equal(meant.response.status, 409);
  const stranger = await LiveListener.open(ada, {}, { origin: 'https://evil.example' });
  assert.equal(stranger.response.status, 403);
  const head = await ada.fetch('/api/account/live-updates', { method: 'HEAD' });
  assert.equal(head.status, 405, 'nobody would ever end that one');
  const listed = await LiveListener.open(ada, {}, { origin: HOST_ORIGIN });
  assert.equal(listed.response.status, 200);
  await listed.close();
});

test('nobody hears of another account', async () => {
  await using server = await TestServer.start();
  const his = await server.signedIn();
  const hers = await LiveListener.open(await server.signedIn(grace));
  const theirs = await LiveListener.open(his);
  await save(his, 'Coimbra');
  await theirs.until(() => theirs.stale.includes('/profile'));
  await aWhile();
  assert.deepEqual(hers.stale, []);
  // Nor by asking for what came after a line of theirs.
  const again = await LiveListener.open(await signedInAgain(server), { after: theirs.heard[0]?.position ?? '' });
  assert.ok(!again.heard[0]?.stale?.includes('/profile'));
  await Promise.all([hers.close(), theirs.close(), again.close()]);
});

async function signedInAgain(server: TestServer): Promise<Browser> {
  const browser = server.browser();
  await browser.signIn(grace.email, grace.password);
  return browser;
}

test('a page whose session is ended elsewhere is told so, and hears no more', async () => {
  await using server = await TestServer.start();
  const page = await server.signedIn();
  const listener = await LiveListener.open(page);
  const other = await elsewhere(server);
  const id = await own(page);
  assert.equal((await other.call(api.revoke, { params: { id } })).status, 204);
  const took = await listener.until(() => listener.ended);
  assert.ok(listener.signedOut);
  assert.ok(took < 5000, `${took} ms`);
});

test('so is one that signs out, whose account is disabled, or that is signed out with all others', async () => {
  await using server = await TestServer.start();
  const [first, second, third] = [await server.signedIn(), await elsewhere(server), await elsewhere(server)];
  const pages = await Promise.all([first, second, third].map((browser) => LiveListener.open(browser)));
  await first.call(signOut, {});
  await pages[0]?.until(() => pages[0]?.ended === true);
  assert.ok(pages[0]?.signedOut);
  assert.equal((await second.call(api.revokeOthers, {})).status, 200);
  await pages[2]?.until(() => pages[2]?.ended === true);
  assert.ok(pages[2]?.signedOut && !pages[1]?.signedOut);
  await disable(server.operator, ada.email);
  await pages[1]?.until(() => pages[1]?.ended === true);
  assert.ok(pages[1]?.signedOut);
});

test('a stream ends with its session when nobody uses that, and does not keep it alive', async () => {
  await using server = await TestServer.start({
    config: { sessions: { idle: 10 * MINUTE, absolute: 60 * MINUTE, perAccount: 24, proof: 10 * MINUTE } },
  });
  const browser = await server.signedIn();
  const page = await LiveListener.open(browser);
  server.clock.push(6 * MINUTE);
  // Opened again, and read again because of what it was told: nobody was there.
  const again = await LiveListener.open(browser);
  assert.equal((await browser.call(account.get, {}, { 'account-unattended': '?1' })).status, 200);
  await server.settled();
  assert.ok(!page.ended);
  server.clock.push(5 * MINUTE);
  await Promise.all([page.until(() => page.ended), again.until(() => again.ended)]);
  assert.ok(page.signedOut && again.signedOut);
  assert.equal((await browser.call(account.get, {})).status, 401);
});

test('a stream goes on as long as somebody uses the session, and not beyond its end', async () => {
  await using server = await TestServer.start({
    config: { sessions: { idle: 10 * MINUTE, absolute: 25 * MINUTE, perAccount: 24, proof: 10 * MINUTE } },
  });
  const browser = await server.signedIn();
  const page = await LiveListener.open(browser);
  for (let round = 0; round < 2; round += 1) {
    server.clock.push(9 * MINUTE);
    await browser.call(account.get, {});
    await server.settled();
    await aWhile();
    assert.ok(!page.ended);
  }
  server.clock.push(8 * MINUTE);
  await page.until(() => page.ended);
  assert.ok(page.signedOut);
});

test('a stream ends with the token that opened it: whoever has the new one opens another', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const page = await LiveListener.open(browser);
  const stolen = browser.cookieHeader;
  assert.equal((await browser.call(reauth.withPassword, { body: { password: ada.password } })).status, 200);
  await page.until(() => page.ended);
  assert.ok(!page.signedOut, 'the person is still signed in');
  const again = await LiveListener.open(browser, { after: page.position });
  assert.equal(again.response.status, 200);
  assert.equal((await LiveListener.open(server.browser(), {}, { cookie: stolen })).response.status, 401);
  await again.close();
});

test('whoever was away is told what changed meanwhile; after a long time, that anything may have', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const page = await LiveListener.open(browser);
  await page.close();
  await save(browser, 'Graz');
  const again = await LiveListener.open(browser, { after: page.position });
  assert.ok(again.heard[0]?.stale?.includes('/profile'));
  const nothing = await LiveListener.open(browser, { after: again.position });
  assert.deepEqual(nothing.heard[0]?.stale, []);
  const unknown = await LiveListener.open(browser, { after: 'no-such-line' });
  assert.equal(unknown.heard[0]?.stale, null);
  server.clock.push(59 * MINUTE);
  await browser.call(account.get, {});
  await server.settled();
  server.clock.push(59 * MINUTE);
  const late = await LiveListener.open(browser, { after: page.position });
  assert.equal(late.heard[0]?.stale, null);
  await Promise.all([again, nothing, unknown, late].map((listener) => listener.close()));
});

test('a page that just read hears of what happened since, before its stream was open', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(30_000);
  await save(browser, 'Graz');
  server.clock.push(2000);
  const page = await LiveListener.open(browser, { age: '5000' });
  assert.ok(page.heard[0]?.stale?.includes('/profile'));
  const later = await LiveListener.open(browser, { age: '1000' });
  assert.deepEqual(later.heard[0]?.stale, []);
  const old = await LiveListener.open(browser, { age: '36000000' });
  assert.equal(old.heard[0]?.stale, null);
  await Promise.all([page, later, old].map((listener) => listener.close()));
});

test('a session has so many streams and no more, and is told when to try again', async () => {
  await using server = await TestServer.start({ config: { liveStreams: 14 } });
  const browser = await server.signedIn();
  const open = await Promise.all(Array.from({ length: 12 }, () => LiveListener.open(browser)));
  const refused = await LiveListener.open(browser);
  assert.equal(refused.response.status, 503);
  assert.ok(Number(refused.response.headers.get('retry-after')) >= 20);
  const other = await elsewhere(server);
  open.push(await LiveListener.open(other), await LiveListener.open(other));
  assert.equal((await LiveListener.open(await server.signedIn(grace))).response.status, 503, 'so does the process');
  await open[0]?.close();
  const room = await LiveListener.open(browser);
  assert.equal(room.response.status, 200, 'one that left makes room');
  await Promise.all([...open, room].map((listener) => listener.close()));
});

test('where the operator wants none there are none', async () => {
  await using server = await TestServer.start({ config: { liveStreams: 0 } });
  assert.equal((await LiveListener.open(await server.signedIn())).response.status, 404);
});

test('a page that reads slowly gets everything in one update, and nothing is kept for it beside that', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const response = await browser.fetch('/api/account/live-updates');
  const reader = response.body!.getReader();
  await reader.read();
  for (const city of ['Graz', 'Linz', 'Wels']) await save(browser, city);
  await elsewhere(server);
  await aWhile();
  const { value } = await reader.read();
  const text = new TextDecoder().decode(value);
  assert.equal(text.match(/data:/g)?.length, 1);
  assert.ok(text.includes('"/profile"') && text.includes('"/sessions"'));
  await reader.cancel();
});

test('a session that is gone without a line in the record ends its stream, too', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const page = await LiveListener.open(browser);
  await server.db.delete(sessions).where(eq(sessions.id, await own(browser)));
  // As the end of an account or another process of another version might do it. Whatever happens next to the account shows it.
  await elsewhere(server);
  await page.until(() => page.ended);
  assert.ok(page.signedOut);
});

test('streams of nobody cost nothing: the record is looked at only while somebody listens', async () => {
  await using server = await TestServer.start();
  const page = await LiveListener.open(await server.signedIn());
  const { db } = server;
  let looked = 0;
  const execute = db.$client.execute.bind(db.$client);
  db.$client.execute = ((...args: Parameters<typeof execute>) => {
    looked += 1;
    return execute(...args);
  }) as typeof execute;
  await aWhile();
  assert.ok(looked > 0 && looked < 10, `${looked} looks in a second`);
  await page.close();
  await sleep(50);
  looked = 0;
  await aWhile();
  assert.equal(looked, 0);
});

test('sessions that end by themselves are swept, and their pages told', async () => {
  await using server = await TestServer.start();
  const page = await LiveListener.open(await server.signedIn());
  server.clock.push(61 * MINUTE);
  await sweep({ db: server.db, log: server.log, now: server.clock.now });
  await page.until(() => page.ended);
  assert.ok(page.signedOut);
});
