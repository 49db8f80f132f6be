import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { desc } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { password } from 'account-elements/contract/password.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { Problem } from 'account-elements/contract/problem.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { readConfig } from 'account-elements-server/config.js';
import type { PasswordHashing } from 'account-elements-server/password/hash.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { knownDevices } from 'account-elements-server/sign-in/schema.js';
import { checkHeaders } from '../support/check-response.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';

const MINUTE = 60_000;
const LOOM = 'a loom that counts in sevens';

const change = (browser: Browser, newPassword = LOOM, signOutOthers = true) =>
  browser.call(password.change, { body: { newPassword, signOutOthers } });
const state = async (browser: Browser) => (await browser.call(password.get, {})).result;
const isSignedIn = async (browser: Browser) => (await browser.call(account.get, {})).status === 200;

/** Another browser in which Ada is signed in. */
async function elsewhere(server: TestServer): Promise<Browser> {
  const browser = server.browser({ address: '203.0.113.20' });
  await browser.signIn(ada.email, ada.password);
  return browser;
}

test('a changed password is the one that signs in from then on', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const before = await state(browser);
  server.clock.push(MINUTE);
  assert.deepEqual((await change(browser)).result, { sessionsEnded: 0 });
  assert.deepEqual(await state(browser), {
    set: true,
    changedAt: new Date(server.clock.now()).toISOString(),
  });
  assert.notEqual(before.changedAt, (await state(browser)).changedAt);
  await assert.rejects(server.browser().signIn(ada.email, ada.password), /wrong-credential/);
  await server.browser().signIn(ada.email, LOOM);
});

test('case 014: without a recent proof it is refused, and there is no field for the current password', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const body = { currentPassword: ada.password, newPassword: LOOM, signOutOthers: true };
  const answer = await browser.call(password.change, { body });
  assert.deepEqual([answer.status, answer.fields], [422, [{ name: 'currentPassword', code: 'unknown-field' }]]);
  server.clock.push(11 * MINUTE);
  assert.equal((await browser.call(password.change, { body })).code, 'reauthentication-required');
  assert.equal((await change(browser)).code, 'reauthentication-required');
  await server.browser().signIn(ada.email, ada.password);
});

test('case 015: the same password again is refused, also in another Unicode form', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({ password: 'un café, deux cafés' });
  for (const same of ['un café, deux cafés', 'un café, deux cafés'.normalize('NFD')]) {
    const answer = await change(browser, same);
    assert.deepEqual([answer.status, answer.fields], [422, [{ name: 'newPassword', code: 'password-unchanged' }]]);
  }
  assert.equal((await change(browser, 'Un café, deux cafés')).status, 200);
});

test('a server that is too busy to change the password does not tell whether it was the same', async () => {
  let busy = false;
  await using server = await TestServer.start({
    passwords: (hashing) =>
      Object.assign(Object.create(hashing) as PasswordHashing, {
        verify: hashing.verify.bind(hashing),
        hash: (...args: Parameters<PasswordHashing['hash']>) =>
          busy ? Promise.reject(new Problem('unavailable')) : hashing.hash(...args),
      }),
  });
  const browser = await server.signedIn();
  busy = true;
  // Else whoever keeps it busy has a way to try passwords that changes nothing.
  assert.deepEqual(
    [(await change(browser)).code, (await change(browser, ada.password)).code],
    ['unavailable', 'unavailable'],
  );
});

test('case 001-005: what is too short, common or made of what everybody knows is refused with the reason', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const refusals = {
    'fourteen chars': 'too-short',
    ['x'.repeat(257)]: 'too-long',
    password123456789: 'password-common',
    [ada.email]: 'password-guessable',
    'Certificate Manager 2026': 'password-guessable',
  };
  for (const [text, code] of Object.entries(refusals)) {
    const answer = await change(browser, text);
    assert.deepEqual([answer.status, answer.fields], [422, [{ name: 'newPassword', code }]], text);
  }
  assert.deepEqual((await browser.call(sessionsApi.others, {})).result, { count: 0 });
});

test('signing out from other devices ends them at once, forgets their browsers, and says how many', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const others = [await elsewhere(server), await elsewhere(server)];
  const stranger = await server.signedIn({ email: 'grace@people.example', password: 'nanoseconds on a string' });
  assert.deepEqual((await browser.call(sessionsApi.others, {})).result, { count: 2 });

  assert.deepEqual((await change(browser)).result, { sessionsEnded: 2 });
  for (const other of others) assert.ok(!(await isSignedIn(other)));
  assert.ok(await isSignedIn(browser), 'this one goes on');
  assert.ok(await isSignedIn(stranger), 'and so does everybody else');
  // Ada's own browser and Grace's.
  assert.equal((await server.db.select().from(knownDevices)).length, 2);
  const ended = (await server.db.select().from(activity)).filter(({ type }) => type === 'session_ended');
  assert.deepEqual(
    ended.map(({ reason }) => reason),
    ['password-changed', 'password-changed'],
  );
});

test('other devices stay signed in where that is wanted', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = await elsewhere(server);
  assert.deepEqual((await change(browser, LOOM, false)).result, { sessionsEnded: 0 });
  assert.ok(await isSignedIn(other));
  assert.equal((await server.db.select().from(knownDevices)).length, 2);
});

test('case 037: the own token is renewed, and the one before is worth nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const old = `__Host-sid=${browser.token}`;
  assert.equal((await change(browser)).headers.getSetCookie().length, 1);
  assert.ok(await isSignedIn(browser));
  assert.equal((await browser.call(account.get, {}, { cookie: old })).status, 401);
});

test('of two changes that began with the same password one is told that it lost', async () => {
  await using server = await TestServer.start();
  const browsers = [await server.signedIn(), await elsewhere(server), await elsewhere(server)];
  const answers = await Promise.all(
    browsers.map((browser, i) => change(browser, `a loom that counts in ${i} sevens`, false)),
  );
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409]);
  const [row] = await server.db.select().from(accounts);
  assert.equal(row?.securityVersion, 2);
  const winner = answers.findIndex(({ status }) => status === 200);
  await server.browser().signIn(ada.email, `a loom that counts in ${winner} sevens`);
});

test('a credential that changed in any other way meanwhile is a conflict too', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const hash = server.passwords.hash.bind(server.passwords);
  server.passwords.hash = async (...args) => {
    await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
    return hash(...args);
  };
  assert.equal((await change(browser)).code, 'conflict');
  await server.browser().signIn(ada.email, ada.password);
});

test('a new password works at once where too many had guessed at the one before', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await server.db.$client.execute(`UPDATE passwords SET locked_at = ${server.clock.now()} WHERE 1`);
  for (let i = 0; i < 6; i++)
    await server
      .browser()
      .signIn(ada.email, 'a guess of a stranger')
      .catch(() => undefined);
  assert.equal((await change(browser)).status, 200);
  const [row] = await server.db.select().from(passwords);
  assert.equal(row?.lockedAt, null);
  await server.browser().signIn(ada.email, LOOM);
});

test('an account without a password gets one', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await server.db.$client.execute('DELETE FROM passwords WHERE 1');
  assert.deepEqual(await state(browser), { set: false, changedAt: null });
  assert.equal((await change(browser)).status, 200);
  await server.browser().signIn(ada.email, LOOM);
});

test('a page that may not manage factors may not change the password', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  assert.equal((await change(browser)).code, 'origin-refused');
  assert.equal((await browser.call(password.get, {})).status, 200);
});

/** A service of the range kind that knows these passwords. */
async function rangeService(t: TestContext, leaked: readonly string[], delay = 0) {
  const asked: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  const digests = leaked.map((text) => createHash('sha1').update(text).digest('hex').toUpperCase());
  const server = createServer(({ headers, url = '' }, response) => {
    asked.push({ headers, url });
    const prefix = url.slice(-5);
    const lines = digests.filter((digest) => digest.startsWith(prefix)).map((digest) => `${digest.slice(5)}:42`);
    const padding = createHash('sha1').update(LOOM).digest('hex').toUpperCase().slice(5);
    setTimeout(() => response.end([...lines, `${padding}:0`].join('\r\n')), delay);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/range/` };
}

const LEAKED = 'correct horse battery staple';

test('where a service of leaked passwords is configured, a leaked one is refused and little is told about it', async (t) => {
  const service = await rangeService(t, [LEAKED]);
  await using server = await TestServer.start({ config: { breachedPasswordsUrl: service.url, signUp: true } });
  const browser = await server.signedIn();
  assert.deepEqual((await change(browser, LEAKED)).fields, [{ name: 'newPassword', code: 'password-breached' }]);
  const body = { email: 'grace@people.example', firstName: 'Grace', lastName: '', password: LEAKED };
  const refused = await server.browser().call(signUp.create, { body });
  assert.deepEqual(refused.fields, [{ name: 'password', code: 'password-breached' }]);
  // Seen zero times: that line is padding.
  assert.equal((await change(browser, LOOM)).status, 200);
  for (const { headers, url } of service.asked) {
    assert.match(url ?? '', /^\/range\/[0-9A-F]{5}$/);
    assert.equal(headers['add-padding'], 'true');
    assert.equal(headers['cookie'], undefined);
  }
});

test('a service that is slow or gone stops nobody, and that a password went unchecked is on record', async (t) => {
  const slow = await rangeService(t, [LEAKED], 5000);
  for (const breachedPasswordsUrl of [slow.url, 'http://127.0.0.1:1/']) {
    await using server = await TestServer.start({ config: { breachedPasswordsUrl } });
    const browser = await server.signedIn();
    const start = performance.now();
    assert.equal((await change(browser, LEAKED)).status, 200);
    assert.ok(performance.now() - start < 4500);
    const [last] = (await server.db.select().from(activity).orderBy(desc(activity.sequence))).filter(
      ({ type }) => type === 'authn_password_change',
    );
    assert.equal(last?.details, '{"unchecked":["breaches"]}');
    assert.match(server.log.lines.join(), /breach_check_unavailable/);
    assert.doesNotMatch(server.log.lines.join(), /horse/);
  }
});

test('the address where password managers send people leads to the page, and a nonsense address beside it does not exist', async () => {
  await using server = await TestServer.start({ config: { changePasswordUrl: `${OWN_ORIGIN}/account/#password` } });
  const response = await server.app.request('/.well-known/change-password');
  assert.deepEqual([response.status, response.headers.get('location')], [303, `${OWN_ORIGIN}/account/#password`]);
  checkHeaders(response, 'change-password');
  // The probe by which they tell whether a server answers 200 to everything.
  const probe = await server.app.request(
    '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
  );
  assert.equal(probe.status, 404);
  await using without = await TestServer.start();
  assert.equal((await without.app.request('/.well-known/change-password')).status, 404);
});

test('the page to change the password is a path of the own origin or an https: address', () => {
  const read = (CHANGE_PASSWORD_URL: string) => readConfig({ ORIGIN: OWN_ORIGIN, CHANGE_PASSWORD_URL });
  assert.equal(read('/account/#password').changePasswordUrl, `${OWN_ORIGIN}/account/#password`);
  assert.equal(read('https://elsewhere.example/x').changePasswordUrl, 'https://elsewhere.example/x');
  for (const wrong of ['http://elsewhere.example/', 'javascript:alert(1)']) {
    assert.throws(() => read(wrong), /^ConfigError: CHANGE_PASSWORD_URL must be/);
  }
  assert.throws(() => readConfig({ BREACHED_PASSWORDS_URL: 'ftp://x/' }), /BREACHED_PASSWORDS_URL must be/);
});
