import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readMigrations } from '../../server/db/migration-files.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { onTheSources } from '../../tools/test/node-arguments.ts';

/** Another process that opens a database and migrates it with the files of a folder. Exit code 0 when that went well. */
export function migrateInProcess(url: string, folder: string): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [url, folder], { execArgv: [...onTheSources] });
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , url = '', folder = ''] = process.argv;
  const database = await openDatabase({ url });
  process.send('open');
  const done = await migrate(database, await readMigrations(folder));
  process.send(done);
  database.close();
  process.disconnect();
}
