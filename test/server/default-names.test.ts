import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { languageFor } from 'account-elements-server/http/language.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { eq } from 'drizzle-orm';
import { authenticators } from 'account-elements/contract/authenticators.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

describe('what the server writes is in the language', () => {
  const cases: readonly (readonly [string, string | null, string | null, string])[] = [
    ['that the person chose', 'de', 'en', 'de'],
    ['that the page is in, where they chose none', null, 'de-AT', 'de'],
    ['that the browser asks for first', null, 'fr;q=0.9, de;q=0.8, en;q=0.7', 'de'],
    ['that it asks for, by weight', null, 'en;q=0.1,de;q=0.8', 'de'],
    ['that we have', 'fr', 'sv, de', 'de'],
    ['English, where nothing else is known', null, null, 'en'],
    ['English, where nothing is wanted', null, 'de;q=0', 'en'],
    ['English, whatever is sent', null, ';;q=,=;q=x,'.repeat(5000), 'en'],
  ];
  for (const [name, chosen, header, expected] of cases) {
    test(name, () => assert.equal(languageFor(chosen, header), expected));
  }
});

test('new passkeys and applications have names in the person’s language', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const german = { 'accept-language': 'de' };
  const { id, key } = (await browser.call(authenticators.start, {})).result;
  const body = { id, code: new AuthenticatorApp(key, server.clock.now).code(), signOutOthers: false };
  const { authenticator } = (await browser.call(authenticators.confirm, { body }, german)).result;
  assert.equal(authenticator.name, 'Authenticator-App');

  await server.db.update(accounts).set({ language: 'de' }).where(eq(accounts.email, ada.email));
  const { result } = await browser.call(passkeys.start, { body: {} });
  const response = new SoftwareAuthenticator().create(result);
  const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const made = await browser.call(passkeys.create, { body: { response, signOutOthers: false } }, headers);
  assert.equal(made.result.passkey.name, 'Passkey auf Windows');
});
