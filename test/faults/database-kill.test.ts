import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase, type Database } from '../../server/db/open.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const writer = fileURLToPath(new URL('./database-writer.ts', import.meta.url));
const rounds = Number(process.env['ROUNDS'] ?? 30);

async function column(database: Database, statement: string): Promise<unknown[]> {
  return (await database.$client.execute(statement)).rows.map((row) => row[0]);
}

/** @returns what the process said was written before it died */
async function writeUntilKilled(url: string, round: string, lifetime: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--conditions=account-elements-source', writer, url, round], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  await sleep(lifetime);
  child.kill('SIGKILL');
  const [, signal] = (await closed) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', 'the writer ended by itself');
  // The last line may be cut off; it says nothing then.
  return output.split('\n').slice(0, -1);
}

test(
  'case 114: no acknowledged write is lost and no transaction is half done, however the process dies',
  { timeout: 300_000 },
  async (t) => {
    const url = `file:${join(temporaryFolder(), 'kill.db')}`;
    const setUp = await openDatabase({ url });
    await setUp.$client.executeMultiple(
      `CREATE TABLE acknowledged (id TEXT PRIMARY KEY) STRICT;
     CREATE TABLE balances (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT;
     INSERT INTO balances VALUES (1, 0), (2, 0);`,
    );
    setUp.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Every third round two processes write, so that one dies while the other waits for its lock.
      const writers = round % 3 === 2 ? 2 : 1;
      const said = await Promise.all(
        Array.from({ length: writers }, (_, index) =>
          writeUntilKilled(url, `${round}${'ab'[index]}`, 20 + Math.random() * 200),
        ),
      );
      acknowledged.push(...said.flat());
      const database = await openDatabase({ url });
      const found = new Set(await column(database, 'SELECT id FROM acknowledged'));
      assert.deepEqual(
        acknowledged.filter((id) => !found.has(id)),
        [],
        'acknowledged and lost',
      );
      assert.deepEqual(await column(database, 'SELECT sum(amount) FROM balances'), [0], 'half a transaction');
      assert.deepEqual(await column(database, 'SELECT integrity_check FROM pragma_integrity_check'), ['ok']);
      await database.check();
      database.close();
    }
    t.diagnostic(`${acknowledged.length} acknowledged writes in ${rounds} rounds, none lost`);
  },
);
