import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isUniqueViolation, UnsafeStatement } from '../../server/db/errors.ts';
import { openDatabase, type Database } from '../../server/db/open.ts';
import { hasLibsqlServer, startLibsqlServer, type LibsqlServer } from '../support/libsql-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const things = sqliteTable('things', {
  id: integer().primaryKey(),
  name: text().unique(),
  secret: blob({ mode: 'buffer' }),
  enabled: integer({ mode: 'boolean' }).notNull().default(true),
  madeAt: integer('made_at', { mode: 'timestamp_ms' }),
});

const createThings = `CREATE TABLE things (
  id INTEGER PRIMARY KEY, name TEXT UNIQUE, secret BLOB, enabled INTEGER NOT NULL DEFAULT 1, made_at INTEGER
) STRICT`;

const notSafe = (error: unknown): boolean =>
  error instanceof UnsafeStatement || (error instanceof Error && error.cause instanceof UnsafeStatement);

/** What must be true wherever the data lives. */
function behavesAlike(open: () => Promise<Database>): void {
  let database: Database;
  test('opens and answers that it is ready', async () => {
    database = await open();
    await database.check();
    await database.run(createThings);
  });

  test('every type of value comes back as it was stored', async () => {
    const thing = {
      id: 1,
      name: 'Zoë 🎉',
      secret: Buffer.from([0, 255, 1]),
      enabled: false,
      madeAt: new Date(1_700_000_000_123),
    };
    await database.insert(things).values(thing);
    const [found] = await database.select().from(things).where(eq(things.id, 1));
    assert.deepEqual(found, thing);
    await database.insert(things).values({ id: 2 });
    const [empty] = await database.select().from(things).where(eq(things.id, 2));
    assert.deepEqual(empty, { id: 2, name: null, secret: null, enabled: true, madeAt: null });
  });

  test('a row can be read by name and by position, and has no names but its columns', async () => {
    const { rows, columns } = await database.$client.execute({
      sql: 'SELECT id, name AS title, 7 AS id FROM things WHERE id = :id',
      args: { id: 1 },
    });
    assert.deepEqual(columns, ['id', 'title', 'id']);
    assert.equal(rows[0]?.['title'], 'Zoë 🎉');
    assert.equal(rows[0]?.['id'], 1);
    assert.equal(rows[0]?.[2], 7);
    assert.equal(rows[0]?.length, 3);
    assert.deepEqual(await database.get(sql`SELECT id, enabled FROM things WHERE id = 1`), { id: 1, enabled: 0 });
  });

  test('a look-up limited to one row gives that row, none, or as many as its limit says', async () => {
    const find = (id: number): Promise<unknown> =>
      database.select({ id: things.id }).from(things).where(eq(things.id, id)).limit(1);
    assert.deepEqual(await find(1), [{ id: 1 }]);
    assert.deepEqual(await find(404), []);
    const { rows } = await database.$client.execute('SELECT id FROM things ORDER BY id LIMIT ?', [2]);
    assert.deepEqual(
      rows.map((row) => row['id']),
      [1, 2],
    );
    assert.equal((await database.$client.execute('SELECT id FROM things LIMIT ?', [1])).rows.length, 1);
  });

  test('an integer too large for a number is an error, never another number', async () => {
    await database.run(sql`INSERT INTO things (id) VALUES (9007199254740993)`);
    await assert.rejects(database.$client.execute('SELECT id FROM things WHERE id > 9007199254740992'), RangeError);
    await database.run(sql`DELETE FROM things WHERE id > 9007199254740992`);
  });

  test('a change says how many rows it changed, with RETURNING too', async () => {
    const changed = await database.update(things).set({ name: 'b' }).where(eq(things.id, 2));
    assert.equal(changed.rowsAffected, 1);
    const missed = await database.update(things).set({ name: 'b' }).where(eq(things.id, 99));
    assert.equal(missed.rowsAffected, 0);
    const returned = await database
      .update(things)
      .set({ name: 'c' })
      .where(eq(things.id, 2))
      .returning({ id: things.id });
    assert.deepEqual(returned, [{ id: 2 }]);
  });

  test('a second row with the same unique value is recognised as such, and only that', async () => {
    const twice = database.insert(things).values({ name: 'c' });
    await assert.rejects(twice, (error) => isUniqueViolation(error));
    const sameKey = database.insert(things).values({ id: 2 });
    await assert.rejects(sameKey, (error) => isUniqueViolation(error));
    const missing = database.run(sql`INSERT INTO things (id, enabled) VALUES (5, NULL)`);
    await assert.rejects(missing, (error) => !isUniqueViolation(error));
    assert.equal(isUniqueViolation(new Error('UNIQUE constraint failed')), false);
  });

  test('a transaction that throws leaves nothing, and the next one works', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.insert(things).values({ name: 'never' });
      throw new TypeError('changed my mind');
    });
    await assert.rejects(failing, new TypeError('changed my mind'));
    await database.transaction(async (transaction) => {
      await transaction.insert(things).values({ name: 'later' });
    });
    const names = await database
      .select({ name: things.name })
      .from(things)
      .where(sql`name IN ('never', 'later')`);
    assert.deepEqual(names, [{ name: 'later' }]);
  });

  test('a broken unique constraint inside a transaction does not undo what was done before it', async () => {
    await database.transaction(async (transaction) => {
      await transaction.insert(things).values({ name: 'first' });
      await assert.rejects(transaction.insert(things).values({ name: 'first' }).returning(), (error) =>
        isUniqueViolation(error),
      );
      await transaction.insert(things).values({ name: 'second' });
    });
    const names = await database
      .select({ name: things.name })
      .from(things)
      .where(sql`name IN ('first', 'second')`);
    assert.equal(names.length, 2);
  });

  test('twenty transactions at once that read and then write all succeed', async () => {
    await database.insert(things).values({ id: 50, name: '0' });
    const add = (): Promise<void> =>
      database.transaction(async (transaction) => {
        const [row] = await transaction.select({ name: things.name }).from(things).where(eq(things.id, 50));
        await transaction
          .update(things)
          .set({ name: String(Number(row?.name) + 1) })
          .where(eq(things.id, 50));
      });
    await Promise.all(Array.from({ length: 20 }, add));
    const [row] = await database.select({ name: things.name }).from(things).where(eq(things.id, 50));
    assert.equal(row?.name, '20');
  });

  test('an update or delete whose filter turned out empty is refused and changes nothing', async () => {
    const nothing = undefined;
    const count = await database.$count(things);
    await assert.rejects(database.delete(things).where(nothing), notSafe);
    await assert.rejects(database.delete(things).where(and(nothing, nothing)), notSafe);
    await assert.rejects(database.update(things).set({ enabled: false }), notSafe);
    await assert.rejects(
      database.transaction(async (transaction) => transaction.delete(things).where(nothing)),
      notSafe,
    );
    await assert.rejects(database.batch([database.delete(things)]), notSafe);
    assert.equal(await database.$count(things), count);
    await database.delete(things).where(sql`true`);
    assert.equal(await database.$count(things), 0);
  });

  test('a write through the database inside a transaction fails at once', async () => {
    const start = performance.now();
    const nested = database.transaction(async () => database.transaction(async () => 1));
    await assert.rejects(nested, notSafe);
    const mixed = database.transaction(async () => database.insert(things).values({ name: 'mixed' }));
    await assert.rejects(mixed, notSafe);
    assert.ok(performance.now() - start < 1_000);
    await database.transaction(async (transaction) => transaction.insert(things).values({ name: 'fine' }));
  });

  test('what a transaction started and left behind may write once it has ended', async () => {
    let later = Promise.resolve();
    await database.transaction(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(async () => {
        await database.insert(things).values({ name: 'afterwards' });
      });
    });
    await later;
    assert.equal(await database.$count(things, eq(things.name, 'afterwards')), 1);
  });

  test('a batch is all or nothing', async () => {
    const batch = database.batch([
      database.insert(things).values({ name: 'one' }),
      database.insert(things).values({ name: 'one' }),
    ]);
    await assert.rejects(batch, (error) => isUniqueViolation(error));
    assert.equal(await database.$count(things, eq(things.name, 'one')), 0);
  });

  test('after closing, nothing answers and nothing crashes', async () => {
    database.close();
    await assert.rejects(database.$client.execute('SELECT 1'));
    await assert.rejects(database.check());
    database.close();
  });
}

describe('a database file', () => {
  behavesAlike(() => openDatabase({ url: `file:${join(temporaryFolder(), 'statements.db')}` }));
});

describe('a libSQL server', { skip: hasLibsqlServer ? false : 'no libSQL server for this platform' }, () => {
  let server: LibsqlServer;
  before(async () => {
    server = await startLibsqlServer(temporaryFolder());
  });
  after(() => server.stop());
  behavesAlike(() => openDatabase({ url: server.url }));
});
