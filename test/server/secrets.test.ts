import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { profile } from 'account-elements/contract/profile.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { wholeDatabase } from '../support/database-state.ts';
import { ada, TestServer } from '../support/test-server.ts';

/** Walks everything that handles a secret, failures included, and returns every secret that was used. */
async function journey(server: TestServer): Promise<string[]> {
  const secrets = {
    password: ada.password,
    wrong: 'a wrong guess nobody may see',
    next: 'the looms of Jacquard hum',
    signUp: 'difference engines differ',
    tooShort: 'short secret',
    typedAsEmail: 'oops-i-typed-my-password@people.example',
  };
  const tokens: string[] = [];
  await server.person();
  const browser = server.browser();
  const keep = () => tokens.push(...browser.cookies.values());
  const attempt = (body: { email: string; password: string; newPassword?: string }) =>
    browser.call(signIn.withPassword, { body });

  await attempt({ email: ada.email, password: secrets.wrong });
  await attempt({ email: secrets.typedAsEmail, password: secrets.wrong });
  await attempt({ email: ada.email, password: secrets.password });
  keep();
  await requirePasswordChange(server.operator, ada.email);
  await attempt({ email: ada.email, password: secrets.password });
  await attempt({ email: ada.email, password: secrets.password, newPassword: secrets.tooShort });
  await attempt({ email: ada.email, password: secrets.password, newPassword: secrets.next });
  keep();
  await browser.call(account.get, {});
  await browser.call(profile.update, { version: '0', body: { city: 'London' } });
  const person = { email: 'grace@people.example', firstName: 'Grace', lastName: '' };
  await browser.call(signUp.create, { body: { ...person, password: secrets.tooShort } });
  await browser.call(signUp.create, { body: { ...person, password: secrets.signUp } });
  keep();
  // Faults, each with secrets in the request.
  const { transaction } = server.db;
  server.db.transaction = () => Promise.reject(new Error(`near "${secrets.wrong}": syntax error`));
  assert.equal((await attempt({ email: ada.email, password: secrets.wrong })).status, 500);
  server.db.transaction = transaction;
  await browser.fetch(`/api/account/sign-in/password?password=${secrets.tooShort}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"email":"${ada.email}","password":"${secrets.wrong}"`,
  });
  return [...Object.values(secrets), ...tokens];
}

/** A secret in every way in which it could be written down. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const raw = Buffer.from(secret, 'base64url');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...(raw.length === 32 ? [raw.toString('hex'), raw.toString('latin1')] : []),
  ];
}

test('case 010: no secret that was ever used is in the database', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const secrets = await journey(server);
  assert.equal(secrets.length, 12);
  await server.db.$client.execute('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
  const files = await Promise.all(
    [server.file, `${server.file}-wal`].map((file) => readFile(file, 'latin1').catch(() => '')),
  );
  const everything = files.join('\n') + (await wholeDatabase(server.db));
  assert.ok(everything.includes(ada.email), 'it is the right place to look');
  for (const secret of secrets.flatMap(spellings)) assert.ok(!everything.includes(secret), secret);
});

test('case 013: no secret is in the logs, forced failures included, and no address either', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const secrets = await journey(server);
  const log = server.log.lines.join('');
  assert.ok(log.includes('request failed'), 'there is something to look at');
  for (const secret of secrets.flatMap(spellings)) assert.ok(!log.includes(secret), secret);
  assert.ok(!log.includes(ada.email));
});
