import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Libsql from 'libsql';
import type { Config } from '../config.ts';
import { pathOfFileUrl } from '../db/database-file.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type Database } from '../db/open.ts';
import { CommandError } from '../operations/command-error.ts';
import { epochOf, withdrawWhatWasRestored, type Withdrawn } from './after-restore.ts';
import { isOwn, raiseOwnEpoch, readEpoch } from './epoch.ts';

/** What SQLite keeps beside a database. */
const JOURNALS = ['-wal', '-shm', '-journal'];

/** Writes a whole copy while the server goes on, looks through it, and returns its size in bytes. Nobody else can read it. */
export async function backUp({ databaseUrl }: Pick<Config, 'databaseUrl'>, copy: string): Promise<number> {
  const path = requireFile(databaseUrl);
  if (!existsSync(path)) throw new CommandError(`there is no database ${path}`);
  // Under its name there is a whole copy or none.
  const part = `${copy}.part-${randomBytes(4).toString('hex')}`;
  const usual = process.umask(0o077);
  try {
    if (existsSync(copy)) throw taken(copy);
    ask(path, (db) => {
      db.exec('PRAGMA busy_timeout = 10000');
      db.prepare('VACUUM INTO ?').run(part);
    });
    requireWhole(part);
    await flush(part);
    if (existsSync(copy)) throw taken(copy);
    renameSync(part, copy);
    await flush(dirname(resolve(copy)));
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(`no copy was made: ${(error as Error).message}`);
  } finally {
    rmSync(part, { force: true });
    process.umask(usual);
  }
  return (await stat(copy)).size;
}

const taken = (copy: string): CommandError =>
  new CommandError(`${copy} is there already: give each copy a name of its own`);

export interface Restored {
  readonly withdrawn: Withdrawn;
  /** What was in the place of the copy. */
  readonly before: string | undefined;
}

/**
 * Puts a copy in the place of the database, which no process may be using. The copy is brought up to date and relieved of
 * what must not come back before it takes the place, all at once: whatever stops this before that changed nothing.
 */
export async function restore(config: Config, copy: string, now: () => number): Promise<Restored> {
  const path = placeOf(requireFile(config.databaseUrl));
  if (!existsSync(copy)) throw new CommandError(`there is no file ${copy}`);
  requireWhole(copy);
  requireUnused(path);
  const coming = `${path}.coming`;
  const usual = process.umask(0o077);
  try {
    await copyFile(copy, coming, constants.COPYFILE_EXCL).catch((cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      throw new CommandError(`${coming} is there: a restore is under way, or was stopped. Where none is, remove it`);
    });
    try {
      likeTheOldOne(coming, path);
      const { epoch, withdrawn } = await prepare(config, coming, now);
      // It took a while.
      requireUnused(path);
      const before = keep(path, now());
      // Last: where this comes to an end here, the next start withdraws from the old database what a copy must not bring back.
      if (isOwn(config)) raiseOwnEpoch(config, epoch);
      renameSync(coming, path);
      await flush(dirname(path));
      return { withdrawn, before };
    } finally {
      removeDatabase(coming);
    }
  } finally {
    process.umask(usual);
  }
}

/** The file itself, where its name is that of a link. */
const placeOf = (path: string): string => (existsSync(path) ? realpathSync(path) : resolve(path));

/** Whoever runs this, the server can use it, and nobody else. */
function likeTheOldOne(coming: string, path: string): void {
  chmodSync(coming, 0o600);
  if (process.getuid?.() !== 0) return;
  const { gid, uid } = statSync(existsSync(path) ? path : dirname(path));
  chownSync(coming, uid, gid);
}

/** The copy as it will be used. */
async function prepare(
  config: Config,
  coming: string,
  now: () => number,
): Promise<{ epoch: number; withdrawn: Withdrawn }> {
  const db = await openDatabase({ url: `file:${encodeURI(coming)}` });
  try {
    await migrate(db);
    const [known, outside] = [await epochOf(db), readEpoch(config)];
    const epoch = isOwn(config) ? Math.max(known, outside) + 1 : outside;
    if (epoch <= known) {
      throw new CommandError(
        `set RESTORE_EPOCH=${known + 1} for this command and for every process of the server from now on: sessions and links of the copy end by it`,
      );
    }
    const withdrawn = await withdrawWhatWasRestored({ db, config, now }, epoch);
    await fold(db);
    return { epoch, withdrawn: withdrawn ?? { sessions: 0, recoveryCodes: 0, deletions: 0 } };
  } finally {
    db.close();
  }
}

function requireFile(databaseUrl: string): string {
  if (databaseUrl.startsWith('file:')) return pathOfFileUrl(databaseUrl);
  throw new CommandError(
    'DATABASE_URL is not a file: use the snapshots of the database server, and raise RESTORE_EPOCH after a restore',
  );
}

/** Every page of it fits the others, and nothing of it is elsewhere. */
function requireWhole(copy: string): void {
  if (existsSync(`${copy}-wal`)) {
    throw new CommandError(
      `${copy} is not whole, its last changes are in ${copy}-wal: make copies with database backup`,
    );
  }
  let verdict: unknown;
  try {
    verdict = ask(copy, (db) => {
      // An empty file is no database of ours, and nothing is wrong with it.
      db.prepare('SELECT count(*) FROM schema_migrations').get();
      return (db.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string }).integrity_check;
    });
  } catch (error) {
    verdict = (error as Error).message;
  }
  if (verdict !== 'ok') throw new CommandError(`${copy} is damaged, or no database: ${String(verdict)}`);
}

/** The file alone holds everything then. */
async function fold(db: Database): Promise<void> {
  const { rows } = await db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  if (Number(rows[0]?.['busy']) !== 0) throw new Error('the copy is in use');
}

/** The journal can be folded up only by whoever is alone with the database. */
function requireUnused(path: string): void {
  if (!existsSync(path)) return;
  try {
    ask(path, (db) => db.exec('PRAGMA journal_mode = DELETE'));
  } catch (error) {
    // A damaged one is what a copy is for.
    if (/locked|busy/i.test((error as Error).message)) {
      throw new CommandError(`${path} is in use: stop every process of the server first`);
    }
  }
}

/**
 * What is in the place keeps a name of its own; the database itself stays there, too, until another one takes the place.
 * A journal must not: the next one to open the place would write it into whatever is there.
 */
function keep(path: string, at: number): string | undefined {
  const before = beside(path, at);
  const isThere = existsSync(path);
  if (isThere) {
    try {
      linkSync(path, before);
    } catch {
      // A file system without second names.
      copyFileSync(path, before, constants.COPYFILE_EXCL);
    }
  }
  for (const rest of JOURNALS) if (existsSync(path + rest)) renameSync(path + rest, before + rest);
  return isThere ? before : undefined;
}

const beside = (path: string, at: number): string =>
  `${path}.before-${new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)}`;

function removeDatabase(path: string): void {
  for (const rest of ['', ...JOURNALS]) rmSync(path + rest, { force: true });
}

function ask<T>(path: string, question: (db: InstanceType<typeof Libsql>) => T): T {
  const db = new Libsql(path);
  try {
    return question(db);
  } finally {
    db.close();
  }
}

/** A power cut takes nothing of it away any more. */
async function flush(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
