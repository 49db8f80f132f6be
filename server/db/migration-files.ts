import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseUnusable } from './errors.ts';
import { firstWord, splitStatements } from './sql-text.ts';

/** One step in the life of the schema. Never edited once released: a mistake is mended by the next one. */
export interface Migration {
  /** 1 for the first. */
  readonly position: number;
  /** `0001_accounts`, as the file is called. */
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
}

/** The server's own migrations. The build puts them beside the compiled module. */
export const ownMigrations = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrator decides where a transaction begins and ends, and settings do not belong to a schema. */
const refusedWords = new Set('BEGIN COMMIT END ROLLBACK SAVEPOINT RELEASE PRAGMA VACUUM ATTACH DETACH'.split(' '));

/** @param script the SQL of the migration. Line ends do not count, so that a checkout on Windows is the same. */
export function migration(name: string, script: string): Migration {
  const position = /^(\d{4})_[a-z0-9-]+(?:_[a-z0-9-]+)*$/.exec(name)?.[1];
  if (position === undefined)
    throw new DatabaseUnusable(`The migration "${name}" must be named like "0001_accounts.sql".`);
  const text = script.replaceAll('\r\n', '\n');
  const statements = splitStatements(text);
  if (statements.length === 0) throw new DatabaseUnusable(`The migration "${name}" is empty.`);
  for (const statement of statements) {
    const word = firstWord(statement);
    if (refusedWords.has(word)) throw new DatabaseUnusable(`The migration "${name}" must not use ${word}.`);
  }
  return { position: Number(position), name, checksum: createHash('sha256').update(text).digest('hex'), statements };
}

/** Reads the `.sql` files of a folder, in order. Anything else in it is ignored. */
export async function readMigrations(folder: string = ownMigrations): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    files.map(async (file) => migration(file.slice(0, -'.sql'.length), await readFile(`${folder}/${file}`, 'utf8'))),
  );
  requireUnbroken(migrations);
  return migrations;
}

/** 1, 2, 3 …: two branches that both added a third migration, or a file left out, are found before anything runs. */
export function requireUnbroken(migrations: readonly Migration[]): void {
  for (const [index, { position, name }] of migrations.entries()) {
    if (position === index + 1) continue;
    const number = String(index + 1).padStart(4, '0');
    throw new DatabaseUnusable(
      position <= index
        ? `Two migrations have the same number; the second is "${name}".`
        : `Migration ${number} is missing: "${name}" is next.`,
    );
  }
}
