import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { environment, run } from './clean-folder.ts';

export const PASSWORD = 'an engine weaves algebra';

/**
 * One origin, as a product has it: a web server in front, which has the host's pages or asks the host's own server for
 * them, and the installed account server behind it.
 */
export class AccountService {
  readonly origin: string;
  readonly #front: Server;
  readonly #processes: ChildProcess[];

  private constructor(origin: string, front: Server, processes: ChildProcess[]) {
    this.origin = origin;
    this.#front = front;
    this.#processes = processes;
  }

  /** `host` is a folder with a `dist`, or one whose `npm start` listens on `PORT`. */
  static async start(serverFolder: string, host: string, startsItself: boolean): Promise<AccountService> {
    const [api, own] = [await freePort(), await freePort()];
    const front = createServer((incoming, outgoing) => {
      if (incoming.url?.startsWith('/api/')) return pass(incoming, outgoing, api);
      if (startsItself) return pass(incoming, outgoing, own);
      sendFile(join(host, 'dist'), incoming, outgoing);
    });
    front.listen(0, 'localhost');
    await once(front, 'listening');
    const origin = `http://localhost:${(front.address() as AddressInfo).port}`;

    const settings = {
      DATABASE_URL: `file:${join(temporaryFolder(), 'accounts.db')}`,
      ORIGIN: origin,
      PORT: String(api),
      TRUSTED_PROXIES: '127.0.0.1,::1',
    };
    const create = ['account-elements-server', 'account', 'create', 'ada@people.example', '--first-name', 'Ada'];
    await run('npx', [...create, '--password-stdin'], serverFolder, { input: PASSWORD, settings });
    const processes = [start('npx', ['account-elements-server'], serverFolder, settings)];
    if (startsItself) processes.push(start('npm', ['start'], host, { PORT: String(own) }));
    const service = new AccountService(origin, front, processes);
    try {
      await answers(`http://localhost:${api}/readyz`);
      await answers(origin);
      return service;
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#front.closeAllConnections();
    this.#front.close();
    const running = this.#processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = running.map((child) => once(child, 'exit'));
    for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    await Promise.all(ended);
  }
}

/** A group of its own: npm does not hand on that it is to stop. */
const start = (command: string, args: string[], cwd: string, settings: Record<string, string>): ChildProcess =>
  spawn(command, args, { cwd, env: { ...environment, ...settings }, stdio: 'inherit', detached: true });

export async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (tries === 1200) throw new Error(`Nothing answers at ${url}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const inner = request({ host: 'localhost', port, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  inner.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(inner);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

function sendFile(folder: string, { url = '/' }: IncomingMessage, outgoing: ServerResponse): void {
  const path = normalize(new URL(url, 'http://localhost').pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void outgoing.writeHead(404).end();
  outgoing.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(outgoing);
}
