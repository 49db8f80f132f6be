import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject, isoCBOR, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { readConfig } from 'account-elements-server/config.js';
import { tokenHash } from 'account-elements-server/http/session.js';
import { passkeyCeremonies, passkeys as table } from 'account-elements-server/passkeys/schema.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { whyRefused } from '../support/passkeys.ts';
import { TestServer } from '../support/test-server.ts';

/*
 * The W3C's own examples of ceremonies (WebAuthn Level 3, section "Test Vectors").
 * All of them are well made; most are not what this server asks for, and it has to
 * say so. They are not ours to hand on: WEBAUTHN_VECTORS names the file that has them.
 */
interface Vector {
  readonly name: string;
  readonly registration: Readonly<
    Record<'challenge' | 'credential_id' | 'clientDataJSON' | 'attestationObject', string>
  >;
  readonly authentication: Readonly<Record<'challenge' | 'clientDataJSON' | 'authenticatorData' | 'signature', string>>;
}

const file = process.env['WEBAUTHN_VECTORS'];
const vectors: readonly Vector[] =
  file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors : [];
const [rpId, origin] = ['example.org', 'https://example.org'];

/** What becomes of each when it is asked for, made in passing, and used as if it were there. */
const verdicts: Readonly<Record<string, readonly [created: string, inPassing: string, used: string]>> = {
  // Nobody was verified when it was made, nor when it was used.
  'ES256 Credential with No Attestation': ['response', 'kept', 'response'],
  'ES256 Credential with Self Attestation': ['kept', 'kept', 'response'],
  'ES256 Credential with "crossOrigin": true in clientDataJSON': ['frame', 'frame', 'frame'],
  'ES256 Credential with "topOrigin" in clientDataJSON': ['frame', 'frame', 'frame'],
  'ES256 Credential with very long credential ID': ['response', 'kept', 'proven'],
  'Packed Attestation with ES256 Credential': ['kind', 'kind', 'proven'],
  'Packed Attestation with ES384 Credential': ['kind', 'kind', 'proven'],
  'Packed Attestation with ES512 Credential': ['kind', 'kind', 'response'],
  'Packed Attestation with RS256 Credential': ['kind', 'kind', 'response'],
  'Packed Attestation with Ed25519 Credential': ['kind', 'kind', 'response'],
  'Packed Attestation with Ed448 Credential': ['kind', 'kind', 'response'],
  'TPM Attestation with ES256 Credential': ['kind', 'kind', 'proven'],
  'Android Key Attestation with ES256 Credential': ['kind', 'kind', 'response'],
  'Apple Anonymous Attestation with ES256 Credential': ['kind', 'kind', 'response'],
  'FIDO U2F Attestation with ES256 Credential': ['kind', 'kind', 'response'],
};

const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');

const named = ({ registration }: Vector) => {
  const id = base64url(registration.credential_id);
  return { id, rawId: id, type: 'public-key' as const };
};

const attestationOf = (vector: Vector) => ({
  ...named(vector),
  response: {
    clientDataJSON: base64url(vector.registration.clientDataJSON),
    attestationObject: base64url(vector.registration.attestationObject),
  },
});

const assertionOf = (vector: Vector) => ({
  ...named(vector),
  response: {
    clientDataJSON: base64url(vector.authentication.clientDataJSON),
    authenticatorData: base64url(vector.authentication.authenticatorData),
    signature: base64url(vector.authentication.signature),
  },
});

/** What the authenticator of a vector said of the passkey that it made. */
const madeBy = ({ registration }: Vector) =>
  parseAuthenticatorData(
    decodeAttestationObject(new Uint8Array(Buffer.from(registration.attestationObject, 'hex'))).get('authData'),
  );

/** The server that the vectors speak to, and somebody who is signed in there. */
async function relyingParty() {
  const { grants, hosts, passkeys: scope } = readConfig({ ORIGIN: origin, RP_ID: rpId });
  const server = await TestServer.start({ config: { origin, grants, hosts, passkeys: scope } });
  const browser = await server.signedIn();
  const [session] = await server.db.select().from(sessions);
  const { accountId = '', id: sessionId = '' } = session ?? {};

  /** Asks what the vector answers: a challenge that was chosen long ago. */
  const ask = (purpose: 'create' | 'create-conditionally' | 'reauth', challenge: string) =>
    server.db.transaction(async (tx) => {
      const expiresAt = server.clock.now() + 60_000;
      const challengeHash = tokenHash(base64url(challenge));
      await tx.insert(passkeyCeremonies).values({ challengeHash, purpose, sessionId, accountId, origin, expiresAt });
    });

  async function create(vector: Vector, purpose: 'create' | 'create-conditionally'): Promise<string> {
    await ask(purpose, vector.registration.challenge);
    const body = { response: attestationOf(vector), signOutOthers: false };
    const { code } = await browser.call(passkeys.create, { body });
    assert.ok(code === undefined || code === 'passkey-refused');
    return code === undefined ? 'kept' : ((await whyRefused(server, 'passkey_added')) ?? '');
  }

  async function use(vector: Vector): Promise<string> {
    await ask('reauth', vector.authentication.challenge);
    const { code } = await browser.call(reauth.withPasskey, { body: { response: assertionOf(vector) } });
    assert.ok(code === undefined || code === 'passkey-refused');
    return code === undefined ? 'proven' : ((await whyRefused(server, 'authn_reauth_fail')) ?? '');
  }

  /** Puts the passkey there, past everything that would keep it out. */
  const plant = (vector: Vector) =>
    server.db.transaction(async (tx) => {
      const { credentialPublicKey, flags } = madeBy(vector);
      await tx.insert(table).values({
        id: 'planted',
        accountId,
        credentialId: named(vector).id,
        publicKey: Buffer.from(credentialPublicKey ?? []),
        rpId,
        counter: 0,
        aaguid: '',
        transports: [],
        name: '',
        backupEligible: flags.be,
        backedUp: flags.bs,
        createdAt: 0,
      });
    });

  return { create, use, plant, [Symbol.asyncDispose]: () => server.stop() };
}

for (const vector of vectors) {
  test(`case 067: the W3C’s “${vector.name}” is taken or refused as it should be`, async () => {
    await using asked = await relyingParty();
    const created = await asked.create(vector, 'create');
    await using passing = await relyingParty();
    const inPassing = await passing.create(vector, 'create-conditionally');
    await using planted = await relyingParty();
    assert.equal(await planted.use(vector), 'unknown');
    await planted.plant(vector);
    assert.deepEqual([created, inPassing, await planted.use(vector)], verdicts[vector.name]);
    // One that was kept is the one that was made.
    if (inPassing === 'kept') assert.equal(await passing.use(vector), verdicts[vector.name]?.[2]);
  });
}

for (const vector of vectors) {
  test(`the W3C’s “${vector.name}” is signed well, whatever we make of the rest`, async () => {
    const publicKey = new Uint8Array(madeBy(vector).credentialPublicKey ?? []);
    if (vector.name.includes('Ed448')) return assert.ok(isSignedByEd448(vector, publicKey));
    const { verified } = await verifyAuthenticationResponse({
      response: { ...assertionOf(vector), clientExtensionResults: {} },
      expectedChallenge: base64url(vector.authentication.challenge),
      expectedOrigin: origin,
      expectedTopOrigin: 'https://example.com',
      expectedRPID: rpId,
      requireUserVerification: false,
      credential: { id: named(vector).id, publicKey, counter: 0 },
    });
    assert.equal(verified, true);
  });
}

/** SimpleWebAuthn does not know this curve. */
function isSignedByEd448({ authentication }: Vector, publicKey: Uint8Array<ArrayBuffer>): boolean {
  const x = isoCBOR.decodeFirst<Map<number, Uint8Array>>(publicKey).get(-2) ?? new Uint8Array();
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed448', x: Buffer.from(x).toString('base64url') },
    format: 'jwk',
  });
  const clientDataHash = createHash('sha256').update(authentication.clientDataJSON, 'hex').digest();
  const signed = Buffer.concat([Buffer.from(authentication.authenticatorData, 'hex'), clientDataHash]);
  return verify(null, signed, key, Buffer.from(authentication.signature, 'hex'));
}

test('every one of the W3C’s vectors has a verdict', (t) => {
  if (vectors.length === 0) {
    t.diagnostic('The W3C’s test vectors were left out: WEBAUTHN_VECTORS names no file that has them.');
    return t.skip();
  }
  assert.deepEqual(
    vectors.map(({ name }) => name),
    Object.keys(verdicts),
  );
});
