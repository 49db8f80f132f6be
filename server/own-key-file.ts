import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { ConfigError } from './config-error.ts';
import { pathOfFileUrl } from './db/database-file.ts';

/** How the ids of keys begin that nobody chose. */
export const GENERATED = 'generated-';

/** What a server without settings keeps beside its database: never in it, and readable by nobody else. Makes it where there is none. */
export function readOwnKeyFile(databaseUrl: string): string {
  const path = pathOfOwnKeyFile(databaseUrl);
  if (!existsSync(path)) {
    const key = { [`${GENERATED}${randomBytes(4).toString('hex')}`]: randomBytes(32).toString('base64') };
    // `wx`: two servers that start at once must not overwrite each other's key.
    try {
      writeFileSync(path, textOf({ keys: key, epoch: 0 }), { mode: 0o600, flag: 'wx' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        // What a full disk took half of would be no key the next time.
        rmSync(path, { force: true });
        throw new ConfigError(`cannot write ${path}, the file of generated keys`, { cause });
      }
    }
  }
  return readFileSync(path, 'utf8');
}

/** The restore epoch that is kept with the generated keys. */
export function readOwnEpoch(databaseUrl: string): number {
  const { epoch = 0 } = JSON.parse(readOwnKeyFile(databaseUrl)) as { epoch?: number };
  return epoch;
}

/** All of the new file is there, or all of the old one. */
export function writeOwnEpoch(databaseUrl: string, epoch: number): void {
  const path = pathOfOwnKeyFile(databaseUrl);
  const next = `${path}.next`;
  const { gid, uid } = statSync(path);
  writeFileSync(next, textOf({ ...(JSON.parse(readOwnKeyFile(databaseUrl)) as object), epoch }), {
    mode: 0o600,
    flush: true,
  });
  if (process.getuid?.() === 0) chownSync(next, uid, gid);
  renameSync(next, path);
}

function pathOfOwnKeyFile(databaseUrl: string): string {
  if (!databaseUrl.startsWith('file:')) {
    throw new ConfigError('KEYS or KEYS_FILE must be set when the database is not a file');
  }
  return `${pathOfFileUrl(databaseUrl)}.keys`;
}

const textOf = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;
