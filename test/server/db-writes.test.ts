import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Libsql from 'libsql';
import { DatabaseBusy } from '../../server/db/errors.ts';
import { FileClient } from '../../server/db/file-client.ts';
import { FileConnection } from '../../server/db/file-connection.ts';
import { readStatement } from '../../server/db/statement.ts';
import { WriteQueue } from '../../server/db/write-queue.ts';
import { longestStall } from '../support/event-loop.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const newPath = (): string => join(temporaryFolder(), 'writes.db');

async function withNumbers(path: string): Promise<FileClient> {
  const client = new FileClient(path);
  await client.execute('CREATE TABLE IF NOT EXISTS numbers (n INTEGER NOT NULL) STRICT');
  return client;
}

const add = 'INSERT INTO numbers (n) VALUES (?)';

/** Writes nothing before its commit, and then enough to keep the disk busy for a while. */
async function withLargeCommits(path: string): Promise<FileClient> {
  const client = await withNumbers(path);
  await client.executeMultiple('ALTER TABLE numbers ADD COLUMN data BLOB; PRAGMA cache_size = -200000');
  return client;
}

const large = 'INSERT INTO numbers (n, data) VALUES (1, zeroblob(20000000))';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What another process sees: only what was committed. */
function committed(path: string): number {
  const database = new Libsql(path);
  const [count] = database.prepare('SELECT count(*) FROM numbers').raw(true).get() as [number];
  database.close();
  return count;
}

describe('writes of one process', () => {
  test('twenty transactions at once, each waiting in the middle, all succeed and nothing else stands still', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const write = async (n: number): Promise<void> => {
      const transaction = await client.transaction('write');
      await transaction.execute({ sql: add, args: [n] });
      await sleep(5);
      await transaction.commit();
    };
    const { stall } = await longestStall(() => Promise.all(Array.from({ length: 20 }, (_, n) => write(n))));
    assert.equal(committed(path), 20);
    assert.ok(stall < 1_000, `the process stood still for ${stall.toFixed(0)} ms`);
    client.close();
  });

  test('a read does not wait for an open transaction, and sees the state before it', async () => {
    const client = await withNumbers(newPath());
    await client.execute(add, [1]);
    const transaction = await client.transaction('write');
    await transaction.execute({ sql: 'UPDATE numbers SET n = 2 WHERE n = 1' });
    const start = performance.now();
    assert.equal((await client.execute('SELECT n FROM numbers')).rows[0]?.[0], 1);
    assert.ok(performance.now() - start < 1_000);
    assert.equal((await transaction.execute('SELECT n FROM numbers')).rows[0]?.[0], 2);
    await transaction.commit();
    assert.equal((await client.execute('SELECT n FROM numbers')).rows[0]?.[0], 2);
    client.close();
  });

  test('a read transaction sees one state while others write, and cannot write', async () => {
    const client = await withNumbers(newPath());
    const reading = await Promise.all(Array.from({ length: 6 }, () => client.transaction('read')));
    for (const transaction of reading)
      assert.equal((await transaction.execute('SELECT count(*) FROM numbers')).rows[0]?.[0], 0);
    await client.execute(add, [1]);
    for (const transaction of reading)
      assert.equal((await transaction.execute('SELECT count(*) FROM numbers')).rows[0]?.[0], 0);
    await assert.rejects(reading[0]?.execute({ sql: add, args: [2] }) ?? Promise.resolve(), /readonly/);
    for (const transaction of reading) transaction.close();
    const later = await client.transaction('read');
    assert.equal((await later.execute('SELECT count(*) FROM numbers')).rows[0]?.[0], 1);
    await later.commit();
    client.close();
  });

  test('a read is answered while the disk is still busy with a commit', async () => {
    const path = newPath();
    const client = await withLargeCommits(path);
    for (const commit of [
      () => client.execute(large),
      () => client.batch([large], 'write'),
      async () => {
        const transaction = await client.transaction('write');
        await transaction.execute(large);
        await transaction.commit();
      },
    ]) {
      let done = false;
      const committing = commit().finally(() => (done = true));
      let reads = 0;
      while (!done) {
        await client.execute('SELECT count(*) FROM numbers');
        await nextTurn();
        reads += 1;
      }
      await committing;
      assert.ok(reads > 3, `${reads} reads while it was committed`);
    }
    client.close();
  });

  test('a transaction that is being committed can neither be used nor undone any more', async () => {
    const path = newPath();
    const client = await withLargeCommits(path);
    const transaction = await client.transaction('write');
    await transaction.execute(large);
    const committing = transaction.commit();
    assert.equal(transaction.closed, true);
    await assert.rejects(transaction.execute(add, [2]), { code: 'TRANSACTION_CLOSED' });
    await assert.rejects(transaction.commit(), { code: 'TRANSACTION_CLOSED' });
    await transaction.rollback();
    transaction.close();
    const next = client.execute(add, [3]);
    await committing;
    await next;
    assert.equal(committed(path), 2);
    client.close();
  });

  test('closing the database lets a commit finish first, and leaves a single file', async () => {
    const path = newPath();
    const client = await withLargeCommits(path);
    const transaction = await client.transaction('write');
    await transaction.execute(large);
    const committing = transaction.commit();
    client.close();
    await committing;
    await nextTurn();
    assert.equal(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0);
    assert.equal(committed(path), 1);
  });

  test('an abandoned transaction leaves nothing and lets the next one begin', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const abandoned = await client.transaction('write');
    await abandoned.execute({ sql: add, args: [1] });
    abandoned.close();
    abandoned.close();
    await abandoned.rollback();
    await assert.rejects(abandoned.execute(add, [2]), { code: 'TRANSACTION_CLOSED' });
    await assert.rejects(abandoned.commit(), { code: 'TRANSACTION_CLOSED' });
    await client.execute(add, [3]);
    assert.equal(committed(path), 1);
    client.close();
  });

  test('a transaction that does not end is undone, so that others can write again', { timeout: 15_000 }, async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const stuck = await client.transaction('write');
    await stuck.execute({ sql: add, args: [1] });
    const start = performance.now();
    await assert.rejects(client.execute(add, [2]), DatabaseBusy);
    const waited = performance.now() - start;
    assert.ok(waited > 2_000 && waited < 6_000, `waited ${waited.toFixed(0)} ms`);
    await sleep(3_000);
    await client.execute(add, [3]);
    await assert.rejects(stuck.commit(), DatabaseBusy);
    assert.equal(committed(path), 1);
    client.close();
  });

  test('a BEGIN given to execute() is refused and holds nobody up', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    await assert.rejects(client.execute('BEGIN IMMEDIATE'), /Use transaction/);
    await client.executeMultiple(
      'BEGIN; INSERT INTO numbers VALUES (1); COMMIT; BEGIN; INSERT INTO numbers VALUES (2)',
    );
    await client.execute(add, [3]);
    assert.equal(committed(path), 2);
    client.close();
  });

  test('closing undoes the open transaction and fails those who wait', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const open = await client.transaction('write');
    await open.execute({ sql: add, args: [1] });
    const waiting = assert.rejects(client.execute(add, [2]), { code: 'CLIENT_CLOSED' });
    client.close();
    await waiting;
    assert.equal(open.closed, true);
    await assert.rejects(open.commit());
    assert.equal(committed(path), 0);
    client.reconnect();
    await client.execute(add, [3]);
    assert.equal(committed(path), 1);
    client.close();
  });

  test('turns are taken in order, and a turn ended twice is ended once', async () => {
    const queue = new WriteQueue(1_000);
    const order: number[] = [];
    const end = await queue.turn();
    const turns = [1, 2, 3].map(async (number) => {
      const endMine = await queue.turn();
      order.push(number);
      await sleep(1);
      endMine();
      endMine();
    });
    end();
    end();
    await Promise.all(turns);
    assert.deepEqual(order, [1, 2, 3]);
    (await queue.turn())();
  });
});

describe('settings', () => {
  test('every connection has them, also one that replaces another', async () => {
    const path = newPath();
    const client = await withNumbers(path);
    const expected = {
      foreign_keys: 1,
      synchronous: 2,
      secure_delete: 1,
      trusted_schema: 0,
      timeout: 0,
      journal_mode: 'wal',
    };
    const names = ['foreign_keys', 'synchronous', 'secure_delete', 'trusted_schema', 'busy_timeout', 'journal_mode'];
    const read = async (transaction: Awaited<ReturnType<FileClient['transaction']>>): Promise<object> => {
      const found: Record<string, unknown> = {};
      for (const name of names) Object.assign(found, (await transaction.execute(`PRAGMA ${name}`)).rows[0]);
      transaction.close();
      return { ...found };
    };
    for (const mode of ['write', 'read', 'read'] as const)
      assert.deepEqual(await read(await client.transaction(mode)), expected);
    const holder = new Libsql(path);
    holder.exec('BEGIN IMMEDIATE');
    const waiting = client.execute(add, [1]);
    await sleep(30);
    holder.exec('COMMIT');
    await waiting;
    assert.deepEqual(await read(await client.transaction('write')), expected);
    holder.close();
    client.close();
  });

  test('a script that turns a safeguard off fails', async () => {
    const client = await withNumbers(newPath());
    await assert.rejects(client.executeMultiple('PRAGMA foreign_keys = OFF'), /refused the setting foreign_keys/);
    client.close();
  });

  test('the connection for reads refuses to write', () => {
    const path = newPath();
    const reader = new FileConnection(path, 'read');
    assert.throws(() => reader.run(readStatement('CREATE TABLE t (a)')), /readonly/);
    reader.close();
  });
});
