import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, removed when the process of the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'account-elements-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
