import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTheSources } from '../../tools/test/node-arguments.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Guard } from './guard.ts';

/** How tests ended, and the first that failed. `broken`: before any of them could pass or fail. */
export interface Outcome {
  readonly ended: 'passed' | 'failed' | 'hung' | 'broken';
  readonly failed?: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const own: Readonly<Record<string, string>> = { 'account-elements': 'components', 'account-elements-server': 'server' };

/** A copy of the sources, of which a line can be deleted while others read the sources. */
export class SourcesCopy {
  readonly #folder = temporaryFolder();

  constructor() {
    for (const folder of ['server', 'components', 'demo', 'test', 'stories', 'tools']) {
      cpSync(join(root, folder), join(this.#folder, folder), {
        recursive: true,
        filter: (path) => !/\/(dist|node_modules)$/.test(path),
      });
    }
    // Everything is shared but the two packages themselves, which are the copies.
    mkdirSync(join(this.#folder, 'node_modules'));
    for (const name of readdirSync(join(root, 'node_modules'))) {
      const folder = own[name];
      const from = folder ? join(this.#folder, folder) : join(root, 'node_modules', name);
      symlinkSync(from, join(this.#folder, 'node_modules', name));
    }
  }

  /** Does something while a guard is not there. */
  async without<T>({ file, text, without }: Guard, job: () => Promise<T>): Promise<T> {
    const path = join(this.#folder, file);
    const source = readFileSync(path, 'utf8');
    assert.ok(source.includes(text), `${file} has ${text}`);
    writeFileSync(
      path,
      source.replace(text, () => without),
    );
    try {
      return await job();
    } finally {
      writeFileSync(path, source);
    }
  }

  /** Runs the tests that promise a guard, up to the first that fails and for so many milliseconds at most. */
  async run({ tests, names }: Guard, limit: number): Promise<Outcome> {
    const databases = join(this.#folder, 'databases');
    mkdirSync(databases);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [
        ...onTheSources,
        '--test-reporter=tap',
        ...(names === undefined ? [] : [`--test-name-pattern=${names}`]),
        `test/server/${tests}.test.ts`,
      ],
      // A group, so that the servers that tests start end with them.
      {
        cwd: this.#folder,
        detached: true,
        env: { ...env, TEST_FOLDER: databases },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const over = AbortSignal.timeout(limit);
    try {
      for await (const line of createInterface({ input: child.stdout, signal: over })) {
        const [, failed] = /^\s*not ok \d+ - (?!.*# TODO)(.*)/.exec(line) ?? [];
        if (failed !== undefined) return { ended: 'failed', failed };
        if (/^# pass [1-9]/.test(line)) return { ended: 'passed' };
      }
      return { ended: over.aborted ? 'hung' : 'broken' };
    } finally {
      await end(child);
      rmSync(databases, { recursive: true, force: true });
    }
  }
}

/** Ends a process and what it started. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exit = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await exit;
}
