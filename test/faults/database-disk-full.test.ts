import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { isDatabaseUnavailable } from '../../server/db/errors.ts';
import { openDatabase } from '../../server/db/open.ts';

/**
 * A file system of 4 MB that only this process and its children see. It needs
 * the right to mount, so the test runs itself again inside `unshare`.
 */
const mountPoint = process.env['SMALL_DISK'];
const self = fileURLToPath(import.meta.url);
const canMount = spawnSync('unshare', ['-m', 'true']).status === 0;

if (mountPoint === undefined) {
  test(
    'case 115: a full disk',
    { skip: canMount ? false : 'needs the right to mount a file system', timeout: 60_000 },
    () => {
      const script = 'mount -t tmpfs -o size=4m none /mnt && exec "$@"';
      const command = [
        process.execPath,
        '--conditions=account-elements-source',
        '--test',
        '--test-isolation=none',
        self,
      ];
      const { status, stdout } = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', ...command], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], SMALL_DISK: '/mnt' },
      });
      assert.equal(status, 0, stdout);
    },
  );
} else {
  test('writes fail as unavailable, reads go on, and writes work again when there is room', async () => {
    const database = await openDatabase({ url: `file:${join(mountPoint, 'full.db')}` });
    await database.run(sql`CREATE TABLE t (id INTEGER PRIMARY KEY, data BLOB)`);
    await database.run(sql`INSERT INTO t VALUES (1, zeroblob(1000))`);
    const ballast = join(mountPoint, 'ballast');
    for (let size = 4_000_000; size > 0; size -= 50_000) {
      try {
        writeFileSync(ballast, Buffer.alloc(size, 1));
        break;
      } catch {
        rmSync(ballast);
      }
    }
    const fill = sql`INSERT INTO t (data) VALUES (randomblob(200000))`;
    let refused = 0;
    for (let tries = 0; tries < 20; tries += 1) {
      await database.run(fill).catch((error: unknown) => {
        assert.ok(isDatabaseUnavailable(error), String(error));
        refused += 1;
      });
    }
    assert.ok(refused > 0, 'the disk did not fill up');
    const transaction = database.transaction(async (handle) => {
      await handle.run(sql`INSERT INTO t (id) VALUES (77)`);
      for (let tries = 0; tries < 20; tries += 1) await handle.run(fill);
    });
    await assert.rejects(transaction, isDatabaseUnavailable);
    assert.deepEqual(await database.all(sql`SELECT id FROM t WHERE id IN (1, 77)`), [{ id: 1 }]);
    rmSync(ballast);
    await database.run(sql`INSERT INTO t (id) VALUES (78)`);
    await database.check();
    const [check] = await database.all<{ integrity_check: string }>(
      sql`SELECT integrity_check FROM pragma_integrity_check`,
    );
    assert.equal(check?.integrity_check, 'ok');
    database.close();
  });
}
