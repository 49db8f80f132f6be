import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkHeaders } from '../support/check-response.ts';
import { HOST_ORIGIN, TestServer } from '../support/test-server.ts';

const json = { 'content-type': 'application/json' };

test('case 113: every kind of answer has the security headers, and every refusal is problem+json', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const huge = JSON.stringify({ city: 'x'.repeat(20_000) });
  const kinds: [status: number, path: string, init: RequestInit][] = [
    [200, '/api/account/account', {}],
    [200, '/api/account/account', { method: 'HEAD' }],
    [200, '/api/account/account', { headers: { origin: HOST_ORIGIN } }],
    [200, '/livez', {}],
    [200, '/readyz', {}],
    [200, '/openapi.json', {}],
    [204, '/api/account/profile', { method: 'OPTIONS', headers: { origin: HOST_ORIGIN } }],
    [204, '/api/account/profile', { method: 'OPTIONS', headers: { origin: '' } }],
    [400, '/api/account/profile', { method: 'PATCH', headers: { ...json, 'if-match': '"0"' }, body: '{' }],
    [400, '/api/account/account', { headers: { host: 'evil.example' } }],
    [401, '/api/account/account', { headers: { cookie: '' } }],
    [403, '/api/account/profile', { method: 'PATCH', headers: { origin: 'https://evil.example' } }],
    [404, '/nothing', {}],
    [405, '/api/account/profile', { method: 'PUT' }],
    [412, '/api/account/profile', { method: 'PATCH', headers: { ...json, 'if-match': '"9"' }, body: '{}' }],
    [413, '/api/account/profile', { method: 'PATCH', headers: { ...json, 'if-match': '"0"' }, body: huge }],
    [415, '/api/account/profile', { method: 'PATCH', headers: { 'if-match': '"0"' }, body: '{}' }],
    [422, '/api/account/profile', { method: 'PATCH', headers: { ...json, 'if-match': '"0"' }, body: '{"x":1}' }],
    [204, '/api/account/sign-out', { method: 'POST' }],
  ];
  for (const [status, path, init] of kinds) {
    const where = `${init.method ?? 'GET'} ${path}`;
    const headers = new Headers(init.headers);
    // The test's browser names its own origin unless told otherwise.
    if (headers.get('origin') === '') headers.delete('origin');
    const response = await browser.fetch(path, { ...init, headers });
    assert.equal(response.status, status, where);
    checkHeaders(response, where);
    if (status < 400) continue;
    const problem = (await response.json()) as Record<string, unknown>;
    assert.equal(problem['status'], status);
    assert.match(String(problem['type']), /^urn:account-elements:problem:[a-z-]+$/);
    assert.equal(problem['instance'], response.headers.get('request-id'));
  }
});

test('what a page of another origin needs to read is on refusals too', async () => {
  await using server = await TestServer.start();
  const response = await server.browser().fetch('/api/account/account', { headers: { origin: HOST_ORIGIN } });
  assert.equal(response.status, 401);
  assert.equal(response.headers.get('access-control-allow-origin'), HOST_ORIGIN);
});
