import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test as unlimited } from 'node:test';
import { readConfig } from 'account-elements-server/config.js';
import { loadKeys } from 'account-elements-server/keys.js';
import { createPerson } from 'account-elements-server/operations/account-commands.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { openAndMigrate } from 'account-elements-server/account-server.js';
import { leastOf } from '../support/event-loop.ts';
import { holdWriteLock } from '../support/lock-holder.ts';
import { runProgram, ServerProcess, withFolder } from '../support/server-process.ts';

/** A process that hangs must not hang the tests. */
const test = (name: string, job: () => Promise<void>): void => void unlimited(name, { timeout: 60_000 }, job);

const PASSWORD = 'an engine weaves algebra';
const json = { 'content-type': 'application/json' };

/** By the code behind the operator's command, which is quicker than another process. */
async function addAda(databaseUrl: string): Promise<void> {
  const config = readConfig({ DATABASE_URL: databaseUrl });
  const db = await openAndMigrate(config);
  const passwords = new PasswordHashing(loadKeys(config), config.hashing);
  const person = { email: 'ada@people.example', firstName: 'Ada', lastName: '', password: PASSWORD };
  await createPerson({ db, passwords, company: config.company, now: Date.now }, person);
  db.close();
}

/** The real process with Ada in its database. */
async function withServer(job: (server: ServerProcess, cookie: string, file: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const file = join(folder, 'test.db');
    const environment = { DATABASE_URL: `file:${file}` };
    await addAda(environment.DATABASE_URL);
    const server = await ServerProcess.start(environment);
    try {
      await job(server, await signedIn(server), file);
    } finally {
      await server.stop();
    }
  });
}

const signIn = (server: ServerProcess, password = PASSWORD): Promise<Response> =>
  fetch(`${server.origin}/api/account/sign-in/password`, {
    method: 'POST',
    headers: { ...json, origin: server.origin },
    body: JSON.stringify({ email: 'ada@people.example', password }),
  });

/** The cookie of a new session. */
async function signedIn(server: ServerProcess): Promise<string> {
  const response = await signIn(server);
  assert.equal(response.status, 200);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** How much memory another process has, in bytes. */
const memoryOf = ({ child }: ServerProcess): number =>
  1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }));

const request = (line: string, headers: Record<string, string>, body = '') =>
  `${line}\r\n${Object.entries({ connection: 'close', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`;

test('case 104, 111, 112: bytes that are no proper request are 4xx or a closed door, and others are served meanwhile', async () => {
  await withServer(async (server, cookie) => {
    const host = `localhost:${server.port}`;
    const own = { host, cookie, origin: server.origin, ...json, 'if-match': '"0"' };
    const raw: [what: string, bytes: string][] = [
      ['dot segments', request('GET /api/account/../account/account HTTP/1.1', own)],
      ['encoded dot segments', request('GET /api/account/%2e%2e/account/account HTTP/1.1', own)],
      ['a doubled slash', request('GET //api/account/account HTTP/1.1', own)],
      ['a backslash', request('GET /api\\account/account HTTP/1.1', own)],
      ['an encoded slash', request('GET /api/account%2faccount HTTP/1.1', own)],
      ['an encoded zero', request('GET /api/account/account%00 HTTP/1.1', own)],
      ['absolute form', request(`GET http://${host}/api/account/account HTTP/1.1`, own)],
      ['absolute form of elsewhere', request('GET http://evil.example/api/account/account HTTP/1.1', own)],
      ['authority form', request(`CONNECT ${host} HTTP/1.1`, own)],
      ['asterisk form', request('OPTIONS * HTTP/1.1', own)],
      ['another host', request('GET /api/account/account HTTP/1.1', { ...own, host: 'evil.example' })],
      ['an impossible host', request('GET /api/account/account HTTP/1.1', { ...own, host: 'a b@c/d' })],
      ['no host', request('GET /api/account/account HTTP/1.1', { cookie })],
      ['TRACE', request('TRACE /api/account/account HTTP/1.1', own)],
      ['headers of 20 kB', request('GET /api/account/account HTTP/1.1', { ...own, 'x-long': 'x'.repeat(20_000) })],
      [
        'a cookie of 20 kB',
        request('GET /api/account/account HTTP/1.1', { ...own, cookie: `__Host-sid=${'x'.repeat(20_000)}` }),
      ],
      ['CR within a header', request('GET /api/account/account HTTP/1.1', { ...own, 'user-agent': 'a\rb' })],
      ['CR and LF within a header', request('GET /api/account/account HTTP/1.1', { ...own, 'user-agent': 'a\r\n: b' })],
      ['a zero within a header', request('GET /api/account/account HTTP/1.1', { ...own, 'user-agent': 'a\0b' })],
      [
        'ANSI escapes',
        request('GET /api/account/account HTTP/1.1', { ...own, 'user-agent': '\u001b[31mred\u001b[0m' }),
      ],
      [
        'both lengths',
        request(
          'PATCH /api/account/profile HTTP/1.1',
          { ...own, 'content-length': '5', 'transfer-encoding': 'chunked' },
          '0\r\n\r\n',
        ),
      ],
      [
        'two lengths',
        request(
          'PATCH /api/account/profile HTTP/1.1',
          { ...own, 'content-length': '5', 'Content-Length': '6' },
          '{"a":1}',
        ),
      ],
      [
        'a length too large',
        request('PATCH /api/account/profile HTTP/1.1', { ...own, 'content-length': '10485760' }, '{}'),
      ],
      ['no HTTP at all', 'HELLO\r\n\r\n'],
    ];
    const before = memoryOf(server);
    for (const [what, bytes] of raw) {
      const answer = await server.raw(bytes, 3000);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
      assert.ok(answer === '' || (status >= 400 && status < 500), `${what}: ${answer.slice(0, 80)}`);
      assert.doesNotMatch(answer, /ada@people/, what);
    }
    const announced = { ...own, 'content-length': '10485760' };
    assert.match(await server.raw(request('PATCH /api/account/profile HTTP/1.1', announced, '{')), /^HTTP\/1\.1 413/);
    const big = Buffer.alloc(10_000_000, 'x');
    const chunked = request('PATCH /api/account/profile HTTP/1.1', { ...own, 'transfer-encoding': 'chunked' });
    const answer = await server.raw(
      Buffer.concat([Buffer.from(`${chunked}${big.length.toString(16)}\r\n`), big]),
      3000,
    );
    // Who goes on sending may find the door closed before the answer is read.
    assert.match(answer, /^(HTTP\/1\.1 413|$)/);
    const grown = memoryOf(server) - before;
    assert.ok(grown < 50_000_000, `grew by ${Math.round(grown / 1e6)} MB`);
    assert.equal((await fetch(`${server.origin}/api/account/account`, { headers: { cookie } })).status, 200);
    for (const line of server.log.trim().split('\n')) assert.doesNotThrow(() => void JSON.parse(line), line);
  });
});

test('case 041: a connection that stays open is signed out like any other by who signs out everywhere else', async () => {
  await withServer(async (server, cookie) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const others = [await signedIn(server), await signedIn(server)];
    const whoAmI = async (token: string) => {
      const asked = get(`${server.origin}/api/account/account`, { agent, headers: { cookie: token } });
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      await once(answer.resume(), 'end');
      return { status: answer.statusCode, reused: asked.reusedSocket };
    };
    for (const other of others) assert.equal((await whoAmI(other)).status, 200);
    const ended = await fetch(`${server.origin}/api/account/other-sessions`, {
      method: 'DELETE',
      headers: { cookie, origin: server.origin },
    });
    assert.deepEqual(await ended.json(), { sessionsEnded: 2 });
    for (const other of others) assert.deepEqual(await whoAmI(other), { status: 401, reused: true });
    assert.deepEqual(await whoAmI(cookie), { status: 200, reused: true });
    agent.destroy();
  });
});

test('case 116: while another process holds the database, changes are 503 within three seconds, reads go on, and nobody is counted', async () => {
  await withServer(async (server, cookie, file) => {
    const holder = await holdWriteLock(file);
    const waited = await leastOf(3_000, async () => {
      const asked = performance.now();
      const refused = await Promise.all(Array.from({ length: 8 }, () => signIn(server, 'not the right password')));
      const took = performance.now() - asked;
      for (const { headers, status } of refused) {
        assert.equal(status, 503);
        assert.match(headers.get('retry-after') ?? '', /^\d+$/);
      }
      return took;
    });
    assert.ok(waited < 3_000, `waited ${Math.round(waited)} ms`);
    assert.equal((await fetch(`${server.origin}/livez`)).status, 200);
    assert.equal((await fetch(`${server.origin}/readyz`)).status, 503);
    assert.equal((await fetch(`${server.origin}/api/account/account`, { headers: { cookie } })).status, 200);
    await holder.release();
    assert.equal((await fetch(`${server.origin}/readyz`)).status, 200);
    // All five tries are left.
    for (let i = 0; i < 4; i++) assert.equal((await signIn(server, 'not the right password')).status, 403);
    assert.equal((await signIn(server)).status, 200);
  });
});

test('case 111: 200 clients that never finish their headers keep nobody else from being served', async () => {
  await withServer(async (server, cookie) => {
    const sockets = Array.from({ length: 200 }, () => connect(server.port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      // Unread data would keep the end from being seen.
      socket.resume();
      socket.write('GET /api/account/account HTTP/1.1\r\nhost: ');
    }
    const started = performance.now();
    assert.equal((await fetch(`${server.origin}/api/account/account`, { headers: { cookie } })).status, 200);
    assert.ok(performance.now() - started < 5000);
    await Promise.all(sockets.filter(({ closed }) => !closed).map((socket) => once(socket, 'close')));
    assert.ok(performance.now() - started < 25_000, 'and they are shown out');
  });
});

test('case 117: SIGTERM under load lets what is under way finish and ends with 0', async () => {
  await withServer(async (server) => {
    let asked = 0;
    let cut = 0;
    const statuses = new Set<number>();
    let stopping = false;
    const clients = Array.from({ length: 8 }, async (_, client) => {
      while (!stopping) {
        asked++;
        try {
          const response = await fetch(`${server.origin}/api/account/sign-in/password`, {
            method: 'POST',
            headers: { ...json, origin: server.origin },
            body: JSON.stringify({
              email: `person-${client}-${asked}@people.example`,
              password: 'not the right password',
            }),
          });
          statuses.add(response.status);
          await response.text();
        } catch (error) {
          // A connection that was refused is fine; an answer that was begun and cut is not.
          if ((error as { cause?: { code?: string } }).cause?.code !== 'ECONNREFUSED') cut++;
          return;
        }
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const started = performance.now();
    const exit = server.stop();
    assert.equal(await exit, 0);
    assert.ok(performance.now() - started < 10_000);
    stopping = true;
    await Promise.all(clients);
    assert.ok(asked > 8);
    assert.ok(
      [...statuses].every((status) => [403, 429, 503].includes(status)),
      [...statuses].join(),
    );
    // Keep-alive connections may be closed between two requests: at most one per client.
    assert.ok(cut <= 8);
    assert.match(server.log, /"event":"sys_shutdown"/);
  });
});

test('case 117: a second signal ends the process at once', async () => {
  await withServer(async (server) => {
    // Something that would keep it waiting for the whole grace.
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /api/account/sign-out HTTP/1.1\r\nhost: localhost:${server.port}\r\ncontent-length: 10\r\nexpect: 100-continue\r\n\r\n`,
    );
    // It has begun with the request, and waits for the rest.
    await once(socket, 'data');
    socket.write('{');
    const started = performance.now();
    const exited = once(server.child, 'exit');
    server.child.kill('SIGTERM');
    // Two signals that come before it has seen the first are one.
    while (!server.log.includes('"msg":"stopping"')) await new Promise((resolve) => setTimeout(resolve, 10));
    server.child.kill('SIGTERM');
    const [code] = (await exited) as [number];
    assert.equal(code, 1);
    assert.ok(performance.now() - started < 8_000);
    socket.destroy();
  });
});

test('what keeps the server from starting is said in one sentence, with exit code 1', async () => {
  await withFolder(async (folder) => {
    const url = `file:${join(folder, 'test.db')}`;
    const says = async (environment: Record<string, string>, sentence: RegExp) => {
      const { code, errors } = await runProgram('main.ts', [], { PORT: '0', DATABASE_URL: url, ...environment });
      assert.equal(code, 1, errors);
      assert.equal(errors.trim().split('\n').length, 1, errors);
      assert.match(errors, sentence);
    };
    await writeFile(
      join(folder, 'broken.db'),
      'this is no database at all, but it is long enough to look like one'.repeat(100),
    );
    const [server] = await Promise.all([
      ServerProcess.start({ DATABASE_URL: url }),
      says({ PORT: 'eighty' }, /PORT must be a whole number/),
      says({ DATABASE_URL: `file:${join(folder, 'broken.db')}` }, /broken\.db" is not a database/),
    ]);
    await says({ PORT: String(server.port) }, /PORT \d+ is in use on 127\.0\.0\.1/);
    assert.equal(await server.stop(), 0);
    assert.equal((await stat(join(folder, 'test.db.keys'))).mode & 0o777, 0o600, 'nobody else reads the keys');
    await writeFile(join(folder, 'test.db.keys'), 'not keys');
    await says({}, /KEYS_FILE must hold/);
  });
});
