import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { sessions as api } from 'account-elements/contract/sessions.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;

const list = async (browser: Browser) => (await browser.call(api.list, {})).result;
/** When those began that are new. */
const fresh = async (browser: Browser) =>
  (await list(browser)).filter(({ isNew }) => isNew).map(({ startedAt }) => startedAt);
const seen = (browser: Browser, until: string) => browser.call(api.seen, { body: { until } });

async function elsewhere(server: TestServer): Promise<Browser> {
  server.clock.push(MINUTE);
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  return browser;
}

test('sessions that began since the person last looked are new, but never the one they look from', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const second = await elsewhere(server);
  assert.deepEqual(await fresh(browser), [], 'nothing is new to somebody who never looked');
  const shown = await list(browser);
  const latest =
    shown
      .map(({ startedAt }) => startedAt)
      .toSorted()
      .at(-1) ?? '';

  const third = await elsewhere(server);
  const began = new Date(server.clock.now()).toISOString();
  assert.equal((await seen(browser, latest)).status, 204);
  assert.deepEqual(await fresh(browser), [began], 'it began after what was shown, though before that was told');
  assert.deepEqual(await fresh(third), []);
  assert.deepEqual(await fresh(second), [began]);
  assert.deepEqual(await fresh(browser), [began], 'reading tells nothing');

  await seen(browser, began);
  assert.deepEqual(await fresh(browser), []);
  await seen(browser, latest);
  assert.deepEqual(await fresh(browser), [], 'what was seen stays seen');
});

test('nobody has seen what is still to come, and nobody looks for somebody else', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  await seen(browser, '2099-01-01T00:00:00.000Z');
  await seen(stranger, '2099-01-01T00:00:00.000Z');
  await elsewhere(server);
  const began = new Date(server.clock.now()).toISOString();
  assert.deepEqual(await fresh(browser), [began]);
  server.clock.push(MINUTE);
  await seen(stranger, new Date(server.clock.now()).toISOString());
  assert.deepEqual(await fresh(browser), [began]);
  assert.equal((await seen(browser, 'yesterday')).code, 'invalid-input');
});

test('looking once more writes nothing, and who is signed out has seen nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const until = new Date(server.clock.now()).toISOString();
  await seen(browser, until);
  const transaction = server.db.transaction.bind(server.db);
  server.db.transaction = () => Promise.reject(new Error('nothing was to be written'));
  assert.equal((await seen(browser, until)).status, 204);
  server.db.transaction = transaction;
  await disable(server.operator, ada.email);
  assert.equal((await seen(browser, until)).code, 'unauthenticated');
  assert.equal((await browser.call(account.get, {})).code, 'unauthenticated');
});
