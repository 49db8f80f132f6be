import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import process from 'node:process';

const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const ENOUGH = 1024 ** 3;

/**
 * Gives the databases of tests a folder in memory, where this machine has room for them: they wait for the disk at every
 * commit otherwise, and for whoever else writes to it. Nothing that they test is different there.
 */
export function keepDatabasesInMemory(): void {
  if (process.env['TEST_FOLDER'] || !hasRoom()) return;
  const folder = mkdtempSync(`${MEMORY}/account-elements-`);
  // As open as the usual place; what is made in it is not.
  chmodSync(folder, 0o755);
  process.env['TEST_FOLDER'] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

function hasRoom(): boolean {
  try {
    const { type, bsize, bavail } = statfsSync(MEMORY);
    return type === TMPFS && bsize * bavail > ENOUGH;
  } catch {
    return false; // there is none
  }
}
