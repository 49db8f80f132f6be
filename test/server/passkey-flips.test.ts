import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PasskeyAssertion, PasskeyAttestation } from 'account-elements/contract/passkey-ceremony.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { passkeys as table } from 'account-elements-server/passkeys/schema.js';
import { addPasskey, proveWithPasskey } from '../support/passkeys.ts';
import { TestServer } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

/** With one bit flipped: of each byte, or of every third where there are many. */
function flips(text: string): string[] {
  const bytes = Buffer.from(text, 'base64url');
  const places = [...bytes.keys()].filter((at) => bytes.length < 80 || at % 3 === 0);
  return places.map((at) => {
    const flipped = Buffer.from(bytes);
    flipped[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    return flipped.toString('base64url');
  });
}

/** Makes an answer again and again, each time with another byte of the field changed. */
async function flipEach<R extends { readonly response: object }>(
  field: keyof R['response'] & string,
  refresh: () => Promise<unknown>,
  answer: () => Promise<R>,
  send: (forged: R) => Promise<{ readonly code: string | undefined }>,
): Promise<number> {
  for (let turn = 0; ; turn++) {
    // Those who are asked now and then who they are go on for longer.
    if (turn % 50 === 0) await refresh();
    const honest = await answer();
    const changed = flips(String(honest.response[field as never]))[turn];
    if (changed === undefined) return turn;
    const { code } = await send({ ...honest, response: { ...honest.response, [field]: changed } });
    assert.equal(code, 'passkey-refused', `${field}, ${turn}`);
  }
}

test('cases 069–081: of hundreds of answers with one bit flipped, in any field, none is accepted', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  const rows = await server.db.select({ id: table.id }).from(table);
  const refresh = () => proveWithPasskey(browser, device);
  const assertion = async () => device.get((await browser.call(reauth.startPasskey, {})).result);
  const prove = (response: PasskeyAssertion) => browser.call(reauth.withPasskey, { body: { response } });
  const forger = new SoftwareAuthenticator();
  const attestation = async () =>
    forger.create((await browser.call(passkeys.start, { body: {} })).result, { selfAttested: true, algorithm: -8 });
  const add = (response: PasskeyAttestation) =>
    browser.call(passkeys.create, { body: { response, signOutOthers: false } });
  const tried = [
    await flipEach('authenticatorData', refresh, assertion, prove),
    await flipEach('signature', refresh, assertion, prove),
    await flipEach('clientDataJSON', refresh, assertion, prove),
    await flipEach('userHandle', refresh, assertion, prove),
    await flipEach('clientDataJSON', refresh, attestation, add),
    await flipEach('attestationObject', refresh, attestation, add),
  ];
  assert.ok(tried.reduce((sum, count) => sum + count) > 300, tried.join());
  assert.deepEqual(await server.db.select({ id: table.id }).from(table), rows);
});
