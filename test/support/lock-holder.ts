import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';

export interface LockHolder {
  /** Commits, so that others can write again. */
  release(): Promise<void>;
}

/** Another process that has begun to write to the file and does not finish. Rejects when it may not begin. */
export async function holdWriteLock(path: string): Promise<LockHolder> {
  const child = fork(fileURLToPath(import.meta.url), [path], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (answer !== 'locked') throw new Error('The lock is taken');
  // A test that fails before it releases the lock must not keep its process alive.
  child.unref();
  child.channel?.unref();
  return {
    release: async () => {
      const exited = once(child, 'exit');
      child.ref();
      child.disconnect();
      await exited;
    },
  };
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const database = new Libsql(String(process.argv[2]));
  database.exec('BEGIN IMMEDIATE');
  process.once('disconnect', () => {
    database.exec('COMMIT');
    database.close();
  });
  process.send('locked');
}
