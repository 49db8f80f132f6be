import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createClient, type Row } from '@libsql/client';
import { withLock } from '../../tools/build/lock.ts';
import { onThePackages } from '../../tools/test/node-arguments.ts';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';

const program = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));

export const demoPassword = 'quiet harbour lantern';

export interface DemoOptions {
  readonly folder?: string;
  readonly port?: number;
  readonly environment?: Record<string, string>;
  readonly args?: readonly string[];
}

/** The demo as `npm start` runs it, as a process of its own on a database of its own. */
export class Demo {
  readonly origin: string;
  readonly databaseFile: string;
  readonly #child: ChildProcess;
  readonly #output: () => string;

  private constructor(child: ChildProcess, port: number, folder: string, output: () => string) {
    this.#child = child;
    this.origin = `http://localhost:${port}`;
    this.databaseFile = join(folder, 'demo.db');
    this.#output = output;
  }

  /** Stopped after the test that started it, or after those of the file. */
  static async start(options: DemoOptions = {}): Promise<Demo> {
    const demo = await Demo.run(options);
    after(() => demo.stop());
    return demo;
  }

  /** Until whoever started it stops it. */
  static async run(options: DemoOptions = {}): Promise<Demo> {
    // A free port is anybody's until it is used; another demo that starts at the moment may have been quicker.
    for (let tries = options.port === undefined ? 3 : 1; ; tries--) {
      try {
        return await Demo.#startOnce(options);
      } catch (error) {
        if (tries === 1 || !/PORT \d+ is in use/.test(String(error))) throw error;
      }
    }
  }

  static async #startOnce({ folder, port, environment, args }: DemoOptions): Promise<Demo> {
    const place = folder ?? (environment ? temporaryFolder() : await seededFolder());
    const chosen = port ?? (await freePort());
    const child = launch(place, chosen, environment, args);
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    const demo = new Demo(child, chosen, place, output);
    // Not `exit`: what it says last may come after that.
    let ended = false;
    child.once('close', () => (ended = true));
    while (!output().includes('Stop with Ctrl+C')) {
      if (ended) throw new Error(`The demo did not start: ${errors()}`);
      await pause(20);
    }
    return demo;
  }

  /** What it printed so far. */
  get output(): string {
    return this.#output();
  }

  /** What is in the database file itself. */
  async rows(sql: string, ...args: string[]): Promise<Row[]> {
    const client = createClient({ url: `file:${this.databaseFile}` });
    try {
      // The demo writes by itself, too: a mail, a last use.
      await client.execute('PRAGMA busy_timeout = 10000');
      return (await client.execute({ sql, args })).rows;
    } finally {
      client.close();
    }
  }

  /** As if everybody had signed in, or proved who they are, an hour before. */
  async anHourPasses(): Promise<void> {
    await this.rows(
      `UPDATE sessions SET methods = (
         SELECT json_group_array(json_set(value, '$.at', json_extract(value, '$.at') - 3600000)) FROM json_each(methods)
       ) RETURNING id`,
    );
  }

  /** What browsers reported against the policy of its pages. */
  async reports(): Promise<{ count: number; latest: string[] }> {
    return (await (await fetch(`${this.origin}/demo/reports`)).json()) as { count: number; latest: string[] };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

/** A folder with what the first start of the demo writes: that is done once for all tests of a run, and copied. */
async function seededFolder(): Promise<string> {
  const folder = temporaryFolder();
  const shared = process.env['TEST_FOLDER'];
  // A test file that is run by itself.
  if (!shared) return folder;
  const seeded = join(shared, 'seeded');
  await withLock(`${seeded}.lock`, async () => {
    if (existsSync(seeded)) return;
    const made = temporaryFolder();
    const first = await Demo.run({ folder: made });
    await first.stop();
    renameSync(made, seeded);
  });
  cpSync(seeded, folder, { recursive: true });
  return folder;
}

/** Starts the demo where it cannot start, and tells how it ended. */
export async function startInVain(
  folder: string,
  port: number,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; errors: string }> {
  const child = launch(folder, port, environment);
  const errors = collect(child.stderr);
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(tooLong);
  return { code, errors: errors() };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const launch = (folder: string, port: number, environment = {}, args: readonly string[] = []): ChildProcess =>
  spawn(process.execPath, [...onThePackages, program, ...args], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'demo.db')}`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
