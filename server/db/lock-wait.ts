import { setTimeout as sleep } from 'node:timers/promises';
import { LibsqlError } from '@libsql/client';
import { DatabaseBusy } from './errors.ts';

/** How long a write waits: for its turn in this process, and for the locks of other processes. Milliseconds. */
export const patience = 2_500;
/** The longest pause between two tries to get a lock, in milliseconds. */
const longestPause = 50;

/** Whether a statement was refused because another connection held a lock. It changed nothing then. */
export function isLocked(error: unknown): boolean {
  return error instanceof LibsqlError && (error.code === 'SQLITE_BUSY' || error.code === 'SQLITE_LOCKED');
}

/**
 * Tries again until no lock is in the way, without holding up the process in between.
 *
 * @param deadline the same for the wait in the queue and the wait for locks, so that a caller waits once
 * @throws DatabaseBusy when the deadline comes first
 */
export async function retryWhileLocked<T>(attempt: () => T, deadline = performance.now() + patience): Promise<T> {
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return attempt();
    } catch (error) {
      if (!isLocked(error)) throw error;
      if (performance.now() + pause > deadline) {
        throw new DatabaseBusy('Another process keeps the database locked', error as LibsqlError);
      }
      // Uneven, so that processes which collided once do not collide again.
      await sleep(pause * (0.5 + Math.random() / 2));
    }
  }
}
