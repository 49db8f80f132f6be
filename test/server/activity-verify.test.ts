import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { asc, sql } from 'drizzle-orm';
import { record } from 'account-elements-server/activity/record.js';
import { networkOf } from 'account-elements-server/activity/retention.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { verifyActivity } from 'account-elements-server/activity/verify.js';
import { migrate } from 'account-elements-server/db/migrate.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { runProgram } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { TestServer } from '../support/test-server.ts';

const DAY = 86_400_000;

/** A record of some lines a day apart, the last of today. */
async function withLines(server: TestServer, lines: number): Promise<void> {
  const visit = { address: '198.51.100.77', userAgent: 'Mozilla/5.0 (test)', origin: null };
  await server.db.transaction(async (tx) => {
    for (let i = lines - 1; i >= 0; i--) {
      const at = server.clock.now() - i * DAY;
      await record(tx, { type: 'authn_login_success', accountId: 'ada', visit, at });
    }
  });
}

/** What somebody does who can write to the file and knows about the triggers. */
async function tamper(server: TestServer, ...statements: string[]): Promise<void> {
  await server.db.$client.executeMultiple(
    ['DROP TRIGGER activity_is_not_changed', 'DROP TRIGGER activity_is_not_deleted', ...statements].join(';\n'),
  );
}

const verify = ({ clock, db, keys }: TestServer) => verifyActivity(db, keys, clock.now());

test('case 106: an untouched record is unbroken from its first line to its last', async () => {
  await using server = await TestServer.start();
  assert.deepEqual(await verify(server), { intact: true, lines: 0, head: null });
  await withLines(server, 2500);
  const verdict = await verify(server);
  const [last] = await server.db.all<{ digest: string }>(
    sql`SELECT digest FROM activity ORDER BY sequence DESC LIMIT 1`,
  );
  assert.deepEqual(verdict, { intact: true, lines: 2500, head: last?.digest });
});

const manipulations: Readonly<Record<string, readonly [statements: string[], sequence: number, because: string]>> = {
  'what happened': [["UPDATE activity SET type = 'authn_login_fail' WHERE sequence = 7"], 7, 'changed'],
  'when it happened': [['UPDATE activity SET at = at - 1 WHERE sequence = 7'], 7, 'changed'],
  'to whom it happened': [["UPDATE activity SET account_id = 'eve' WHERE sequence = 7"], 7, 'changed'],
  'where it came from': [
    ["UPDATE activity SET address = '192.0.2.1' WHERE sequence = 7"],
    7,
    'personal fields changed',
  ],
  'where it came from, as if it were long ago': [
    ["UPDATE activity SET address = '192.0.2.0', user_agent = NULL, salt = NULL WHERE sequence = 7"],
    7,
    'personal fields changed',
  ],
  'a line is removed': [['DELETE FROM activity WHERE sequence = 7'], 8, 'lines before it are missing'],
  'the first lines are removed': [['DELETE FROM activity WHERE sequence < 4'], 4, 'lines before it are missing'],
  'the last lines are removed': [['DELETE FROM activity WHERE sequence > 15'], 15, 'lines after it are missing'],
  'two lines change places': [
    [
      'UPDATE activity SET sequence = 100 WHERE sequence = 7',
      'UPDATE activity SET sequence = 7 WHERE sequence = 8',
      'UPDATE activity SET sequence = 8 WHERE sequence = 100',
    ],
    7,
    'lines before it are missing',
  ],
};
for (const [what, [statements, sequence, because]] of Object.entries(manipulations)) {
  test(`case 106: the verifier points at the line where it does not hold: ${what}`, async () => {
    await using server = await TestServer.start();
    await withLines(server, 20);
    await tamper(server, ...statements);
    assert.deepEqual(await verify(server), { intact: false, sequence, because });
  });
}

test('case 106: the command says so and fails', async () => {
  const file = join(temporaryFolder(), 'record.db');
  const environment = { DATABASE_URL: `file:${file}` };
  const db = await openDatabase({ url: `file:${file}` });
  await migrate(db);
  await db.transaction(async (tx) => {
    for (let i = 0; i < 3; i++) await record(tx, { type: 'sys_startup', actor: 'system', at: i });
  });
  const good = await runProgram('cli.ts', ['activity', 'verify'], environment);
  assert.equal(good.code, 0);
  assert.match(good.output, /^3 lines, unbroken; the last is [\w-]{43}\n$/);
  await db.$client.executeMultiple(
    "DROP TRIGGER activity_is_not_changed; UPDATE activity SET reason = 'x' WHERE sequence = 2",
  );
  db.close();
  const bad = await runProgram('cli.ts', ['activity', 'verify'], environment);
  assert.deepEqual([bad.code, bad.errors], [1, 'line 2: changed\n']);
});

test('after 90 days addresses are kept in part, after 13 months lines are removed, and the record stays unbroken', async () => {
  await using server = await TestServer.start();
  await withLines(server, 500);
  const { clock, config, db, keys, log } = server;
  await sweep({ config, db, keys, log, now: clock.now });
  const rows = await db.select().from(activity).orderBy(asc(activity.sequence));
  const age = (at: number) => (clock.now() - at) / DAY;
  assert.equal(rows.length, 13 * 31 + 1);
  for (const { address, at, userAgent } of rows) {
    const isOld = age(at) > 90;
    assert.deepEqual([address, userAgent], isOld ? ['198.51.100.0', null] : ['198.51.100.77', 'Mozilla/5.0 (test)']);
  }
  const { head, ...verdict } = (await verify(server)) as { head: string };
  assert.deepEqual(verdict, { intact: true, lines: rows.length });
  assert.equal(head, rows.at(-1)?.digest);

  await sweep({ config, db, keys, log, now: clock.now });
  assert.equal((await db.select().from(activity)).length, rows.length, 'nothing is left to do');
  await assert.rejects(db.transaction((tx) => tx.run(sql`DELETE FROM activity WHERE sequence = 400`)));
});

test('only the server can say that the record begins later', async () => {
  await using server = await TestServer.start();
  await withLines(server, 500);
  const { clock, config, db, keys, log } = server;
  await sweep({ config, db, keys, log, now: clock.now });
  await tamper(
    server,
    'DELETE FROM activity WHERE sequence <= 200',
    'UPDATE activity_checkpoint SET sequence = 200, digest = (SELECT previous_digest FROM activity WHERE sequence = 201)',
  );
  assert.deepEqual(await verify(server), { intact: false, sequence: 0, because: 'forged beginning' });
});

test('of an address its network is kept', () => {
  assert.equal(networkOf('198.51.100.77'), '198.51.100.0');
  assert.equal(networkOf('2001:db8:77:1::9'), '2001:db8:77::');
  assert.equal(networkOf('2001:db8::9'), '2001:db8::');
  assert.equal(networkOf('::1'), '::');
});
