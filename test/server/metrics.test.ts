import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { ada, TestServer } from '../support/test-server.ts';

const metricsToken = 'a-token-of-the-operator-alone';
const read = (server: TestServer, token = metricsToken) =>
  server.app.request('/metrics', { headers: { authorization: `Bearer ${token}` } });
const valueOf = (text: string, name: string) =>
  Number(new RegExp(`^${name.replaceAll(/[{}"/:]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

test('nobody reads metrics without the operator’s token, and without one there are none', async () => {
  await using closed = await TestServer.start();
  assert.equal((await read(closed)).status, 404);
  await using server = await TestServer.start({ config: { metricsToken } });
  for (const token of ['', 'another-token-of-the-same-size', metricsToken.slice(1)]) {
    const refused = await read(server, token);
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
    assert.doesNotMatch(await refused.text(), /account_/);
  }
  const response = await read(server);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('metrics count requests by endpoint and status, and say nothing about people', async () => {
  await using server = await TestServer.start({ config: { metricsToken } });
  const browser = await server.signedIn();
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  for (let i = 0; i < 3; i++) await browser.call(account.get, {});
  await server.browser().call(signIn.withPassword, { body: { email: ada.email, password: 'not the right password' } });
  const list = (await browser.call(sessions.list, {})).result;
  const { id } = list.find(({ current }) => !current)!;
  await browser.call(sessions.revoke, { params: { id } });

  const text = await (await read(server)).text();
  const requests = (labels: string) => valueOf(text, `account_request_seconds_count{${labels}}`);
  assert.equal(requests('method="GET",route="/account",status="200"'), 3);
  assert.equal(requests('method="POST",route="/sign-in/password",status="200"'), 2);
  assert.equal(requests('method="POST",route="/sign-in/password",status="403"'), 1);
  assert.equal(requests('method="DELETE",route="/sessions/:id",status="204"'), 1);
  assert.equal(valueOf(text, 'account_sessions'), 1);
  assert.equal(valueOf(text, 'account_accounts'), 1);
  assert.ok(valueOf(text, 'account_activity_lines') >= 5);
  assert.ok(valueOf(text, 'account_database_bytes') > 100_000);
  assert.ok(valueOf(text, 'process_resident_memory_bytes') > 1_000_000);
  for (const personal of [ada.email, ada.firstName, id, list[0]!.id]) assert.ok(!text.includes(personal), personal);
});

test('metrics go on when the database is away', async () => {
  await using server = await TestServer.start({ config: { metricsToken } });
  server.db.close();
  const text = await (await read(server)).text();
  assert.match(text, /^account_sessions Nan$/m);
  assert.equal(valueOf(text, 'account_hashes_waiting'), 0);
});
