import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desc } from 'drizzle-orm';
import { accountLockdown } from 'account-elements/contract/account-lockdown.js';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { setUpApp } from '../support/authenticator-app.ts';
import { checkHeaders, endpoints } from '../support/check-response.ts';
import { wholeDatabase } from '../support/database-state.ts';
import { addPasskey } from '../support/passkeys.ts';
import { reads } from '../support/reads.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const BASE = '/api/account';

/** Sends a body as it is, to the profile of a signed-in person. */
async function patch(server: TestServer, body: BodyInit, headers: Record<string, string> = {}) {
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  const init = {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'if-match': '"0"', ...headers },
    body,
    duplex: 'half',
  };
  const response = await browser.fetch(`${BASE}/profile`, init as RequestInit);
  checkHeaders(response, 'profile.update');
  const { code, fields } =
    response.status === 200 ? ({} as never) : ((await response.json()) as { code: string; fields?: unknown });
  return { status: response.status, code, fields };
}

test('case 055: reading with a cookie changes nothing, by GET or HEAD, on any address', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  // Something behind each of them.
  await addPasskey(browser, new SoftwareAuthenticator());
  await setUpApp(browser, server.clock.now);
  const before = await wholeDatabase(server.db);
  // A file is on record, wherever it is fetched on purpose.
  const files = [`${BASE}/export?format=json`, `${BASE}/activity/export?format=csv&view=events`];
  assert.equal(endpoints.filter(([, { download }]) => download).length, files.length);
  for (const path of files) {
    assert.equal((await browser.fetch(path, { method: 'HEAD' })).status, 405, path);
    for (const site of ['cross-site', 'same-site']) {
      assert.equal((await browser.fetch(path, { headers: { 'sec-fetch-site': site } })).status, 403, `${site} ${path}`);
    }
  }
  assert.equal(await wholeDatabase(server.db), before);
  const looks = reads.filter(({ download }) => !download);
  for (const { name, path, stream } of looks) {
    const response = await browser.fetch(path);
    // A place to go on from is none that can be made up.
    assert.equal(response.status, name.endsWith('cursor') ? 400 : 200, name);
    await response.body?.cancel();
    if (!stream && response.ok) assert.equal((await browser.fetch(path, { method: 'HEAD' })).status, 200, name);
  }
  await server.settled();
  assert.equal(await wholeDatabase(server.db), before);
  const paths = endpoints.map(([, endpoint]) => BASE + endpoint.path.replaceAll(/:\w+/g, 'x'));
  for (const path of [...paths, '/livez', '/readyz', '/openapi.json', '/', '/nothing']) {
    for (const method of ['GET', 'HEAD']) {
      const response = await browser.fetch(path, { method });
      checkHeaders(response, `${method} ${path}`);
      assert.ok(response.status < 500, path);
      if (method === 'HEAD') assert.equal(await response.text(), '');
      else await response.body?.cancel();
    }
  }
  assert.equal(await wholeDatabase(server.db), before);
});

test('what no database can hold is refused where ids are compared', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const refused = [
    '/activity?view=events&cursor=%00',
    '/activity?view=events&client=%00',
    '/activity?view=events&text=a&codes=%00',
    '/live-updates?after=%00',
  ];
  for (const path of refused) assert.equal((await browser.fetch(BASE + path)).status, 422, path);
  const suspect = { by: 'activity', id: '\u0000' } as const;
  assert.equal((await browser.call(accountLockdown.suspect, { body: suspect })).status, 422);
  for (const id of ['\u0000', '\ud800', 'x'.repeat(65)]) {
    const { fields, status } = await browser.call(sessions.revokeSome, { body: { ids: ['x', id] } });
    assert.deepEqual([status, fields[0]?.name], [422, 'ids.1']);
  }
});

test("case 102: fields that are not one's own to change are refused by name, and nothing changes", async () => {
  await using server = await TestServer.start();
  await server.person();
  const before = (await wholeDatabase(server.db)).split('\n').filter((table) => /^(accounts|profiles)/.test(table));
  for (const field of ['id', 'email', 'emailVerified', 'role', 'administrator', 'version', 'accountId', 'account_id']) {
    const refused = await patch(server, JSON.stringify({ city: 'X', [field]: '1' }));
    assert.equal(refused.status, 422, field);
    assert.deepEqual(refused.fields, [{ name: field, code: 'unknown-field' }]);
  }
  for (const text of [
    '{"city":"X","__proto__":{"administrator":true}}',
    '{"city":"X","constructor":{"prototype":{"administrator":true}}}',
    '{"city":"X","locale":{"__proto__":{"language":"de"}}}',
    '{"city":"X","\\u005f_proto__":{}}',
  ]) {
    assert.equal((await patch(server, text)).status, 422, text);
  }
  assert.equal(({} as { administrator?: boolean }).administrator, undefined);
  const after = (await wholeDatabase(server.db)).split('\n').filter((table) => /^(accounts|profiles)/.test(table));
  assert.deepEqual(after, before);
});

test('a name that the caller made up is not sent back', async () => {
  await using server = await TestServer.start();
  await server.person();
  const { fields } = await patch(server, JSON.stringify({ '<img src=x onerror=alert(1)>': 1 }));
  assert.deepEqual(fields, [{ name: '', code: 'unknown-field' }]);
});

test('case 111: what is not JSON as it should be is malformed, never a failure of the server', async () => {
  await using server = await TestServer.start();
  await server.person();
  const malformed: [string, BodyInit][] = [
    ['cut off', '{"city":"X"'],
    ['two values', '{}{}'],
    ['empty', ' '],
    ['a comment', '{/* */}'],
    ['single quotes', "{'city':'X'}"],
    ['BOM', '\ufeff{"city":"X"}'],
    ['UTF-16', Buffer.from('{"city":"X"}', 'utf16le')],
    ['UTF-16 with BOM', Buffer.from('\ufeff{"city":"X"}', 'utf16le')],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a key twice', '{"city":"X","city":"Y"}'],
    ['a key twice, spelt differently', '{"city":"X","c\\u0069ty":"Y"}'],
    ['65 keys', JSON.stringify(Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, i])))],
    ['depth 9', '[[[[[[[[[]]]]]]]]]'],
    ['depth 8000', '['.repeat(8000)],
    ['NaN', '{"city":NaN}'],
    ['a colon in front', ':{"city":1}'],
  ];
  for (const [what, body] of malformed) {
    const { status, code } = await patch(server, body);
    assert.deepEqual([status, code], [400, 'malformed'], what);
  }
});

test('case 111: more than 16 kB are refused, announced or not', async () => {
  await using server = await TestServer.start();
  await server.person();
  const big = JSON.stringify({ city: 'x'.repeat(17_000) });
  assert.equal((await patch(server, big)).status, 413);
  const chunked = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(8192)));
    },
  });
  assert.equal((await patch(server, chunked)).status, 413, 'an endless body');
  assert.equal((await patch(server, big, { 'content-length': '10' })).status, 413, 'a length that lies');
});

test('types are not confused: numbers, lists and objects are no strings', async () => {
  await using server = await TestServer.start();
  await server.person();
  for (const value of [1, true, null, [], ['X'], {}, { $ne: null }]) {
    const { status, fields } = await patch(server, JSON.stringify({ city: value }));
    assert.equal(status, 422, JSON.stringify(value));
    assert.deepEqual(fields, [{ name: 'city', code: 'invalid' }]);
  }
  for (const body of ['null', '1', '"x"', '[]', 'true']) assert.equal((await patch(server, body)).status, 422, body);
});

test('every refused field is named with the reason, in one answer', async () => {
  await using server = await TestServer.start();
  await server.person();
  const { fields } = await patch(
    server,
    JSON.stringify({
      title: 'x'.repeat(101),
      telephone: 'call me',
      city: 'a\u0007b',
      state: '\ud800',
      country: 'Austria',
      relationship: 'godfather',
      locale: { language: 'german', region: 'AT', timeZone: 'Mars/Olympus', hourCycle: 'h13', firstDayOfWeek: 9 },
    }),
  );
  assert.deepEqual(fields, [
    { name: 'title', code: 'too-long' },
    { name: 'telephone', code: 'invalid' },
    { name: 'city', code: 'invalid' },
    { name: 'state', code: 'invalid' },
    { name: 'country', code: 'invalid' },
    { name: 'locale.language', code: 'invalid' },
    { name: 'locale.timeZone', code: 'invalid' },
    { name: 'locale.hourCycle', code: 'invalid' },
    { name: 'locale.firstDayOfWeek', code: 'invalid' },
  ]);
  assert.deepEqual((await patch(server, '{"relationship":"godfather"}')).fields, [
    { name: 'relationship', code: 'invalid' },
  ]);
});

test('what is missing is required', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { fields, status } = await browser.call(account.updateName, { body: { firstName: '  ' } as never });
  assert.equal(status, 422);
  assert.deepEqual(fields, [
    { name: 'firstName', code: 'required' },
    { name: 'lastName', code: 'required' },
  ]);
});

test('text comes back as it was meant: composed, trimmed, every language', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { version } = (await browser.call(profile.get, {})).result;
  const street = '  Straße 1\r\nإسطنبول \u202e\n東京都 🗼 ';
  const { result } = await browser.call(profile.update, { version, body: { street, city: 'Malmo\u0308' } });
  assert.equal(result.street, 'Straße 1\nإسطنبول \u202e\n東京都 🗼'.normalize('NFC'));
  assert.equal(result.city, 'Malmö');
  assert.deepEqual((await browser.call(profile.get, {})).result, result);
});

test('case 104: a hostile User-Agent is kept as text, cut, and logged in one line at most', async () => {
  await using server = await TestServer.start();
  await server.person();
  // Control characters never get so far: the HTTP server refuses them (`process.test.ts`).
  const hostile = `Mozilla [31mred[0m "quoted" {"level":60} ${'x'.repeat(8000)}`;
  const browser = server.browser({ userAgent: hostile });
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: 'not the right password' } });
  const [event] = await server.db.select().from(activity).orderBy(desc(activity.sequence)).limit(1);
  assert.equal(event?.userAgent, hostile.slice(0, 512));
  for (const line of server.log.lines) assert.doesNotThrow(() => void JSON.parse(line));
});

test('a failure of the server tells nothing of what happened inside', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  server.db.transaction = () =>
    Promise.reject(new Error('SELECT secret FROM passwords WHERE email = ada@people.example'));
  const answer = await browser.call(account.updateName, { body: { firstName: 'Ada', lastName: '' } });
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /SELECT|secret|ada@|at .*\.ts/);
  const line = server.log.lines.find((text) => text.includes('request failed')) ?? '';
  assert.ok(line.includes(answer.headers.get('request-id') ?? '-'), 'the log can be found by the id of the request');
  assert.doesNotMatch(line, /SELECT|ada@/);
});
