import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { and, eq, isNull } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { disable, requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { newToken } from 'account-elements-server/sessions/store.js';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const whoAmI = async (browser: Browser, cookie?: string) =>
  (await browser.call(account.get, {}, cookie === undefined ? {} : { cookie })).status;

test('case 033: the session cookie is locked to this host, to https and away from script', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browser = server.browser();
  const { headers, text } = await browser.call(signIn.withPassword, {
    body: { email: ada.email, password: ada.password },
  });
  const cookies = headers.getSetCookie();
  assert.equal(cookies.length, 2);
  for (const cookie of cookies) {
    const [pair = '', ...attributes] = cookie.split('; ');
    assert.match(pair, /^__Host-(sid|device)=[\w-]{43}$/);
    assert.ok(pair.length < 4096);
    for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax'])
      assert.ok(attributes.includes(attribute), attribute);
    assert.ok(!/domain/i.test(cookie));
  }
  const token = browser.token ?? '';
  const [row] = await server.db.select().from(sessions);
  assert.ok(!text.includes(token), 'not in the body');
  assert.notEqual(row?.id, token, 'the public id is another value');
  assert.ok(!JSON.stringify(row).includes(token), 'not in the database');
});

test('case 034: tokens are 256 random bits', () => {
  const tokens = Array.from({ length: 10_000 }, newToken);
  assert.equal(new Set(tokens).size, tokens.length);
  const bytes = Buffer.concat(tokens.map((token) => Buffer.from(token, 'base64url')));
  assert.equal(bytes.length, tokens.length * 32);
  assert.ok(gzipSync(bytes).length > bytes.length, 'nothing to compress');
});

test('case 035: a cookie planted before the sign-in is never a session', async () => {
  await using server = await TestServer.start();
  const planted = newToken();
  const browser = await (async () => {
    await server.person();
    const fresh = server.browser();
    fresh.cookies.set('__Host-sid', planted);
    await fresh.signIn(ada.email, ada.password);
    return fresh;
  })();
  assert.notEqual(browser.token, planted);
  assert.equal(await whoAmI(browser, `__Host-sid=${planted}`), 401);

  const first = browser.token;
  await browser.signIn(ada.email, ada.password);
  assert.notEqual(browser.token, first);
  assert.equal(await whoAmI(browser, `__Host-sid=${first}`), 401, 'signing in again ends the session before');
  assert.equal((await server.db.select().from(sessions)).length, 1);
});

test('case 037: after a sign-out the token is worth nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const old = `__Host-sid=${browser.token}`;
  const { headers } = await browser.call(signIn.signOut, {});
  assert.deepEqual(headers.getSetCookie(), ['__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0']);
  assert.equal(headers.get('clear-site-data'), null, 'it would clear the cookies of the host page too');
  assert.equal(await whoAmI(browser, old), 401);
  assert.equal((await browser.call(signIn.signOut, {})).status, 204, 'signing out twice is no error');
});

test('case 037: disabling an account and requiring a new password end its sessions at once', async () => {
  for (const command of [disable, requirePasswordChange]) {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    await command(server.operator, ada.email);
    assert.equal(await whoAmI(browser), 401);
    assert.equal((await server.db.select().from(sessions)).length, 0);
  }
});

test('case 037: choosing a new password ends the other sessions', async () => {
  await using server = await TestServer.start();
  const before = await server.signedIn();
  // Not by the operator's command, which ends sessions itself.
  await server.db.transaction(async (tx) => {
    await tx.update(passwords).set({ mustChange: true }).where(isNull(passwords.lockedAt));
  });
  const browser = server.browser();
  await browser.call(signIn.withPassword, {
    body: { email: ada.email, password: ada.password, newPassword: 'the looms of Jacquard hum' },
  });
  assert.equal(await whoAmI(browser), 200);
  assert.equal(await whoAmI(before), 401);
});

test('case 038: a session ends an hour after its last use, and a day after its start however busy', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const started = server.clock.now();
  server.clock.push(HOUR - SECOND);
  assert.equal(await whoAmI(browser), 200);
  await server.settled();
  server.clock.push(HOUR + SECOND);
  assert.equal(await whoAmI(browser), 401);

  const busy = server.browser();
  await busy.signIn(ada.email, ada.password);
  const busySince = server.clock.now();
  while (server.clock.now() < busySince + 24 * HOUR - 30 * MINUTE) {
    server.clock.push(29 * MINUTE);
    assert.equal(await whoAmI(busy), 200);
    await server.settled();
  }
  server.clock.push(busySince + 24 * HOUR - SECOND - server.clock.now());
  assert.equal(await whoAmI(busy), 200);
  await server.settled();
  server.clock.push(2 * SECOND);
  assert.equal(await whoAmI(busy), 401);
  assert.ok(server.clock.now() > started);
});

test('each end of a session holds by itself: idle, absolute, the account', async () => {
  const ends: [what: string, statement: string][] = [
    ['idle', 'UPDATE sessions SET idle_expires_at = ?1, expires_at = ?1 + 1000000'],
    ['absolute', 'UPDATE sessions SET idle_expires_at = ?1 + 1000000, expires_at = ?1'],
    ['the account', 'UPDATE accounts SET disabled_at = ?1'],
  ];
  for (const [what, statement] of ends) {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const { version } = (await browser.call(profile.get, {})).result;
    const table = what === 'the account' ? 'accounts' : 'sessions';
    await server.db.$client.execute({
      sql: `${statement} WHERE id IN (SELECT id FROM ${table})`,
      args: [server.clock.now()],
    });
    assert.equal(await whoAmI(browser), 401, what);
    assert.equal((await browser.call(profile.update, { version, body: { city: 'X' } })).status, 401, what);
  }
});

test('a clock that goes back ends sessions rather than prolong them', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(-10 * MINUTE);
  assert.equal(await whoAmI(browser), 401);
});

test('reading does not write: the time of last use is noted once a minute', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const seen = async () => (await server.db.select().from(sessions))[0]?.lastSeenAt;
  const first = await seen();
  server.clock.push(59 * SECOND);
  await whoAmI(browser);
  await server.settled();
  assert.equal(await seen(), first);
  server.clock.push(SECOND);
  await Promise.all(Array.from({ length: 20 }, () => whoAmI(browser)));
  await server.settled();
  assert.equal(await seen(), server.clock.now());
});

test('a database that cannot be written to still answers who is signed in', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.clock.push(5 * MINUTE);
  server.db.transaction = () => Promise.reject(new Error('disk full'));
  assert.equal(await whoAmI(browser), 200);
  await server.settled();
});

test('case 043: the 25th sign-in ends the oldest session, and that is on the record', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browsers = [];
  for (let i = 0; i < 25; i++) {
    const browser = server.browser();
    await browser.signIn(ada.email, ada.password);
    browsers.push(browser);
    server.clock.push(SECOND);
  }
  const statuses = await Promise.all(browsers.map((browser) => whoAmI(browser)));
  assert.deepEqual(statuses, [401, ...Array<number>(24).fill(200)]);
  const ended = await server.db
    .select()
    .from(activity)
    .where(and(eq(activity.type, 'session_ended'), eq(activity.reason, 'limit')));
  assert.equal(ended.length, 1);
});

test('case 046: a cookie that is not exactly a token is no session and no failure', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const token = browser.token ?? '';
  const flipped = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
  const cookies = [
    `__Host-sid=${flipped}`,
    `__Host-sid=${token.slice(0, -1)}`,
    // Another last character, which reads as the same bytes.
    `__Host-sid=${token.slice(0, -1)}${twinOf(token.at(-1) ?? '')}`,
    `__Host-sid=${'x'.repeat(10_000)}`,
    '__Host-sid=',
    '__Host-sid',
    `__Host-sid="${token}"`,
    `__Host-sid=${token}; __Host-sid=${token}`,
    `__Host-sid=${token}; __Host-sid=${newToken()}`,
    `__host-sid=${token}`,
    `\u00a0__Host-sid=${token}`,
    `sid=${token}`,
    `__Host-sid=%${token.slice(1)}`,
    '; ; =; ===;',
  ];
  for (const cookie of cookies) assert.equal(await whoAmI(browser, cookie), 401, cookie.slice(0, 60));
  assert.equal(await whoAmI(browser, `a=b;__Host-sid=${token} ; c="d"`), 200);
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const twinOf = (last: string): string => ALPHABET[ALPHABET.indexOf(last) ^ 1] ?? '';

test('a request under way when its session ends changes nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [session] = await server.db.select().from(sessions);
  assert.ok(session);
  const version = (await browser.call(profile.get, {})).result.version;
  // The write waits behind a transaction that ends its session.
  const ending = server.db.transaction(async (tx) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    await tx.delete(sessions).where(eq(sessions.id, session.id));
  });
  const [answer] = await Promise.all([browser.call(profile.update, { version, body: { city: 'London' } }), ending]);
  assert.equal(answer.code, 'unauthenticated');
  await browser.signIn(ada.email, ada.password);
  assert.equal((await browser.call(profile.get, {})).result.city, '');
});

test('expired sessions are swept away and recorded', async () => {
  await using server = await TestServer.start();
  await server.signedIn();
  server.clock.push(2 * HOUR);
  await sweep({ db: server.db, now: server.clock.now, log: server.log });
  assert.equal((await server.db.select().from(sessions)).length, 0);
  const [ended] = await server.db.select().from(activity).where(eq(activity.type, 'session_ended'));
  assert.equal(ended?.reason, 'expired');
});
