import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { authenticators as authenticatorsApi } from 'account-elements/contract/authenticators.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { authenticators } from 'account-elements-server/authenticators/schema.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { disable, enable, requirePasswordChange, unlock } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { knownDevices, pendingSignIns } from 'account-elements-server/sign-in/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { endpoints } from '../support/check-response.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer, type TestServerOptions } from '../support/test-server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LOOM = 'a loom that counts in sevens';

const withPassword = (browser: Browser, password = ada.password, newPassword?: string) =>
  browser.call(signIn.withPassword, {
    body: { email: ada.email, password, ...(newPassword !== undefined && { newPassword }) },
  });
const withCode = (browser: Browser, code: string) => browser.call(signIn.withCode, { body: { code } });
const whoAmI = (browser: Browser) => browser.call(account.get, {});
const ofType = (server: TestServer, type: string) => server.db.select().from(activity).where(eq(activity.type, type));

/** Ada with an authenticator application, in a browser where she is signed in. */
async function withApp(options: TestServerOptions = {}) {
  const server = await TestServer.start(options);
  const browser = await server.signedIn();
  const setUp = await setUpApp(browser, server.clock.now);
  server.clock.push(30 * SECOND);
  /** A browser that nobody has signed in with before, after the right password. */
  const pending = async () => {
    const stranger = server.browser({ address: '203.0.113.9' });
    assert.equal((await withPassword(stranger)).result.status, 'second-factor');
    return stranger;
  };
  return { server, browser, pending, ...setUp };
}

test('after the right password nobody is signed in until the second factor was right, too', async () => {
  const { server, app } = await withApp();
  await using _ = server;
  const [before, known] = [await server.db.select().from(sessions), await server.db.select().from(knownDevices)];
  const browser = server.browser();
  const first = await withPassword(browser);
  assert.deepEqual(first.result, { status: 'second-factor', methods: ['code', 'recovery-code'] });
  assert.equal(first.headers.getSetCookie().length, 1);
  assert.match(
    first.headers.getSetCookie()[0] ?? '',
    /^__Host-pending=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/,
  );
  assert.equal((await whoAmI(browser)).code, 'unauthenticated');
  assert.deepEqual(await server.db.select().from(sessions), before);
  assert.deepEqual(await server.db.select().from(knownDevices), known);
  assert.equal((await ofType(server, 'authn_second_factor_required')).length, 1, 'somebody knows the password');

  server.clock.push(MINUTE);
  const second = await withCode(browser, app.code());
  assert.equal(second.result.account.email, ada.email);
  assert.equal(second.result.recoveryCodesLeft, undefined);
  assert.equal((await whoAmI(browser)).status, 200);
  assert.equal(browser.cookies.has('__Host-pending'), false);
  assert.equal((await server.db.select().from(pendingSignIns)).length, 0);
  const session = (await server.db.select().from(sessions)).find(({ id }) => id !== before[0]?.id);
  const at = server.clock.now();
  assert.equal(session?.level, 2);
  assert.deepEqual(session?.methods, [
    { method: 'password', at: at - MINUTE },
    { method: 'code', at },
  ]);
  const success = (await ofType(server, 'authn_login_success')).at(-1);
  assert.equal(success?.details, '{"methods":["password","code"],"newBrowser":true}');
});

test('that there is a second factor is told to nobody who does not know the password', async () => {
  const { server } = await withApp();
  await using _ = server;
  await server.person({ email: 'grace@people.example' });
  const answers = await Promise.all(
    [ada.email, 'grace@people.example', 'nobody@people.example'].map(async (email) => {
      const { headers, status, text } = await server
        .browser()
        .call(signIn.withPassword, { body: { email, password: 'not the right password' } });
      const own = ['request-id'];
      return [status, text.replace(/"instance":"[^"]+"/, ''), [...headers].filter(([name]) => !own.includes(name))];
    }),
  );
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(answers[0], answers[2]);
});

for (const [name, endpoint] of endpoints.filter(([, { access }]) => access !== 'public')) {
  test(`case 044: ${name} is closed to a sign-in that waits for its second factor`, async () => {
    const { server, pending } = await withApp();
    await using _ = server;
    const browser = await pending();
    // As it is, and put where a session's token belongs.
    for (const cookie of [browser.cookieHeader, `__Host-sid=${browser.cookies.get('__Host-pending')}`]) {
      const response = await browser.fetch(`/api/account${endpoint.path.replace(':id', 'x')}`, {
        method: endpoint.method,
        headers: { cookie, 'content-type': 'application/json' },
        ...(endpoint.method !== 'GET' && { body: '{}' }),
      });
      assert.equal(response.status, 401);
    }
  });
}

test('a code without the password before it is nothing, nor is the token of a session in its place', async () => {
  const { server, app, browser, recoveryCodes } = await withApp();
  await using _ = server;
  const stranger = server.browser();
  for (const cookie of [
    '',
    `__Host-pending=${browser.token}`,
    '__Host-pending=',
    '__Host-pending=x; __Host-pending=y',
  ]) {
    const code = await stranger.call(signIn.withCode, { body: { code: app.code() } }, { cookie });
    const body = { code: recoveryCodes[0] ?? '' };
    const recovery = await stranger.call(signIn.withRecoveryCode, { body }, { cookie });
    assert.deepEqual([code.code, recovery.code], ['unauthenticated', 'unauthenticated'], cookie);
  }
});

test('case 045: ten minutes after the password it starts over, and what waited is swept away', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const [early, late] = [await pending(), await pending()];
  server.clock.push(10 * MINUTE - 1);
  assert.equal((await withCode(early, app.code())).status, 200);
  server.clock.push(1);
  assert.equal((await withCode(late, app.code(1))).code, 'unauthenticated');
  assert.equal((await server.db.select().from(pendingSignIns)).length, 1);
  await sweep({ db: server.db, now: server.clock.now, log: server.log });
  assert.equal((await server.db.select().from(pendingSignIns)).length, 0);
});

test('after five wrong codes it starts over, whatever codes they were', async () => {
  const { server, app, pending, recoveryCodes } = await withApp();
  await using _ = server;
  const browser = await pending();
  for (let i = 0; i < 3; i++) assert.equal((await withCode(browser, app.wrongCode())).code, 'wrong-credential');
  const body = { code: '0'.repeat(24) };
  for (let i = 0; i < 2; i++) {
    assert.equal((await browser.call(signIn.withRecoveryCode, { body })).code, 'wrong-credential');
  }
  assert.equal((await withCode(browser, app.code())).code, 'unauthenticated');
  const right = { code: recoveryCodes[0] ?? '' };
  assert.equal((await browser.call(signIn.withRecoveryCode, { body: right })).code, 'unauthenticated');
  const failures = await ofType(server, 'authn_login_fail');
  assert.deepEqual(
    failures.map(({ reason }) => reason),
    ['code', 'code', 'code', 'recovery-code', 'recovery-code'],
  );
  assert.equal((await withCode(await pending(), app.code())).status, 200);
});

test('case 031: the right password once more does not start the count of codes anew', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const first = await pending();
  for (let i = 0; i < 5; i++) assert.equal((await withCode(first, app.wrongCode())).code, 'wrong-credential');
  const second = await pending();
  assert.equal((await withCode(second, app.wrongCode())).code, 'too-many-attempts');
  assert.equal((await withCode(second, app.code())).code, 'too-many-attempts', 'the right one waits as well');
  // What was not looked at is no try.
  for (let i = 0; i < 6; i++) await withCode(second, app.wrongCode());
  server.clock.push(2 * SECOND);
  assert.equal((await withCode(second, app.wrongCode())).code, 'wrong-credential');
  server.clock.push(4 * SECOND);
  assert.equal((await withCode(second, app.code())).status, 200);
});

test('a right code starts the count anew', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  for (let round = 0; round < 3; round++) {
    const browser = await pending();
    for (let i = 0; i < 4; i++) assert.equal((await withCode(browser, app.wrongCode())).code, 'wrong-credential');
    assert.equal((await withCode(browser, app.code())).status, 200);
    server.clock.push(30 * SECOND);
  }
});

test('of forty wrong codes at once five are looked at', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browsers: Browser[] = [];
  while (browsers.length < 8) browsers.push(await pending());
  const wrong = app.wrongCode();
  const answers = await Promise.all(
    browsers.flatMap((browser) => Array.from({ length: 5 }, () => withCode(browser, wrong))),
  );
  assert.equal(answers.filter(({ code }) => code === 'wrong-credential').length, 5);
  assert.equal(answers.filter(({ code }) => code === 'too-many-attempts').length, 35);
});

test('case 030: a hundred wrong codes in a row lock the applications, and a second factor is asked for all the same', async () => {
  const attempts = defaultAttemptLimits;
  assert.equal(attempts.cap, 100);
  const { server, app, browser, pending, recoveryCodes } = await withApp({ config: { attempts } });
  await using _ = server;
  for (let tries = 0; tries < attempts.cap; tries++) {
    server.clock.push(attempts.longestWait);
    assert.equal((await withCode(await pending(), app.wrongCode())).code, 'wrong-credential');
    // In between the owner's own browser counts for itself.
    if (tries === 6) {
      await withPassword(browser);
      assert.equal((await withCode(browser, app.code())).status, 200);
    }
  }
  assert.equal((await ofType(server, 'authn_code_lock')).length, 1, 'on record, once');
  server.clock.push(attempts.longestWait);
  const stranger = server.browser();
  assert.deepEqual((await withPassword(stranger)).result, { status: 'second-factor', methods: ['recovery-code'] });
  const failures = (await ofType(server, 'authn_login_fail')).length;
  assert.equal((await withCode(stranger, app.code())).code, 'wrong-credential', 'locked: even the right one');
  assert.equal((await ofType(server, 'authn_login_fail')).length, failures + 1, 'on record like any other');
  const body = { code: recoveryCodes[0] ?? '' };
  assert.equal(
    (await stranger.call(signIn.withRecoveryCode, { body })).status,
    200,
    'recovery codes count for themselves',
  );

  server.clock.push(attempts.longestWait);
  assert.deepEqual((await withPassword(browser)).result, {
    status: 'second-factor',
    methods: ['code', 'recovery-code'],
  });
  assert.equal((await withCode(browser, app.code())).status, 200, "the owner's own browser gets in");
  assert.equal((await browser.call(reauth.withCode, { body: { code: app.code(1) } })).status, 200, 'and further');

  server.clock.push(MINUTE);
  await unlock(server.operator, ada.email);
  assert.equal((await withCode(await pending(), app.code())).status, 200, 'the operator unlocks');
});

test('a locked application takes no code that was checked before it was locked', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browser = await pending();
  const { transaction } = server.db;
  let calls = 0;
  server.db.transaction = async (...args) => {
    if (++calls === 2) await server.db.$client.execute('UPDATE authenticators SET locked_at = 1 WHERE 1');
    return transaction.apply(server.db, args) as never;
  };
  assert.equal((await withCode(browser, app.code())).code, 'wrong-credential');
  assert.equal(calls, 2);
});

test('a browser in which too many wrong codes in a row were typed is no known one any more', async () => {
  const attempts = { ...defaultAttemptLimits, cap: 7 };
  const { server, app, browser } = await withApp({ config: { attempts } });
  await using _ = server;
  for (let tries = 0; tries < attempts.cap; tries++) {
    assert.equal((await server.db.select().from(knownDevices)).length, 1);
    server.clock.push(attempts.longestWait);
    await withPassword(browser);
    assert.equal((await withCode(browser, app.wrongCode())).code, 'wrong-credential');
  }
  assert.equal((await server.db.select().from(knownDevices)).length, 0);
  assert.equal((await server.db.select().from(authenticators))[0]?.lockedAt, null, 'nobody else is locked out');
});

test('guesses at codes of a session count together with those at the sign-in', async () => {
  const { server, app, browser, pending } = await withApp();
  await using _ = server;
  const thief = server.browser({ address: '203.0.113.9' });
  thief.cookies.set('__Host-sid', browser.token ?? '');
  const guess = () => thief.call(reauth.withCode, { body: { code: app.wrongCode() } });
  for (let i = 0; i < 5; i++) assert.equal((await guess()).code, 'wrong-credential');
  assert.equal((await guess()).code, 'too-many-attempts');
  assert.equal((await withCode(await pending(), app.code())).code, 'too-many-attempts');
  assert.equal((await browser.call(reauth.withCode, { body: { code: app.code() } })).status, 200);
});

test('a second password in the same browser takes the place of the first', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browser = await pending();
  const old = browser.cookieHeader;
  await withPassword(browser);
  assert.notEqual(browser.cookieHeader, old);
  assert.equal((await server.db.select().from(pendingSignIns)).length, 1);
  const answer = await browser.call(signIn.withCode, { body: { code: app.code() } }, { cookie: old });
  assert.equal(answer.code, 'unauthenticated');
  assert.equal((await withCode(browser, app.code())).status, 200);
});

test('of two pages of one browser that wait for a code, the first one typed signs in and the other starts over', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browser = await pending();
  await withPassword(browser);
  assert.equal((await withCode(browser, app.code())).status, 200, 'on whichever page');
  assert.equal((await withCode(browser, app.code(1))).code, 'unauthenticated');
  assert.equal((await whoAmI(browser)).status, 200, 'and signs nobody out');
});

test('signing out ends it, and so does signing in as somebody else', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  await server.person({ email: 'grace@people.example' });
  const leave = [
    (browser: Browser) => browser.call(signIn.signOut, {}),
    (browser: Browser) => browser.signIn('grace@people.example', ada.password),
  ];
  for (const end of leave) {
    const browser = await pending();
    const cookie = browser.cookieHeader;
    await end(browser);
    assert.equal(browser.cookies.has('__Host-pending'), false);
    assert.equal((await server.db.select().from(pendingSignIns)).length, 0);
    const answer = await browser.call(signIn.withCode, { body: { code: app.code() } }, { cookie });
    assert.equal(answer.code, 'unauthenticated');
  }
});

test('whoever was signed in before goes on until somebody else is', async () => {
  const { server, app, browser } = await withApp();
  await using _ = server;
  const shared = await server.signedIn({ email: 'grace@people.example' });
  await withPassword(shared);
  assert.equal((await whoAmI(shared)).result.email, 'grace@people.example');
  const grace = `__Host-sid=${shared.token}`;
  assert.equal((await withCode(shared, app.code())).status, 200);
  assert.equal((await whoAmI(shared)).result.email, ada.email);
  assert.equal((await shared.call(account.get, {}, { cookie: grace })).code, 'unauthenticated');
  assert.equal((await whoAmI(browser)).status, 200);
});

test('whatever happens to the credentials meanwhile ends it', async () => {
  const events: Record<string, (server: TestServer, browser: Browser) => Promise<unknown>> = {
    'a new password': (_, browser) =>
      browser.call(passwordApi.change, { body: { newPassword: LOOM, signOutOthers: false } }),
    'another application': (server, browser) => setUpApp(browser, server.clock.now),
    'signing out everywhere else': (_, browser) => browser.call(sessionsApi.revokeOthers, {}),
    'a new password is required': (server) => requirePasswordChange(server.operator, ada.email),
    'the account is disabled': (server) => disable(server.operator, ada.email),
    'disabled and enabled again': async (server) => {
      await disable(server.operator, ada.email);
      await enable(server.operator, ada.email);
    },
    'any other change of factors': (server) =>
      server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1'),
  };
  for (const [what, happens] of Object.entries(events)) {
    const { server, app, browser, pending } = await withApp();
    await using _ = server;
    const waiting = await pending();
    await happens(server, browser);
    server.clock.push(30 * SECOND);
    assert.equal((await withCode(waiting, app.code())).code, 'unauthenticated', what);
    assert.equal((await whoAmI(waiting)).code, 'unauthenticated', what);
  }
});

test('what happens to the credentials between the check of a code and its use counts, too', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browser = await pending();
  const { transaction } = server.db;
  let calls = 0;
  server.db.transaction = async (...args) => {
    if (++calls === 2)
      await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
    return transaction.apply(server.db, args) as never;
  };
  assert.equal((await withCode(browser, app.code())).code, 'unauthenticated');
  assert.equal(calls, 2);
  assert.equal((await withCode(await pending(), app.code())).status, 200, 'and the code is not used up');
});

test('of two codes at once that redeem one sign-in one does', async () => {
  const { server, app, pending } = await withApp();
  await using _ = server;
  const browser = await pending();
  const tab = server.browser();
  for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
  const answers = await Promise.all([withCode(browser, app.code()), withCode(tab, app.code(1))]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 401]);
  assert.equal((await ofType(server, 'authn_login_success')).length, 2);
});

test('a new password that is due counts only with the second factor', async () => {
  const { server, app } = await withApp();
  await using _ = server;
  await requirePasswordChange(server.operator, ada.email);
  const thief = server.browser();
  assert.equal((await withPassword(thief)).code, 'password-change-required');
  assert.equal((await withPassword(thief, ada.password, LOOM)).result.status, 'second-factor');
  assert.equal((await withPassword(server.browser(), LOOM)).code, 'wrong-credential', 'not yet');
  assert.equal((await withPassword(server.browser())).code, 'password-change-required', 'still due');
  assert.equal((await ofType(server, 'authn_password_change')).length, 0);

  const owner = server.browser();
  const next = 'looms that count in elevens';
  assert.equal((await withPassword(owner, ada.password, next)).result.status, 'second-factor');
  assert.equal((await withCode(owner, app.code())).status, 200);
  assert.equal((await whoAmI(owner)).status, 200);
  assert.equal((await ofType(server, 'authn_password_change')).length, 1);
  server.clock.push(30 * SECOND);
  // Whoever waits with the password of before waits in vain.
  assert.equal((await withCode(thief, app.code())).code, 'unauthenticated');
  assert.equal((await withPassword(server.browser())).code, 'wrong-credential');
  assert.equal((await withPassword(server.browser(), next)).result.status, 'second-factor');
});

test('a password that has to be changed proves nothing within a session either', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await server.db.$client.execute('UPDATE passwords SET must_change = 1 WHERE 1');
  for (let i = 0; i < 8; i++) {
    const answer = await browser.call(reauth.withPassword, { body: { password: ada.password } });
    assert.equal(answer.code, 'password-change-required');
  }
  assert.deepEqual((await browser.call(reauth.get, { query: {} })).result.methods, []);
});

test('without an application there is no second step, and with a locked one there is', async () => {
  const { server, authenticator, browser, pending } = await withApp();
  await using _ = server;
  await server.db.update(authenticators).set({ lockedAt: 1 }).where(eq(authenticators.id, authenticator.id));
  await pending();
  await server.db.$client.execute('DELETE FROM recovery_codes WHERE 1');
  assert.deepEqual((await withPassword(server.browser())).result, { status: 'second-factor', methods: [] });
  const { id } = authenticator;
  assert.equal(
    (await browser.call(authenticatorsApi.remove, { params: { id }, body: { signOutOthers: false } })).status,
    200,
  );
  assert.equal((await withPassword(server.browser())).result.status, 'signed-in');
});

test('case 062: the code of somebody else proves nothing, and is on record', async () => {
  const { server, browser } = await withApp();
  await using _ = server;
  const grace = await server.signedIn({ email: 'grace@people.example' });
  const { app: graces } = await setUpApp(grace, server.clock.now);
  server.clock.push(30 * SECOND);
  assert.equal((await browser.call(reauth.withCode, { body: { code: graces.code() } })).code, 'wrong-credential');
  assert.equal((await whoAmI(browser)).result.email, ada.email);
  const [failure] = await ofType(server, 'authn_reauth_fail');
  assert.equal(failure?.reason, 'code');
  assert.equal((await grace.call(reauth.withCode, { body: { code: graces.code() } })).status, 200);
});

test('case 036, 063: a code renews the token, and counts for ten minutes in this session alone', async () => {
  const { server, app, browser } = await withApp();
  await using _ = server;
  const other = server.browser();
  await withPassword(other);
  await withCode(other, app.code());
  server.clock.push(11 * MINUTE);
  const highest = async (one: Browser) => (await one.call(reauth.get, { query: { for: 'highest' } })).result;
  await browser.call(reauth.withPassword, { body: { password: ada.password } });
  assert.deepEqual(await highest(browser), { methods: ['code'], provenUntil: null, maxAge: 600 });
  server.clock.push(MINUTE);
  const old = `__Host-sid=${browser.token}`;
  const { result } = await browser.call(reauth.withCode, { body: { code: app.code() } });
  assert.equal(
    result.provenUntil,
    new Date(server.clock.now() + 9 * MINUTE).toISOString(),
    'the earlier proof decides',
  );
  assert.equal((await browser.call(account.get, {}, { cookie: old })).code, 'unauthenticated');
  assert.deepEqual(await highest(other), { methods: ['password'], provenUntil: null, maxAge: 600 });
});

test('whoever leaves lets the proofs count no more, and the session goes on', async () => {
  const { server, browser } = await withApp();
  await using _ = server;
  const old = `__Host-sid=${browser.token}`;
  assert.equal((await browser.call(reauth.end, {})).status, 204);
  assert.equal((await browser.call(sessionsApi.revokeOthers, {})).code, 'reauthentication-required');
  assert.equal((await whoAmI(browser)).status, 200);
  assert.equal((await browser.call(account.get, {}, { cookie: old })).code, 'unauthenticated');
  assert.equal((await ofType(server, 'authn_reauth_end')).length, 1);
});
