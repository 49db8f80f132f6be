import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { capabilities } from 'account-elements/contract/capabilities.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { ada, HOST_ORIGIN, TestServer } from '../support/test-server.ts';

test('a person signs in, edits the profile, saves it and signs out', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browser = server.browser();

  const signedIn = await browser.signIn(ada.email, ada.password);
  assert.equal(signedIn.firstName, 'Ada');
  assert.deepEqual((await browser.call(account.get, {})).result, signedIn);

  const empty = (await browser.call(profile.get, {})).result;
  assert.equal(empty.city, '');
  const saved = await browser.call(profile.update, { version: empty.version, body: { city: 'London', country: 'GB' } });
  assert.equal(saved.result.city, 'London');
  assert.equal(saved.headers.get('etag'), `"${saved.result.version}"`);
  assert.deepEqual((await browser.call(profile.get, {})).result, saved.result);

  const token = browser.token;
  assert.equal((await browser.call(signIn.signOut, {})).status, 204);
  assert.equal(browser.token, undefined);
  const replay = await browser.call(account.get, {}, { cookie: `__Host-sid=${token}` });
  assert.equal(replay.code, 'unauthenticated');
});

test('what the server offers can be asked by anybody', async () => {
  await using server = await TestServer.start();
  const { result } = await server.browser().call(capabilities.get, {});
  assert.equal(result.company, 'Certificate Manager');
  assert.equal(result.signUp, false);
});

test('a page of a listed origin edits the profile too', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { origin: HOST_ORIGIN });
  const { result, headers } = await browser.call(account.updateName, {
    body: { firstName: 'Augusta Ada', lastName: 'King' },
  });
  assert.equal(result.firstName, 'Augusta Ada');
  assert.equal(headers.get('access-control-allow-origin'), HOST_ORIGIN);
});
