import { statSync } from 'node:fs';
import { TestServer } from '../support/test-server.ts';

const few = 10_000;
const many = 1_000_000;
const DAY = 86_400_000;
const asks = 60;

/** A page of activity of a person with a million events, against that of one with ten thousand in the same database. */
export async function activityPage(rounds: number): Promise<void> {
  await using server = await TestServer.start({ config: { checkResults: false } });
  const ages = { few: await person(server, 'few', few), many: await person(server, 'many', many) };
  const size = statSync(server.file).size;
  console.log(
    `a page of activity, ${few.toLocaleString('en')} against ${many.toLocaleString('en')} events of one person,`,
  );
  console.log(`  ${rounds * asks} pages each in turn, medians (bar 1.30):`);
  for (const view of ['access', 'events'] as const) {
    for (const depth of [0, 0.5, 0.99] as const) {
      const times = { few: [] as number[], many: [] as number[] };
      const cursors = {
        few: depth === 0 ? [''] : await cursorsAt(server, ages.few.id, depth),
        many: depth === 0 ? [''] : await cursorsAt(server, ages.many.id, depth),
      };
      for (let i = 0; i < rounds * asks; i++) {
        for (const who of ['few', 'many'] as const) {
          const cursor = cursors[who][i % cursors[who].length];
          const start = performance.now();
          const response = await ages[who].browser.fetch(
            `/api/account/activity?view=${view}${cursor && `&cursor=${cursor}`}`,
          );
          const text = await response.text();
          times[who].push(performance.now() - start);
          if (response.status !== 200 || text.length < 1000) throw new Error(`${response.status} ${text}`);
        }
      }
      const ratio = median(times.many) / median(times.few);
      const where = depth === 0 ? 'first page' : `${depth * 100} % deep`;
      console.log(
        `  ${view.padEnd(6)} ${where.padEnd(11)} ${median(times.few).toFixed(2)} ms → ${median(times.many).toFixed(2)} ms   × ${ratio.toFixed(2)}`,
      );
    }
  }
  console.log(`  ${Math.round(size / (few + many))} bytes per event, its two indexes and the chain included`);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Somebody signed in, with so many events: written past the chain, which pages do not read. */
async function person(server: TestServer, name: string, events: number) {
  const browser = await server.signedIn({ email: `${name}@people.example` });
  const account = (await (await browser.fetch('/api/account/account')).json()) as { id: string };
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
      args: [start, Math.min(start + batch, events) - 1, server.clock.now() - DAY, account.id, userAgent, device],
    });
  }
  return { browser, id: account.id };
}

const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const device = JSON.stringify({
  kind: 'desktop',
  access: 'browser',
  program: { code: 'firefox', name: 'Firefox', version: null },
  system: { code: 'windows', name: 'Windows', version: null },
});

/** Entries so deep in somebody's record, a stretch of them so that not one page alone is warm. */
async function cursorsAt(server: TestServer, id: string, depth: number): Promise<string[]> {
  const { rows } = await server.db.$client.execute({
    sql: `SELECT id FROM activity WHERE account_id = ? AND at <= (
        SELECT max(at) - CAST((max(at) - min(at)) * ? AS INTEGER) FROM activity WHERE account_id = ? AND type = 'user_updated'
      ) ORDER BY at DESC LIMIT 20`,
    args: [id, depth, id],
  });
  return rows.map((row) => String(row[0]));
}
