import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { accountData } from 'account-elements/contract/account-data.js';
import { account } from 'account-elements/contract/account.js';
import { activity as activityApi } from 'account-elements/contract/activity.js';
import { emailChange } from 'account-elements/contract/email-change.js';
import { password } from 'account-elements/contract/password.js';
import { profile } from 'account-elements/contract/profile.js';
import { sessions as api } from 'account-elements/contract/sessions.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { verifyActivity } from 'account-elements-server/activity/verify.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import { startSupportSession } from 'account-elements-server/operations/support-session.js';
import type { Browser } from '../support/http-browser.ts';
import { testMail } from '../support/mails.ts';
import { ada, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
const JO = 'Jo Miller, Example support';
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0';

const list = async (browser: Browser) => (await browser.call(api.list, {})).result;

async function help(server: TestServer, more: Partial<Parameters<typeof startSupportSession>[1]> = {}) {
  const { config, db } = server;
  const needs = { config, db, locations: { of: () => null }, now: server.clock.now };
  const headers = new Headers({ 'user-agent': EDGE });
  const request = { email: ada.email, operator: JO, request: { headers }, address: '198.51.100.9', ...more };
  const started = await startSupportSession(needs as never, request);
  const browser = server.browser({ userAgent: EDGE, address: '198.51.100.9' });
  const [, name = '', token = ''] = /^([^=]+)=([^;]+);/.exec(started.cookie) ?? [];
  browser.cookies.set(name, token);
  return { browser, ...started };
}

test('an operator acts in a person’s place; the list of sessions and the record say who', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const joe = await help(server);
  assert.match(joe.cookie, /^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=1800$/);
  assert.equal((await joe.browser.call(account.get, {})).result.email, ada.email);
  const [own, theirs] = await list(browser);
  assert.deepEqual([own?.operator, theirs?.operator], [null, JO]);
  assert.equal(theirs?.device.program?.name, 'Edge');

  const { version } = (await joe.browser.call(profile.get, {})).result;
  await joe.browser.call(profile.update, { version, body: { city: 'Graz' } });
  await browser.call(api.rename, { params: { id: own?.id ?? '' }, body: { name: 'Mine' } });
  const { entries } = (await browser.call(activityApi.list, { query: { view: 'events' } })).result;
  assert.deepEqual(
    entries.slice(0, 4).map(({ type, actor, details }) => [type, actor, details['operator']]),
    [
      ['session_renamed', 'person', undefined],
      ['user_updated', 'operator', JO],
      ['authn_login_success', 'operator', JO],
      ['session_created', 'operator', JO],
    ],
  );
  const access = (await browser.call(activityApi.list, { query: { view: 'access' } })).result.entries;
  assert.equal(access[0]?.actor, 'operator');

  assert.equal((await browser.call(api.revoke, { params: { id: joe.id } })).status, 204);
  assert.equal((await joe.browser.call(account.get, {})).status, 401);
});

test('whatever asks for a proof of identity stays shut to an operator', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [own] = await list(browser);
  const { browser: joe } = await help(server);
  const refused = [
    joe.call(api.revoke, { params: { id: own?.id ?? '' } }),
    joe.call(api.revokeOthers, {}),
    joe.call(api.revokeSome, { body: { ids: [own?.id ?? ''] } }),
    joe.call(password.change, { body: { newPassword: 'the looms of Jacquard hum', signOutOthers: false } }),
    joe.call(emailChange.request, { body: { email: 'jo@example.com' } }),
    joe.call(accountData.export, { query: { format: 'json' } }),
    joe.call(accountData.delete, {}),
  ];
  for (const { code } of await Promise.all(refused)) assert.equal(code, 'reauthentication-required');
  assert.equal((await browser.call(account.get, {})).status, 200);
});

test('an operator takes no copy of what happened along, and gives up no new address for the person', async () => {
  await using server = await TestServer.start({ config: { mail: testMail } });
  const browser = await server.signedIn();
  assert.equal((await browser.call(emailChange.request, { body: { email: 'ada.king@people.example' } })).status, 200);
  const { browser: joe } = await help(server);
  const query = { view: 'events', format: 'json' } as const;
  assert.equal((await joe.call(activityApi.export, { query })).code, 'forbidden');
  assert.equal((await joe.call(emailChange.cancel, {})).code, 'forbidden');
  assert.notEqual((await browser.call(emailChange.get, {})).result.pending, null);
  assert.equal((await browser.call(activityApi.export, { query })).status, 200);
  assert.equal((await browser.call(emailChange.cancel, {})).status, 204);
});

test('an operator’s looking is not the person’s: sessions stay new', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await browser.call(api.seen, { body: { until: new Date(server.clock.now()).toISOString() } });
  server.clock.push(MINUTE);
  const { browser: joe } = await help(server);
  await joe.call(api.seen, { body: { until: new Date(server.clock.now()).toISOString() } });
  assert.deepEqual(
    (await list(browser)).map(({ isNew }) => isNew),
    [false, true],
  );
});

test('it ends by itself, and takes no session of the person away', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browsers: Browser[] = [];
  for (let count = 0; count < 24; count += 1) {
    const browser = server.browser();
    await browser.signIn(ada.email, ada.password);
    browsers.push(browser);
  }
  const { browser: joe } = await help(server, { minutes: 10 });
  assert.equal((await browsers[0]?.call(account.get, {}))?.status, 200);
  for (let minute = 0; minute < 9; minute += 1) {
    server.clock.push(MINUTE);
    assert.equal((await joe.call(account.get, {})).status, 200);
    await server.settled();
  }
  server.clock.push(MINUTE);
  assert.equal((await joe.call(account.get, {})).status, 401);
});

test('nobody acts without a name, for no time, for nobody, or in a disabled account', async () => {
  await using server = await TestServer.start();
  await server.person();
  await assert.rejects(help(server, { operator: '  ' }), /needs a name/);
  await assert.rejects(help(server, { minutes: 0 }), /some minutes/);
  await assert.rejects(help(server, { email: 'nobody@people.example' }), /no account/);
  await disable(server.operator, ada.email);
  await assert.rejects(help(server), /no account/);
  assert.deepEqual(await server.db.select().from(activity).where(eq(activity.type, 'session_created')), []);
});

test('the record with an operator in it still holds', async () => {
  await using server = await TestServer.start();
  await server.person();
  await help(server);
  assert.equal((await verifyActivity(server.db, server.keys, server.clock.now())).intact, true);
});
