import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTheSources } from '../../tools/test/node-arguments.ts';
import { freePort } from './free-port.ts';
import { newFolder } from './temporary-folder.ts';

const serverFolder = fileURLToPath(new URL('../../server/', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs one of the server's programs as its own process until it ends. */
export async function runProgram(
  program: string,
  args: string[],
  environment: Record<string, string>,
  input = '',
): Promise<Finished> {
  const child = start(program, args, environment);
  child.stdin?.end(input);
  const [output, errors] = [collect(child.stdout), collect(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output(), errors: errors() };
}

/** The real server process on a database of its own. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly #output: () => string;

  private constructor(child: ChildProcess, port: number, output: () => string) {
    this.child = child;
    this.port = port;
    this.#output = output;
  }

  static async start(environment: Record<string, string>): Promise<ServerProcess> {
    const port = await freePort();
    const child = start('main.ts', [], { PORT: String(port), ...environment });
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    // Not `exit`: what it says last may come after that.
    let ended = false;
    child.once('close', () => (ended = true));
    while (!output().includes('"msg":"listening"')) {
      if (ended) throw new Error(`the server did not start: ${errors()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return new ServerProcess(child, port, output);
  }

  /** Everything it logged so far. */
  get log(): string {
    return this.#output();
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Sends bytes as they are and returns everything that comes back until the other side closes. */
  async raw(bytes: string | Buffer, patience = 4000): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    const answer = collect(socket);
    // A door closed in the middle of a write is an answer too.
    socket.on('error', () => undefined);
    socket.write(bytes);
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      setTimeout(resolve, patience).unref();
    });
    socket.destroy();
    return answer();
  }

  /** Ends it as an operator would and returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill('SIGTERM');
    const [code] = (await once(this.child, 'exit')) as [number | null];
    return code;
  }
}

/** A folder that is removed again. */
export async function withFolder<T>(job: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder();
  try {
    return await job(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const start = (program: string, args: string[], environment: Record<string, string>) =>
  spawn(process.execPath, [...onTheSources, join(serverFolder, program), ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: 'pipe',
  });

function collect(stream: { on(event: 'data', listener: (chunk: Buffer) => void): unknown } | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => (text += chunk.toString('latin1')));
  return () => text;
}
