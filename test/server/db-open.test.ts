import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { sql } from 'drizzle-orm';
import { DatabaseUnusable, isDatabaseUnavailable } from '../../server/db/errors.ts';
import { openDatabase } from '../../server/db/open.ts';
import { leastOf } from '../support/event-loop.ts';
import { hasLibsqlServer, startLibsqlServer } from '../support/libsql-server.ts';
import { holdWriteLock } from '../support/lock-holder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** One sentence for the operator. */
const sentence =
  (words: RegExp) =>
  (error: unknown): boolean =>
    error instanceof DatabaseUnusable && words.test(error.message) && /^[A-Z][^\n]*\.$/.test(error.message);

const refused = (path: string, words: RegExp): Promise<void> =>
  assert.rejects(openDatabase({ url: `file:${path}` }), sentence(words));

/** A database of some size, closed again, so that the file is all there is. */
async function fullDatabase(): Promise<string> {
  const path = join(temporaryFolder(), 'full.db');
  const database = await openDatabase({ url: `file:${path}` });
  await database.run(sql`CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)`);
  await database.run(sql`CREATE INDEX x ON t (x)`);
  await database.run(
    sql`INSERT INTO t (x) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT hex(randomblob(20)) FROM n`,
  );
  database.close();
  return path;
}

describe('a database file', () => {
  test('is made together with the folders that lead to it, and kept', async () => {
    const path = join(temporaryFolder(), 'some where', 'deep', 'account.db');
    for (const url of [`file:${path}`, pathToFileURL(path).href]) {
      const database = await openDatabase({ url });
      await database.run(sql`CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)`);
      await database.run(sql`INSERT INTO t DEFAULT VALUES`);
      database.close();
    }
    const database = await openDatabase({ url: `file:${path}` });
    assert.deepEqual(await database.get(sql`SELECT count(*) AS n FROM t`), { n: 2 });
    database.close();
  });

  test('is a single file after it was closed', async () => {
    const path = await fullDatabase();
    assert.ok(statSync(path).size > 100_000);
    assert.equal(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0);
  });

  test('does not keep what was deleted from it', async () => {
    const path = await fullDatabase();
    const database = await openDatabase({ url: `file:${path}` });
    await database.run(sql`INSERT INTO t VALUES (100000, 'JBSWY3DPEHPK3PXP')`);
    database.close();
    assert.ok(readFileSync(path).includes('JBSWY3DPEHPK3PXP'));
    const again = await openDatabase({ url: `file:${path}` });
    await again.run(sql`DELETE FROM t WHERE id = 100000`);
    again.close();
    assert.ok(!readFileSync(path).includes('JBSWY3DPEHPK3PXP'));
  });

  test('that is a folder, another file or no file at all is refused in a sentence', async () => {
    const folder = temporaryFolder();
    await refused(folder, /is a folder/);
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear database, '.repeat(100));
    await refused(letter, /is not a database/);
    assert.ok(readFileSync(letter, 'utf8').startsWith('Dear database'));
    await refused(join(letter, 'account.db'), /a part of the path is a file/);
    await refused('/dev/null', /not a file/);
    await refused('', /does not name a database file/);
    await refused(':memory:', /in memory is not supported/);
    await refused('/proc/account-elements/account.db', /folder .* cannot be made/);
  });

  test('that is empty is a new database', async () => {
    const path = join(temporaryFolder(), 'empty.db');
    writeFileSync(path, '');
    (await openDatabase({ url: `file:${path}` })).close();
  });

  test('that is damaged is refused in a sentence, wherever the damage is', async () => {
    const path = await fullDatabase();
    const damages: Record<string, (copy: string) => void> = {
      header: (copy) => overwrite(copy, 16, Buffer.alloc(84, 0xff)),
      schema: (copy) => overwrite(copy, 100, Buffer.alloc(3_000, 0xff)),
      page: (copy) => overwrite(copy, 4096 * 10, Buffer.alloc(4096, 0xff)),
      'cut off': (copy) => truncateSync(copy, 4096 * 20),
    };
    for (const [name, damage] of Object.entries(damages)) {
      const copy = join(dirname(path), `${name}.db`);
      copyFileSync(path, copy);
      damage(copy);
      await assert.rejects(openDatabase({ url: `file:${copy}` }), sentence(/damaged|not a database/), name);
    }
  });

  test(
    'that this process may not write to is refused in a sentence',
    { skip: process.getuid?.() === 0 ? false : 'needs root to become another user' },
    async (t) => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o755);
      const probe = join(folder, 'probe.mjs');
      const modules = ['../../server/db/open.ts'].map((path) => new URL(path, import.meta.url).href);
      writeFileSync(
        probe,
        `const [folder, open] = process.argv.slice(2);
       process.setgid(65534); process.setuid(65534);
       const { openDatabase } = await import(open).catch((error) => { process.send('unreadable ' + error.code); process.exit(); });
       process.send(await openDatabase({ url: 'file:' + folder + '/account.db' }).then(() => 'opened', (error) => error.name + ': ' + error.message));
       process.disconnect();`,
      );
      const ask = async (): Promise<string> => {
        const child = fork(probe, [folder, ...modules], { execArgv: ['--conditions=account-elements-source'] });
        const closed = once(child, 'close');
        const [answer] = (await once(child, 'message')) as [string];
        await closed;
        return answer;
      };
      const answer = await ask();
      if (answer.startsWith('unreadable')) return t.skip('another user cannot read this checkout');
      assert.match(answer, /^DatabaseUnusable: This process may not write to ".*": permission denied\.$/);
      chmodSync(folder, 0o777);
      copyFileSync(await fullDatabase(), join(folder, 'account.db'));
      chmodSync(join(folder, 'account.db'), 0o444);
      assert.match(await ask(), /may not write to ".*account\.db": permission denied\.$/);
    },
  );

  test('that is opened twice by one process is still locked against other processes', async () => {
    const path = await fullDatabase();
    const first = await openDatabase({ url: `file:${path}` });
    (await openDatabase({ url: `file:${path}` })).close();
    // A process that takes itself for the last one removes the log, and what others write to it is lost.
    await (await holdWriteLock(path)).release();
    const holder = await holdWriteLock(path);
    await assert.rejects(first.check(), isDatabaseUnavailable);
    await holder.release();
    await first.check();
    first.close();
  });

  test('that another process keeps locked opens for reading but does not count as ready', async () => {
    const path = await fullDatabase();
    const holder = await holdWriteLock(path);
    await refused(path, /is locked by another process/);
    await holder.release();
    const database = await openDatabase({ url: `file:${path}` });
    const again = await holdWriteLock(path);
    await assert.rejects(database.check(), isDatabaseUnavailable);
    await again.release();
    await database.check();
    database.close();
  });
});

function overwrite(path: string, position: number, bytes: Buffer): void {
  const content = readFileSync(path);
  bytes.copy(content, position);
  writeFileSync(path, content);
}

describe('a database server', () => {
  test('that does not exist is refused in a sentence without the credentials', async () => {
    const opening = openDatabase({ url: 'http://127.0.0.1:8449', authToken: 'token-1234' });
    await assert.rejects(
      opening,
      (error) => sentence(/server "127\.0\.0\.1:8449" cannot be used/)(error) && !String(error).includes('token-1234'),
    );
    const named = openDatabase({ url: 'http://name:secret@127.0.0.1:8449' });
    await assert.rejects(named, (error) => sentence(/must not contain/)(error) && !String(error).includes('secret'));
    await assert.rejects(openDatabase({ url: 'postgres://localhost/x' }), sentence(/cannot be used/));
    await assert.rejects(openDatabase({ url: 'account.db' }), sentence(/neither a file/));
  });

  test(
    'case 116: that hangs or is gone fails within three seconds as unavailable, and works again when it is back',
    { skip: hasLibsqlServer ? false : 'no libSQL server for this platform' },
    async () => {
      const folder = temporaryFolder();
      const server = await startLibsqlServer(folder);
      const database = await openDatabase({ url: server.url });
      await database.run(sql`CREATE TABLE t (a)`);
      const failure = async (): Promise<number> => {
        const start = performance.now();
        const attempts = [
          database.run(sql`INSERT INTO t VALUES (1)`),
          database.all(sql`SELECT * FROM t`),
          database.transaction(async (transaction) => transaction.run(sql`INSERT INTO t VALUES (2)`)),
          database.check(),
        ];
        await Promise.all(
          attempts.map((attempt) =>
            assert.rejects(
              attempt,
              (error) => isDatabaseUnavailable(error) || assert.fail(`not recognised: ${String(error)}`),
            ),
          ),
        );
        return performance.now() - start;
      };
      const failsInTime = async (): Promise<void> => {
        const waited = await leastOf(3_000, failure);
        assert.ok(waited < 3_000, `waited ${waited.toFixed(0)} ms`);
      };
      server.process.kill('SIGSTOP');
      await failsInTime();
      server.process.kill('SIGCONT');
      await database.check();
      await server.stop();
      await failsInTime();
      const back = await startLibsqlServer(folder, server.port);
      await database.check();
      await database.run(sql`INSERT INTO t VALUES (3)`);
      database.close();
      await back.stop();
    },
  );
});
