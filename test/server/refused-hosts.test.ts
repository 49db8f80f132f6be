import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestServer } from '../support/test-server.ts';

interface Line {
  readonly event?: string;
  readonly host: string;
  readonly level: number;
  readonly msg: string;
}

const refusals = ({ log }: TestServer): Line[] =>
  log.lines.map((line) => JSON.parse(line) as Line).filter(({ event }) => event === 'host_refused');

const ask = (server: TestServer, host: string) => server.app.request('/api/account/account', { headers: { host } });

test('an operator whose proxy sends another Host reads which, and what to do; whoever asks reads neither', async () => {
  await using server = await TestServer.start();
  const response = await ask(server, 'internal.example:8080');
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const text = JSON.stringify([...response.headers]) + (await response.text());
  assert.match(text, /"code":"malformed"/);
  assert.ok(!text.includes('internal.example') && !text.includes('HOSTS'));
  const [line, ...others] = refusals(server);
  assert.deepEqual(others, []);
  assert.equal(line?.host, 'internal.example:8080');
  assert.equal(line?.level, 40);
  assert.match(line?.msg ?? '', /name it in HOSTS/);
});

test('the same host is in the log once a minute, and all of them together ten times', async () => {
  await using server = await TestServer.start();
  for (let time = 0; time < 3; time += 1) await ask(server, 'one.example');
  assert.equal(refusals(server).length, 1);
  server.clock.push(59_000);
  await ask(server, 'one.example');
  assert.equal(refusals(server).length, 1);
  server.clock.push(1000);
  await ask(server, 'one.example');
  assert.equal(refusals(server).length, 2);
  for (let made = 0; made < 50; made += 1) assert.equal((await ask(server, `${made}.evil.example`)).status, 400);
  assert.equal(refusals(server).length, 11);
});

test('a host is shown short, and without what would be more than text in a terminal', async () => {
  await using server = await TestServer.start();
  await ask(server, `a\u009b31m b\u00e9.example"${'x'.repeat(5000)}`);
  const [line] = refusals(server);
  assert.match(line?.host ?? '', /^a%9B31m%20b%E9\.example"x+…$/);
  assert.ok((line?.host.length ?? 0) < 120);
});
