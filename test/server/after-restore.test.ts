import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { verifyActivity } from 'account-elements-server/activity/verify.js';
import { withdrawWhatWasRestored } from 'account-elements-server/backup/after-restore.js';
import type { Database } from 'account-elements-server/db/open.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { ada, TestServer } from '../support/test-server.ts';

const DAY = 24 * 3_600_000;

describe('what a copy must not bring back', () => {
  const restored = (server: TestServer) => withdrawWhatWasRestored(needs(server), 1);
  const count = async (server: TestServer, table: string) =>
    Number((await server.db.$client.execute(`SELECT count(*) FROM ${table}`)).rows[0]?.[0]);

  test('sessions, half sign-ins, recovery codes, links and mails that wait', async () => {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    await setUpApp(browser, server.clock.now);
    const half = server.browser();
    const { email, password } = ada;
    await half.call(signIn.withPassword, { body: { email, password } });
    await server.db.$client.execute(
      `INSERT INTO mail_tokens (token_hash, account_id, purpose, created_at, expires_at)
       SELECT 'x', id, 'password-reset', 0, 9e15 FROM accounts`,
    );
    const kept = ['sessions', 'pending_sign_ins', 'recovery_codes', 'mail_tokens', 'known_devices'];
    for (const table of kept) assert.ok((await count(server, table)) > 0, table);

    assert.deepEqual(await restored(server), { sessions: 1, recoveryCodes: 1, deletions: 0 });
    for (const table of [...kept, 'outbox', 'authenticator_setups', 'passkey_ceremonies']) {
      assert.equal(await count(server, table), 0, table);
    }
    assert.equal((await browser.call(account.get, {})).status, 401);
    // The factors themselves stay: without them an account would be open to whoever has the password.
    assert.equal(await count(server, 'authenticators'), 1);
  });

  test('is on the record of whoever it was taken from, whose chain goes on', async () => {
    await using server = await TestServer.start();
    await setUpApp(await server.signedIn(), server.clock.now);
    await restored(server);
    const { rows } = await server.db.$client.execute(
      `SELECT type, reason, actor, account_id IS NULL FROM activity WHERE actor = 'system' ORDER BY sequence`,
    );
    assert.deepEqual(
      rows.map((row) => Array.from({ length: 4 }, (_, index) => row[index])),
      [
        ['session_ended', 'restored', 'system', 0],
        ['recovery_codes_removed', 'restored', 'system', 0],
        ['sys_restored', null, 'system', 1],
      ],
    );
    assert.equal((await verifyActivity(server.db, server.keys, server.clock.now())).intact, true);
  });

  test('an account that was about to be deleted is asked for once more: its owner may have kept it since', async () => {
    await using server = await TestServer.start();
    await server.person();
    const { clock, db } = server;
    const [{ id } = { id: '' }] = (await db.$client.execute('SELECT id FROM accounts')).rows as unknown as {
      id: string;
    }[];
    await db.$client.execute({
      sql: 'INSERT INTO account_deletions (account_id, requested_at, due_at) VALUES (?, 0, ?)',
      args: [id, clock.now() - 1],
    });
    assert.equal((await restored(server))?.deletions, 1);
    const sweeping = { ...needs(server), keys: server.keys, log: server.log };
    await sweep(sweeping);
    assert.equal(await count(server, 'accounts'), 1);
    clock.push(7 * DAY);
    await sweep(sweeping);
    assert.equal(await count(server, 'accounts'), 0, 'but then it is');
  });

  test('happens once, however many processes start, and takes nothing that began since', async () => {
    await using server = await TestServer.start();
    await server.signedIn(ada);
    const both = await Promise.all([restored(server), restored(server)]);
    assert.equal(
      both.reduce((sum, withdrawn) => sum + (withdrawn?.sessions ?? 0), 0),
      1,
    );
    const browser = server.browser();
    await browser.signIn(ada.email, ada.password);
    assert.equal(await restored(server), undefined);
    assert.equal((await browser.call(account.get, {})).status, 200);
  });

  test('a process that starts at the same time and is slower ends no session that began since', async () => {
    await using server = await TestServer.start();
    await server.signedIn(ada);
    const browser = server.browser();
    let faster: Promise<unknown> | undefined;
    const slow = withTransactions(server, async () => {
      faster ??= restored(server).then(() => browser.signIn(ada.email, ada.password));
      await faster;
    });
    await withdrawWhatWasRestored({ ...needs(server), db: slow }, 1);
    assert.equal((await browser.call(account.get, {})).status, 200);
  });

  test('goes on where a start was stopped half way', async () => {
    await using server = await TestServer.start();
    await server.signedIn(ada);
    let asked = 0;
    const dying = withTransactions(server, async () => {
      if (++asked > 2) throw new Error('killed');
    });
    await assert.rejects(withdrawWhatWasRestored({ ...needs(server), db: dying }, 1), /killed/);
    assert.equal(await count(server, 'sessions'), 0);
    assert.deepEqual(await restored(server), { sessions: 0, recoveryCodes: 0, deletions: 0 });
    assert.equal(await restored(server), undefined);
  });
});

const needs = ({ clock, config, db }: TestServer) => ({ config, db, now: clock.now });

/** The database of a server, where something comes before each transaction. */
function withTransactions({ db }: TestServer, first: () => Promise<void>): Database {
  const transaction: Database['transaction'] = async (job, config) => {
    await first();
    return db.transaction(job, config);
  };
  return Object.assign(Object.create(db) as Database, { transaction });
}
