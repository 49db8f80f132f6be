import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHeaders, endpoints } from '../support/check-response.ts';
import { TestServer } from '../support/test-server.ts';

const BASE = '/api/account';

/** Other spellings of a path that some reader along the way might take for the same. */
const spellings = (path: string): string[] => [
  `/${path}`,
  path.replace('/account', '//account'),
  path.replace(/\/(?=[^/]*$)/, '/%2f'),
  path.replace(/\/(?=[^/]*$)/, '/x%2f..%2f'),
  path.replace(/\/(?=[^/]*$)/, '%2f'),
  `${path}%00`,
  `${path}%20`,
  `${path}%`,
  `${path};a=b`,
  `${path}/`,
  `${path}/.json`,
  path.toUpperCase(),
  path.replace('api', 'API'),
  path.replace('account', 'acc%6funt'),
];

test('case 112: a path has one spelling; any other is refused and never data', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const [name, endpoint] of endpoints) {
    const path = BASE + endpoint.path.replaceAll(/:\w+/g, 'x');
    for (const spelling of spellings(path)) {
      const response = await browser.fetch(`https://account.example${spelling}`, { method: 'GET' });
      checkHeaders(response, spelling);
      // 405 where the odd spelling names something that can be changed but not read.
      assert.ok([400, 404, 405].includes(response.status), `${name}: ${spelling} is ${response.status}`);
    }
  }
});

test('case 112: another Host is refused', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const host of ['evil.example', 'account.example.evil', 'account.example:1', 'ACCOUNT.example', '']) {
    assert.equal((await browser.fetch(`${BASE}/account`, { headers: { host } })).status, 400, host);
  }
  assert.equal((await browser.fetch(`${BASE}/account`, { headers: { host: 'account.example' } })).status, 200);
});

test('a method that a path does not have is 405 with the ones that it has', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const method of ['DELETE', 'PUT', 'POST', 'FOO', 'QUERY', 'PROPFIND']) {
    const response = await browser.fetch(`${BASE}/profile`, { method });
    checkHeaders(response, method);
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get('allow'), 'GET, PATCH, HEAD, OPTIONS');
  }
  const missing = await browser.fetch(`${BASE}/nothing`, { method: 'POST' });
  checkHeaders(missing, 'missing');
  assert.equal(missing.status, 404);
});
