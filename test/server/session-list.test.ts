import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as api } from 'account-elements/contract/sessions.js';
import { password } from 'account-elements/contract/password.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import type { Client } from 'account-elements-server/clients/client-list.js';
import { readGrants } from 'account-elements-server/clients/read-clients.js';
import { activity } from 'account-elements-server/activity/schema.js';
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
  await server.person();
  const browser = server.browser();
  const credentials = { body: { email: ada.email, password: ada.password } };
  const [given = ''] = (await browser.call(signIn.withPassword, credentials)).headers.getSetCookie();
  const cookie = browser.cookieHeader;
  const [own] = await list(browser);
  const { headers, status } = await revoke(browser, own?.id ?? '');
  assert.equal(status, 204);
  // With other attributes than it was given with, a browser would keep it, or keep two.
  const taken = given.replace(/=[\w-]{43};/, '=;').replace(/Max-Age=\d+$/, 'Max-Age=0');
  assert.match(taken, /^__Host-sid=; .*Max-Age=0$/);
  assert.deepEqual(headers.getSetCookie(), [taken]);
  assert.equal(
    (await browser.call(account.get, {}, { cookie })).status,
    401,
    'nor is it worth anything to who kept it',
  );
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

test('so does one that takes no proof, when its session ended between the look at it and the change', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = await elsewhere(server);
  const target = (await list(browser)).find(({ current }) => !current);
  const { version } = (await other.call(profile.get, {})).result;
  const transaction = server.db.transaction.bind(server.db);
  server.db.transaction = async (...args) => {
    server.db.transaction = transaction;
    assert.equal((await revoke(browser, target?.id ?? '')).status, 204);
    return transaction(...args);
  };
  const late = await other.call(profile.update, { body: { title: 'Not theirs any more' }, version });
  assert.equal(late.code, 'unauthenticated');
  assert.equal((await browser.call(profile.get, {})).result.title, '');
});

test('a page that may not manage sessions may read them and no more', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  assert.equal((await list(browser)).length, 1);
  assert.equal((await browser.call(api.revokeOthers, {})).code, 'origin-refused');
  assert.equal((await revoke(browser, 'x')).code, 'origin-refused');
  assert.equal((await browser.call(profile.get, {})).status, 200);
});

test('a session has the name that its person gives it, beside what it is; nobody else can name it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { userAgent: FIREFOX });
  await elsewhere(server, { userAgent: IPHONE });
  const [, other] = await list(browser);
  const rename = (by: Browser, id: string, name: string) => by.call(api.rename, { params: { id }, body: { name } });
  await rename(browser, other!.id, '  Mum’s phone ');
  const [own, named] = await list(browser);
  assert.deepEqual([own?.name, named?.name], [null, 'Mum’s phone']);
  assert.deepEqual(named?.device, other?.device);
  await rename(browser, other!.id, '');
  assert.equal((await list(browser))[1]?.name, null);

  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  assert.equal((await rename(stranger, other!.id, 'Mine')).code, 'not-found');
  assert.equal((await rename(browser, 'nothing', 'x')).code, 'not-found');
  for (const wrong of ['x'.repeat(65), 'two\nlines', '\u0000']) {
    assert.equal((await rename(browser, other!.id, wrong)).code, 'invalid-input');
  }
  assert.equal((await list(browser))[1]?.name, null);
  const noted = await server.db.select().from(activity).where(eq(activity.type, 'session_renamed'));
  assert.equal(noted.length, 2);
});

test('several sessions are signed out at once: one’s own alone, never this one, each on record, and only with a proof', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { userAgent: FIREFOX });
  const others = [await elsewhere(server), await elsewhere(server), await elsewhere(server)];
  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  const [own, ...rest] = (await list(browser)).map(({ id }) => id);
  const [foreign] = (await list(stranger)).map(({ id }) => id);
  const ids = [own!, foreign!, 'nothing', rest[0]!, rest[0]!, rest[1]!];
  const revokeSome = (given: string[]) => browser.call(api.revokeSome, { body: { ids: given } });

  assert.deepEqual((await revokeSome(ids)).result, { sessionsEnded: 2 });
  assert.deepEqual(
    (await list(browser)).map(({ id }) => id),
    [own, rest[2]],
  );
  assert.equal((await Promise.all(others.map(isSignedIn))).filter(Boolean).length, 1);
  assert.equal(await isSignedIn(stranger), true);
  const noted = await server.db.select().from(activity).where(eq(activity.type, 'session_ended'));
  assert.deepEqual(
    noted.map(({ reason, sessionId }) => [reason, sessionId]),
    [
      ['revoked', rest[0]],
      ['revoked', rest[1]],
    ],
  );
  assert.equal((await revokeSome(Array<string>(101).fill('x'))).code, 'invalid-input');

  server.clock.push(20 * MINUTE);
  assert.equal((await revokeSome([rest[2]!])).code, 'reauthentication-required');
  assert.equal((await list(browser)).length, 2);
});
