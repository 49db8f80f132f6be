import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { FileClient } from '../../server/db/file-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('an argument that would end the process is refused instead', async () => {
  const client = new FileClient(join(temporaryFolder(), 'arguments.db'));
  await client.execute('CREATE TABLE t (a)');
  for (const value of [undefined, Symbol('x'), {}, [1], () => 1, 2n ** 64n, Number.NaN, Infinity, 'a\0b']) {
    await assert.rejects(
      client.execute('INSERT INTO t VALUES (?)', [value as never]),
      /cannot be stored|can be stored|64 bits/,
    );
  }
  const values = [
    true,
    false,
    new Date(5),
    new Uint8Array([9]).buffer,
    new Uint8Array([1, 2, 3]).subarray(1, 2),
    -(2n ** 53n) + 1n,
  ];
  await client.execute('DELETE FROM t WHERE 1');
  for (const value of values) await client.execute('INSERT INTO t VALUES (?)', [value]);
  const { rows } = await client.execute('SELECT a FROM t');
  assert.deepEqual(
    rows.map((row) => row[0]),
    [1, 0, 5, new Uint8Array([9]).buffer, new Uint8Array([2]).buffer, -9007199254740991],
  );
  client.close();
});

test('an error does not repeat the values that were given', async () => {
  const client = new FileClient(join(temporaryFolder(), 'secret.db'));
  await assert.rejects(
    client.execute('SELECT ?', [{ password: 'hunter2' } as never]),
    (error: Error) => !error.message.includes('hunter2'),
  );
  client.close();
});

test('a kept statement sees the columns that were added to its table', async () => {
  const path = join(temporaryFolder(), 'columns.db');
  const client = new FileClient(path);
  const other = new FileClient(path);
  await client.execute('CREATE TABLE t (a)');
  await client.execute('INSERT INTO t VALUES (1)');
  const select = 'SELECT * FROM t';
  assert.deepEqual((await client.execute(select)).columns, ['a']);
  await other.execute('ALTER TABLE t ADD COLUMN b');
  assert.deepEqual((await client.execute(select)).columns, ['a', 'b']);
  await client.execute('CREATE TABLE u (a)');
  assert.deepEqual((await client.execute('SELECT * FROM u')).columns, ['a']);
  await client.execute('ALTER TABLE u RENAME COLUMN a TO c');
  assert.deepEqual((await client.execute('SELECT * FROM u')).columns, ['c']);
  client.close();
  other.close();
});

test('more different statements than are kept all work, the first again too', async () => {
  const client = new FileClient(join(temporaryFolder(), 'many.db'));
  for (let number = 0; number < 1_200; number += 1) {
    assert.equal((await client.execute(`SELECT ${number}`)).rows[0]?.[0], number);
  }
  assert.equal((await client.execute('SELECT 0')).rows[0]?.[0], 0);
  client.close();
});

test('a look-up that fails half way does not show an old state of the database afterwards', async () => {
  const client = new FileClient(join(temporaryFolder(), 'half.db'));
  await client.execute('CREATE TABLE t (a)');
  await client.execute("INSERT INTO t VALUES ('1'), ('not json')");
  await assert.rejects(client.execute('SELECT json(a) FROM t'), /malformed JSON/);
  await client.execute("INSERT INTO t VALUES ('3')");
  assert.equal((await client.execute('SELECT count(*) FROM t')).rows[0]?.[0], 3);
  client.close();
});
