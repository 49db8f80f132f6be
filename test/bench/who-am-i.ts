import { TestServer } from '../support/test-server.ts';
import { load } from './load.ts';
import { startContender } from './start-contender.ts';

const people = 10_000;
const seconds = 2;

/** Who am I, over HTTP, against layers that lead up to it from bare Hono with the same join on a kept statement. */
export async function whoAmI(rounds: number): Promise<void> {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  await crowd(server);

  const kinds = ['floor', 'drizzle', 'ours'] as const;
  const contenders = await Promise.all(
    kinds.map(async (kind) => ({ kind, ...(await startContender(kind, server.file)) })),
  );
  const rates = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  const request = (port: number) =>
    `GET /api/account/account HTTP/1.1\r\nhost: localhost:${port}\r\ncookie: ${browser.cookieHeader}\r\n\r\n`;

  for (const { port } of contenders) await load(port, request(port), 0.5);
  for (let round = 0; round < rounds; round += 1) {
    for (const { kind, port } of contenders) {
      const { answers, seconds: took } = await load(port, request(port), seconds);
      rates.get(kind)?.push(answers / took);
    }
  }
  for (const { child } of contenders) child.kill();

  const floor = median(rates.get('floor') ?? []);
  console.log(`who am I, ${people} accounts, 32 connections, ${rounds} interleaved rounds of ${seconds} s, medians:`);
  console.log(`  bare Hono and the join on a kept statement   100 %`);
  console.log(`  the same through drizzle and our client      ${percent(median(rates.get('drizzle') ?? []) / floor)}`);
  console.log(
    `  GET /api/account/account                     ${percent(median(rates.get('ours') ?? []) / floor)}  (bar 50 %, goal 70 %)`,
  );
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const percent = (ratio: number): string => `${(100 * ratio).toFixed(0).padStart(3)} %`;

/** Enough rows that an index matters. */
async function crowd(server: TestServer): Promise<void> {
  const { accounts } = await import('account-elements-server/accounts/schema.js');
  const { sessions } = await import('account-elements-server/sessions/schema.js');
  const [account] = await server.db.select().from(accounts).limit(1);
  const [session] = await server.db.select().from(sessions).limit(1);
  if (!account || !session) throw new Error('nobody is signed in');
  for (let start = 0; start < people; start += 500) {
    const ids = Array.from({ length: 500 }, (_, index) => `bench-${start + index}`);
    await server.db.transaction(async (tx) => {
      await tx
        .insert(accounts)
        .values(
          ids.map((id) => ({ ...account, id, email: `${id}@people.example`, userHandle: Buffer.from(id.padEnd(64)) })),
        );
      await tx.insert(sessions).values(ids.map((id) => ({ ...session, id, accountId: id, tokenHash: id })));
    });
  }
}
