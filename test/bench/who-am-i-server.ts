import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Database from 'libsql';
import { randomBytes } from 'node:crypto';
import { createApp } from 'account-elements-server';
import { readConfig } from 'account-elements-server/config.js';
import { openDatabase } from 'account-elements-server/db/open.js';
import { SessionReader, tokenHash } from 'account-elements-server/http/session.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { createHttpServer } from 'account-elements-server/listen.js';
import { openLocations } from 'account-elements-server/location/locations.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { quickHashing } from '../support/test-server.ts';
import { TestLog } from '../support/test-log.ts';

/** One contender of the who-am-I bench, in a process of its own: tells its port and serves until it is killed. */
const [kind, file = ''] = process.argv.slice(2);

const tokenOf = (cookie: string | undefined): string => tokenHash(/__Host-sid=([\w-]+)/.exec(cookie ?? '')?.[1] ?? '');

// The clock of the test server that made the session stands still.
const now = () => Date.parse('2026-03-01T09:00:30Z');

async function ours(): Promise<void> {
  const log = new TestLog();
  const config = { ...readConfig({ ORIGIN: 'https://account.example' }), hosts: { has: () => true } as never };
  const keys = new KeyRing(new Map([['bench', randomBytes(32)]]));
  const passwords = new PasswordHashing(keys, quickHashing);
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
    return c.json((await reader.find(token, nobody))?.account);
  });
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
}

function floor(): void {
  const statement = new Database(file).prepare(
    `SELECT a.id, a.email, a.first_name, a.last_name, a.administrator, a.disabled_at, a.language, a.region,
            a.time_zone, a.hour_cycle, a.first_day_of_week, a.created_at,
            s.id AS session_id, s.last_seen_at, s.idle_expires_at, s.expires_at, s.level
       FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ?`,
  );
  const app = new Hono();
  app.get('/api/account/account', (c) => c.json(statement.get(tokenOf(c.req.header('cookie'))) as object));
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.(port));
}

if (kind === 'ours') await ours();
else if (kind === 'drizzle') await drizzle();
else floor();
