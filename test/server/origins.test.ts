import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { checkHeaders, endpoints } from '../support/check-response.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { ada, HOST_ORIGIN, OWN_ORIGIN, TestServer } from '../support/test-server.ts';

const BASE = '/api/account';
const unsafe = endpoints.filter(([, endpoint]) => endpoint.method !== 'GET');

test('case 049: nothing changes for a page of a foreign origin, of no origin or without one, however it dresses up', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const browser = await server.signedIn();
  const before = await wholeDatabase(server.db);
  const origins = ['https://evil.example', 'null', null];
  const bodies: [type: string | null, body: string | undefined][] = [
    ['application/json', JSON.stringify({ city: 'Evil', firstName: 'Evil', lastName: '' })],
    ['text/plain', '{"city":"Evil"}'],
    ['text/plain; a=application/json', '{"city":"Evil"}'],
    ['application/x-www-form-urlencoded', 'city=Evil'],
    ['multipart/form-data; boundary=x', '--x--'],
    [null, '{"city":"Evil"}'],
    [null, undefined],
  ];
  let tried = 0;
  for (const [name, endpoint] of unsafe) {
    for (const origin of origins) {
      for (const [type, body] of bodies) {
        const headers = new Headers({ 'if-match': '"0"', cookie: browser.cookieHeader });
        if (origin) headers.set('origin', origin);
        if (type) headers.set('content-type', type);
        const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
        const init = { method: endpoint.method, headers, ...(bytes && { body: bytes }) };
        const response = await server.app.request(BASE + endpoint.path, init);
        assert.equal(response.status, 403, `${name} from ${origin} as ${type}`);
        assert.equal(response.headers.get('access-control-allow-origin'), null);
        tried++;
      }
    }
  }
  assert.equal(tried, unsafe.length * 21);
  assert.equal(await wholeDatabase(server.db), before);
});

test('a link or a picture in a page elsewhere reads nothing with somebody’s cookie, not even for themselves to see', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const [name, { method, path }] of endpoints) {
    if (method !== 'GET') continue;
    for (const site of ['cross-site', 'same-site']) {
      const { status } = await browser.fetch(BASE + path, { headers: { 'sec-fetch-site': site } });
      assert.equal(status, 403, `${name}, ${site}`);
    }
  }
  const read = async (headers: Record<string, string>) => (await browser.call(account.get, {}, headers)).status;
  assert.equal(await read({ 'sec-fetch-site': 'same-origin' }), 200);
  assert.equal(await read({ 'sec-fetch-site': 'none' }), 200, 'typed into the address bar');
  assert.equal(await read({ 'sec-fetch-site': 'cross-site', origin: HOST_ORIGIN }), 200, 'a page that may');
});

test('case 049: from a listed origin anything but JSON is refused as such', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const before = await wholeDatabase(server.db);
  const types = [
    'text/plain',
    'text/plain; a=application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
    'application/jsonp',
    'application/json, text/plain',
  ];
  for (const [name, endpoint] of unsafe.filter(([, { body }]) => body)) {
    const path = BASE + endpoint.path.replace(':id', 'x');
    for (const type of types) {
      const init = { method: endpoint.method, headers: { 'content-type': type, 'if-match': '"0"' }, body: '{}' };
      assert.equal((await browser.fetch(path, init)).status, 415, `${name} as ${type}`);
    }
    const encoded = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'if-match': '"0"' };
    const init = { method: endpoint.method, headers: encoded, body: '{}' };
    assert.equal((await browser.fetch(path, init)).status, 415, `${name} compressed`);
  }
  assert.equal(await wholeDatabase(server.db), before);
});

test('what the browser says about the page must agree with its origin', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const save = async (headers: Record<string, string>) =>
    (await browser.call(account.updateName, { body: { firstName: 'Ada', lastName: '' } }, headers)).status;
  for (const site of ['same-origin', 'same-site', 'cross-site'])
    assert.equal(await save({ 'sec-fetch-site': site }), 200, site);
  for (const site of ['none', 'nonsense', '']) assert.equal(await save({ 'sec-fetch-site': site }), 403, site);
  assert.equal(await save({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }), 403, 'and, not or');
});

test('case 052: an origin that merely resembles a listed one is refused and not reflected', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const lookalikes = [
    'https://host.example.evil',
    'https://evilhost.example',
    'http://host.example',
    'https://host.example:444',
    'https://HOST.example',
    'https://host.example.',
    'https://user@host.example',
    'https://hóst.example',
    'https://xn--hst-sna.example',
    `${HOST_ORIGIN}, https://evil.example`,
    `${HOST_ORIGIN} https://evil.example`,
    `${HOST_ORIGIN}/`,
    'https://',
    'null',
    '*',
    '',
  ].filter((origin) => !/[^\x20-\x7e]/.test(origin));
  for (const origin of lookalikes) {
    for (const method of ['GET', 'PATCH', 'OPTIONS']) {
      const response = await server.app.request(`${BASE}/profile`, {
        method,
        headers: { origin, cookie: browser.cookieHeader },
      });
      assert.equal(response.status, 403, `${method} ${origin}`);
      assert.equal(response.headers.get('access-control-allow-origin'), null, origin);
      assert.equal(response.headers.get('access-control-allow-credentials'), null, origin);
    }
  }
});

test('case 053: a preflight names the methods of the path and the headers of the API, for listed origins only', async () => {
  await using server = await TestServer.start();
  for (const [name, endpoint] of endpoints) {
    const ask = (origin: string) =>
      server.app.request(BASE + endpoint.path.replaceAll(/:\w+/g, 'x'), {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': endpoint.method,
          'access-control-request-headers': 'x-evil',
        },
      });
    const allowed = await ask(HOST_ORIGIN);
    checkHeaders(allowed, name);
    assert.equal(allowed.status, 204, name);
    assert.equal(allowed.headers.get('access-control-allow-origin'), HOST_ORIGIN);
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    const methods = endpoints
      .filter(([, { path }]) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(endpoint.path))
      .map(([, { method }]) => method);
    assert.deepEqual(
      allowed.headers.get('access-control-allow-methods')?.split(', ').toSorted(),
      [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].toSorted(),
      name,
    );
    assert.equal(
      allowed.headers.get('access-control-allow-headers'),
      'Content-Type, If-Match, Account-Client, Account-Device, Account-Id, Account-Unattended',
    );
    assert.ok(Number(allowed.headers.get('access-control-max-age')) <= 600);

    const refused = await ask('https://evil.example');
    assert.equal(refused.status, 403, name);
    assert.ok(
      [...refused.headers.keys()].every((header) => !header.startsWith('access-control-')),
      name,
    );
  }
});

test('case 054: a preflight that asks for 15 kB of headers costs nothing', async () => {
  await using server = await TestServer.start();
  const headers = { origin: HOST_ORIGIN, 'access-control-request-headers': ' ,'.repeat(7500) };
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    const started = performance.now();
    const response = await server.app.request(`${BASE}/profile`, { method: 'OPTIONS', headers });
    times.push(performance.now() - started);
    assert.equal(response.status, 204);
  }
  // The quickest: the others may have waited for something else on this machine.
  assert.ok(Math.min(...times) < 20);
});

test('case 056: a method cannot be smuggled past its own rules', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const before = await wholeDatabase(server.db);
  const response = await browser.fetch(`${BASE}/profile?_method=PATCH`, {
    headers: { 'x-http-method-override': 'PATCH', 'x-method-override': 'PATCH', 'if-match': '"0"' },
  });
  assert.equal(response.status, 200, 'it is a read');
  const posted = await browser.fetch(`${BASE}/profile?_method=PATCH`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-http-method-override': 'PATCH', 'if-match': '"0"' },
    body: '{"city":"Evil","_method":"PATCH"}',
  });
  assert.equal(posted.status, 405);
  assert.equal(await wholeDatabase(server.db), before);
});

test('an origin does what it was granted, and no more', async () => {
  const grants = new Map([
    [OWN_ORIGIN, new Set(['read', 'profile', 'sessions', 'factors', 'danger'] as const)],
    ['https://reader.example', new Set(['read'] as const)],
    ['https://blind.example', new Set([] as const)],
  ]);
  await using server = await TestServer.start({ config: { grants } });
  await server.person();
  const reader = server.browser({ origin: 'https://reader.example' });
  await reader.signIn(ada.email, ada.password);
  const { version } = (await reader.call(profile.get, {}, { origin: 'https://reader.example' })).result;
  assert.equal((await reader.call(profile.update, { version, body: { city: 'X' } })).code, 'origin-refused');
  assert.equal((await reader.call(profile.get, {}, { origin: 'https://blind.example' })).code, 'origin-refused');
});

test('signing in is behind the same gate: nobody is signed in as somebody else by a foreign page', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browser = server.browser({ origin: 'https://evil.example' });
  const answer = await browser.call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
  assert.equal(answer.code, 'origin-refused');
  assert.equal(browser.token, undefined);
});
