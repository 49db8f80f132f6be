import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How many answers came in, and how long that took. */
export interface Load {
  readonly answers: number;
  readonly seconds: number;
}

/**
 * Asks the same thing over and over on some kept connections. Raw sockets,
 * because an HTTP client would cost more than the servers that it measures.
 */
export async function load(port: number, request: string, seconds: number, connections = 32): Promise<Load> {
  const started = performance.now();
  const until = started + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => askUntil(port, request, until)));
  return { answers: counts.reduce((sum, count) => sum + count, 0), seconds: (performance.now() - started) / 1000 };
}

async function askUntil(port: number, request: string, until: number): Promise<number> {
  const connection = await Connection.open(port);
  for (let answers = 1; ; answers += 1) {
    await connection.ask(request);
    if (performance.now() < until) continue;
    connection.end();
    return answers;
  }
}

/**
 * Asks so many times a second, whatever comes back when: a slow answer must
 * not keep the next question from being asked.
 *
 * @returns how long each answer took, in milliseconds
 */
export async function askAtRate(port: number, request: string, rate: number, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const idle: Connection[] = [];
  const asked: Promise<void>[] = [];
  const ask = async () => {
    const connection = idle.pop() ?? (await Connection.open(port));
    const start = performance.now();
    await connection.ask(request);
    times.push(performance.now() - start);
    idle.push(connection);
  };
  const started = performance.now();
  for (let count = 0; count < rate * seconds; count += 1) {
    await sleep(Math.max(0, started + (count * 1000) / rate - performance.now()));
    asked.push(ask());
  }
  await Promise.all(asked);
  for (const connection of idle) connection.end();
  return times;
}

/** A kept connection that asks one thing at a time. */
class Connection {
  readonly #socket: Socket;
  #pending = '';
  #answered: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
    socket.on('data', (chunk: string) => this.#take(chunk));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  ask(request: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(request);
    });
  }

  end(): void {
    this.#failed = undefined;
    this.#socket.end();
  }

  #take(chunk: string): void {
    this.#pending += chunk;
    const rest = afterAnswer(this.#pending);
    if (rest === undefined) return;
    if (this.#pending.startsWith('HTTP/1.1 200')) this.#answered?.();
    else this.#failed?.(new Error(this.#pending));
    this.#pending = rest;
  }
}

/** What follows a whole answer, or nothing while it is not whole. */
function afterAnswer(text: string): string | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${text.slice(0, 200)}`);
  const end = head + 4 + Number(length);
  return text.length < end ? undefined : text.slice(end);
}
