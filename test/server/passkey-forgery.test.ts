import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import process from 'node:process';
import { after, before, test } from 'node:test';
import type { PasskeyAttestation } from 'account-elements/contract/passkey-ceremony.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { passkeys as table } from 'account-elements-server/passkeys/schema.js';
import { cbor, head, type Cbor } from '../support/cbor.ts';
import type { Browser } from '../support/http-browser.ts';
import { addPasskey, proveWithPasskey, recorded, signInWithPasskey, whyRefused } from '../support/passkeys.ts';
import { OWN_ORIGIN, TestServer } from '../support/test-server.ts';
import { AT, BE, BS, ED, SoftwareAuthenticator, UP, UV, type Creation, type Use } from '../support/webauthn.ts';

/*
 * Everything that an attacker who speaks HTTP can put into a ceremony. What it
 * is refused for stands on record, so that a check which another one happens to
 * cover is not taken for one that works.
 */

/** Milliseconds of work, which no nonsense may take. However busy the machine is, waiting is none. */
const SOON = 50;

type Timed = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs a job that can be repeated: work that takes long because memory is tidied up meanwhile takes less the next time. */
async function soon(job: (timed: Timed) => Promise<void>): Promise<void> {
  const took: number[] = [];
  const timed: Timed = async (work) => {
    const before = process.threadCpuUsage();
    const answer = await work();
    const { system, user } = process.threadCpuUsage(before);
    took.push((system + user) / 1000);
    return answer;
  };
  while (took.length < 3 && !took.some((time) => time < SOON)) await job(timed);
  assert.ok(Math.min(...took) < SOON, `took ${took.join(', ')} ms`);
}

let server: TestServer;
let browser: Browser;
const device = new SoftwareAuthenticator();

before(async () => {
  server = await TestServer.start();
  browser = await server.signedIn();
  await addPasskey(browser, device, { counter: 7 });
});
after(() => server.stop());

const kept = () => server.db.select().from(table);

/** Nothing is made of it: refused by one answer for all, quickly, with the reason on record, and no passkey is another. */
function creationIsRefused(told: Creation, because: string | undefined, what: string): Promise<void> {
  return soon(async (timed) => {
    const [before, lines] = [await kept(), (await recorded(server, 'passkey_added')).length];
    const { result } = await browser.call(passkeys.start, { body: {} });
    const forger = new SoftwareAuthenticator();
    const body = { response: forger.create(result, told), signOutOthers: true };
    const answer = await timed(() => browser.call(passkeys.create, { body }));
    assert.deepEqual([answer.status, answer.code], [403, 'passkey-refused'], what);
    assert.equal(await whyRefused(server, 'passkey_added'), because, what);
    assert.equal((await recorded(server, 'passkey_added')).length, lines + 1, `${what}: on record once`);
    assert.deepEqual(await kept(), before, what);
  });
}

async function signInIsRefused(told: Use, because: string, what: string): Promise<void> {
  const [before, lines] = [await kept(), (await recorded(server, 'authn_login_fail')).length];
  const stranger = server.browser();
  const answer = await signInWithPasskey(stranger, device, told);
  assert.deepEqual([answer.status, answer.code], [403, 'passkey-refused'], what);
  assert.equal(stranger.token, undefined);
  assert.equal(await whyRefused(server, 'authn_login_fail'), because, what);
  assert.equal((await recorded(server, 'authn_login_fail')).length, lines + 1, `${what}: on record once`);
  assert.deepEqual(await kept(), before, what);
}

async function proofIsRefused(told: Use, because: string, what: string): Promise<void> {
  const [before, { token }] = [await kept(), browser];
  const answer = await proveWithPasskey(browser, device, told);
  assert.deepEqual([answer.status, answer.code], [403, 'passkey-refused'], what);
  assert.equal(browser.token, token);
  assert.equal(await whyRefused(server, 'authn_reauth_fail'), because, what);
  assert.deepEqual(await kept(), before, what);
}

test('what is refused below is accepted when nothing is wrong with it', async () => {
  assert.equal((await addPasskey(browser, device, { selfAttested: true, counter: 7 })).status, 200);
  assert.equal((await signInWithPasskey(server.browser(), device, { counter: 8 })).status, 200);
  assert.equal((await proveWithPasskey(browser, device, { counter: 9 })).status, 200);
  // Client data may say more in the future, and the user handle is no matter to whoever is signed in.
  const told = { clientData: { extra: { a: 1 } }, userHandle: null, counter: 10 };
  assert.equal((await proveWithPasskey(browser, device, told)).status, 200);
});

/** Of both ceremonies: the page that asks, and the browser’s account of it. */
const told: readonly (readonly [what: string, told: Creation & Use, because: string])[] = [
  ...['sign-in.create', 'webauthn', '', ['webauthn.get'], ['webauthn.create'], null, 1].map(
    (type) => [`type ${JSON.stringify(type)}`, { clientData: { type } }, 'response'] as const,
  ),
  ['no type', { clientData: { type: undefined } }, 'response'],
  ...[
    `https://evil.account.example`,
    'https://account.example.evil.example',
    'http://account.example',
    'https://account.example:8443',
    'https://ACCOUNT.example',
    'https://account.example/',
    'https://host.example',
    'null',
    '',
    'android:apk-key-hash:x',
    [OWN_ORIGIN],
  ].map((origin) => [`origin ${String(origin)}`, { clientData: { origin } }, 'response'] as const),
  ['no origin', { clientData: { origin: undefined } }, 'response'],
  ['crossOrigin', { clientData: { crossOrigin: true } }, 'frame'],
  ['crossOrigin as text', { clientData: { crossOrigin: 'false' } }, 'frame'],
  ['topOrigin', { clientData: { topOrigin: 'https://evil.example' } }, 'frame'],
  ['topOrigin, the own', { clientData: { topOrigin: OWN_ORIGIN } }, 'frame'],
  ['topOrigin and crossOrigin', { clientData: { crossOrigin: true, topOrigin: OWN_ORIGIN } }, 'frame'],
  ['another challenge', { clientData: { challenge: Buffer.alloc(32, 1).toString('base64url') } }, 'ceremony'],
  ['a challenge of zero bytes', { clientData: { challenge: Buffer.alloc(16).toString('base64url') } }, 'ceremony'],
  ['an empty challenge', { clientData: { challenge: '' } }, 'ceremony'],
  ['no challenge', { clientData: { challenge: undefined } }, 'unreadable'],
  ['a challenge that is a list', { clientData: { challenge: ['x'] } }, 'unreadable'],
  ['client data that are none', { clientDataJSON: 'no json' }, 'unreadable'],
  ['client data that are a list', { clientDataJSON: '[]' }, 'unreadable'],
  ['client data that are nothing', { clientDataJSON: 'null' }, 'unreadable'],
  ['empty client data', { clientDataJSON: '' }, 'unreadable'],
  ['client data that are no text', { clientDataJSON: Buffer.from([0xff, 0xfe, 0x7b, 0x7d]) }, 'unreadable'],
  ['nested client data', { clientDataJSON: '['.repeat(3000) }, 'unreadable'],
  ['a prototype', { clientDataJSON: '{"__proto__":{"type":"webauthn.get"}}' }, 'unreadable'],
  ['the hash of another relying party', { rpId: 'evil.example' }, 'response'],
  ['the hash of a parent', { rpId: 'example' }, 'response'],
  ['the hash of an origin', { rpId: OWN_ORIGIN }, 'response'],
];

for (const [what, forged, because] of told) {
  const isNamed = ['ceremony', 'unreadable'].includes(because);
  test(`cases 073–076: a ceremony with ${what} is refused`, async () => {
    await creationIsRefused(forged, because, 'creation');
    await proofIsRefused(forged, because, 'proof');
    // Without a ceremony that is open nobody is named whom it could be on record for.
    if (!isNamed) await signInIsRefused(forged, because, 'sign-in');
    else assert.equal((await signInWithPasskey(server.browser(), device, forged)).code, 'passkey-refused');
  });
}

test('case 074: what was made is no proof, and a proof makes nothing', async () => {
  await creationIsRefused({ clientData: { type: 'webauthn.get' } }, 'response', 'creation');
  await proofIsRefused({ clientData: { type: 'webauthn.create' } }, 'response', 'proof');
  await signInIsRefused({ clientData: { type: 'webauthn.create' } }, 'response', 'sign-in');
});

test('case 073: a challenge has one spelling', async () => {
  const spellings: readonly ((challenge: string) => string)[] = [
    (challenge) => `${challenge}=`,
    (challenge) => ` ${challenge}`,
    (challenge) => `${challenge}\n`,
    (challenge) => `${challenge}A`,
    // Bits of its last character that are no part of any byte.
    (challenge) => challenge.slice(0, -1) + twinOf(challenge.at(-1) ?? ''),
    (challenge) => Buffer.from(challenge, 'base64url').toString('hex'),
  ];
  for (const spell of spellings) {
    const creation = (await browser.call(passkeys.start, { body: {} })).result;
    const made = new SoftwareAuthenticator().create({ ...creation, challenge: spell(creation.challenge) });
    const created = await browser.call(passkeys.create, { body: { response: made, signOutOthers: false } });
    const proof = (await browser.call(reauth.startPasskey, {})).result;
    const proven = device.get({ ...proof, challenge: spell(proof.challenge) });
    const stranger = server.browser();
    const entry = (await stranger.call(signIn.startPasskey, {})).result;
    const entered = device.get({ ...entry, challenge: spell(entry.challenge) });
    assert.deepEqual(
      [
        created.code,
        (await browser.call(reauth.withPasskey, { body: { response: proven } })).code,
        (await stranger.call(signIn.withPasskey, { body: { response: entered } })).code,
      ],
      ['passkey-refused', 'passkey-refused', 'passkey-refused'],
      String(spell),
    );
  }
});

/** The last character of 32 bytes in base64url that reads as the same bytes. */
const twinOf = (last: string): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(last) ^ 1] ?? '';
};

test('case 074: an answer to one question is none to another', async () => {
  const creation = (await browser.call(passkeys.start, { body: {} })).result;
  const proof = (await browser.call(reauth.startPasskey, {})).result;
  const stranger = server.browser();
  const entry = (await stranger.call(signIn.startPasskey, {})).result;
  for (const cookie of stranger.cookies) browser.cookies.set(...cookie);
  const asProof = { ...proof, challenge: creation.challenge };
  const answer = await browser.call(reauth.withPasskey, { body: { response: device.get(asProof) } });
  assert.equal(answer.code, 'passkey-refused');
  const asSignIn = { ...proof, challenge: entry.challenge };
  assert.equal(
    (await browser.call(reauth.withPasskey, { body: { response: device.get(asSignIn) } })).code,
    'passkey-refused',
  );
  const response = new SoftwareAuthenticator().create({ ...creation, challenge: proof.challenge });
  assert.equal(
    (await browser.call(passkeys.create, { body: { response, signOutOthers: false } })).code,
    'passkey-refused',
  );
  assert.equal(await whyRefused(server, 'passkey_added'), 'ceremony');
  for (const name of browser.cookies.keys()) if (name.startsWith('__Host-ceremony-')) browser.cookies.delete(name);
});

test('cases 069, 070: nobody there, or nobody verified, is refused and not made less of', async () => {
  for (const flags of [UV, UP, 0]) {
    const what = `flags ${flags}`;
    await creationIsRefused({ flags: flags | AT | BE | BS }, 'response', what);
    await signInIsRefused({ flags: flags | BE | BS }, 'response', what);
    await proofIsRefused({ flags: flags | BE | BS }, 'response', what);
  }
});

test('case 077: one that cannot be synced is not synced, and one that can, can always', async () => {
  await creationIsRefused({ flags: UP | UV | AT | BS }, 'response', 'new');
  await signInIsRefused({ flags: UP | UV | BS }, 'response', 'synced, though it cannot be');
  await signInIsRefused({ flags: UP | UV }, 'backup', 'not to be synced any more');
  await proofIsRefused({ flags: UP | UV }, 'backup', 'not to be synced any more');
  const single = new SoftwareAuthenticator();
  await addPasskey(browser, single, { flags: UP | UV | AT });
  assert.equal((await signInWithPasskey(server.browser(), single, { flags: UP | UV | BE })).code, 'passkey-refused');
  assert.equal(await whyRefused(server, 'authn_login_fail'), 'backup');
  // It may stop being synced, and that shows.
  assert.equal((await signInWithPasskey(server.browser(), device, { flags: UP | UV | BE, counter: 11 })).status, 200);
  assert.deepEqual((await kept()).find(({ counter }) => counter === 11)?.backedUp, false);
});

const flip = (signature: Buffer): Buffer =>
  Buffer.concat([signature.subarray(0, -1), Buffer.of(~(signature.at(-1) ?? 0))]);

/** The same two numbers, written in ways that DER does not know. */
const notDer: readonly ((signature: Buffer) => Buffer)[] = [
  (signature) => Buffer.concat([signature, Buffer.of(0)]),
  (signature) => Buffer.concat([Buffer.of(0x30, 0x81), signature.subarray(1)]),
  (signature) => Buffer.concat([Buffer.of(0x31), signature.subarray(1)]),
  (signature) => Buffer.concat([Buffer.of(0x30, (signature[1] ?? 0) + 1), signature.subarray(2)]),
  (signature) => padded(signature),
  (signature) => Buffer.concat([signature, signature]),
];

/** With a zero that the first number does not need. */
function padded(signature: Buffer): Buffer {
  const length = signature[3] ?? 0;
  const number = signature.subarray(4, 4 + length);
  const zeros = Buffer.alloc(2);
  const body = Buffer.concat([Buffer.of(2, length + 2), zeros, number, signature.subarray(4 + length)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

test('case 070: a signature that is not by the passkey is refused', async () => {
  const forgeries: readonly ((signature: Buffer) => Buffer)[] = [
    flip,
    ...notDer,
    (signature) => signature.subarray(0, -1),
    () => Buffer.alloc(0),
    () => Buffer.alloc(64),
    () => Buffer.from('3006020100020100', 'hex'),
  ];
  for (const [at, signature] of forgeries.entries()) {
    const answer = await signInWithPasskey(server.browser(), device, { signature });
    assert.equal(answer.code, 'passkey-refused', `${at}`);
    assert.match((await whyRefused(server, 'authn_login_fail')) ?? '', /^(?:response|signature)$/);
    assert.equal((await proveWithPasskey(browser, device, { signature })).code, 'passkey-refused', `${at}`);
  }
  await creationIsRefused(
    { selfAttested: true, signature: (signature) => Buffer.from(signature.toReversed()) },
    'signature',
    'reversed',
  );
  for (const signature of notDer) await creationIsRefused({ selfAttested: true, signature }, 'signature', 'not DER');
  await creationIsRefused({ selfAttested: true, signature: flip }, 'signature', 'flipped');
});

test('case 081: the user handle is that of the account, and at the sign-in there is one', async () => {
  const stranger = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn({ email: 'grace@people.example' }), stranger);
  for (const userHandle of [stranger.latest.userHandle, '', 'AAAA', `${device.latest.userHandle}A`]) {
    await signInIsRefused({ userHandle }, 'other-account', userHandle);
    await proofIsRefused({ userHandle }, 'other-account', userHandle);
  }
  await signInIsRefused({ userHandle: null }, 'other-account', 'none');
  // The passkey of somebody else proves nothing, even where it says it is mine.
  for (const userHandle of [null, device.latest.userHandle, stranger.latest.userHandle]) {
    await proofIsRefused({ credential: stranger.latest, userHandle }, 'other-account', 'somebody else');
  }
  // Its own signature under the name of mine, and the other way round.
  await signInIsRefused({ credential: stranger.latest, id: device.latest.id }, 'other-account', 'another name');
  const told = { credential: stranger.latest, id: device.latest.id, userHandle: device.latest.userHandle };
  await signInIsRefused(told, 'signature', 'another name and handle');
});

test('case 078: a counter that does not go up is on record and shuts nobody out', async () => {
  const counting = new SoftwareAuthenticator();
  await addPasskey(browser, counting, { counter: 5 });
  const counter = async () =>
    (await kept()).find(({ credentialId }) => credentialId === counting.latest.id.toString('base64url'))?.counter;
  const use = async (told: number) => (await signInWithPasskey(server.browser(), counting, { counter: told })).status;
  const regressions = async () => (await recorded(server, 'passkey_counter_regressed')).length;
  const before = await regressions();
  assert.deepEqual([await use(9), await counter(), await regressions()], [200, 9, before]);
  assert.deepEqual([await use(5), await counter(), await regressions()], [200, 9, before + 1], 'lower');
  assert.deepEqual([await use(9), await counter(), await regressions()], [200, 9, before + 2], 'the same');
  assert.deepEqual([await use(0), await counter(), await regressions()], [200, 9, before + 3], 'none any more');
  // A forged one moves nothing: the signature is looked at first.
  const forged = { counter: 1000, signature: flip };
  assert.equal((await signInWithPasskey(server.browser(), counting, forged)).code, 'passkey-refused');
  assert.deepEqual([await counter(), await regressions()], [9, before + 3]);
  const never = new SoftwareAuthenticator();
  await addPasskey(browser, never);
  await signInWithPasskey(server.browser(), never);
  await signInWithPasskey(server.browser(), never);
  assert.equal(await regressions(), before + 3, 'most never count');
});

test('case 079: a credential id is somebody’s for good, and nobody is told whose', async () => {
  const victim = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn({ email: 'victim@people.example' }), victim);
  await creationIsRefused({ id: victim.latest.id }, 'taken', 'of another account');
  await creationIsRefused({ id: device.latest.id }, 'taken', 'of the same account');
  assert.equal((await signInWithPasskey(server.browser(), victim)).result.account.email, 'victim@people.example');
});

test('case 080: a credential id has 1 to 1023 bytes', async () => {
  const long = new SoftwareAuthenticator();
  assert.equal((await addPasskey(browser, long, { id: Buffer.alloc(1023, 7) })).status, 200);
  assert.equal((await signInWithPasskey(server.browser(), long)).status, 200);
  await creationIsRefused({ id: Buffer.alloc(0) }, 'response', 'none');
  const tooLong = await addPasskey(browser, new SoftwareAuthenticator(), { id: Buffer.alloc(1024) });
  assert.equal(tooLong.code, 'invalid-input');
  // Nor is it another one outside than inside.
  const named = (data: Buffer) => Buffer.concat([data.subarray(0, 55), Buffer.alloc(32), data.subarray(87)]);
  await creationIsRefused({ authenticatorData: named }, 'unreadable', 'another inside');
  const long2 = (data: Buffer) =>
    Buffer.concat([data.subarray(0, 53), Buffer.of(4, 0), Buffer.alloc(1024), data.subarray(87)]);
  await creationIsRefused({ authenticatorData: long2 }, 'unreadable', 'a longer one inside');
});

const change =
  (...entries: readonly (readonly [number, Cbor | undefined])[]) =>
  (key: Map<Cbor, Cbor>) => {
    const changed = new Map(key);
    for (const [name, value] of entries) {
      if (value === undefined) changed.delete(name);
      else changed.set(name, value);
    }
    return changed;
  };

const keys: readonly (readonly [what: string, told: Creation])[] = [
  ['ES384, which was not asked for', { coseKey: change([3, -35]) }],
  ['ES512, which was not asked for', { coseKey: change([3, -36]) }],
  ['RS1, with SHA-1', { algorithm: -257, coseKey: change([3, -65_535]) }],
  ['PS256, which was not asked for', { algorithm: -257, coseKey: change([3, -37]) }],
  ['no algorithm', { coseKey: change([3, undefined]) }],
  ['an algorithm that is text', { coseKey: change([3, '-7']) }],
  ['the algorithm of another key', { coseKey: change([3, -8]) }],
  ['another kind of key', { coseKey: change([1, 3]) }],
  ['another curve', { coseKey: change([-1, 2]) }],
  ['secp256k1', { coseKey: change([-1, 8]) }],
  ['a point that is not on the curve', { coseKey: change([-3, Buffer.alloc(32, 1)]) }],
  ['half a point', { coseKey: change([-3, undefined]) }],
  ['a compressed point', { coseKey: change([-3, true]) }],
  ['a short coordinate', { coseKey: change([-2, Buffer.alloc(31, 1)]) }],
  ['something beside it', { coseKey: change([2, Buffer.from('kid')]) }],
  ['a private part', { coseKey: change([-4, Buffer.alloc(32, 1)]) }],
  ['a short Ed25519 key', { algorithm: -8, coseKey: change([-2, Buffer.alloc(31)]) }],
  ['Ed448', { algorithm: -8, coseKey: change([-1, 7], [-2, Buffer.alloc(57)]) }],
  ['X25519, which signs nothing', { algorithm: -8, coseKey: change([-1, 4]) }],
  ['RSA of 1024 bits', { algorithm: -257, rsaBits: 1024 }],
  ['RSA of 2047 bits', { algorithm: -257, rsaBits: 2047 }],
  [
    'RSA of 8192 bits, which makes the server work',
    { algorithm: -257, coseKey: change([-1, Buffer.alloc(1024, 0xff)]) },
  ],
  ['RSA with the exponent 1', { algorithm: -257, coseKey: change([-2, Buffer.of(1)]) }],
  ['RSA with the exponent 3', { algorithm: -257, coseKey: change([-2, Buffer.of(3)]) }],
  ['RSA with a long exponent', { algorithm: -257, coseKey: change([-2, Buffer.alloc(256, 0xfd)]) }],
  ['no key', { coseKey: () => new Map() }],
];

for (const [what, forged] of keys) {
  test(`WA-5: a key with ${what} is refused`, async () => {
    await soon(async (timed) => {
      const { result } = await browser.call(passkeys.start, { body: {} });
      const response = new SoftwareAuthenticator().create(result, forged);
      const { code } = await timed(() => browser.call(passkeys.create, { body: { response, signOutOthers: false } }));
      assert.equal(code, 'passkey-refused');
      assert.match((await whyRefused(server, 'passkey_added')) ?? '', /^(?:kind|unreadable)$/);
    });
  });
}

const certificate = [Buffer.from('3082', 'hex')];
const statements: readonly (readonly [what: string, told: Creation, because: string])[] = [
  ['packed, with a certificate', { selfAttested: true, statement: new Map([['x5c', certificate]]) }, 'kind'],
  ['packed, with no certificate in the list', { selfAttested: true, statement: new Map([['x5c', []]]) }, 'kind'],
  ['packed, with ECDAA', { selfAttested: true, statement: new Map([['ecdaaKeyId', Buffer.of(1)]]) }, 'kind'],
  ['packed, without a signature', { format: 'packed', statement: new Map([['alg', -7]]) }, 'kind'],
  ['packed, by another algorithm', { selfAttested: true, statement: new Map([['alg', -257]]) }, 'kind'],
  ['packed, empty', { format: 'packed' }, 'kind'],
  ...['fido-u2f', 'tpm', 'android-key', 'android-safetynet', 'apple', 'compound', 'NONE', ''].map(
    (format) => [`“${format}”`, { format, statement: new Map([['x5c', certificate]]) }, 'kind'] as const,
  ),
  ['none, with a statement', { statement: new Map([['sig', Buffer.of(1)]]) }, 'kind'],
  ['none, with text', { attestationObject: (object) => cbor(new Map(object).set('attStmt', 'x')) }, 'unreadable'],
  ['none, with nothing', { attestationObject: (object) => cbor(new Map(object).set('attStmt', null)) }, 'unreadable'],
];

for (const [what, forged, because] of statements) {
  test(`WA-6: an attestation that is ${what} is refused`, () => creationIsRefused(forged, because, what));
}

const keyOfFirefox117 = Buffer.concat([
  Buffer.from('a301634f4b500327206745643235353139215820', 'hex'),
  Buffer.alloc(32, 1),
]);

/** Attestation objects whose bytes are not what they should be. */
const objects: readonly (readonly [what: string, told: Creation])[] = [
  ['nothing', { attestationObject: () => Buffer.alloc(0) }],
  ['no CBOR', { attestationObject: () => Buffer.from('not cbor at all') }],
  ['a number', { attestationObject: () => cbor(7) }],
  ['a list', { attestationObject: () => cbor([1]) }],
  ['text', { attestationObject: () => cbor('x') }],
  ['an empty map', { attestationObject: () => cbor(new Map()) }],
  ['cut off', { attestationObject: (object) => cbor(object).subarray(0, -1) }],
  ['cut off early', { attestationObject: (object) => cbor(object).subarray(0, 40) }],
  ['more than it says', { attestationObject: (object) => Buffer.concat([cbor(object), Buffer.of(0)]) }],
  ['16 MB, it says', { attestationObject: () => Buffer.concat([head(5, 1), head(2, 16 * 1024 * 1024)]) }],
  ['4 GB of list, it says', { attestationObject: () => Buffer.concat([head(4, 0xffff_ffff), Buffer.alloc(4000)]) }],
  ['4 GB of map, it says', { attestationObject: () => Buffer.concat([head(5, 0xffff_ffff), Buffer.alloc(4000)]) }],
  ['a length of eight bytes', { attestationObject: () => Buffer.concat([Buffer.of(0x5b), Buffer.alloc(8, 0xff)]) }],
  ['nested 6000 deep', { attestationObject: () => Buffer.alloc(6000, 0x81) }],
  ['nested 6000 deep in maps', { attestationObject: () => Buffer.from('a100'.repeat(3000), 'hex') }],
  ['tags of tags', { attestationObject: () => Buffer.alloc(6000, 0xc1) }],
  [
    'of no fixed length',
    { attestationObject: (object) => Buffer.concat([Buffer.of(0xbf), cbor(object).subarray(1), Buffer.of(0xff)]) },
  ],
  ['a key twice', { attestationObject: (object) => twice(object) }],
  [
    'a long length for a short map',
    { attestationObject: (object) => Buffer.concat([Buffer.of(0xb8, 3), cbor(object).subarray(1)]) },
  ],
  ['something beside it', { attestationObject: (object) => cbor(new Map([...object, ['x', 1]])) }],
  ['authenticator data as text', { attestationObject: (object) => cbor(new Map(object).set('authData', 'x')) }],
  ['no authenticator data', { attestationObject: (object) => cbor(without(object, 'authData')) }],
  ['no statement', { attestationObject: (object) => cbor(without(object, 'attStmt')) }],
  ['36 bytes of authenticator data', { authenticatorData: (data) => data.subarray(0, 36) }],
  ['37 bytes of authenticator data', { authenticatorData: (data) => data.subarray(0, 37) }],
  ['no authenticator data in them', { authenticatorData: () => Buffer.alloc(0) }],
  ['half a key', { authenticatorData: (data) => data.subarray(0, -20) }],
  ['more behind the key', { authenticatorData: (data) => Buffer.concat([data, Buffer.of(0)]) }],
  ['no credential, though it says so', { flags: UP | UV | BE | BS }],
  ['no extensions, though it says so', { flags: UP | UV | BE | BS | AT | ED }],
  ['extensions, though it does not say so', { extensions: cbor(new Map([['x', 1]])) }],
  ['extensions and more', { flags: UP | UV | AT | ED, extensions: Buffer.concat([cbor(new Map()), Buffer.of(0)]) }],
  ['a key of no fixed length', { authenticatorData: (data) => indefiniteKey(data) }],
  [
    'a key as Firefox 117 wrote it, which libraries repair',
    { authenticatorData: (data) => Buffer.concat([data.subarray(0, 87), keyOfFirefox117]) },
  ],
];

for (const [what, forged] of objects) {
  test(`case 084: an attestation object of ${what} is refused in no time`, () =>
    creationIsRefused(forged, 'unreadable', what));
}

const without = (object: Map<Cbor, Cbor>, name: string) => new Map([...object].filter(([key]) => key !== name));

const twice = (object: Map<Cbor, Cbor>) =>
  Buffer.concat([head(5, 4), cbor(object).subarray(1), cbor('fmt'), cbor('none')]);

const indefiniteKey = (data: Buffer) =>
  Buffer.concat([data.subarray(0, 87), Buffer.of(0xbf), data.subarray(88), Buffer.of(0xff)]);

test('case 084: assertions of nonsense are refused in no time', async () => {
  const nonsense: readonly Use[] = [
    { authenticatorData: () => Buffer.alloc(0) },
    { authenticatorData: (data) => data.subarray(0, 36) },
    { authenticatorData: (data) => Buffer.concat([data, Buffer.of(0)]) },
    { flags: UP | UV | BE | BS | AT },
    { flags: UP | UV | BE | BS | ED },
    { flags: UP | UV | BE | BS | ED, extensions: Buffer.alloc(1400, 0x81) },
    { flags: UP | UV | BE | BS | AT, extensions: Buffer.alloc(1400, 0xff) },
    { flags: UP | UV | BE | BS | ED, extensions: Buffer.concat([head(4, 0xffff_ffff), Buffer.alloc(900)]) },
  ];
  for (const [at, told] of nonsense.entries()) {
    await soon((timed) => timed(() => signInIsRefused(told, 'response', `${at}`)));
  }
});

test('what is not even base64url is refused at the door', async () => {
  const { result } = await browser.call(passkeys.start, { body: {} });
  const good = new SoftwareAuthenticator().create(result);
  const send = async (response: object) =>
    (await browser.call(passkeys.create, { body: { response: response as PasskeyAttestation, signOutOthers: false } }))
      .code;
  for (const name of ['clientDataJSON', 'attestationObject'] as const) {
    for (const text of [
      `${good.response[name]}=`,
      `${good.response[name]} `,
      'a+b/',
      'ä',
      'x'.repeat(9000),
      7,
      null,
      [],
    ]) {
      assert.match(
        (await send({ ...good, response: { ...good.response, [name]: text } })) ?? '',
        /invalid-input|payload/,
      );
    }
  }
  for (const part of [
    { id: `${good.id}=` },
    { rawId: 7 },
    { type: 'password' },
    { type: ['public-key'] },
    { extra: 1 },
  ]) {
    assert.equal(await send({ ...good, ...part }), 'invalid-input');
  }
  assert.equal(await send({ ...good, rawId: `${good.id}A` }), 'passkey-refused', 'two names for one');
});

test('keys of all three algorithms from elsewhere do not open a passkey of its id', async () => {
  for (const algorithm of [-8, -7, -257] as const) {
    const own = new SoftwareAuthenticator();
    assert.equal((await addPasskey(browser, own, { algorithm })).status, 200);
    const { privateKey } =
      algorithm === -7
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : algorithm === -8
          ? generateKeyPairSync('ed25519')
          : generateKeyPairSync('rsa', { modulusLength: 2048 });
    const answer = await signInWithPasskey(server.browser(), own, { credential: { ...own.latest, privateKey } });
    assert.equal(answer.code, 'passkey-refused');
    assert.equal(await whyRefused(server, 'authn_login_fail'), 'signature');
  }
});
