import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { ada, TestServer } from '../support/test-server.ts';

const locale = {
  language: 'de',
  region: 'AT',
  timeZone: 'Europe/Vienna',
  hourCycle: 'h23',
  firstDayOfWeek: 1,
} as const;

test('of two saves that started from the same version one wins and the other is told, the first save included', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (let round = 0; round < 3; round++) {
    const { version } = (await browser.call(profile.get, {})).result;
    const answers = await Promise.all(
      ['London', 'Paris', 'Rome', 'Graz'].map((city) => browser.call(profile.update, { version, body: { city } })),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412]);
    const winner = answers.find(({ status }) => status === 200)?.result;
    assert.deepEqual((await browser.call(profile.get, {})).result, winner);
  }
});

test('a version that never was saves nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const version of ['1', '99', 'abc', '00', '0x0', '1e0']) {
    assert.equal(
      (await browser.call(profile.update, { version, body: { city: 'X' } })).code,
      'version-conflict',
      version,
    );
  }
});

test('saving without naming a version is malformed', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const header of [undefined, '*', '0', 'W/"0"', '""', '"0", "1"', `"${'9'.repeat(65)}"`]) {
    const headers = { 'content-type': 'application/json', ...(header !== undefined && { 'if-match': header }) };
    const response = await browser.fetch('/api/account/profile', { method: 'PATCH', headers, body: '{"city":"X"}' });
    assert.equal(response.status, 400, header);
  }
});

test('how a person reads is kept in five settings, and every answer about them says it', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { version } = (await browser.call(profile.get, {})).result;
  const { result } = await browser.call(profile.update, { version, body: { locale } });
  assert.deepEqual(result.locale, locale);
  assert.deepEqual((await browser.call(account.get, {})).result.locale, locale);
  const [row] = await server.db.select().from(accounts);
  assert.deepEqual(
    [row?.language, row?.region, row?.timeZone, row?.hourCycle, row?.firstDayOfWeek],
    ['de', 'AT', 'Europe/Vienna', 'h23', 1],
  );
  assert.deepEqual((await browser.signIn(ada.email, ada.password)).locale, locale);
});

test('only the fields that are sent change', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const first = await browser.call(profile.update, { version: '0', body: { city: 'London', title: 'Dr', locale } });
  const second = await browser.call(profile.update, { version: first.result.version, body: { title: '' } });
  assert.deepEqual(second.result, { ...first.result, title: '', version: second.result.version });
});

test('everybody sees and changes only what is their own', async () => {
  await using server = await TestServer.start();
  const first = await server.signedIn();
  const second = await server.signedIn({ email: 'grace@people.example', firstName: 'Grace' });
  await first.call(profile.update, { version: '0', body: { city: 'London' } });
  assert.equal((await second.call(profile.get, {})).result.city, '');
  await second.call(profile.update, { version: '0', body: { city: 'New York' } });
  assert.equal((await first.call(profile.get, {})).result.city, 'London');
  await first.call(profile.update, { version: '1', body: { city: 'Paris' } });
  assert.equal((await second.call(profile.get, {})).result.city, 'New York', 'of the same version');
  assert.equal((await second.call(account.get, {})).result.firstName, 'Grace');
});

test('the portal is for administrators, or for everyone', async () => {
  for (const portalAccess of ['administrators', 'everyone'] as const) {
    await using server = await TestServer.start({ config: { portalAccess } });
    const person = await server.signedIn();
    const administrator = await server.signedIn({ email: 'root@people.example', administrator: true });
    assert.equal((await person.call(account.get, {})).result.portal, portalAccess === 'everyone');
    assert.equal((await administrator.call(account.get, {})).result.portal, true);
  }
});
