import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseUnusable } from './errors.ts';

/** `file:relative.db`, `file:/absolute.db` and `file:///absolute.db` all name a file. */
export function pathOfFileUrl(url: string): string {
  if (url.includes(':memory:') || url.includes('mode=memory')) {
    throw new DatabaseUnusable('A database in memory is not supported: reads and writes use different connections.');
  }
  const path = url.startsWith('file://') ? fileURLToPath(url) : decodeURIComponent(url.slice('file:'.length));
  if (path === '' || /[?#]/.test(url))
    throw new DatabaseUnusable(`The address "${url}" does not name a database file.`);
  return path;
}

/**
 * Looks at the file before SQLite does, because SQLite's own words for these
 * mistakes ("unable to open database file") do not say what to do.
 *
 * It must not open the file: closing it again would release every lock that
 * this process holds on it (POSIX says so), and two processes could write at once.
 *
 * @returns its size in bytes; 0 when there is none yet
 */
export async function prepareFile(path: string): Promise<number> {
  const folder = dirname(resolve(path));
  try {
    await makeFolder(folder);
  } catch (error) {
    throw new DatabaseUnusable(`The folder "${folder}" for the database cannot be made${reason(error)}.`, {
      cause: error,
    });
  }
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new DatabaseUnusable(`The database "${path}" cannot be read${reason(error)}.`, { cause: error });
  });
  if (found && !found.isFile()) {
    throw new DatabaseUnusable(`The database "${path}" is ${found.isDirectory() ? 'a folder' : 'not a file'}.`);
  }
  // The folder too: SQLite keeps its log beside the file.
  for (const target of found ? [folder, path] : [folder]) {
    try {
      await access(target, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw new DatabaseUnusable(`This process may not write to "${target}"${reason(error)}.`, { cause: error });
    }
  }
  return found?.size ?? 0;
}

/**
 * Like `mkdir` with `recursive`, which tries for ever where the kernel forbids
 * folders altogether, as in `/proc`.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: ': permission denied',
  EPERM: ': not permitted',
  EROFS: ': the file system is read-only',
  ENOSPC: ': the disk is full',
  ENOTDIR: ': a part of the path is a file',
  EEXIST: ': a part of the path is a file',
};

const reason = (error: unknown): string => reasons[codeOf(error)] ?? '';
