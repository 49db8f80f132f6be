import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { keyRing } from '../support/account-process.ts';
import { ada, OWN_ORIGIN, TestServer } from '../support/test-server.ts';
import { askAtRate, load, type Load } from './load.ts';
import type { Order } from './sign-in-clients.ts';
import { execArgv, startContender, type Contender } from './start-contender.ts';

const seconds = 2;
const clients = 4;
const rate = 200;
const kinds = ['floor', 'ours'] as const;

/**
 * Who am I, asked two hundred times a second, while four clients sign in
 * without pause with hashes of full strength: against the same with nobody
 * signing in, and against a bare server that only hashes and writes nothing.
 */
export async function readsWhileSigningIn(rounds: number): Promise<void> {
  const key = randomBytes(32);
  await using server = await TestServer.start({ keys: keyRing(key) });
  await server.person();
  // Somebody else: so many sign-ins of one person end that person's oldest session.
  const { cookieHeader } = await server.signedIn({ email: 'reader@people.example' });
  const signIns = fork(new URL('sign-in-clients.ts', import.meta.url), { execArgv });
  signIns.once('exit', (code) => process.exit(code ?? 0));
  const contenders = await Promise.all(
    kinds.map(async (kind) => new Measured(await startContender(kind, server.file, key.toString('base64')))),
  );
  const [floor, ours] = contenders as [Measured, Measured];
  try {
    // The first sign-in makes the stored hash anew, at full strength.
    for (const { port } of contenders) await load(port, signInRequest, 0.1, 1);
    for (const contender of contenders) await contender.round(cookieHeader, signIns);
    for (const contender of contenders) contender.forget();
    for (let round = 0; round < rounds; round++) {
      for (const contender of contenders) await contender.round(cookieHeader, signIns);
    }
  } finally {
    signIns.removeAllListeners('exit').kill();
    for (const contender of contenders) contender.stop();
  }
  console.log(`p99 of who am I, ${rate} a second, quiet and while ${clients} clients sign in without pause,`);
  console.log(`  medians of ${rounds} interleaved rounds of ${seconds} s:`);
  console.log(`  bare Hono, hashing alone    ${floor}`);
  console.log(`  GET /api/account/account    ${ours}   (bar × 3.00)`);
  console.log(`  meanwhile, of the bare one  × ${(ours.meanwhile / floor.meanwhile).toFixed(2)}`);
}

class Measured {
  readonly #contender: Contender;
  readonly #quiet: number[] = [];
  readonly #busy: number[] = [];
  readonly #signIns: number[] = [];

  constructor(contender: Contender) {
    this.#contender = contender;
  }

  get port(): number {
    return this.#contender.port;
  }

  async round(cookie: string, signIns: ChildProcess): Promise<void> {
    const { port } = this;
    const ask = `GET /api/account/account HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`;
    this.#quiet.push(p99(await askAtRate(port, ask, rate, seconds)));
    signIns.send({ port, request: signInRequest, seconds, clients } satisfies Order);
    const done = once(signIns, 'message') as Promise<[Load]>;
    this.#busy.push(p99(await askAtRate(port, ask, rate, seconds)));
    const [{ answers, seconds: took }] = await done;
    this.#signIns.push(answers / took);
  }

  forget(): void {
    for (const figures of [this.#quiet, this.#busy, this.#signIns]) figures.length = 0;
  }

  stop(): void {
    this.#contender.child.kill();
  }

  get meanwhile(): number {
    return median(this.#busy);
  }

  toString(): string {
    const ratios = this.#busy.map((busy, round) => busy / (this.#quiet[round] ?? Number.NaN));
    const [quiet, busy] = [median(this.#quiet).toFixed(1), median(this.#busy).toFixed(1)];
    return `${quiet} → ${busy} ms   × ${median(ratios).toFixed(2)}   ${median(this.#signIns).toFixed(0)} sign-ins/s`;
  }
}

const body = JSON.stringify({ email: ada.email, password: ada.password });
const signInRequest = [
  'POST /api/account/sign-in/password HTTP/1.1',
  'host: localhost',
  `origin: ${OWN_ORIGIN}`,
  'content-type: application/json',
  `content-length: ${body.length}`,
  '',
  body,
].join('\r\n');

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN;
const p99 = (values: readonly number[]): number => sorted(values)[Math.floor(values.length * 0.99)] ?? Number.NaN;
