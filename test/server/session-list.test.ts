import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as api } from 'account-elements/contract/sessions.js';
import { password } from 'account-elements/contract/password.js';
import type { Client } from 'account-elements-server/clients/client-list.js';
import { readGrants } from 'account-elements-server/clients/read-clients.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { knownDevices } from 'account-elements-server/sign-in/schema.js';
import type { Browser } from '../support/http-browser.ts';
import { ada, HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

const list = async (browser: Browser) => (await browser.call(api.list, {})).result;
const revoke = (browser: Browser, id: string) => browser.call(api.revoke, { params: { id } });
const isSignedIn = async (browser: Browser) => (await browser.call(account.get, {})).status === 200;

async function elsewhere(server: TestServer, options: { userAgent?: string; address?: string } = {}): Promise<Browser> {
  const browser = server.browser(options);
  await browser.signIn(ada.email, ada.password);
  return browser;
}

const locations = {
  of: (address: string) =>
    address.startsWith('203.')
      ? ({ local: false, country: 'PT', region: 'Lisbon', city: 'Lisbon' } as const)
      : address.startsWith('10.')
        ? ({ local: true } as const)
        : null,
};

test('case 039: the list shows this session first, what each one was, and nothing secret', async () => {
  await using server = await TestServer.start({ locations });
  const browser = await server.signedIn({}, { userAgent: FIREFOX, address: '10.1.2.3' });
  server.clock.push(5 * MINUTE);
  const phone = await elsewhere(server, { userAgent: IPHONE, address: '203.0.113.20' });
  server.clock.push(MINUTE);
  await elsewhere(server, { address: '198.51.100.7' });
  await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  server.clock.push(10 * MINUTE);
  await isSignedIn(phone);
  await server.settled();

  const [own, second, third, ...more] = await list(browser);
  assert.deepEqual(more, []);
  assert.deepEqual([own?.current, second?.current, third?.current], [true, false, false]);
  assert.deepEqual(own?.device, {
    kind: 'desktop',
    access: 'browser',
    program: { code: 'firefox', name: 'Firefox', version: null },
    system: { code: 'windows', name: 'Windows', version: null },
  });
  assert.deepEqual(own?.place, { local: true, country: null, city: null });
  assert.deepEqual([second?.device.system?.name, second?.address], ['iOS', '203.0.113.20']);
  assert.deepEqual(second?.place, { local: false, country: 'PT', city: 'Lisbon' });
  assert.deepEqual([third?.device.kind, third?.place], ['unknown', null]);
  assert.equal(second?.lastSeenAt, new Date(server.clock.now()).toISOString(), 'the last used comes first');
  assert.equal(second?.expiresAt, new Date(server.clock.now() + 60 * MINUTE).toISOString());
  assert.equal(third?.startedAt, new Date(server.clock.now() - 10 * MINUTE).toISOString());

  const { text } = await browser.call(api.list, {});
  for (const row of await server.db.select().from(sessions)) assert.ok(!text.includes(row.tokenHash));
  for (const { token = '' } of [browser, phone]) assert.ok(!text.includes(token));
});

test('sessions that have expired are not in the list', async () => {
  await using server = await TestServer.start();
  await server.signedIn();
  server.clock.push(59 * MINUTE);
  const browser = await elsewhere(server);
  assert.equal((await list(browser)).length, 2);
  server.clock.push(MINUTE);
  assert.equal((await list(browser)).length, 1);
  assert.equal((await browser.call(api.others, {})).result.count, 0);
});

test('a session shows where it was last used from', async () => {
  await using server = await TestServer.start({ locations });
  const browser = await server.signedIn({}, { address: '10.1.2.3' });
  const moved = server.browser({ address: '203.0.113.20' });
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
  server.clock.push(MINUTE);
  await isSignedIn(moved);
  await server.settled();
  const [own] = await list(browser);
  assert.deepEqual([own?.address, own?.place?.country], ['203.0.113.20', 'PT']);
});

const clients: Client[] = [
  {
    id: 'certificates',
    name: 'Certificate Manager',
    origins: [HOST_ORIGIN],
    capabilities: ['read', 'profile', 'sessions'],
  },
  { id: 'portal', name: 'Account portal', origins: [OWN_ORIGIN], capabilities: ['read'] },
];
const config = { clients, grants: readGrants(OWN_ORIGIN, clients, '') };

test('a session remembers each application that used it, also within the same minute', async () => {
  await using server = await TestServer.start({ config });
  await server.person();
  const browser = server.browser({ origin: HOST_ORIGIN });
  const signIn = await browser.fetch('/api/account/sign-in/password', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'account-client': 'certificates' },
    body: JSON.stringify({ email: ada.email, password: ada.password }),
  });
  assert.equal(signIn.status, 200);
  const clientsOf = async (id?: string) =>
    (await browser.call(api.list, {}, id === undefined ? {} : { 'account-client': id })).result[0]?.clients;
  assert.deepEqual(await clientsOf(), [{ id: 'certificates', name: 'Certificate Manager' }]);
  const both = [
    { id: 'certificates', name: 'Certificate Manager' },
    { id: 'portal', name: 'Account portal' },
  ];
  assert.deepEqual(await clientsOf('portal'), both, 'the one that asks is there at once');
  await server.settled();
  assert.deepEqual(await clientsOf(), both, 'and stays');
  assert.deepEqual(await clientsOf('unheard-of'), both, 'a name that is not registered is none');
});

test('a page of another origin cannot pass for an application', async () => {
  await using server = await TestServer.start({ config });
  const browser = await server.signedIn();
  await browser.call(account.get, {}, { 'account-client': 'certificates', origin: OWN_ORIGIN });
  await server.settled();
  assert.deepEqual((await list(browser))[0]?.clients, []);
});

test('case 040: another session is ended with a recent proof only, and only if it is one of the own', async () => {
  await using server = await TestServer.start();
  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  const browser = await server.signedIn();
  const other = await elsewhere(server);
  const [, target] = await list(browser);
  const [foreign] = await list(stranger);
  server.clock.push(11 * MINUTE);
  assert.equal((await revoke(browser, target?.id ?? '')).code, 'reauthentication-required');
  assert.ok(await isSignedIn(other));

  await browser.call(reauth.withPassword, { body: { password: ada.password } });
  const notMine = await revoke(browser, foreign?.id ?? '');
  const nowhere = await revoke(browser, 'AAAAAAAAAAAAAAAAAAAAAA');
  const bytes = ({ text, headers }: typeof notMine) => [
    text.replaceAll(/"instance":"[^"]*"/g, ''),
    [...headers].filter(([name]) => name !== 'request-id'),
  ];
  assert.equal(notMine.status, 404);
  assert.deepEqual(bytes(notMine), bytes(nowhere));
  assert.ok(await isSignedIn(stranger));

  assert.equal((await revoke(browser, target?.id ?? '')).status, 204);
  assert.ok(!(await isSignedIn(other)));
  assert.equal((await revoke(browser, target?.id ?? '')).status, 404, 'it is gone');
});

test('case 037: a revoked token is worth nothing, with nothing in between', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (let i = 0; i < 10; i++) {
    const other = await elsewhere(server);
    assert.ok(await isSignedIn(other));
    const target = (await list(browser)).find(({ current }) => !current);
    assert.equal((await revoke(browser, target?.id ?? '')).status, 204);
    assert.ok(!(await isSignedIn(other)));
  }
});

test('case 041: signing out everywhere else ends all others, forgets their browsers, and this one goes on', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const others = [await elsewhere(server), await elsewhere(server)];
  assert.deepEqual((await browser.call(api.revokeOthers, {})).result, { sessionsEnded: 2 });
  for (const other of others) assert.ok(!(await isSignedIn(other)));
  assert.ok(await isSignedIn(browser));
  assert.equal((await server.db.select().from(knownDevices)).length, 1);
  assert.deepEqual((await browser.call(api.revokeOthers, {})).result, { sessionsEnded: 0 });
});

test('case 042: ending the current session signs out, and takes the cookie with it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [own] = await list(browser);
  const { headers, status } = await revoke(browser, own?.id ?? '');
  assert.equal(status, 204);
  assert.deepEqual(headers.getSetCookie(), ['__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0']);
  assert.ok(!(await isSignedIn(browser)));
});

test('a request that was under way when its session was revoked changes nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = await elsewhere(server);
  const target = (await list(browser)).find(({ current }) => !current);
  const hash = server.passwords.hash.bind(server.passwords);
  server.passwords.hash = async (...args) => {
    assert.equal((await revoke(browser, target?.id ?? '')).status, 204);
    return hash(...args);
  };
  const body = { newPassword: 'a loom that counts in sevens', signOutOthers: true };
  assert.equal((await other.call(password.change, { body })).code, 'unauthenticated');
  assert.ok(await isSignedIn(browser));
  await server.browser().signIn(ada.email, ada.password);
});

test('a page that may not manage sessions may read them and no more', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  assert.equal((await list(browser)).length, 1);
  assert.equal((await browser.call(api.revokeOthers, {})).code, 'origin-refused');
  assert.equal((await revoke(browser, 'x')).code, 'origin-refused');
  assert.equal((await browser.call(profile.get, {})).status, 200);
});
