import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticators as api } from 'account-elements/contract/authenticators.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import type { Factors } from 'account-elements-server/reauth/factors.js';
import { authenticators } from 'account-elements-server/authenticators/schema.js';
import { recoveryCodes } from 'account-elements-server/recovery-codes/schema.js';
import { hasWayIn } from 'account-elements-server/sign-in/way-in.js';
import { setUpApp } from '../support/authenticator-app.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const remove = (browser: Browser, id: string) =>
  browser.call(api.remove, { params: { id }, body: { signOutOthers: false } });

const nothing: Factors = {
  password: false,
  passwordLocked: false,
  passkeys: 0,
  heldPasskeys: 0,
  authenticators: 0,
  usableAuthenticators: 0,
  recoveryCodes: 0,
};
const password = { ...nothing, password: true };

const table: readonly (readonly [what: string, factors: Factors, way: boolean])[] = [
  ['nothing', nothing, false],
  ['a password', password, true],
  ['a password that is locked', { ...password, passwordLocked: true }, false],
  ['a passkey', { ...nothing, passkeys: 1 }, true],
  ['a locked password and a passkey', { ...password, passwordLocked: true, passkeys: 1 }, true],
  ['an application without a password', { ...nothing, authenticators: 1, usableAuthenticators: 1 }, false],
  ['recovery codes without a password', { ...nothing, recoveryCodes: 10 }, false],
  ['a password and an application', { ...password, authenticators: 1, usableAuthenticators: 1 }, true],
  ['a password and a locked application', { ...password, authenticators: 1 }, false],
  ['these, and recovery codes', { ...password, authenticators: 1, recoveryCodes: 1 }, true],
  ['a locked application and a passkey', { ...password, authenticators: 1, passkeys: 1 }, true],
];
for (const [what, factors, way] of table) {
  test(`${what}: ${way ? 'a way in' : 'no way in'}`, () => assert.equal(hasWayIn(factors), way));
}

test('an application is not removed where nobody could sign in afterwards', async () => {
  const reasons = [
    'UPDATE passwords SET locked_at = 1 WHERE 1',
    'UPDATE passwords SET must_change = 1 WHERE 1',
    'DELETE FROM passwords WHERE 1',
  ];
  for (const reason of reasons) {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const { authenticator } = await setUpApp(browser, server.clock.now);
    await server.db.$client.execute(reason);
    assert.equal((await remove(browser, authenticator.id)).code, 'last-way-in', reason);
    assert.equal((await server.db.select().from(authenticators)).length, 1);
    assert.equal((await server.db.select().from(recoveryCodes)).length, 10);
  }
});

test('the application that still works is not removed where a locked one stays and nothing else is left', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { authenticator: locked } = await setUpApp(browser, server.clock.now);
  const { authenticator: other } = await setUpApp(browser, server.clock.now);
  await server.db.$client.execute(`UPDATE authenticators SET locked_at = 1 WHERE id = '${locked.id}'`);
  await server.db.$client.execute('DELETE FROM recovery_codes WHERE 1');
  assert.equal((await remove(browser, other.id)).code, 'last-way-in');
  assert.equal((await remove(browser, locked.id)).status, 200, 'the other way round it goes');
  assert.equal((await remove(browser, other.id)).status, 200);
  await server.browser().signIn(ada.email, ada.password);
});

test('of two removals at once one is told that it lost', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { authenticator: first, app } = await setUpApp(browser, server.clock.now);
  const { authenticator: second } = await setUpApp(browser, server.clock.now);
  const other = server.browser();
  server.clock.push(30_000);
  await other.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  await other.call(signIn.withCode, { body: { code: app.code() } });
  const answers = await Promise.all([remove(browser, first.id), remove(other, second.id)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
});
