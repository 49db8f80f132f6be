import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { authenticators as authenticatorsApi } from 'account-elements/contract/authenticators.js';
import { password as passwordApi } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes as api } from 'account-elements/contract/recovery-codes.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import type { StepUp } from 'account-elements/contract/step-up.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { unlock } from 'account-elements-server/operations/account-commands.js';
import { recoveryCodes } from 'account-elements-server/recovery-codes/schema.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import type { Answer, Browser } from '../support/http-browser.ts';
import { ada, HOST_ORIGIN, TestServer, type TestServerOptions } from '../support/test-server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const create = (browser: Browser, signOutOthers = false) => browser.call(api.create, { body: { signOutOthers } });
const state = async (browser: Browser) => (await browser.call(api.get, {})).result;
const prove = (browser: Browser, code: string, wanted: StepUp | undefined = 'enrolment') =>
  browser.call(reauth.withRecoveryCode, { body: { code, ...(wanted && { for: wanted }) } });
const provePassword = (browser: Browser) =>
  browser.call(reauth.withPassword, { body: { password: ada.password, for: 'enrolment' } });
const withRecoveryCode = (browser: Browser, code: string) => browser.call(signIn.withRecoveryCode, { body: { code } });
const ofType = (server: TestServer, type: string) => server.db.select().from(activity).where(eq(activity.type, type));
const wrong = '0'.repeat(24);

/** Ada with an authenticator application and the ten codes that came with it. */
async function withCodes(options: TestServerOptions = {}) {
  const server = await TestServer.start(options);
  const browser = await server.signedIn();
  const { app, authenticator, recoveryCodes: codes } = await setUpApp(browser, server.clock.now);
  server.clock.push(30 * SECOND);
  const code = (index: number) => codes[index] ?? '';
  /** A browser that nobody has signed in with before, after the right password. */
  const pending = async () => {
    const stranger = server.browser({ address: '203.0.113.9' });
    await stranger.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
    return stranger;
  };
  return { server, browser, app, authenticator, codes, code, pending };
}

test('ten codes of 120 bits come with the first application, and only digests of them are kept', async () => {
  const { server, browser, codes } = await withCodes();
  await using _ = server;
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  // No character is rarer than chance: 240 of 32 kinds.
  const characters = new Set(codes.join('').replaceAll('-', ''));
  assert.ok(characters.size > 28);
  const createdAt = new Date(server.clock.now() - 30 * SECOND).toISOString();
  assert.deepEqual(await state(browser), { available: true, left: 10, total: 10, createdAt });
  for (const { codeHash } of await server.db.select().from(recoveryCodes)) assert.match(codeHash, /^[\w-]{43}$/);
  assert.equal((await ofType(server, 'recovery_codes_created')).length, 1);

  // A second application brings none: those there are go on.
  assert.deepEqual((await setUpApp(browser, server.clock.now)).recoveryCodes, []);
  assert.equal((await state(browser)).left, 10);
});

test('a recovery code signs in once, and how many are left is told', async () => {
  const { server, browser, code, pending } = await withCodes();
  await using _ = server;
  const stranger = await pending();
  const { result } = await withRecoveryCode(stranger, code(3));
  assert.deepEqual([result.account.email, result.recoveryCodesLeft], [ada.email, 9]);
  assert.equal((await stranger.call(account.get, {})).status, 200);
  assert.equal((await withRecoveryCode(await pending(), code(3))).code, 'wrong-credential', 'case 095');
  assert.equal((await withRecoveryCode(await pending(), code(4))).result.recoveryCodesLeft, 8);
  assert.deepEqual([(await state(browser)).left, (await state(browser)).total], [8, 10]);
  const used = await ofType(server, 'recovery_code_used');
  assert.deepEqual(
    used.map(({ details }) => details),
    ['{"left":9}', '{"left":8}'],
  );
  assert.deepEqual(
    (await ofType(server, 'authn_login_fail')).map(({ reason }) => reason),
    ['recovery-code-used'],
  );
  assert.equal(
    (await ofType(server, 'authn_login_success')).at(-1)?.details,
    '{"methods":["password","recovery-code"],"newBrowser":true}',
  );
});

test('case 095: it can be typed in small letters, with spaces, without dashes, and with what looks alike', async () => {
  const { server, browser, pending } = await withCodes();
  await using _ = server;
  const spellings: readonly ((code: string) => string)[] = [
    (code) => code.toLowerCase(),
    (code) => code.replaceAll('-', ''),
    (code) => ` ${code.replaceAll('-', ' ')} `,
    (code) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
    (code) => code.replaceAll('0', 'O').replaceAll('1', 'I'),
  ];
  for (const spell of spellings) {
    // One in which there is something to mistake.
    let codes: string[];
    do codes = (await create(browser)).result.codes;
    while (!codes.some((code) => /0/.test(code) && /1/.test(code)));
    const code = codes.find((one) => /0/.test(one) && /1/.test(one)) ?? '';
    assert.equal((await withRecoveryCode(await pending(), spell(code))).status, 200, spell(code));
  }
});

test('what is no recovery code is told so', async () => {
  const { server, pending } = await withCodes();
  await using _ = server;
  const stranger = await pending();
  for (const code of ['', '0'.repeat(23), '0'.repeat(25), `${'0'.repeat(23)}U`, 7, null, ['x'], { $ne: '' }]) {
    const answer = await stranger.call(signIn.withRecoveryCode, { body: { code: code as string } });
    assert.deepEqual([answer.status, answer.fields[0]?.name], [422, 'code'], JSON.stringify(code));
  }
});

test('of twenty requests with one recovery code one signs in', async () => {
  const { server, code, pending } = await withCodes();
  await using _ = server;
  const browsers: Browser[] = [];
  while (browsers.length < 20) browsers.push(await pending());
  const answers = await Promise.all(browsers.map((browser) => withRecoveryCode(browser, code(0))));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal((await ofType(server, 'recovery_code_used')).length, 1);
});

test('a recovery code of somebody else is a wrong one, and stays good for them', async () => {
  const { server, code, pending } = await withCodes();
  await using _ = server;
  const grace = await server.signedIn({ email: 'grace@people.example' });
  const {
    recoveryCodes: [graces = ''],
  } = await setUpApp(grace, server.clock.now);
  assert.equal((await withRecoveryCode(await pending(), graces)).code, 'wrong-credential');
  assert.equal((await prove(grace, code(0))).code, 'wrong-credential');
  assert.equal((await prove(grace, graces)).status, 200);
});

test('case 032: guesses count for themselves, up to the same limit, and lock out strangers alone', async () => {
  const attempts = { ...defaultAttemptLimits, cap: 8 };
  const { server, app, browser, code, pending } = await withCodes({ config: { attempts } });
  await using _ = server;
  for (let tries = 0; tries < attempts.cap + 2; tries++) {
    const stranger = await pending();
    assert.equal((await withRecoveryCode(stranger, wrong)).code, 'wrong-credential');
    assert.equal((await withRecoveryCode(stranger, wrong)).code, tries < 4 ? 'wrong-credential' : 'too-many-attempts');
    if (tries < 4) tries++;
    server.clock.push(attempts.longestWait);
  }
  assert.equal((await ofType(server, 'authn_code_lock')).length, 1, 'on record, once');
  assert.equal((await withRecoveryCode(await pending(), code(0))).code, 'wrong-credential', 'even the right one');
  const stranger = await pending();
  assert.equal(
    (await stranger.call(signIn.withCode, { body: { code: app.code() } })).status,
    200,
    'codes are no concern',
  );
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal((await withRecoveryCode(browser, code(0))).status, 200, "the owner's own browser gets in");
  server.clock.push(attempts.longestWait);
  assert.equal((await withRecoveryCode(await pending(), code(1))).code, 'wrong-credential');
  await unlock(server.operator, ada.email);
  assert.equal((await withRecoveryCode(await pending(), code(1))).status, 200, 'the operator unlocks');
});

test('a right one starts the count anew', async () => {
  const { server, code, pending } = await withCodes();
  await using _ = server;
  for (let round = 0; round < 3; round++) {
    const stranger = await pending();
    for (let i = 0; i < 4; i++) assert.equal((await withRecoveryCode(stranger, wrong)).code, 'wrong-credential');
    assert.equal((await withRecoveryCode(stranger, code(round))).status, 200);
  }
});

test('new codes are nobody’s guess yet', async () => {
  const attempts = { ...defaultAttemptLimits, cap: 5 };
  const { server, browser, pending } = await withCodes({ config: { attempts } });
  await using _ = server;
  const stranger = await pending();
  for (let i = 0; i < 5; i++) await withRecoveryCode(stranger, wrong);
  const { codes } = (await create(browser)).result;
  assert.equal((await withRecoveryCode(await pending(), codes[0] ?? '')).status, 200);
});

test('new codes take the place of all there were', async () => {
  const { server, browser, code, pending } = await withCodes();
  await using _ = server;
  await withRecoveryCode(await pending(), code(0));
  server.clock.push(MINUTE);
  const { codes, sessionsEnded } = (await create(browser, true)).result;
  assert.deepEqual([codes.length, sessionsEnded], [10, 1]);
  assert.deepEqual(await state(browser), {
    available: true,
    left: 10,
    total: 10,
    createdAt: new Date(server.clock.now()).toISOString(),
  });
  assert.equal((await withRecoveryCode(await pending(), code(1))).code, 'wrong-credential');
  assert.equal((await withRecoveryCode(await pending(), codes[9] ?? '')).status, 200);
  assert.equal((await ofType(server, 'session_ended')).at(-1)?.reason, 'recovery-codes-changed');
});

test('case 096: an old code that is used while new ones are made came first, or fails', async () => {
  for (let round = 0; round < 10; round++) {
    const { server, browser, code, pending } = await withCodes();
    await using _ = server;
    const stranger = await pending();
    const [made, used] = await Promise.all([create(browser), withRecoveryCode(stranger, code(0))]);
    assert.equal(made.status, 200);
    assert.ok([200, 401, 403].includes(used.status));
    assert.deepEqual([(await state(browser)).left, (await state(browser)).total], [10, 10], 'never both sets');
    const order = (await server.db.select().from(activity)).map(({ type }) => type);
    const uses = order.lastIndexOf('recovery_code_used');
    assert.equal(used.status === 200, uses !== -1);
    assert.ok(uses < order.lastIndexOf('recovery_codes_created'));
  }
});

test('case 096: in either order: what was used before new codes came stays used, and what was only checked opens nothing', async () => {
  const { server, app, browser, code, pending } = await withCodes();
  await using _ = server;
  const other = await pending();
  await other.call(signIn.withCode, { body: { code: app.code() } });
  server.clock.push(11 * MINUTE);
  await provePassword(browser);
  assert.equal((await prove(browser, code(0))).status, 200, 'it came first');

  /** New codes come between the check of an old one and its use. */
  const overtaken = async (use: () => Promise<Answer>) => {
    const { transaction } = server.db;
    let calls = 0;
    server.db.transaction = async (...args) => {
      if (++calls === 2) {
        server.db.transaction = transaction;
        assert.equal((await create(browser)).status, 200);
      }
      return transaction.apply(server.db, args) as never;
    };
    const answer = await use();
    assert.equal(calls, 2);
    assert.deepEqual([(await state(browser)).left, (await state(browser)).total], [10, 10], 'never both sets');
    return answer.code;
  };
  const waiting = await pending();
  assert.equal(await overtaken(() => withRecoveryCode(waiting, code(1))), 'unauthenticated', 'it starts over');
  for (const old of [code(0), code(1)]) {
    assert.equal((await withRecoveryCode(await pending(), old)).code, 'wrong-credential');
  }
  const [next = ''] = (await create(browser)).result.codes;
  await provePassword(other);
  assert.equal(await overtaken(() => prove(other, next)), 'wrong-credential');
  assert.equal((await ofType(server, 'recovery_code_used')).length, 1);
});

test('there are none without a password and a second factor', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  assert.deepEqual(await state(browser), { available: false, left: 0, total: 0, createdAt: null });
  assert.equal((await create(browser)).code, 'forbidden');
  assert.equal((await prove(browser, wrong)).code, 'wrong-credential');

  await server.db.$client.execute('DELETE FROM passwords WHERE 1');
  assert.deepEqual((await setUpApp(browser, server.clock.now)).recoveryCodes, []);
  assert.equal((await state(browser)).available, false);
});

test('two who make new codes at once: one does, the other is told', async () => {
  const { server, browser } = await withCodes();
  await using _ = server;
  const { transaction } = server.db;
  server.db.transaction = async (...args) => {
    server.db.transaction = transaction;
    await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
    return transaction.apply(server.db, args) as never;
  };
  assert.equal((await create(browser)).code, 'conflict');
  assert.equal((await create(browser)).status, 200);
});

test('a page that may not manage factors makes none', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  assert.equal((await create(browser)).code, 'origin-refused');
  assert.equal((await browser.call(api.get, {})).status, 200);
});

test('a recovery code stands in for the lost application: another is set up, and the lost one removed with that', async () => {
  const { server, authenticator, code, pending } = await withCodes();
  await using _ = server;
  const browser = await pending();
  await withRecoveryCode(browser, code(0));
  const removal = () =>
    browser.call(authenticatorsApi.remove, { params: { id: authenticator.id }, body: { signOutOthers: false } });
  const newPassword = { newPassword: 'a loom that counts in sevens', signOutOthers: false };
  assert.equal((await removal()).code, 'reauthentication-required');
  assert.equal((await browser.call(passwordApi.change, { body: newPassword })).code, 'reauthentication-required');
  await setUpApp(browser, server.clock.now);
  assert.equal((await removal()).status, 200);
});

test('within a session one recovery code proves something, for setting up another factor, and no second one', async () => {
  const { server, browser, code } = await withCodes();
  await using _ = server;
  server.clock.push(11 * MINUTE);
  assert.deepEqual((await provePassword(browser)).result.methods, ['code', 'recovery-code']);
  for (const wanted of ['recent', 'highest', undefined] as const) {
    const answer = await browser.call(reauth.withRecoveryCode, {
      body: { code: code(0), ...(wanted && { for: wanted }) },
    });
    assert.equal(answer.code, 'forbidden', wanted);
  }
  assert.equal((await state(browser)).left, 10, 'nothing is used up for nothing');
  const { result } = await prove(browser, code(0));
  assert.deepEqual(result, {
    methods: ['code'],
    provenUntil: new Date(server.clock.now() + 10 * MINUTE).toISOString(),
    maxAge: 600,
  });
  assert.equal((await prove(browser, code(1))).code, 'forbidden');
  // Neither time nor leaving nor a change of factors makes room for a second one.
  server.clock.push(11 * MINUTE);
  assert.equal((await prove(browser, code(1))).code, 'forbidden');
  await browser.call(reauth.end, {});
  await provePassword(browser);
  assert.equal((await prove(browser, code(1))).code, 'forbidden');
  assert.equal((await state(browser)).left, 9);
  const [used] = await ofType(server, 'recovery_code_used');
  const [session] = await server.db.select().from(sessions);
  assert.equal(used?.sessionId, session?.id);
});

test('who signed in with a recovery code confirms nothing with a second one, also after others changed a factor', async () => {
  const { server, browser, app, code, pending } = await withCodes();
  await using _ = server;
  const stranger = await pending();
  await withRecoveryCode(stranger, code(0));
  assert.equal((await prove(stranger, code(1))).code, 'forbidden');
  await browser.call(reauth.withCode, { body: { code: app.code() } });
  const { codes } = (await create(browser)).result;
  await provePassword(stranger);
  assert.equal((await prove(stranger, codes[0] ?? '')).code, 'forbidden');
});
