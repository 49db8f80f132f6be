import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desc } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { password } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { requireProof } from 'account-elements-server/reauth/step-up.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { endpoints } from '../support/check-response.ts';
import { wholeDatabase } from '../support/database-state.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const prove = (browser: Browser, text = ada.password) =>
  browser.call(reauth.withPassword, { body: { password: text } });
const revokeOthers = (browser: Browser) => browser.call(sessionsApi.revokeOthers, {});
const changePassword = (browser: Browser, newPassword = 'a loom that counts in sevens') =>
  browser.call(password.change, { body: { newPassword, signOutOthers: false } });
const whoAmI = (browser: Browser, cookie: string) => browser.call(account.get, {}, { cookie });

/** The account's record, the latest first. */
const record = (server: TestServer) => server.db.select().from(activity).orderBy(desc(activity.sequence));
const ofType = async (server: TestServer, type: string) => (await record(server)).filter((row) => row.type === type);

test('what needs a proof of identity is known by name, and how far it has to reach', () => {
  assert.deepEqual(
    endpoints.flatMap(([name, { stepUp }]) => (stepUp ? [[name, stepUp]] : [])),
    [
      ['accountData.export', 'recent'],
      ['accountData.delete', 'highest'],
      ['accountLockdown.start', 'recent'],
      ['accountLockdown.restoreEmail', 'highest'],
      ['accountLockdown.keep', 'highest'],
      ['authenticators.start', 'enrolment'],
      ['authenticators.confirm', 'enrolment'],
      ['authenticators.remove', 'highest'],
      ['emailChange.request', 'highest'],
      ['emailNotices.update', 'recent'],
      ['passkeys.start', 'enrolment'],
      ['passkeys.create', 'enrolment'],
      ['passkeys.remove', 'highest'],
      ['password.change', 'highest'],
      ['recoveryCodes.create', 'enrolment'],
      ['sessions.revoke', 'recent'],
      ['sessions.revokeSome', 'recent'],
      ['sessions.revokeOthers', 'recent'],
    ],
  );
});

for (const [name, endpoint] of endpoints.filter(([, { stepUp }]) => stepUp)) {
  test(`case 059: ${name} is refused once the last proof is too old, with the way out, and changes nothing`, async () => {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const path = `/api/account${endpoint.path.replace(':id', 'x')}`;
    const { method } = endpoint;
    const json = { headers: { 'content-type': 'application/json' }, body: '{}' };
    const send = () => browser.fetch(path, { method, ...(method !== 'GET' && json) });
    server.clock.push(10 * MINUTE);
    await browser.call(account.get, {});
    await server.settled();
    const before = await wholeDatabase(server.db);
    const refusal = await send();
    assert.equal(refusal.status, 403);
    const { code, maxAge, methods, stepUp } = (await refusal.json()) as Record<string, unknown>;
    assert.deepEqual(
      { code, maxAge, methods, stepUp },
      { code: 'reauthentication-required', maxAge: 600, methods: ['password'], stepUp: endpoint.stepUp },
    );
    assert.equal(await wholeDatabase(server.db), before);

    assert.equal((await prove(browser)).status, 200);
    assert.notEqual((await send()).status, 403);
  });
}

test('a fresh sign-in counts as a proof', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { result } = await browser.call(reauth.get, { query: {} });
  assert.deepEqual(result, {
    methods: ['password'],
    provenUntil: new Date(server.clock.now() + 10 * MINUTE).toISOString(),
    maxAge: 600,
  });
  assert.equal((await revokeOthers(browser)).status, 200);
});

test('case 063: a proof counts for ten minutes, however busy one is', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(30 * MINUTE);
  assert.equal((await browser.call(reauth.get, { query: {} })).result.provenUntil, null);
  const { provenUntil } = (await prove(browser)).result;
  assert.equal(provenUntil, new Date(server.clock.now() + 10 * MINUTE).toISOString());
  for (let minute = 0; minute < 9; minute++) {
    server.clock.push(MINUTE);
    assert.equal((await revokeOthers(browser)).status, 200);
  }
  server.clock.push(59 * SECOND);
  assert.equal((await revokeOthers(browser)).status, 200);
  server.clock.push(2 * SECOND);
  assert.equal((await revokeOthers(browser)).code, 'reauthentication-required');
});

test('case 061: a proof in one session is worth nothing in another of the same person', async () => {
  await using server = await TestServer.start();
  const proven = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  server.clock.push(11 * MINUTE);
  await prove(proven);
  assert.equal((await revokeOthers(other)).code, 'reauthentication-required');
  assert.equal((await other.call(reauth.get, { query: {} })).result.provenUntil, null);
});

test('case 062: the password of somebody else proves nothing, is on record, and never swaps the person', async () => {
  await using server = await TestServer.start();
  const other = await server.person({
    email: 'grace@people.example',
    firstName: 'Grace',
    password: 'nanoseconds on a string',
  });
  const browser = await server.signedIn();
  server.clock.push(11 * MINUTE);
  assert.equal((await prove(browser, other.password)).code, 'wrong-credential');
  assert.equal((await browser.call(account.get, {})).result.email, ada.email);
  assert.equal((await revokeOthers(browser)).code, 'reauthentication-required');
  const [failure] = await ofType(server, 'authn_reauth_fail');
  const [session] = await server.db.select().from(sessions);
  assert.deepEqual(
    [failure?.accountId, failure?.sessionId, failure?.outcome, failure?.reason],
    [session?.accountId, session?.id, 'failure', 'password'],
  );
  // Nor can it be named whose it is.
  const body = { password: other.password, email: other.email };
  assert.deepEqual((await browser.call(reauth.withPassword, { body })).fields, [
    { name: 'email', code: 'unknown-field' },
  ]);
});

test('case 066: wrong passwords are throttled as at the sign-in, and count together with it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const answers = await Promise.all(Array.from({ length: 30 }, () => prove(browser, 'not the right password')));
  const statuses = answers.map(({ status }) => status);
  assert.equal(statuses.filter((status) => status === 403).length, 5);
  assert.equal(statuses.filter((status) => status === 429).length, 25);
  // The right one has to wait as well, here and at the sign-in of this browser.
  assert.equal((await prove(browser)).status, 429);
  const signedIn = await browser.fetch('/api/account/sign-in/password', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ada.email, password: ada.password }),
  });
  assert.equal(signedIn.status, 429);
  server.clock.push(2 * SECOND);
  assert.equal((await prove(browser)).status, 200);
  assert.equal((await prove(browser, 'not the right password')).status, 403, 'a right one starts the count anew');
});

test('case 066: whoever has the session alone, without the browser, guesses against the account and locks its password', async () => {
  const attempts = { ...defaultAttemptLimits, cap: 7 };
  await using server = await TestServer.start({ config: { attempts } });
  const browser = await server.signedIn();
  const thief = server.browser({ address: '203.0.113.9' });
  thief.cookies.set('__Host-sid', browser.token ?? '');
  for (let failure = 0; failure < attempts.cap; failure++) {
    assert.equal((await prove(thief, 'not the right password')).status, 403);
    server.clock.push(attempts.longestWait);
  }
  assert.equal((await ofType(server, 'authn_login_lock')).length, 1);
  assert.equal((await prove(thief)).code, 'wrong-credential', 'locked: even the right one is refused');
  assert.equal((await prove(browser)).status, 200, "the owner's own browser has its own allowance");
});

test('case 036: a proof renews the token, the old one is dead at once, and its use is on record', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [before] = await server.db.select().from(sessions);
  const old = `__Host-sid=${browser.token}`;
  server.clock.push(20 * MINUTE);
  const { headers } = await prove(browser);
  const [cookie] = headers.getSetCookie();
  assert.match(cookie ?? '', /^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=85200$/);
  assert.notEqual(`__Host-sid=${browser.token}`, old);

  assert.equal((await whoAmI(browser, old)).code, 'unauthenticated');
  const [use] = await ofType(server, 'session_use_after_rotation');
  assert.deepEqual([use?.sessionId, use?.accountId, use?.outcome], [before?.id, before?.accountId, 'failure']);
  assert.equal((await browser.call(account.get, {})).status, 200, 'the new one works');

  const [after] = await server.db.select().from(sessions);
  const { address, createdAt, device, expiresAt, id } = after ?? {};
  assert.deepEqual(
    { address, createdAt, device, expiresAt, id },
    {
      address: before?.address,
      createdAt: before?.createdAt,
      device: before?.device,
      expiresAt: before?.expiresAt,
      id: before?.id,
    },
  );
  assert.deepEqual(after?.methods, [{ method: 'password', at: server.clock.now() }]);
});

test('the use of an old token is on record once a minute, however often it is tried', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const old = `__Host-sid=${browser.token}`;
  await prove(browser);
  for (let i = 0; i < 5; i++) await whoAmI(browser, old);
  assert.equal((await ofType(server, 'session_use_after_rotation')).length, 1);
  server.clock.push(MINUTE);
  await whoAmI(browser, old);
  assert.equal((await ofType(server, 'session_use_after_rotation')).length, 2);
});

test('case 048: another tab that was asking meanwhile raises no alarm, and gets nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const tab = browser.cookieHeader;
  await prove(browser);
  assert.equal((await whoAmI(browser, tab)).code, 'unauthenticated');
  assert.deepEqual(await ofType(server, 'session_use_after_rotation'), []);
  server.clock.push(10 * SECOND);
  assert.equal((await whoAmI(browser, tab)).code, 'unauthenticated');
  assert.equal((await ofType(server, 'session_use_after_rotation')).length, 1, 'later it is one');
});

test('a request that was under way when the token was renewed changes nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const tab = server.browser();
  for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
  const { transaction } = server.db;
  server.db.transaction = async (...args) => {
    server.db.transaction = transaction;
    assert.equal((await prove(browser)).status, 200);
    return transaction.apply(server.db, args) as never;
  };
  const rename = (by: Browser) => by.call(account.updateName, { body: { firstName: 'Augusta', lastName: '' } });
  assert.equal((await rename(tab)).code, 'unauthenticated');
  assert.equal((await browser.call(account.get, {})).result.firstName, 'Ada');
  assert.equal((await rename(browser)).status, 200);
});

test('signing out in a tab that has the token of before ends nothing, and goes again with the new one', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const tab = browser.cookieHeader;
  await prove(browser);
  const { code, headers } = await browser.call(signIn.signOut, {}, { cookie: tab });
  assert.equal(code, 'unauthenticated');
  assert.deepEqual(headers.getSetCookie(), [], 'the new cookie stays, so that the session can be ended');
  assert.equal((await browser.call(signIn.signOut, {})).status, 204);
  assert.equal((await server.db.select().from(sessions)).length, 0);
});

test('a wrong proof changes neither the token nor the window', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { token } = browser;
  server.clock.push(11 * MINUTE);
  assert.deepEqual((await prove(browser, 'not the right password')).headers.getSetCookie(), []);
  assert.equal(browser.token, token);
  assert.equal((await browser.call(reauth.get, { query: {} })).result.provenUntil, null);
});

test('case 065: a proof ends with its session', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  await prove(other);
  await revokeOthers(browser);
  assert.equal((await changePassword(other)).code, 'unauthenticated');
  assert.equal((await prove(other)).code, 'unauthenticated');
});

test('a proof that runs out between the beginning and the commit does not count', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(10 * MINUTE - 1);
  const hash = server.passwords.hash.bind(server.passwords);
  server.passwords.hash = async (...args) => {
    server.clock.push(2);
    return hash(...args);
  };
  const refusal = await changePassword(browser);
  assert.equal(refusal.code, 'reauthentication-required');
  assert.deepEqual(JSON.parse(refusal.text).methods, ['password']);
  assert.equal((await ofType(server, 'authn_password_change')).length, 0);
});

test('an account without anything to prove itself with is told so', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await server.db.$client.execute('DELETE FROM passwords WHERE 1');
  assert.deepEqual((await browser.call(reauth.get, { query: {} })).result.methods, []);
  assert.equal((await prove(browser)).code, 'wrong-credential');
});

test('a password that changed while it was being checked proves nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  const verify = server.passwords.verify.bind(server.passwords);
  let first = true;
  server.passwords.verify = async (...args) => {
    const verification = await verify(...args);
    if (first) {
      first = false;
      assert.equal((await changePassword(other)).status, 200);
    }
    return verification;
  };
  assert.equal((await prove(browser)).code, 'wrong-credential');
});

test('what was proven with a password counts no more once there is another one, and the session goes on', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  assert.equal((await changePassword(browser)).status, 200);
  assert.equal((await revokeOthers(other)).code, 'reauthentication-required');
  assert.equal((await other.call(account.updateName, { body: { firstName: 'Augusta', lastName: '' } })).status, 200);
  assert.equal((await prove(other, 'a loom that counts in sevens')).status, 200);
  assert.equal((await revokeOthers(other)).status, 200);
  assert.equal((await browser.call(account.get, {})).status, 401);
});

test('a session that ends while its request is looked at is signed out, not asked who it is', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [session] = await server.db.select().from(sessions);
  const { accountId = '', id: sessionId = '' } = session ?? {};
  const { config } = server;
  const context = { accountId, sessionId, device: undefined, origin: null, config, now: server.clock.now() };
  await requireProof(server.db, context, 'recent');
  await browser.call(signIn.signOut, {});
  await assert.rejects(requireProof(server.db, context, 'recent'), { code: 'unauthenticated' });
});
