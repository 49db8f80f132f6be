import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Libsql from 'libsql';
import { DatabaseBusy, isDatabaseUnavailable } from '../../server/db/errors.ts';
import { FileClient } from '../../server/db/file-client.ts';
import { leastOf, longestStall } from '../support/event-loop.ts';
import { holdWriteLock } from '../support/lock-holder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const newPath = (): string => join(temporaryFolder(), 'writes.db');

async function withNumbers(path: string): Promise<FileClient> {
  const client = new FileClient(path);
  await client.execute('CREATE TABLE IF NOT EXISTS numbers (n INTEGER NOT NULL) STRICT');
  return client;
}

const add = 'INSERT INTO numbers (n) VALUES (?)';

/** What another process sees: only what was committed. */
function committed(path: string): number {
  const database = new Libsql(path);
  const [count] = database.prepare('SELECT count(*) FROM numbers').raw(true).get() as [number];
  database.close();
  return count;
}

describe('case 116: another process holds the lock', () => {
  test('a write waits for it without holding this process up', async () => {
    const stall = await leastOf(350, async () => {
      const path = newPath();
      const client = await withNumbers(path);
      const holder = await holdWriteLock(path);
      setTimeout(() => void holder.release(), 700);
      const measured = await longestStall(async () => {
        const writes = Promise.all([client.execute(add, [1]), client.execute(add, [2])]);
        for (let reads = 0; reads < 50; reads += 1) {
          await client.execute('SELECT count(*) FROM numbers');
          await sleep(2);
        }
        await writes;
      });
      assert.equal(committed(path), 2);
      client.close();
      return measured.stall;
    });
    assert.ok(stall < 350, `the process stood still for ${stall.toFixed(0)} ms`);
  });

  test('a write fails within three seconds as unavailable, reads go on, and it recovers by itself', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const holder = await holdWriteLock(path);
    const refusal = async (): Promise<void> => {
      const refused = [
        client.execute(add, [1]),
        client.transaction('write'),
        client.batch([{ sql: add, args: [1] }], 'write'),
      ];
      await Promise.all(
        refused.map((write) =>
          assert.rejects(write, (error) => isDatabaseUnavailable(error) && error instanceof DatabaseBusy),
        ),
      );
    };
    const tooLong = await leastOf(1, async () => {
      const start = performance.now();
      const { stall } = await longestStall(refusal);
      return Math.max((performance.now() - start) / 3_000, stall / 350);
    });
    assert.ok(tooLong < 1, `waited for, or stood still for, ${tooLong.toFixed(2)} of the time that is allowed`);
    assert.equal((await client.execute('SELECT count(*) FROM numbers')).rows[0]?.[0], 0);
    await holder.release();
    await client.execute(add, [2]);
    assert.equal(committed(path), 1);
    client.close();
  });

  test('writes acknowledged after a refusal by the lock are really committed', async () => {
    const path = newPath();
    const first = await withNumbers(path);
    const second = await withNumbers(path);
    const holding = await first.transaction('write');
    await holding.execute({ sql: add, args: [0] });
    const refused = [
      second.execute(add, [1]),
      second.execute('INSERT INTO numbers (n) VALUES (2) RETURNING n'),
      second.batch([{ sql: add, args: [3] }], 'write'),
    ];
    await Promise.all(refused.map((write) => assert.rejects(write, DatabaseBusy)));
    await holding.commit();
    for (const n of [4, 5, 6]) await second.execute(add, [n]);
    assert.equal(committed(path), 4);
    const transaction = await second.transaction('write');
    await transaction.execute({ sql: add, args: [7] });
    await transaction.commit();
    assert.equal(committed(path), 5);
    await first.execute(add, [8]);
    assert.equal(committed(path), 6);
    first.close();
    second.close();
  });

  test('writes acknowledged after a broken constraint are really committed', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    await client.execute('CREATE UNIQUE INDEX once ON numbers (n)');
    await client.execute(add, [1]);
    await assert.rejects(client.execute(add, [1]), { code: 'SQLITE_CONSTRAINT' });
    await assert.rejects(client.execute('INSERT INTO numbers (n) VALUES (1) RETURNING n'), {
      code: 'SQLITE_CONSTRAINT',
    });
    await client.execute(add, [2]);
    assert.equal(committed(path), 2);
    client.close();
  });

  test('two processes that write all the time both get through', async () => {
    const path = newPath();
    const clients = [await withNumbers(path), await withNumbers(path)];
    const write = async (client: FileClient): Promise<void> => {
      for (let burst = 0; burst < 10; burst += 1) {
        const start = performance.now();
        await Promise.all(Array.from({ length: 10 }, (_, n) => client.execute(add, [n])));
        // However slow the disk is: the other one is not kept waiting for a hundred writes, but for ten.
        await sleep(performance.now() - start);
      }
    };
    await Promise.all(clients.map(write));
    assert.equal(committed(path), 200);
    for (const client of clients) client.close();
  });
});

test('case 115: when the disk is full, writes fail as unavailable, reads go on, and it recovers by itself', async () => {
  const path = newPath();
  const client = await withNumbers(path);
  await client.execute('CREATE TABLE large (data BLOB)');
  // The same error as from a full disk, without one. It holds for the connection of writes.
  await client.execute('PRAGMA max_page_count = 20');
  const fill = { sql: 'INSERT INTO large VALUES (zeroblob(1000000))' };
  await assert.rejects(client.execute(fill), (error) => isDatabaseUnavailable(error));
  await client.execute('PRAGMA max_page_count = 20');
  const transaction = await client.transaction('write');
  await transaction.execute({ sql: add, args: [1] });
  await assert.rejects(transaction.execute(fill), { code: 'SQLITE_FULL' });
  // SQLite has undone the whole transaction; what follows must not be committed on its own.
  await assert.rejects(transaction.execute({ sql: add, args: [2] }).then(() => transaction.commit()));
  transaction.close();
  assert.equal((await client.execute('SELECT count(*) FROM numbers')).rows[0]?.[0], 0);
  await client.execute(fill);
  assert.equal(committed(path), 0);
  client.close();
});
