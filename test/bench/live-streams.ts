import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { newToken } from 'account-elements-server/sessions/store.js';
import { tokenHash } from 'account-elements-server/http/session.js';
import { TestServer } from '../support/test-server.ts';
import { askAtRate } from './load.ts';
import { startContender, type Contender } from './start-contender.ts';

const streams = 1000;
/** As many as one session may have. */
const perSession = 10;
const rate = 200;
const seconds = 2;

/** Who am I, asked two hundred times a second, with nobody listening and with a thousand pages that listen; and what those take. */
export async function live(rounds: number): Promise<void> {
  await using server = await TestServer.start();
  const { cookieHeader } = await server.signedIn({ email: 'reader@people.example' });
  const cookies = await listeners(server);
  const contender = await startContender('ours', server.file);
  const { child, port } = contender;
  const ask = `GET /api/account/account HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookieHeader}\r\n\r\n`;
  const [quiet, listened, kilobytes]: number[][] = [[], [], []];
  try {
    await askAtRate(port, ask, rate, 1);
    // The first thousand find a heap that has never held so many.
    for (let round = 0; round <= rounds; round += 1) {
      const alone = p99(await askAtRate(port, ask, rate, seconds));
      const before = await memory(contender);
      const open = await Promise.all(cookies.map((cookie) => listen(port, cookie)));
      const held = (await memory(contender)) - before;
      const meanwhile = p99(await askAtRate(port, ask, rate, seconds));
      const closed = open.map((socket) => once(socket, 'close'));
      for (const socket of open) socket.destroy();
      await Promise.all(closed);
      if (round === 0) continue;
      quiet?.push(alone);
      listened?.push(meanwhile);
      kilobytes?.push(held / 1000 / streams);
    }
  } finally {
    child.kill();
  }
  const ratios = (listened ?? []).map((busy, round) => busy / (quiet?.[round] ?? Number.NaN));
  console.log(
    `${streams} open streams of live updates on one process, medians of ${rounds} interleaved rounds of ${seconds} s:`,
  );
  console.log(`  memory of a stream                 ${median(kilobytes ?? []).toFixed(1)} kB`);
  console.log(
    `  p99 of who am I, ${rate} a second    ${median(quiet ?? []).toFixed(1)} → ${median(listened ?? []).toFixed(1)} ms   × ${median(ratios).toFixed(2)}  (bar × 2.00)`,
  );
}

/** Cookies of sessions of as many people as it takes. */
async function listeners(server: TestServer): Promise<string[]> {
  const [known] = await server.db.select().from(sessions).limit(1);
  if (!known) throw new Error('nobody is signed in');
  const cookies: string[] = [];
  for (let count = 0; count < streams / perSession; count += 1) {
    const { id: accountId } = await server.person({ email: `listener-${count}@people.example` });
    const token = newToken();
    await server.db
      .insert(sessions)
      .values({ ...known, id: `listener-${count}`, accountId, tokenHash: tokenHash(token) });
    for (let stream = 0; stream < perSession; stream += 1) cookies.push(`__Host-sid=${token}`);
  }
  return cookies;
}

/** Resolves when the stream has said its first word. */
async function listen(port: number, cookie: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`GET /api/account/live-updates HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`);
  for (let text = ''; !text.includes('data:');) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    text += chunk.toString();
    if (!text.startsWith('HTTP/1.1 200')) throw new Error(`no stream: ${text}`);
  }
  socket.resume();
  return socket;
}

/** What the process holds after it has thrown away what it can. */
async function memory({ child }: Contender): Promise<number> {
  child.send('memory');
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? Number.NaN;
const p99 = (values: readonly number[]): number => sorted(values)[Math.floor(values.length * 0.99)] ?? Number.NaN;
