import { access, constants, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseUnusable } from './errors.ts';

/** How every database file of SQLite begins. */
const signature = 'SQLite format 3\0';

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
 * @returns its size in bytes; 0 when there is none yet
 */
export async function prepareFile(path: string): Promise<number> {
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
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
  if (found && found.size > 0) await requireSignature(path);
  return found?.size ?? 0;
}

async function requireSignature(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(signature.length), 0, signature.length, 0);
    if (buffer.toString('latin1', 0, bytesRead) !== signature) {
      throw new DatabaseUnusable(`The file "${path}" is not a database.`);
    }
  } finally {
    await file.close();
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
