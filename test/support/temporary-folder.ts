import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed when the process of the test file ends. */
export function temporaryFolder(): string {
  const folder = newFolder();
  folders.push(folder);
  return folder;
}

/** A new folder, for whoever removes it. */
export const newFolder = (): string => mkdtempSync(join(process.env['TEST_FOLDER'] ?? tmpdir(), 'account-elements-'));
