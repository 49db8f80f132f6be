import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;
const ENOUGH = 1024 ** 3;

/**
 * Gives the databases of all tests of a run one folder, in memory where this machine has room for it: they wait for the disk
 * at every commit otherwise, and for whoever else writes to it. Nothing that they test is different there.
 */
export function makeTestFolder(): void {
  if (process.env['TEST_FOLDER']) return;
  const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), 'account-elements-'));
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
