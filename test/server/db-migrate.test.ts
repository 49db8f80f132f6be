import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnusable } from '../../server/db/errors.ts';
import { migrate } from '../../server/db/migrate.ts';
import { migration, readMigrations, requireUnbroken } from '../../server/db/migration-files.ts';
import { openDatabase, type Database } from '../../server/db/open.ts';
import { hasLibsqlServer, startLibsqlServer, type LibsqlServer } from '../support/libsql-server.ts';
import { migrateInProcess } from '../support/migrating-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const people = migration('0001_people', 'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;');
const phones = migration(
  '0002_phones',
  `CREATE TABLE phones (id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE) STRICT;
   CREATE TRIGGER named AFTER INSERT ON phones BEGIN
     UPDATE people SET name = name || '*' WHERE id = new.person;
   END;`,
);

/** The way to change what ALTER TABLE cannot: SQLite wants triggers that name the table gone meanwhile. */
const rebuild = migration(
  '0003_nick',
  `DROP TRIGGER named;
   CREATE TABLE people_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nick TEXT) STRICT;
   INSERT INTO people_new SELECT id, name, NULL FROM people;
   DROP TABLE people;
   ALTER TABLE people_new RENAME TO people;
   UPDATE people SET nick = name;`,
);

const refusal =
  (words: RegExp) =>
  (error: unknown): boolean =>
    error instanceof DatabaseUnusable && words.test(error.message) && !error.message.includes('\n');

async function value(database: Database, sql: string): Promise<unknown> {
  return (await database.$client.execute(sql)).rows[0]?.[0];
}

function behavesAlike(open: () => Promise<Database>): void {
  let database: Database;
  before(async () => {
    database = await open();
  });
  after(() => database.close());

  test('what is new is applied, once and in order', async () => {
    assert.deepEqual(await migrate(database, [people]), ['0001_people']);
    assert.deepEqual(await migrate(database, [people]), []);
    assert.deepEqual(await migrate(database, [people, phones]), ['0002_phones']);
    await database.$client.execute("INSERT INTO people VALUES (1, 'a')");
    await database.$client.execute('INSERT INTO phones VALUES (1, 1)');
    assert.equal(await value(database, 'SELECT name FROM people'), 'a*');
  });

  test('a table can be rebuilt without losing the rows that refer to it', async () => {
    await migrate(database, [people, phones, rebuild]);
    assert.equal(await value(database, 'SELECT count(*) FROM phones'), 1);
    await assert.rejects(database.$client.execute('INSERT INTO phones VALUES (2, 99)'), /FOREIGN KEY/);
    const orphan = migration('0004_orphan', 'CREATE TABLE done (a); DELETE FROM people WHERE id = 1;');
    await assert.rejects(migrate(database, [people, phones, rebuild, orphan]), refusal(/0004_orphan" failed/));
    assert.equal(await value(database, 'SELECT count(*) FROM people'), 1);
    const broken = migration('0004_broken', 'CREATE TABLE done (a); INSERT INTO missing VALUES (1);');
    await assert.rejects(migrate(database, [people, phones, rebuild, broken]), refusal(/0004_broken" failed.*missing/));
    assert.equal(await value(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'done'"), 0);
    assert.deepEqual(await migrate(database, [people, phones, rebuild]), []);
  });

  test('a program older than the database refuses to start', async () => {
    await assert.rejects(migrate(database, [people]), refusal(/newer than this program.*0002_phones/));
  });

  test('a migration edited, renamed or put in between after it was applied is refused', async () => {
    const edited = migration('0001_people', 'CREATE TABLE people (id INTEGER PRIMARY KEY) STRICT;');
    await assert.rejects(migrate(database, [edited, phones]), refusal(/0001_people" was edited/));
    const between = [people, migration('0002_between', 'SELECT 1'), { ...phones, position: 3 }];
    await assert.rejects(migrate(database, between), refusal(/has the migration "0002_phones" where/));
  });

  test('tables changed by hand are noticed', async () => {
    await database.$client.execute('CREATE INDEX handmade ON people (nick)');
    await assert.rejects(
      migrate(database, [people, phones, rebuild]),
      refusal(/not as the migration "0003_nick" left them.*handmade/),
    );
    await database.$client.execute('DROP INDEX handmade');
    await migrate(database, [people, phones, rebuild]);
  });
}

describe('a database file', () => {
  behavesAlike(() => openDatabase({ url: `file:${join(temporaryFolder(), 'migrate.db')}` }));
});

describe('a libSQL server', { skip: hasLibsqlServer ? false : 'no libSQL server for this platform' }, () => {
  let server: LibsqlServer;
  before(async () => {
    server = await startLibsqlServer(temporaryFolder());
  });
  after(() => server.stop());
  behavesAlike(() => openDatabase({ url: server.url }));

  test('two servers that start at once migrate it once', async () => {
    const other = await startLibsqlServer(temporaryFolder());
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url: other.url })));
    const done = await Promise.all(databases.map((database) => migrate(database, [people, phones])));
    assert.deepEqual(done.flat().sort(), ['0001_people', '0002_phones']);
    for (const database of databases) database.close();
    await other.stop();
  });
});

test('the set of migrations must be complete, and each must be a plain script', () => {
  assert.throws(() => requireUnbroken([people, { ...phones, position: 3 }]), refusal(/0002 is missing/));
  assert.throws(() => requireUnbroken([people, { ...phones, position: 1 }]), refusal(/same number/));
  assert.throws(() => migration('people', 'SELECT 1'), refusal(/must be named/));
  assert.throws(() => migration('0001_people', ' -- nothing\n'), refusal(/is empty/));
  for (const word of ['COMMIT', 'BEGIN', 'pragma foreign_keys = off', 'VACUUM', 'savepoint a']) {
    assert.throws(() => migration('0001_people', `CREATE TABLE t (a); ${word}`), refusal(/must not use/));
  }
  assert.equal(
    migration('0001_a', 'SELECT 1;\r\nSELECT 2').checksum,
    migration('0001_a', 'SELECT 1;\nSELECT 2').checksum,
  );
});

test("the server's own migrations are complete and give an empty database every table", async () => {
  const database = await openDatabase({ url: `file:${join(temporaryFolder(), 'own.db')}` });
  const own = await readMigrations();
  assert.deepEqual(
    await migrate(database),
    own.map(({ name }) => name),
  );
  assert.deepEqual(await migrate(database), []);
  database.close();
});

/** Large enough that a process can be killed in the middle of each. */
const slowRows = 30_000;
function slowMigrations(): string {
  const folder = join(temporaryFolder(), 'slow');
  mkdirSync(folder);
  for (const [index, name] of ['0001_a', '0002_b', '0003_c'].entries()) {
    const rows = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${slowRows}) SELECT i, hex(randomblob(20)) FROM n`;
    const table = `t${index}`;
    const sql = `CREATE TABLE ${table} (i INTEGER, x TEXT);\nINSERT INTO ${table} ${rows};\nCREATE INDEX ${table}_x ON ${table} (x);\n`;
    writeFileSync(join(folder, `${name}.sql`), sql);
  }
  return folder;
}

test(
  'case 117: a process killed while it migrates leaves each migration done or not begun',
  { timeout: 180_000 },
  async () => {
    const folder = slowMigrations();
    const migrations = await readMigrations(folder);
    const killedAt = new Set<number>();
    for (const delay of [2, 20, 50, 90, 140]) {
      const url = `file:${join(temporaryFolder(), 'killed.db')}`;
      const child = migrateInProcess(url, folder);
      const exited = once(child, 'exit');
      await once(child, 'message');
      await sleep(delay);
      child.kill('SIGKILL');
      await exited;
      const database = await openDatabase({ url });
      const table = await value(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migrations'");
      const applied = table === 0 ? 0 : Number(await value(database, 'SELECT count(*) FROM schema_migrations'));
      const tables = await value(
        database,
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE 't_'",
      );
      assert.equal(tables, applied);
      killedAt.add(applied);
      assert.equal((await migrate(database, migrations)).length, 3 - applied);
      for (const t of ['t0', 't1', 't2']) assert.equal(await value(database, `SELECT count(*) FROM ${t}`), slowRows);
      assert.equal(await value(database, 'SELECT integrity_check FROM pragma_integrity_check'), 'ok');
      database.close();
    }
    assert.ok(killedAt.has(0) || killedAt.has(1) || killedAt.has(2), 'no process was killed in time');
  },
);

test('three processes that start at once migrate a database once', { timeout: 180_000 }, async () => {
  const folder = slowMigrations();
  const url = `file:${join(temporaryFolder(), 'together.db')}`;
  const outcomes = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = migrateInProcess(url, folder);
      const applied: string[] = [];
      child.on('message', (message) => {
        if (Array.isArray(message)) applied.push(...(message as string[]));
      });
      // What it told may come after its end.
      const [code] = (await once(child, 'close')) as [number];
      return { code, applied };
    }),
  );
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [0, 0, 0],
  );
  assert.deepEqual(outcomes.flatMap(({ applied }) => applied).sort(), ['0001_a', '0002_b', '0003_c']);
});
