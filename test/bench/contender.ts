import { serve } from '@hono/node-server';
import { hash, verify } from '@node-rs/argon2';
import { Hono } from 'hono';
import Database from 'libsql';
import { createApp } from 'account-elements-server';
import { readConfig } from 'account-elements-server/config.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { SessionReader, tokenHash } from 'account-elements-server/http/session.js';
import { createHttpServer } from 'account-elements-server/listen.js';
import { openLocations } from 'account-elements-server/location/locations.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { keyRing } from '../support/account-process.ts';
import { TestLog } from '../support/test-log.ts';
import { OWN_ORIGIN } from '../support/test-server.ts';

/** One contender of a bench, in a process of its own: tells its port and serves until it is killed. */
const [kind, file = '', key = ''] = process.argv.slice(2);

/** What production has, on whatever port. */
const config = { ...readConfig({ ORIGIN: OWN_ORIGIN }), hosts: { has: () => true } as never, checkResults: false };

const tokenOf = (cookie: string | undefined): string => tokenHash(/__Host-sid=([\w-]+)/.exec(cookie ?? '')?.[1] ?? '');

// The clock of the test server that made the session stands still.
const now = () => Date.parse('2026-03-01T09:00:30Z');

async function ours(): Promise<void> {
  const log = new TestLog();
  const keys = keyRing(Buffer.from(key, 'base64'));
  const passwords = new PasswordHashing(keys, config.hashing);
  const db = await openDatabase({ url: `file:${file}` });
  const server = createHttpServer(
    createApp({ db, config, passwords, keys, locations: openLocations([], log), now, log }),
    log,
  );
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
}

const nobody = { client: null } as never;

async function drizzle(): Promise<void> {
  const db = await openDatabase({ url: `file:${file}` });
  const reader = new SessionReader({ db, now } as never);
  const app = new Hono();
  app.get('/api/account/account', async (c) => {
    const token = /__Host-sid=([\w-]+)/.exec(c.req.header('cookie') ?? '')?.[1] ?? '';
    return c.json((await reader.find(token, nobody, true))?.account);
  });
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
}

async function floor(): Promise<void> {
  const statement = new Database(file).prepare(
    `SELECT a.id, a.email, a.first_name, a.last_name, a.administrator, a.disabled_at, a.language, a.region,
            a.time_zone, a.hour_cycle, a.first_day_of_week, a.created_at,
            s.id AS session_id, s.last_seen_at, s.idle_expires_at, s.expires_at, s.level
       FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`,
  );
  const app = new Hono();
  app.get('/api/account/account', (c) => c.json(statement.get(tokenOf(c.req.header('cookie'))) as object));

  // Signs in without a database: only the hash, one at a time, on the threads of libuv.
  const { memoryCost, timeCost, parallelism } = config.hashing;
  const phc = await hash('a password', { memoryCost, timeCost, parallelism });
  let last: Promise<unknown> = Promise.resolve();
  app.post('/api/account/sign-in/password', async (c) => {
    await c.req.json();
    const correct = last.then(() => verify(phc, 'a password'));
    last = correct;
    return c.json({ correct: await correct });
  });
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
}

if (kind === 'ours') await ours();
else if (kind === 'drizzle') await drizzle();
else await floor();
process.on('disconnect', () => process.exit());
process.on('message', () => {
  globalThis.gc?.();
  const { external, heapUsed } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
