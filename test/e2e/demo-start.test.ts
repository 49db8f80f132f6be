import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync, closeSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import type { Visit } from 'account-elements-server/http/visit.js';
import { historyOf } from '../../demo/history.ts';
import { otis } from '../../demo/many.ts';
import { Demo, demoPassword, startInVain } from '../support/demo.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const oneSentence = (errors: string, says: RegExp): void => {
  assert.match(errors, says);
  assert.equal(errors.trim().split('\n').length, 1, `more than a sentence:\n${errors}`);
};

test('the demo prints its address and how each person signs in', async () => {
  const demo = await Demo.start();
  assert.match(demo.output, new RegExp(`${demo.origin}/`));
  for (const person of ['noor', 'ada', 'ravi', 'sofia']) assert.match(demo.output, new RegExp(`${person}@example.com`));
  assert.match(demo.output, /quiet harbour lantern/);
});

test('two years of one person’s activity and sessions from several places are real rows, chained', async () => {
  const demo = await Demo.start();
  const [history] = await demo.rows(
    `SELECT count(*) AS entries, min(v.at) AS first, count(DISTINCT v.address) AS places
     FROM activity v JOIN accounts a ON a.id = v.account_id WHERE a.email = 'ada@example.com'`,
  );
  assert.ok(Number(history?.['entries']) > 500, `only ${Number(history?.['entries'])} entries`);
  assert.ok(Number(history?.['first']) < Date.now() - 725 * 86_400_000);
  assert.ok(Number(history?.['places']) >= 10, `only ${Number(history?.['places'])} places`);
  const [sessions] = await demo.rows(
    `SELECT count(*) AS alive, count(DISTINCT s.address) AS places FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE a.email = 'ada@example.com' AND s.expires_at > ${Date.now()} AND s.idle_expires_at > ${Date.now()}`,
  );
  assert.deepEqual({ ...sessions }, { alive: 4, places: 4 });
  const [broken] = await demo.rows(
    'SELECT count(*) AS links FROM activity v JOIN activity p ON p.sequence = v.sequence - 1 WHERE v.previous_digest <> p.digest',
  );
  assert.equal(broken?.['links'], 0);
  const [shortened] = await demo.rows(
    `SELECT count(*) AS whole FROM activity WHERE address NOT LIKE '%.0' AND at < ${Date.now() - 91 * 86_400_000}`,
  );
  assert.equal(shortened?.['whole'], 0, 'addresses are kept whole for 90 days only');
});

test('--many asks for somebody with 500 sessions, none like another, and 100,000 entries', () => {
  assert.equal(new Set(otis.sessions.map(({ device, place }) => device + place.address)).size, 500);
  const nowhere = { client: null, device: null, origin: null, place: null };
  const entries = historyOf(otis, 'otis', () => nowhere as unknown as Visit, Date.now());
  assert.ok(entries.length > 99_000, `only ${entries.length} entries, and two for each session`);
});

test('a second start is quicker than the first and keeps the data; --reset starts over', async () => {
  const folder = temporaryFolder();
  const beginning = performance.now();
  const first = await Demo.start({ folder });
  const firstTook = performance.now() - beginning;
  const [before] = await first.rows('SELECT count(*) AS accounts FROM accounts');
  const [ada] = await first.rows("SELECT id FROM accounts WHERE email = 'ada@example.com'");
  await first.stop();
  await first.rows("UPDATE sessions SET expires_at = 1, idle_expires_at = 1 WHERE address = '2.83.5.7'");

  // The best of several: what else this machine does is not the demo's business.
  let fastest = Infinity;
  let second = first;
  for (let attempt = 0; attempt < 2 || (attempt < 10 && fastest >= firstTook); attempt += 1) {
    await second.stop();
    const start = performance.now();
    second = await Demo.start({ folder });
    const { status } = await fetch(`${second.origin}/`);
    assert.equal(status, 200);
    fastest = Math.min(fastest, performance.now() - start);
  }
  assert.ok(fastest < firstTook, `it took ${Math.round(fastest)} ms, the first ${Math.round(firstTook)}`);
  assert.deepEqual(await second.rows('SELECT count(*) AS accounts FROM accounts'), [before]);
  assert.equal((await second.rows("SELECT id FROM accounts WHERE email = 'ada@example.com'"))[0]?.['id'], ada?.['id']);
  const [sessions] = await second.rows(`SELECT count(*) AS alive FROM sessions WHERE expires_at > ${Date.now()}`);
  assert.equal(sessions?.['alive'], 11, 'every seeded session is there once, and the one that expired again');
  await second.stop();

  const third = await Demo.start({ folder, args: ['--reset'] });
  const [again] = await third.rows("SELECT id FROM accounts WHERE email = 'ada@example.com'");
  assert.notEqual(again?.['id'], ada?.['id']);
});

test('two first starts at once on one empty database both come up, with everybody there once', async () => {
  const folder = temporaryFolder();
  const [one, other] = await Promise.all([Demo.start({ folder }), Demo.start({ folder })]);
  const [accounts] = await one.rows('SELECT count(*) AS all_of_them, count(DISTINCT email) AS different FROM accounts');
  assert.equal(accounts?.['all_of_them'], accounts?.['different']);
  const [sessions] = await one.rows('SELECT count(*) AS alive FROM sessions');
  assert.equal(sessions?.['alive'], 11);
  // The keys are one pair of hands, too: what one has sealed the other opens.
  for (const { origin } of [one, other]) {
    const { status } = await fetch(`${origin}/api/account/sign-in/password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'account-client': 'account-portal', origin },
      body: JSON.stringify({ email: 'ada@example.com', password: demoPassword }),
    });
    assert.equal(status, 200);
  }
});

test('a busy port is one sentence, and --reset touches nothing then', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'demo.db'), 'precious');
  const { code, errors } = await startInVain(folder, port, {});
  server.close();
  assert.equal(code, 1);
  oneSentence(errors, /PORT \d+ is in use/);
  assert.equal(readFileSync(join(folder, 'demo.db'), 'utf8'), 'precious');
});

test('a folder that may not be written to is one sentence', async () => {
  const folder = join(temporaryFolder(), 'closed');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  // To root nothing is closed but what the kernel keeps.
  const place = process.getuid?.() === 0 ? '/proc/self' : folder;
  const { code, errors } = await startInVain(place, await freePort());
  assert.equal(code, 1);
  oneSentence(errors, /may not write|cannot be (made|used|read)/);
});

test('a file that is no database, and a damaged one, are one sentence that says how to start over', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'demo.db'), 'this is not a database at all, and long enough to look like something');
  const noDatabase = await startInVain(folder, await freePort());
  assert.equal(noDatabase.code, 1);
  oneSentence(noDatabase.errors, /is not a database.*--reset/);

  const demo = await Demo.start();
  await demo.stop();
  const file = demo.databaseFile;
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  for (let page = 2; page * 4096 < size; page += 3) writeSync(handle, Buffer.alloc(2048, 0xee), 0, 2048, page * 4096);
  closeSync(handle);
  const damaged = await startInVain(dirname(file), await freePort());
  assert.equal(damaged.code, 1);
  oneSentence(damaged.errors, /damaged.*--reset/);
});

test('in production it refuses to start: everybody knows these passwords', async () => {
  const { code, errors } = await startInVain(temporaryFolder(), await freePort(), {
    NODE_ENV: 'production',
    ORIGIN: 'https://demo.example',
    KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  });
  assert.equal(code, 1);
  oneSentence(errors, /NODE_ENV is production/);
});
