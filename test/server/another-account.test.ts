// A page that was shown to one person, in a browser where another one signed in since.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { endpoints } from '../support/check-response.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { TestServer } from '../support/test-server.ts';

const signedInOnly = endpoints.filter(([, { access }]) => access !== 'public');
assert.ok(signedInOnly.length > 20);

for (const [name, { method, path }] of signedInOnly) {
  test(`${name} is refused for a page of somebody else, and does nothing`, async () => {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    await browser.call(account.get, {});
    await server.settled();
    const before = await wholeDatabase(server.db);
    const answer = await browser.fetch(`/api/account${path.replace(':id', 'x')}`, {
      method,
      headers: { 'account-id': 'somebody-else', ...(method !== 'GET' && { 'content-type': 'application/json' }) },
      ...(method !== 'GET' && { body: '{}' }),
    });
    assert.equal(answer.status, 409);
    assert.equal(((await answer.json()) as { code: string }).code, 'another-account');
    assert.equal(await wholeDatabase(server.db), before);
  });
}

test('every answer to somebody who is signed in says whose session it was, a refusal too', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id } = (await browser.call(account.get, {})).result;
  const read = await browser.call(profile.get, {});
  assert.equal(read.headers.get('account-id'), id);
  const refused = await browser.call(account.updateName, { body: { firstName: '', lastName: '' } });
  assert.equal(refused.status, 422);
  assert.equal(refused.headers.get('account-id'), id);
  const meant = await browser.call(account.get, {}, { 'account-id': id });
  assert.equal(meant.status, 200);
});

test('nobody learns of an account without a session', async () => {
  await using server = await TestServer.start();
  const { id } = (await (await server.signedIn()).call(account.get, {})).result;
  const stranger = server.browser();
  const answer = await stranger.call(account.get, {}, { 'account-id': id });
  assert.equal(answer.code, 'unauthenticated');
  assert.equal(answer.headers.get('account-id'), null);
});
