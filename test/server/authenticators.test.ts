import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { authenticators as api } from 'account-elements/contract/authenticators.js';
import { password } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { sessions as sessionsApi } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { authenticators, authenticatorSetups } from 'account-elements-server/authenticators/schema.js';
import { sealKey } from 'account-elements-server/authenticators/sealed-key.js';
import { stepsOf } from 'account-elements-server/authenticators/time-code.js';
import { keyUri } from 'account-elements-server/authenticators/key-uri.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { recoveryCodes } from 'account-elements-server/recovery-codes/schema.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { AuthenticatorApp, setUpApp } from '../support/authenticator-app.ts';
import { firstWords } from '../support/check-response.ts';
import { wholeDatabase } from '../support/database-state.ts';
import type { Answer, Browser } from '../support/http-browser.ts';
import { oathtool } from '../support/oathtool.ts';
import { reads } from '../support/reads.ts';
import { ada, HOST_ORIGIN, TestServer } from '../support/test-server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const start = async (browser: Browser) => (await browser.call(api.start, {})).result;
const list = async (browser: Browser) => (await browser.call(api.list, {})).result;
const confirm = (browser: Browser, id: string, code: string, more: { replaces?: string; name?: string } = {}) =>
  browser.call(api.confirm, { body: { id, code, signOutOthers: false, ...more } });
const remove = (browser: Browser, id: string, signOutOthers = false) =>
  browser.call(api.remove, { params: { id }, body: { signOutOthers } });
const proveCode = (browser: Browser, code: string) => browser.call(reauth.withCode, { body: { code } });
const provePassword = (browser: Browser) => browser.call(reauth.withPassword, { body: { password: ada.password } });
const ofType = (server: TestServer, type: string) => server.db.select().from(activity).where(eq(activity.type, type));

/** Ada, signed in, with an application whose next code is good. */
async function withApp() {
  const server = await TestServer.start();
  const browser = await server.signedIn();
  const setUp = await setUpApp(browser, server.clock.now);
  server.clock.push(30 * SECOND);
  return { server, browser, ...setUp };
}

test('case 087: the codes are those of RFC 6238, appendix B', () => {
  const key = Buffer.from('12345678901234567890');
  // Its codes have eight digits, of which ours are the last six.
  const vectors = {
    59: '94287082',
    1111111109: '07081804',
    1111111111: '14050471',
    1234567890: '89005924',
    2000000000: '69279037',
    20000000000: '65353130',
  };
  for (const [seconds, code] of Object.entries(vectors)) {
    const now = Number(seconds) * SECOND;
    assert.deepEqual(stepsOf(code.slice(2), key, now), [Math.floor(Number(seconds) / 30)]);
    assert.deepEqual(stepsOf(code.slice(2), key, now + 90 * SECOND), []);
  }
});

test('codes that the OATH Toolkit makes from the key are accepted', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id, key } = await start(browser);
  assert.equal((await confirm(browser, id, await oathtool(key, server.clock.now()))).status, 200);
  for (let i = 0; i < 5; i++) {
    server.clock.push(30 * SECOND);
    assert.equal((await proveCode(browser, await oathtool(key, server.clock.now()))).status, 200);
  }
});

test('the QR code says whose account it is, whatever the names are made of', () => {
  const uri = new URL(keyUri('Ärger & Söhne: Zürich', 'grüße+1@people.example', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'));
  assert.equal(uri.protocol, 'otpauth:');
  assert.equal(
    uri.href.split('?')[0],
    'otpauth://totp/%C3%84rger%20%26%20S%C3%B6hne%20%20Z%C3%BCrich:gr%C3%BC%C3%9Fe%2B1%40people.example',
  );
  assert.doesNotMatch(uri.search, /\+/, 'applications show a plus as it is');
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    issuer: 'Ärger & Söhne  Zürich',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});

test('an application is set up with a code of it, is listed, and signs in from then on', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const setup = await start(browser);
  assert.match(setup.key, /^[A-Z2-7]{32}$/, '160 bits');
  assert.deepEqual(setup, {
    id: setup.id,
    key: setup.key,
    uri: `otpauth://totp/Certificate%20Manager:ada%40people.example?secret=${setup.key}&issuer=Certificate%20Manager&algorithm=SHA1&digits=6&period=30`,
    issuer: 'Certificate Manager',
    account: ada.email,
    expiresAt: new Date(server.clock.now() + 10 * MINUTE).toISOString(),
  });
  server.clock.push(9 * MINUTE);
  const app = new AuthenticatorApp(setup.key, server.clock.now);
  const { result } = await confirm(browser, setup.id, app.code().replace(/(...)/, '$1 '));
  const createdAt = new Date(server.clock.now()).toISOString();
  const listed = { id: result.authenticator.id, name: 'Authenticator application', createdAt, lastUsedAt: null };
  assert.deepEqual(result.authenticator, listed);
  assert.equal(result.recoveryCodes?.length, 10);
  assert.deepEqual(await list(browser), [listed]);

  server.clock.push(30 * SECOND);
  const elsewhere = server.browser();
  const { result: first } = await elsewhere.call(signIn.withPassword, {
    body: { email: ada.email, password: ada.password },
  });
  assert.deepEqual(first, { status: 'second-factor', methods: ['code', 'recovery-code'] });
  assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code() } })).result.account.email, ada.email);
  const [used] = await list(browser);
  assert.equal(used?.lastUsedAt, new Date(server.clock.now()).toISOString());
});

test('case 093: once it is set up nothing tells its key again, and the database does not either', async () => {
  const { server, browser, app, authenticator } = await withApp();
  await using _ = server;
  const bytes = Buffer.from(decodeBase32IgnorePadding(app.key));
  const encodings = ['hex', 'base64', 'base64url'] as const;
  const secrets = ['otpauth', app.key, ...encodings.map((encoding) => bytes.toString(encoding))];
  const tells = (text: string) => secrets.some((secret) => text.toLowerCase().includes(secret.toLowerCase()));
  for (const { name, path } of reads) assert.ok(!tells(await firstWords(await browser.fetch(path))), name);
  const renamed = await browser.call(api.rename, { params: { id: authenticator.id }, body: { name: 'Phone' } });
  assert.equal(renamed.status, 200);
  assert.ok(!tells(renamed.text));
  assert.ok(!tells(await wholeDatabase(server.db)));
  assert.equal((await server.db.select().from(authenticatorSetups)).length, 0);
  assert.notEqual((await start(browser)).key, app.key, 'a further one has a key of its own');
});

test('case 091: one that was begun and never confirmed asks nobody for a code, and proves nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const app = new AuthenticatorApp((await start(browser)).key, server.clock.now);
  assert.deepEqual(await list(browser), []);
  assert.equal((await proveCode(browser, app.code())).code, 'wrong-credential');
  await browser.call(signIn.signOut, {});
  await browser.signIn(ada.email, ada.password);
});

test('case 090: codes of the step before, of this one and of the next are accepted, and no others', async () => {
  for (const [offset, accepted] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const { server, browser, app } = await withApp();
    await using _ = server;
    server.clock.push(2 * MINUTE);
    assert.equal((await proveCode(browser, app.code(offset))).status, accepted ? 200 : 403, String(offset));
  }
  for (const [offset, accepted] of [
    [-2, false],
    [-1, true],
    [1, true],
    [2, false],
  ] as const) {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const { id, key } = await start(browser);
    const code = new AuthenticatorApp(key, server.clock.now).code(offset);
    assert.equal((await confirm(browser, id, code)).status, accepted ? 200 : 403, String(offset));
  }
});

test('case 088: a code is accepted once, whatever for, and none from before it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { app } = await setUpApp(browser, server.clock.now);
  assert.equal((await proveCode(browser, app.code())).code, 'wrong-credential', 'the one that confirmed it is used up');
  assert.equal((await proveCode(browser, app.code(-1))).code, 'wrong-credential', 'and those before it');
  assert.equal((await proveCode(browser, app.code(1))).status, 200);
  server.clock.push(30 * SECOND);
  assert.equal((await proveCode(browser, app.code())).code, 'wrong-credential');
  const elsewhere = server.browser();
  await elsewhere.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code() } })).code, 'wrong-credential');
  assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code(1) } })).status, 200);
  const reasons = (await server.db.select().from(activity)).filter(({ outcome }) => outcome === 'failure');
  assert.deepEqual(
    reasons.map(({ reason, type }) => `${type} ${reason}`),
    [
      'authn_reauth_fail code-used',
      'authn_reauth_fail code-used',
      'authn_reauth_fail code-used',
      'authn_login_fail code-used',
    ],
  );
});

test('a clock that goes back lets no code be used again', async () => {
  const { server, browser, app } = await withApp();
  await using _ = server;
  const code = app.code();
  assert.equal((await proveCode(browser, code)).status, 200);
  server.clock.push(-1 * MINUTE);
  server.clock.push(30 * SECOND);
  assert.equal((await proveCode(browser, code)).code, 'wrong-credential');
});

test('case 089: of fifty requests with one code one is accepted', async () => {
  const { server, browser, app } = await withApp();
  await using _ = server;
  const tabs = Array.from({ length: 50 }, () => {
    const tab = server.browser();
    for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
    return tab;
  });
  const answers = await Promise.all(tabs.map((tab) => proveCode(tab, app.code())));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('case 092: five wrong codes end what was begun', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id, key } = await start(browser);
  const app = new AuthenticatorApp(key, server.clock.now);
  for (let i = 0; i < 5; i++) assert.equal((await confirm(browser, id, app.wrongCode())).code, 'wrong-credential');
  assert.equal((await server.db.select().from(authenticatorSetups)).length, 0);
  assert.equal((await confirm(browser, id, app.code())).code, 'not-found');
  assert.equal((await ofType(server, 'authenticator_added')).filter(({ outcome }) => outcome === 'failure').length, 5);
  // Guesses at one's own key are no guesses at the account.
  assert.equal((await setUpApp(browser, server.clock.now)).recoveryCodes.length, 10);
});

test('of forty wrong codes at once five are looked at', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id, key } = await start(browser);
  const wrong = new AuthenticatorApp(key, server.clock.now).wrongCode();
  const answers = await Promise.all(Array.from({ length: 40 }, () => confirm(browser, id, wrong)));
  assert.equal(answers.filter(({ code }) => code === 'wrong-credential').length, 5);
  assert.equal(answers.filter(({ code }) => code === 'not-found').length, 35);
});

test('what was begun ends after ten minutes, with a further beginning, and belongs to one session', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const codeOf = (setup: { key: string }) => new AuthenticatorApp(setup.key, server.clock.now).code();
  const first = await start(browser);
  const second = await start(browser);
  assert.notEqual(first.key, second.key);
  assert.equal((await confirm(browser, first.id, codeOf(first))).code, 'not-found');

  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  assert.equal(
    (await confirm(other, second.id, codeOf(second))).code,
    'not-found',
    'another session of the same person',
  );
  const grace = await server.signedIn({ email: 'grace@people.example' });
  assert.equal((await confirm(grace, second.id, codeOf(second))).code, 'not-found', 'somebody else');

  await provePassword(browser);
  server.clock.push(10 * MINUTE - 1);
  await provePassword(browser);
  server.clock.push(1);
  assert.equal((await confirm(browser, second.id, codeOf(second))).code, 'not-found', 'too late');
  await sweep({ db: server.db, now: server.clock.now, log: server.log });
  assert.equal((await server.db.select().from(authenticatorSetups)).length, 0);
  assert.deepEqual(await list(browser), []);
});

test('case 064: begun with a proof and finished without one, it is refused', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(9 * MINUTE);
  const { id, key } = await start(browser);
  server.clock.push(MINUTE);
  const app = new AuthenticatorApp(key, server.clock.now);
  assert.equal((await confirm(browser, id, app.code())).code, 'reauthentication-required');
  await provePassword(browser);
  assert.equal((await confirm(browser, id, app.code())).status, 200);
});

test('with it the session has shown two factors, and a token of its own', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const old = `__Host-sid=${browser.token}`;
  await setUpApp(browser, server.clock.now);
  const at = server.clock.now();
  const [session] = await server.db.select().from(sessions);
  assert.deepEqual(
    [session?.level, session?.methods],
    [
      2,
      [
        { method: 'password', at },
        { method: 'code', at },
      ],
    ],
  );
  assert.equal((await browser.call(account.get, {}, { cookie: old })).code, 'unauthenticated');
  assert.equal((await browser.call(account.get, {})).status, 200);
});

test('other devices are signed out with it, or go on without their proofs', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const others = await Promise.all(
    [1, 2].map(async () => {
      const other = server.browser();
      await other.signIn(ada.email, ada.password);
      return other;
    }),
  );
  await setUpApp(browser, server.clock.now);
  for (const other of others)
    assert.equal((await other.call(sessionsApi.revokeOthers, {})).code, 'reauthentication-required');
  server.clock.push(30 * SECOND);
  const { id, key } = await start(browser);
  const body = { id, code: new AuthenticatorApp(key, server.clock.now).code(), signOutOthers: true };
  assert.equal((await browser.call(api.confirm, { body })).result.sessionsEnded, 2);
  for (const other of others) assert.equal((await other.call(account.get, {})).code, 'unauthenticated');
  const ended = await ofType(server, 'session_ended');
  assert.deepEqual(
    ended.map(({ reason }) => reason),
    ['authenticators-changed', 'authenticators-changed'],
  );
});

test('what other sessions have begun ends with them', async () => {
  await using server = await TestServer.start();
  const [browser, other] = [await server.signedIn(), server.browser()];
  await other.signIn(ada.email, ada.password);
  await start(other);
  await browser.call(sessionsApi.revokeOthers, {});
  assert.equal((await server.db.select().from(authenticatorSetups)).length, 0);
  await start(browser);
  await requirePasswordChange(server.operator, ada.email);
  assert.equal((await server.db.select().from(authenticatorSetups)).length, 0);
});

test('several applications have names of their own, can be called something else, and share no keys', async () => {
  const { server, browser } = await withApp();
  await using _ = server;
  for (const named of [{}, { name: 'Work phone' }, {}]) {
    await setUpApp(browser, server.clock.now, named);
    server.clock.push(SECOND);
  }
  const [first, ...rest] = await list(browser);
  assert.deepEqual(
    rest.map(({ name }) => name),
    ['Authenticator application 2', 'Work phone', 'Authenticator application 3'],
  );
  const renamed = await browser.call(api.rename, { params: { id: first?.id ?? '' }, body: { name: '  Phone  ' } });
  assert.deepEqual(renamed.result, { ...first, name: 'Phone' });
  assert.deepEqual((await list(browser))[0], renamed.result);
  for (const name of ['', 'x'.repeat(65), 'a\u0000b']) {
    assert.equal(
      (await browser.call(api.rename, { params: { id: first?.id ?? '' }, body: { name } })).code,
      'invalid-input',
    );
  }
  assert.equal(new Set((await server.db.select().from(authenticators)).map(({ key }) => key)).size, 4);
  assert.equal((await ofType(server, 'authenticator_renamed')).length, 1);
});

test('any of several applications signs in, each with codes of its own', async () => {
  const { server, browser, app } = await withApp();
  await using _ = server;
  const { app: second } = await setUpApp(browser, server.clock.now);
  server.clock.push(30 * SECOND);
  assert.equal((await proveCode(browser, second.code())).status, 200);
  assert.equal((await proveCode(browser, app.code())).status, 200);
});

test('there are at most ten', async () => {
  const { server, browser, authenticator } = await withApp();
  await using _ = server;
  const begun = await start(browser);
  for (let i = 1; i < 10; i++) {
    await server.db.$client.execute(
      `INSERT INTO authenticators SELECT '${i}', account_id, '${i}', key, key_id, last_step, NULL, created_at, NULL FROM authenticators WHERE id = '${authenticator.id}'`,
    );
  }
  assert.equal((await browser.call(api.start, {})).code, 'limit-reached');
  const code = new AuthenticatorApp(begun.key, server.clock.now).code();
  assert.equal((await confirm(browser, begun.id, code)).code, 'limit-reached');
  // One that takes the place of another makes no eleventh.
  assert.equal((await confirm(browser, begun.id, code, { replaces: '7' })).status, 200);
  assert.equal((await list(browser)).length, 10);
});

test('one that takes the place of another has its name, and the other works until then and no longer', async () => {
  const { server, browser, app, authenticator } = await withApp();
  await using _ = server;
  await browser.call(api.rename, { params: { id: authenticator.id }, body: { name: 'Phone' } });
  const { id, key } = await start(browser);
  assert.equal((await proveCode(browser, app.code())).status, 200);
  const next = new AuthenticatorApp(key, server.clock.now);
  const { result } = await confirm(browser, id, next.code(), { replaces: authenticator.id });
  assert.equal(result.authenticator.name, 'Phone');
  assert.equal(result.recoveryCodes, null, 'those there are go on');
  assert.deepEqual(await list(browser), [result.authenticator]);
  server.clock.push(30 * SECOND);
  assert.equal((await proveCode(browser, app.code())).code, 'wrong-credential');
  assert.equal((await proveCode(browser, next.code())).status, 200);
  assert.deepEqual(
    (await ofType(server, 'authenticator_removed')).map(({ reason }) => reason),
    ['replaced'],
  );
});

test('nobody names, removes or replaces an application of somebody else, and an unknown one is told from it by nothing', async () => {
  const { server, browser, authenticator } = await withApp();
  await using _ = server;
  const grace = await server.signedIn({ email: 'grace@people.example' });
  const before = await server.db.select().from(authenticators);
  for (const id of [authenticator.id, 'no-such-one']) {
    assert.equal((await grace.call(api.rename, { params: { id }, body: { name: 'Mine' } })).code, 'not-found');
    assert.equal((await remove(grace, id)).code, 'not-found');
  }
  const setUp = await setUpApp(grace, server.clock.now, { replaces: authenticator.id });
  assert.equal(setUp.authenticator.name, 'Authenticator application', 'not even its name');
  assert.deepEqual(
    (await server.db.select().from(authenticators)).filter(({ id }) => id === authenticator.id),
    before,
  );
  assert.equal((await list(browser)).length, 1);
});

test('case 097: with the last second factor the recovery codes go, and a password is enough again', async () => {
  const { server, browser, authenticator } = await withApp();
  await using _ = server;
  const { authenticator: second } = await setUpApp(browser, server.clock.now);
  assert.deepEqual((await remove(browser, authenticator.id)).result, { sessionsEnded: 0, recoveryCodesRemoved: false });
  const other = await server.db.select().from(sessions);
  assert.equal(other.length, 1);
  assert.deepEqual((await remove(browser, second.id, true)).result, { sessionsEnded: 0, recoveryCodesRemoved: true });
  await server.browser().signIn(ada.email, ada.password);
  assert.deepEqual(await server.db.select().from(recoveryCodes), []);
  assert.equal((await ofType(server, 'recovery_codes_removed')).length, 1);
  assert.equal((await ofType(server, 'authenticator_removed')).length, 2);
});

test('case 060: a password alone removes no application', async () => {
  const { server, browser, app, authenticator } = await withApp();
  await using _ = server;
  server.clock.push(11 * MINUTE);
  assert.equal((await remove(browser, authenticator.id)).code, 'reauthentication-required');
  await provePassword(browser);
  const refusal = await remove(browser, authenticator.id);
  assert.equal(refusal.code, 'reauthentication-required');
  const { maxAge, methods, stepUp } = JSON.parse(refusal.text) as Record<string, unknown>;
  assert.deepEqual({ maxAge, methods, stepUp }, { maxAge: 600, methods: ['code'], stepUp: 'highest' });
  assert.equal(
    (
      await browser.call(password.change, {
        body: { newPassword: 'a loom that counts in sevens', signOutOthers: false },
      })
    ).code,
    'reauthentication-required',
  );
  assert.equal((await browser.call(api.start, {})).code, 'reauthentication-required', 'nor does it add one');
  assert.equal((await browser.call(sessionsApi.revokeOthers, {})).status, 200, 'for that it is enough');
  assert.equal((await proveCode(browser, app.code())).status, 200);
  assert.equal((await remove(browser, authenticator.id)).status, 200);
});

test('of two changes of factors that began at the same point one is told that it lost', async () => {
  const { server, browser, authenticator } = await withApp();
  await using _ = server;
  const { transaction } = server.db;
  server.db.transaction = async (...args) => {
    server.db.transaction = transaction;
    await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
    return transaction.apply(server.db, args) as never;
  };
  assert.equal((await remove(browser, authenticator.id)).code, 'conflict');
  assert.equal((await list(browser)).length, 1);
});

test('a code that lost says so, and the same one can be sent again', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id, key } = await start(browser);
  const app = new AuthenticatorApp(key, server.clock.now);
  const { transaction } = server.db;
  let calls = 0;
  server.db.transaction = async (...args) => {
    if (++calls === 2)
      await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
    return transaction.apply(server.db, args) as never;
  };
  assert.equal((await confirm(browser, id, app.code())).code, 'conflict');
  assert.equal((await confirm(browser, id, app.code())).status, 200);
});

test('case 094: what is no six digits is told so, wherever a code is typed, and is no guess', async () => {
  const { server, browser, app } = await withApp();
  await using _ = server;
  const { id } = await start(browser);
  const elsewhere = server.browser();
  await elsewhere.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  const ways: Readonly<Record<string, (code: string) => Promise<Answer>>> = {
    'in a session': (code) => proveCode(browser, code),
    'at the sign-in': (code) => elsewhere.call(signIn.withCode, { body: { code } }),
    'setting one up': (code) => confirm(browser, id, code),
  };
  const before = await wholeDatabase(server.db);
  for (const code of [
    123456,
    ['123456'],
    { $ne: null },
    '',
    '1234567',
    '12345',
    'abcdef',
    '１２３４５６',
    '12\u00a03456',
    null,
  ]) {
    for (const [where, send] of Object.entries(ways)) {
      const answer = await send(code as string);
      assert.deepEqual([answer.status, answer.fields[0]?.name], [422, 'code'], `${where}: ${JSON.stringify(code)}`);
    }
  }
  assert.equal(await wholeDatabase(server.db), before);
  const code = app.code();
  assert.equal((await proveCode(browser, ` ${code.slice(0, 3)} ${code.slice(3)} `)).status, 200);
});

test('a page that may not manage factors adds, renames and removes none', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  assert.equal((await browser.call(api.start, {})).code, 'origin-refused');
  assert.equal((await remove(browser, 'x')).code, 'origin-refused');
  assert.deepEqual(await list(browser), []);
});

test('case 098: a key that does not open stops the sign-in, raises the alarm, counts as no guess, and is never no second factor', async () => {
  for (const damage of [
    "UPDATE authenticators SET key = 'AAAA' || substr(key, 5) WHERE 1",
    "UPDATE authenticators SET key_id = 'gone' WHERE 1",
    // A key of one's own, put in the place of somebody else's.
    "UPDATE authenticators SET key = (SELECT key FROM authenticators WHERE account_id <> (SELECT id FROM accounts WHERE email = 'ada@people.example')) WHERE account_id = (SELECT id FROM accounts WHERE email = 'ada@people.example')",
  ]) {
    const { server, app } = await withApp();
    await using _ = server;
    const grace = await server.signedIn({ email: 'grace@people.example' });
    const { app: graces } = await setUpApp(grace, server.clock.now);
    await server.db.$client.execute(damage);
    const elsewhere = server.browser();
    const step = await elsewhere.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
    assert.equal(step.result.status, 'second-factor');
    for (let i = 0; i < 12; i++) {
      assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code() } })).code, 'unavailable');
    }
    assert.equal((await elsewhere.call(signIn.withCode, { body: { code: graces.code(1) } })).code, 'unavailable');
    assert.equal((await elsewhere.call(account.get, {})).status, 401);
    const alarms = await ofType(server, 'key_missing');
    assert.equal(alarms.length, 13);
    assert.match(server.log.lines.join(), /"event":"key_missing"/);
    assert.equal((await ofType(server, 'authn_login_fail')).length, 0);
  }
});

test('one application whose key does not open makes guesses at another neither right nor free', async () => {
  const { server, browser } = await withApp();
  await using _ = server;
  const { app: second } = await setUpApp(browser, server.clock.now);
  server.clock.push(30 * SECOND);
  await server.db.$client.execute("UPDATE authenticators SET key_id = 'gone' WHERE name = 'Authenticator application'");
  assert.deepEqual(
    [(await proveCode(browser, second.code())).code, (await proveCode(browser, second.wrongCode())).code],
    ['unavailable', 'unavailable'],
  );
});

test('a setup whose key does not open is no wrong code', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id, key } = await start(browser);
  await server.db.$client.execute("UPDATE authenticator_setups SET key_id = 'gone' WHERE 1");
  const app = new AuthenticatorApp(key, server.clock.now);
  for (let i = 0; i < 6; i++) assert.equal((await confirm(browser, id, app.code())).code, 'unavailable');
  assert.equal((await ofType(server, 'key_missing')).length, 6);
});

test('case 099: with a new key in front the old ones go on, and what is used is sealed anew', async () => {
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  const before = new KeyRing(new Map([['2025', older]]));
  await using server = await TestServer.start({
    keys: new KeyRing(
      new Map([
        ['2026', newer],
        ['2025', older],
      ]),
    ),
  });
  const browser = await server.signedIn();
  const { app, authenticator } = await setUpApp(browser, server.clock.now);
  const [row] = await server.db.select().from(authenticators);
  assert.equal(row?.keyId, '2026');
  const old = sealKey(before, { ...row, ...authenticator }, decodeBase32IgnorePadding(app.key));
  await server.db
    .update(authenticators)
    .set({ key: old.text, keyId: old.keyId })
    .where(eq(authenticators.id, authenticator.id));

  for (const keyId of ['2025', '2026']) {
    assert.equal((await server.db.select().from(authenticators))[0]?.keyId, keyId);
    server.clock.push(30 * SECOND);
    const elsewhere = server.browser();
    await elsewhere.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
    assert.equal((await elsewhere.call(signIn.withCode, { body: { code: app.code() } })).status, 200);
  }
});

test('an id that no database takes is a mistake of the request', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const ids of [{ id: '\0' }, { id: 'a', replaces: 'b\0' }]) {
    const { status } = await browser.call(api.confirm, {
      body: { ...ids, code: '123456', signOutOthers: false },
    });
    assert.equal(status, 422);
  }
});
