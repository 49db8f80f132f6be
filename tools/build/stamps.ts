import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Target {
  /** Patterns of the files it is made from. */
  inputs: string[];
  /** Files that exist when it is made. */
  outputs: string[];
}

/** Remembers from which contents things were made. By content, not by time: a checkout touches every file. */
export class Stamps {
  readonly #file: string;
  #known: Record<string, string>;

  constructor(file: string) {
    this.#file = file;
    this.#known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  }

  forget(): void {
    this.#known = {};
  }

  async isStale(name: string, { inputs, outputs }: Target): Promise<boolean> {
    return !outputs.every((file) => existsSync(file)) || this.#known[name] !== (await digest(inputs));
  }

  async save(name: string, { inputs }: Target): Promise<void> {
    this.#known[name] = await digest(inputs);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#known));
  }
}

async function digest(patterns: string[]): Promise<string> {
  const hash = createHash('sha256');
  const entries = globSync(patterns, {
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist'].includes(entry.name),
  });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(await readFile(file));
  return hash.digest('hex');
}
