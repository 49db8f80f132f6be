import { once } from 'node:events';
import { statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createHttpServer } from 'account-elements-server/listen.js';
import { TestServer } from '../support/test-server.ts';
import { exportMemory } from './activity-export.ts';

const few = 10_000;
const many = 1_000_000;
const DAY = 86_400_000;
const asks = 40;
const BAR = 1.3;

/** What somebody asks for: the first page, one far back, each filter by itself, and several. */
const questions: readonly (readonly [what: string, query: string, often?: number])[] = [
  ['first page', 'view=events'],
  ['first page of sign-ins', 'view=access'],
  ['page 1,000', 'view=events&deep'],
  ['page 1,000 of sign-ins', 'view=access&deep'],
  ['kind', 'view=events&kind=sign-in'],
  ['result', 'view=events&outcome=failure'],
  ['application', 'view=events&client=certificate-manager'],
  ['days', `view=events&since=${day(-5)}&before=${day(-3)}`],
  ['a word that is common', 'view=events&text=london'],
  // 2,000 lines are looked at, here and there.
  ['a word that is not there', 'view=events&text=nowhere', 0.25],
  ['three at once', `view=events&kind=sign-in&outcome=failure&since=${day(-5)}`],
];

/** Pages of a person with a million events, over HTTP, against those of one with ten thousand in the same database. */
export async function activityPage(rounds: number): Promise<void> {
  await using server = await TestServer.start({ config: { checkResults: false, hosts: { has: () => true } as never } });
  const people = { few: await person(server, 'few', few), many: await person(server, 'many', many) };
  const { app, log } = server;
  const http = createHttpServer(app, log).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/account/activity`;
  console.log(`a page of activity, ${count(few)} against ${count(many)} events of one person, over HTTP,`);
  console.log(`  ${rounds * asks} pages each in turn, medians (bar ${BAR.toFixed(2)}):`);
  for (const [what, query, often = 1] of questions) {
    const times = { few: [] as number[], many: [] as number[] };
    for (let i = 0; i < rounds * asks * often; i++) {
      // Each is the first as often as the other.
      for (const who of i % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
        const { cookie, deep } = people[who];
        const asked = query.replace('deep', `cursor=${deep[i % deep.length]}`);
        const start = performance.now();
        const response = await fetch(`${base}?${asked}`, { headers: { cookie } });
        const text = await response.text();
        times[who].push(performance.now() - start);
        if (response.status !== 200 || text.length < 60) throw new Error(`${what}: ${response.status} ${text}`);
      }
    }
    const [less, more] = [median(times.few), median(times.many)];
    const ratio = more / less;
    console.log(
      `  ${what.padEnd(25)} ${less.toFixed(2)} ms → ${more.toFixed(2)} ms   × ${ratio.toFixed(2)}${ratio > BAR ? '  ABOVE THE BAR' : ''}`,
    );
  }
  console.log(
    `  ${Math.round(statSync(server.file).size / (few + many))} bytes per event, all indexes and the chain included`,
  );
  await exportMemory(`${base}/export?view=events&format=json`, people.many.cookie, many);
  http.close();
  http.closeAllConnections();
}

export const count = (number: number): string => number.toLocaleString('en');

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** A day before or after the clock of the test server begins. */
function day(days: number): string {
  return new Date(Date.parse('2026-03-01T09:00:00Z') + days * DAY).toISOString();
}

/** Somebody signed in, with so many events: written past the chain, which pages do not read. */
async function person(server: TestServer, name: string, events: number) {
  const browser = await server.signedIn({ email: `${name}@people.example` });
  const { id } = (await (await browser.fetch('/api/account/account')).json()) as { id: string };
  const batch = 50_000;
  for (let start = 0; start < events; start += batch) {
    await server.db.$client.execute({
      sql: `WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO activity (id, at, account_id, session_id, type, outcome, actor, address, user_agent, device,
          country, city, origin, client, details, salt, personal_digest, previous_digest, digest)
        SELECT hex(randomblob(11)), ? - i * 60000, ?, hex(randomblob(11)),
          CASE i % 4 WHEN 0 THEN 'authn_login_success' WHEN 1 THEN 'session_created' WHEN 2 THEN 'authn_login_fail' ELSE 'user_updated' END,
          CASE i % 4 WHEN 2 THEN 'failure' ELSE 'success' END, 'person', '203.0.113.' || (i % 256), ?, ?,
          'GB', 'London', 'https://account.example', 'certificate-manager', '{"methods":["password"]}',
          randomblob(16), hex(randomblob(22)), hex(randomblob(22)), hex(randomblob(22))
        FROM n`,
      args: [start, Math.min(start + batch, events) - 1, server.clock.now() - DAY, id, userAgent, device],
    });
  }
  const cookie = `__Host-sid=${browser.token}`;
  return { cookie, deep: await cursorsAt(server, id, Math.min(25 * 999, events - 200)) };
}

const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const device = JSON.stringify({
  kind: 'desktop',
  access: 'browser',
  program: { code: 'firefox', name: 'Firefox', version: null },
  system: { code: 'windows', name: 'Windows', version: null },
});

/** Entries so far back (with fewer, as far as there are any): a stretch of them, so that not one page alone is warm. */
async function cursorsAt(server: TestServer, id: string, offset: number): Promise<string[]> {
  const { rows } = await server.db.$client.execute({
    sql: 'SELECT id FROM activity WHERE account_id = ? ORDER BY at DESC, sequence DESC LIMIT 20 OFFSET ?',
    args: [id, offset],
  });
  return rows.map((row) => String(row[0]));
}
