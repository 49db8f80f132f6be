import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { account } from 'account-elements/contract/account.js';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { profile } from 'account-elements/contract/profile.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { recoveryCodes as recoveryCodesApi } from 'account-elements/contract/recovery-codes.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { requirePasswordChange } from 'account-elements-server/operations/account-commands.js';
import { setUpApp } from '../support/authenticator-app.ts';
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
  const factors = await secondFactorJourney(server, secrets.next);
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
  return [...Object.values(secrets), ...tokens, ...factors];
}

/** Sets up an application, signs in with it and with recovery codes, and fails at both; codes of six digits are in too many numbers to look for. */
async function secondFactorJourney(server: TestServer, password: string): Promise<string[]> {
  const browser = server.browser();
  await browser.signIn(ada.email, password);
  const begun = (await browser.call(authenticators.start, {})).result.key;
  const { app, recoveryCodes } = await setUpApp(browser, server.clock.now);
  const [right = '', used = '', ...rest] = recoveryCodes;
  const wrong = '0123-4567-89AB-CDEF-GHJK-MNPQ';
  server.clock.push(60_000);
  const pending: string[] = [];
  const start = async () => {
    const stranger = server.browser();
    await stranger.call(signIn.withPassword, { body: { email: ada.email, password } });
    pending.push(stranger.cookies.get('__Host-pending') ?? '');
    return stranger;
  };
  const [first, second, third] = [await start(), await start(), await start()];
  await first.call(signIn.withCode, { body: { code: app.wrongCode() } });
  await first.call(signIn.withCode, { body: { code: app.code() } });
  await second.call(signIn.withRecoveryCode, { body: { code: wrong } });
  await second.call(signIn.withRecoveryCode, { body: { code: right } });
  await third.call(signIn.withRecoveryCode, { body: { code: right } });
  await browser.call(reauth.withRecoveryCode, { body: { code: used, for: 'enrolment' } });
  // Their keys do not open, and a request for them fails in the middle.
  await server.db.$client.execute("UPDATE authenticators SET key_id = 'gone' WHERE 1");
  assert.equal((await third.call(signIn.withCode, { body: { code: app.code() } })).status, 503);
  const { transaction } = server.db;
  server.db.transaction = () => Promise.reject(new Error(`near "${rest[0]}": syntax error`));
  assert.equal((await third.call(signIn.withRecoveryCode, { body: { code: rest[0] ?? '' } })).status, 500);
  server.db.transaction = transaction;
  const made = (await browser.call(recoveryCodesApi.create, { body: { signOutOthers: false } })).result.codes;
  const codes = [...recoveryCodes, wrong, ...made];
  return [begun, app.key, ...pending, ...codes, ...codes.map((code) => code.replaceAll('-', ''))];
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
    ...(/^[A-Z2-7]{32}$/.test(secret) ? keySpellings(secret) : []),
  ];
}

/** The key of an authenticator application, which is told in base32. */
function keySpellings(key: string): string[] {
  const bytes = Buffer.from(decodeBase32IgnorePadding(key));
  return (['hex', 'base64', 'base64url', 'latin1'] as const).map((encoding) =>
    bytes.toString(encoding).replace(/=+$/, ''),
  );
}

test('case 010: no secret that was ever used is in the database', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const secrets = await journey(server);
  assert.equal(secrets.length, 59);
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
