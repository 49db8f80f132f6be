import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asc, sql } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { digestLine, digestPersonal } from 'account-elements-server/activity/record.js';
import { activity } from 'account-elements-server/activity/schema.js';
import * as commands from 'account-elements-server/operations/account-commands.js';
import { ada, TestServer } from '../support/test-server.ts';

const events = (server: TestServer) => server.db.select().from(activity).orderBy(asc(activity.sequence));

test('each change is on the record once, with who, from where and how it went', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browser = server.browser({ userAgent: 'Mozilla/5.0 (test)' });
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: 'not the right password' } });
  const { id } = await browser.signIn(ada.email, ada.password);
  const { version } = (await browser.call(profile.get, {})).result;
  await browser.call(profile.update, { version, body: { city: 'London', country: 'GB' } });
  await browser.call(account.updateName, { body: { firstName: 'Augusta', lastName: ada.lastName } });
  await browser.call(account.updateName, { body: { firstName: 'Augusta', lastName: ada.lastName } });
  await browser.call(signIn.signOut, {});

  const record = await events(server);
  assert.deepEqual(
    record.map(({ type, outcome, reason, details }) => [type, outcome, reason, details]),
    [
      ['user_created', 'success', null, null],
      ['authn_login_fail', 'failure', 'password', null],
      ['session_created', 'success', null, null],
      ['authn_login_success', 'success', null, '{"methods":["password"],"newBrowser":true}'],
      ['user_updated', 'success', null, '{"fields":["city","country"]}'],
      ['user_updated', 'success', null, '{"fields":["firstName"]}'],
      ['session_ended', 'success', 'signed-out', null],
    ],
  );
  assert.ok(record.every(({ accountId }) => accountId === id));
  assert.deepEqual(
    record.map(({ actor, address, userAgent }) => [actor, address, userAgent]),
    [['operator', null, null], ...Array.from({ length: 6 }, () => ['person', '198.51.100.7', 'Mozilla/5.0 (test)'])],
  );
});

test('what was typed is never on the record', async () => {
  await using server = await TestServer.start();
  const body = { email: 'hunter2-hunter2-hunter2@people.example', password: 'hunter3-hunter3-hunter3' };
  await server.browser().call(signIn.withPassword, { body });
  assert.doesNotMatch(JSON.stringify(await events(server)), /hunter/);
});

test('case 106: the record can only be added to', async () => {
  await using server = await TestServer.start();
  await server.signedIn();
  const before = await events(server);
  for (const statement of [
    sql`DELETE FROM activity WHERE sequence = 1`,
    sql`UPDATE activity SET type = 'x' WHERE sequence = 1`,
    sql`UPDATE activity SET address = NULL WHERE sequence = 1`,
    sql`UPDATE activity SET at = 0 WHERE sequence = 1`,
  ]) {
    await assert.rejects(
      server.db.transaction((tx) => tx.run(statement)),
      (error: Error) => /append-only/.test(String(error.cause ?? error)),
    );
  }
  assert.deepEqual(await events(server), before);
});

test('retention may drop personal fields and old rows, nothing else, and the chain holds', async () => {
  await using server = await TestServer.start();
  await server.signedIn();
  const later = server.clock.now() + 1;
  const allow = sql`INSERT INTO activity_retention (one, erase_before, delete_before) VALUES (1, ${later}, 0)`;
  await server.db.transaction(async (tx) => {
    await tx.run(allow);
    await tx.run(sql`UPDATE activity SET address = NULL, user_agent = NULL, salt = NULL WHERE sequence = 2`);
    await tx.run(sql`DELETE FROM activity_retention WHERE one = 1`);
  });
  await assertChained(server);
  await assert.rejects(
    server.db.transaction(async (tx) => {
      await tx.run(allow);
      await tx.run(sql`UPDATE activity SET reason = 'another' WHERE sequence = 2`);
    }),
  );
});

async function assertChained(server: TestServer): Promise<void> {
  let previous: string | null = null;
  for (const row of await events(server)) {
    assert.equal(row.previousDigest, previous);
    assert.equal(row.digest, digestLine(row));
    if (row.salt) assert.equal(row.personalDigest, digestPersonal(row.salt, row));
    previous = row.digest;
  }
}

test('lines are chained in the order of their commit, also when many are written at once', async () => {
  await using server = await TestServer.start();
  await server.person();
  const body = { email: ada.email, password: 'not the right password' };
  await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      server.browser().call(signIn.withPassword, { body: { ...body, email: `p${i}@people.example` } }),
    ),
  );
  assert.ok((await events(server)).length > 40);
  await assertChained(server);
});

test('a change that fails leaves no record, and without its record there is no change', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const before = await events(server);
  const conflict = await browser.call(profile.update, { version: '7', body: { city: 'X' } });
  assert.equal(conflict.code, 'version-conflict');
  assert.deepEqual(await events(server), before);

  await server.db.$client.execute(
    "CREATE TRIGGER no_record BEFORE INSERT ON activity BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  const failed = await browser.call(account.updateName, { body: { firstName: 'Changed', lastName: '' } });
  assert.equal(failed.status, 500);
  assert.equal((await browser.call(account.get, {})).result.firstName, 'Ada');
});

test("the operator's commands are on the record as the operator's", async () => {
  await using server = await TestServer.start();
  await server.signedIn();
  await commands.makeAdministrator(server.operator, ada.email);
  await commands.requirePasswordChange(server.operator, ada.email);
  await commands.unlock(server.operator, ada.email);
  await commands.disable(server.operator, ada.email);
  await commands.enable(server.operator, ada.email);
  const record = (await events(server)).filter(({ actor }) => actor === 'operator').map(({ type }) => type);
  assert.deepEqual(record, [
    'user_created',
    'privilege_permissions_changed',
    'session_ended',
    'authn_password_change_required',
    'authn_login_unlock',
    'user_disabled',
    'user_enabled',
  ]);
});
