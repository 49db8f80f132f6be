import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reauth } from 'account-elements/contract/reauth.js';
import { readConfig } from 'account-elements-server/config.js';
import { addPasskey } from '../support/passkeys.ts';
import { HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const read = (environment: Record<string, string>) => readConfig({ ORIGIN: OWN_ORIGIN, ...environment });

test('passkeys are made for the own host, or for a domain above it', () => {
  const rpId = (ORIGIN: string, RP_ID = '') => readConfig({ ORIGIN, RP_ID }).passkeys.rpId;
  assert.equal(rpId(OWN_ORIGIN), 'account.example');
  assert.equal(rpId('http://localhost:8080'), 'localhost');
  assert.equal(rpId('https://a.b.example.com', 'b.example.com'), 'b.example.com');
  assert.equal(rpId('https://a.b.example.com', 'example.com'), 'example.com');
  for (const wrong of ['com', 'c.example.com', 'ample.com', 'a.b.example.com.', 'https://example.com', 'EXAMPLE.com']) {
    assert.throws(() => rpId('https://a.b.example.com', wrong), /^ConfigError: RP_ID must be/, wrong);
  }
});

test('passkeys can be used on the own origin and on those that may manage factors', () => {
  const ORIGINS = 'https://host.example https://partner.example=read,factors';
  assert.deepEqual([...read({ ORIGINS }).passkeys.origins], [OWN_ORIGIN, 'https://partner.example']);
});

test('a page where passkeys do not work is not told to ask for one', async () => {
  const partner = 'https://partner.example';
  const { grants, passkeys } = read({ ORIGINS: `${HOST_ORIGIN}=read,sessions ${partner}=read,sessions,factors` });
  await using server = await TestServer.start({ config: { grants, passkeys } });
  const browser = await server.signedIn();
  await addPasskey(browser, new SoftwareAuthenticator());
  server.clock.push(11 * 60_000);
  const waysOn = async (origin: string) => {
    const headers = { origin, 'content-type': 'application/json' };
    const response = await browser.fetch('/api/account/other-sessions', { method: 'DELETE', headers, body: '{}' });
    const { methods } = (await response.json()) as { methods: string[] };
    const { result } = await browser.call(reauth.get, { query: { for: 'recent' } }, { origin });
    assert.deepEqual(result.methods, methods);
    return methods;
  };
  assert.deepEqual(await waysOn(HOST_ORIGIN), ['password']);
  for (const origin of [partner, OWN_ORIGIN]) assert.deepEqual(await waysOn(origin), ['passkey', 'password']);
});

test('browsers find the other origins, where there are any', async () => {
  await using alone = await TestServer.start();
  assert.equal((await alone.app.request('/.well-known/webauthn')).status, 404);
  const { passkeys } = read({ ORIGINS: 'https://host.example https://partner.example=factors' });
  await using several = await TestServer.start({ config: { passkeys } });
  const response = await several.app.request('/.well-known/webauthn');
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.deepEqual(await response.json(), { origins: [OWN_ORIGIN, 'https://partner.example'] });
});

test('password managers find the page with the passkeys, where there is one', async () => {
  await using none = await TestServer.start();
  assert.equal((await none.app.request('/.well-known/passkey-endpoints')).status, 404);
  const { passkeysUrl } = read({ PASSKEYS_URL: '/account/#/security' });
  await using server = await TestServer.start({ config: { passkeysUrl } });
  const page = `${OWN_ORIGIN}/account/#/security`;
  const response = await server.app.request('/.well-known/passkey-endpoints');
  assert.deepEqual(await response.json(), { enroll: page, manage: page });
  assert.throws(() => read({ PASSKEYS_URL: 'http://other.example/' }), /^ConfigError: PASSKEYS_URL must be/);
});
