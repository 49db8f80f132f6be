import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { passkeyCeremonies } from 'account-elements-server/passkeys/schema.js';
import {
  addPasskey,
  listPasskeys,
  proveWithPasskey,
  recorded,
  signInWithPasskey,
  whyRefused,
} from '../support/passkeys.ts';
import { ada, HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const MINUTE = 60_000;
const LIFE = 5 * MINUTE;
const grace = { email: 'grace@people.example' };

/** Ada with one passkey, signed in. */
async function withPasskey(options?: Parameters<typeof TestServer.start>[0]) {
  const server = await TestServer.start(options);
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  return { server, browser, device, [Symbol.asyncDispose]: () => server.stop() };
}

const open = (server: TestServer) => server.db.select().from(passkeyCeremonies);

test('case 072: an answer is taken once, also where it was right', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const stranger = server.browser();
  const { result } = await stranger.call(signIn.startPasskey, {});
  const response = device.get(result);
  const enter = () => stranger.call(signIn.withPasskey, { body: { response } });
  assert.equal((await enter()).status, 200);
  assert.equal((await enter()).code, 'passkey-refused');
  const again = device.get((await browser.call(reauth.startPasskey, {})).result);
  const prove = () => browser.call(reauth.withPasskey, { body: { response: again } });
  assert.equal((await prove()).status, 200);
  assert.equal((await prove()).code, 'passkey-refused');
  assert.equal(await whyRefused(server, 'authn_reauth_fail'), 'ceremony');
  assert.equal((await open(server)).length, 0);
});

test('an answer that was wrong used the question up: the right one comes too late', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const stranger = server.browser();
  const entry = (await stranger.call(signIn.startPasskey, {})).result;
  const wrong = device.get(entry, { flags: 0 });
  assert.equal((await stranger.call(signIn.withPasskey, { body: { response: wrong } })).code, 'passkey-refused');
  const right = device.get(entry);
  assert.equal((await stranger.call(signIn.withPasskey, { body: { response: right } })).code, 'passkey-refused');
  const options = (await browser.call(passkeys.start, { body: {} })).result;
  const create = (flags?: number) => {
    const response = new SoftwareAuthenticator().create(options, flags === undefined ? {} : { flags });
    return browser.call(passkeys.create, { body: { response, signOutOthers: false } });
  };
  assert.equal((await create(0)).code, 'passkey-refused');
  assert.equal((await create()).code, 'passkey-refused');
});

test('case 073: a question is open for five minutes, and for none longer because a clock went back', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const late = async (wait: number) => {
    const entry = (await server.browser().call(signIn.startPasskey, {})).result;
    const stranger = server.browser();
    const asked = (await stranger.call(signIn.startPasskey, {})).result;
    const proof = (await browser.call(reauth.startPasskey, {})).result;
    server.clock.push(wait);
    const answers = [
      await stranger.call(signIn.withPasskey, { body: { response: device.get(asked) } }),
      await browser.call(reauth.withPasskey, { body: { response: device.get(proof) } }),
    ];
    assert.equal(entry.timeout, LIFE);
    return answers.map(({ code }) => code);
  };
  assert.deepEqual(await late(LIFE - 1), [undefined, undefined]);
  assert.deepEqual(await late(LIFE), ['passkey-refused', 'passkey-refused']);
  server.clock.push(2 * MINUTE);
  assert.deepEqual(await late(-MINUTE), ['passkey-refused', 'passkey-refused']);
});

test('case 073: a question to one session is none to another, of the same person or not', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  const stranger = await server.signedIn(grace);
  const proof = (await browser.call(reauth.startPasskey, {})).result;
  for (const thief of [other, stranger]) {
    const answer = await thief.call(reauth.withPasskey, { body: { response: device.get(proof) } });
    assert.equal(answer.code, 'passkey-refused');
    assert.equal(await whyRefused(server, 'authn_reauth_fail'), 'ceremony');
  }
  const creation = (await browser.call(passkeys.start, { body: {} })).result;
  const response = new SoftwareAuthenticator().create(creation);
  const answer = await stranger.call(passkeys.create, { body: { response, signOutOthers: false } });
  assert.equal(answer.code, 'passkey-refused');
  assert.equal((await open(server)).length, 2, 'nor does trying use it up');
  assert.equal((await browser.call(reauth.withPasskey, { body: { response: device.get(proof) } })).status, 200);
});

test('a question at the sign-in is one to that browser: whoever sees the answer cannot use it elsewhere', async () => {
  await using world = await withPasskey();
  const { device, server } = world;
  const [browser, thief, empty] = [server.browser(), server.browser(), server.browser()];
  const { result } = await browser.call(signIn.startPasskey, {});
  await thief.call(signIn.startPasskey, {});
  const body = { response: device.get(result) };
  for (const other of [thief, empty]) {
    assert.equal((await other.call(signIn.withPasskey, { body })).code, 'passkey-refused');
    assert.equal(other.token, undefined);
  }
  assert.deepEqual(await recorded(server, 'authn_login_fail'), [], 'nothing that the owner did');
  assert.equal((await browser.call(signIn.withPasskey, { body })).status, 200);
});

test('two tabs of one browser can ask at once', async () => {
  await using world = await withPasskey();
  const { device, server } = world;
  const browser = server.browser();
  const first = await browser.call(signIn.startPasskey, {});
  const cookie = browser.cookieHeader;
  const second = await browser.call(signIn.startPasskey, {});
  assert.equal(browser.cookieHeader, cookie, 'both have the token that came first');
  assert.match(
    second.headers.getSetCookie().join(),
    /^__Host-ceremony-[\w-]{8}=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=300$/,
  );
  assert.notEqual(first.result.challenge, second.result.challenge);
  for (const { result } of [first, second]) {
    assert.equal((await browser.call(signIn.withPasskey, { body: { response: device.get(result) } })).status, 200);
  }
});

test('two pages that open at the same moment in one browser both take a passkey', async () => {
  await using world = await withPasskey();
  const { device, server } = world;
  const browser = server.browser();
  // Both are asked before either is answered, as when a browser opens the tabs of yesterday.
  const pages = await Promise.all([browser.call(signIn.startPasskey, {}), browser.call(signIn.startPasskey, {})]);
  for (const { result } of pages) {
    assert.equal((await browser.call(signIn.withPasskey, { body: { response: device.get(result) } })).status, 200);
  }
});

test('however many pages ask one after another, a browser keeps one cookie for them', async () => {
  await using server = await TestServer.start();
  const browser = server.browser();
  for (let i = 0; i < 10; i++) await browser.call(signIn.startPasskey, {});
  assert.equal(browser.cookies.size, 1);
});

test('case 026: asking for a passkey names nobody, so that the answer is the same for all', async () => {
  await using world = await withPasskey();
  const { server } = world;
  const { challenge, ...rest } = (await server.browser().call(signIn.startPasskey, {})).result;
  assert.equal(Buffer.from(challenge, 'base64url').length, 32);
  assert.deepEqual(rest, {
    rpId: 'account.example',
    timeout: LIFE,
    userVerification: 'required',
    allowCredentials: [],
  });
  const named = await server.browser().fetch('/api/account/sign-in/passkey/start', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ada.email }),
  });
  assert.equal(named.status, 422);
});

test('whoever is signed in is asked for one of their own', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  await addPasskey(await server.signedIn(grace), new SoftwareAuthenticator(), { transports: ['usb'] });
  await addPasskey(browser, device, { transports: ['usb'] });
  const { allowCredentials } = (await browser.call(reauth.startPasskey, {})).result;
  assert.deepEqual(
    allowCredentials.map(({ id, transports }) => [id, transports]).toSorted(),
    device.credentials.map(({ id }, i) => [id.toString('base64url'), i === 0 ? [] : ['usb']]).toSorted(),
  );
});

test('case 064: a passkey that is begun within the window is not made after it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(9 * MINUTE);
  const { result } = await browser.call(passkeys.start, { body: {} });
  server.clock.push(MINUTE);
  const response = new SoftwareAuthenticator().create(result);
  const answer = await browser.call(passkeys.create, { body: { response, signOutOthers: false } });
  assert.equal(answer.code, 'reauthentication-required');
});

test('with a session its questions end', async () => {
  await using world = await withPasskey();
  const { browser, server } = world;
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  await other.call(reauth.startPasskey, {});
  assert.equal((await open(server)).length, 1);
  await browser.call(sessionsApi.revokeOthers, {});
  assert.equal((await open(server)).length, 0);
});

test('a session has five questions open at most; the oldest makes room', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const asked = [];
  for (let i = 0; i < 6; i++) {
    asked.push((await browser.call(reauth.startPasskey, {})).result);
    server.clock.push(1);
  }
  assert.equal((await open(server)).length, 5);
  const answers = [];
  for (const options of asked)
    answers.push(await browser.call(reauth.withPasskey, { body: { response: device.get(options) } }));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [403, 200, 200, 200, 200, 200],
  );
});

test('asking for passkeys at the sign-in is limited for each network, and those who did not ask are not in the way', async () => {
  const attempts = { ...defaultAttemptLimits, perNetwork: 2 };
  await using world = await withPasskey({ config: { attempts } });
  const { device, server } = world;
  const ask = (address: string) => server.browser({ address }).call(signIn.startPasskey, {});
  for (let i = 0; i < 20; i++) assert.equal((await ask(`2001:db8::${i}`)).status, 200);
  const refusal = await ask('2001:db8::ffff');
  assert.equal(refusal.code, 'too-many-attempts');
  assert.ok(Number(refusal.headers.get('retry-after')) > 0);
  assert.equal((await signInWithPasskey(server.browser({ address: '203.0.113.9' }), device)).status, 200);
  server.clock.push(attempts.window);
  assert.equal((await ask('2001:db8::ffff')).status, 200);
});

test('questions that nobody answers do not pile up', async () => {
  await using world = await withPasskey();
  const { server } = world;
  for (let i = 0; i < 30; i++) await server.browser().call(signIn.startPasskey, {});
  server.clock.push(LIFE);
  await server.browser().call(signIn.startPasskey, {});
  assert.equal((await open(server)).length, 11, 'twenty of them go with each new one');
  server.clock.push(LIFE);
  await sweep({ db: server.db, now: server.clock.now, log: server.log });
  assert.equal((await open(server)).length, 0, 'and the rest by and by');
});

test('of challenges and of browsers only digests are kept, and none of it is logged', async () => {
  await using world = await withPasskey();
  const { browser, device, server } = world;
  const stranger = server.browser();
  const { challenge } = (await browser.call(reauth.startPasskey, {})).result;
  const entry = (await stranger.call(signIn.startPasskey, {})).result;
  const rows = await server.db.all(sql`SELECT * FROM passkey_ceremonies`);
  assert.equal(rows.length, 2);
  await stranger.call(signIn.withPasskey, { body: { response: device.get(entry, { clientDataJSON: '' }) } });
  assert.equal(server.log.lines.length, 1);
  const secrets = [challenge, entry.challenge, [...stranger.cookies.values()][0] ?? '?'];
  for (const secret of secrets) assert.ok(!`${JSON.stringify(rows)}${server.log.lines.join()}`.includes(secret));
});

test('passkeys are used on pages that may manage factors, and on no others', async () => {
  await using world = await withPasskey();
  const { browser, server } = world;
  const host = server.browser({ origin: HOST_ORIGIN });
  for (const cookie of browser.cookies) host.cookies.set(...cookie);
  assert.equal((await host.call(signIn.startPasskey, {})).code, 'origin-refused');
  assert.equal((await host.call(reauth.startPasskey, {})).code, 'origin-refused');
  assert.equal((await host.call(passkeys.start, { body: {} })).code, 'origin-refused');
  const params = { id: (await listPasskeys(browser))[0]?.id ?? '' };
  assert.equal((await host.call(passkeys.rename, { params, body: { name: 'Mine' } })).code, 'origin-refused');
  assert.equal((await host.call(passkeys.remove, { params, body: { signOutOthers: true } })).code, 'origin-refused');
  assert.equal((await open(server)).length, 0);
});

test('what a page of one origin began, a page of another cannot finish', async () => {
  const partner = 'https://partner.example';
  const all = new Set(['read', 'profile', 'sessions', 'factors'] as const);
  const grants = new Map([OWN_ORIGIN, partner].map((origin) => [origin, all]));
  const scope = { rpId: 'account.example', origins: new Set(grants.keys()) };
  await using world = await withPasskey({ config: { grants, passkeys: scope } });
  const { browser, device, server } = world;
  const there = server.browser({ origin: partner });
  for (const cookie of browser.cookies) there.cookies.set(...cookie);
  // With whatever the client data say.
  for (const origin of [OWN_ORIGIN, partner]) {
    const { result } = await browser.call(reauth.startPasskey, {});
    const response = device.get(result, { origin });
    assert.equal((await there.call(reauth.withPasskey, { body: { response } })).code, 'passkey-refused');
    assert.equal(await whyRefused(server, 'authn_reauth_fail'), 'origin');
  }
  const wrong = await proveWithPasskey(there, device, { origin: OWN_ORIGIN });
  assert.equal(wrong.code, 'passkey-refused', 'nor does the client data name another page than the one that sends it');
  assert.equal((await proveWithPasskey(there, device, { origin: partner })).status, 200);
});

test('a fault of the database is no refusal, and uses nothing up', async () => {
  await using world = await withPasskey();
  const { device, server } = world;
  const browser = server.browser();
  const { result } = await browser.call(signIn.startPasskey, {});
  const body = { response: device.get(result) };
  const { transaction } = server.db;
  server.db.transaction = () => Promise.reject(new Error('disk full'));
  assert.equal((await browser.call(signIn.withPasskey, { body })).status, 500);
  server.db.transaction = transaction;
  assert.equal((await browser.call(signIn.withPasskey, { body })).status, 200);
});
