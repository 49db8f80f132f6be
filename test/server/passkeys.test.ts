import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { account } from 'account-elements/contract/account.js';
import { passkeys } from 'account-elements/contract/passkeys.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { disable } from 'account-elements-server/operations/account-commands.js';
import { passkeys as table } from 'account-elements-server/passkeys/schema.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { recoveryCodes } from 'account-elements-server/recovery-codes/schema.js';
import { sessions } from 'account-elements-server/sessions/schema.js';
import { addPasskey, listPasskeys, proveWithPasskey, recorded, signInWithPasskey } from '../support/passkeys.ts';
import { ada, TestServer } from '../support/test-server.ts';
import { AT, BE, BS, SoftwareAuthenticator, UP, UV } from '../support/webauthn.ts';

const MINUTE = 60_000;
const grace = { email: 'grace@people.example', firstName: 'Grace', password: 'nanoseconds on a string' };
const APPLE = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const CHROME_ON_WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

for (const [name, algorithm] of [
  ['Ed25519', -8],
  ['ES256', -7],
  ['RS256', -257],
] as const) {
  test(`case 068: a passkey with ${name} is made, signs in, confirms who it is and is removed`, async () => {
    await using server = await TestServer.start();
    const browser = await server.signedIn();
    const device = new SoftwareAuthenticator();
    const { passkey } = (await addPasskey(browser, device, { algorithm, aaguid: APPLE })).result;
    assert.deepEqual(await listPasskeys(browser), [passkey]);
    assert.deepEqual(passkey, {
      id: passkey.id,
      name: 'Apple Passwords',
      provider: 'Apple Passwords',
      securityKey: false,
      synced: true,
      createdAt: new Date(server.clock.now()).toISOString(),
      lastUsedAt: null,
      usedHere: true,
      removable: true,
    });

    server.clock.push(MINUTE);
    const other = server.browser();
    assert.equal((await signInWithPasskey(other, device)).result.account.email, ada.email);
    const [used] = await listPasskeys(other);
    assert.deepEqual(
      [used?.lastUsedAt, used?.usedHere],
      [new Date(server.clock.now()).toISOString(), true],
      'when it was last used, and that it was used for this session',
    );

    server.clock.push(11 * MINUTE);
    const { provenUntil } = (await proveWithPasskey(other, device)).result;
    assert.equal(provenUntil, new Date(server.clock.now() + 10 * MINUTE).toISOString());
    const removal = await other.call(passkeys.remove, { params: { id: passkey.id }, body: { signOutOthers: true } });
    assert.deepEqual(removal.result, { sessionsEnded: 1, recoveryCodesRemoved: false });
    assert.deepEqual(await listPasskeys(other), []);
    assert.equal((await signInWithPasskey(server.browser(), device)).code, 'passkey-refused');
    assert.deepEqual(
      await Promise.all(['added', 'removed'].map(async (what) => (await recorded(server, `passkey_${what}`)).length)),
      [1, 1],
    );
  });
}

test('case 086: authenticators know the account by 64 random bytes that say nothing', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const first = (await browser.call(passkeys.start, { body: {} })).result;
  const handle = Buffer.from(first.user.id, 'base64url');
  assert.equal(handle.length, 64);
  const { id, email } = (await browser.call(account.get, {})).result;
  for (const known of [id, email, 'Ada'])
    assert.ok(!handle.includes(known) && !handle.includes(Buffer.from(id, 'base64url')));
  assert.equal((await browser.call(passkeys.start, { body: {} })).result.user.id, first.user.id, 'the same each time');
  const another = await server.signedIn(grace);
  assert.notEqual((await another.call(passkeys.start, { body: {} })).result.user.id, first.user.id);
});

test('case 071: what is asked for: a passkey that verifies the person, of an algorithm we know, and none that is there already', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device, { transports: ['internal', 'hybrid'] });
  const { challenge, user, ...options } = (await browser.call(passkeys.start, { body: {} })).result;
  assert.equal(Buffer.from(challenge, 'base64url').length, 32);
  assert.deepEqual([user.name, user.displayName], [ada.email, 'Ada Byron']);
  assert.deepEqual(options, {
    rp: { id: 'account.example', name: 'Certificate Manager' },
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
    timeout: 5 * MINUTE,
    excludeCredentials: [
      { id: device.latest.id.toString('base64url'), type: 'public-key', transports: ['internal', 'hybrid'] },
    ],
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
  });
});

test('a passkey is called after where it is kept, what it is, or where it was made, and no two alike', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn({}, { userAgent: CHROME_ON_WINDOWS });
  const device = new SoftwareAuthenticator();
  const made = async (told: Parameters<typeof addPasskey>[2]) => {
    const { name, provider, securityKey, synced } = (await addPasskey(browser, device, told)).result.passkey;
    return { name, provider, securityKey, synced };
  };
  const single = UP | UV | AT;
  const manager = { name: 'Apple Passwords', provider: 'Apple Passwords', securityKey: false, synced: true };
  const key = { name: 'Security key', provider: null, securityKey: true, synced: false };
  assert.deepEqual(await made({ aaguid: APPLE }), manager);
  assert.deepEqual(await made({ aaguid: APPLE }), { ...manager, name: 'Apple Passwords (2)' });
  assert.deepEqual(await made({ aaguid: APPLE }), { ...manager, name: 'Apple Passwords (3)' });
  assert.deepEqual(await made({ flags: single, transports: ['usb', 'nfc'] }), key);
  assert.deepEqual(await made({ flags: single, transports: ['internal'] }), {
    ...key,
    name: 'Passkey on Windows',
    securityKey: false,
  });
  // A make that nobody knows is told by what else it says, and never by its number.
  const unknown = { aaguid: '12345678-1234-1234-1234-123456789abc', flags: single | BE };
  assert.deepEqual(await made(unknown), {
    name: 'Passkey on Windows (2)',
    provider: null,
    securityKey: false,
    synced: true,
  });
});

test('case 083: renaming and removing somebody else’s passkey is the same as one that does not exist', async () => {
  await using server = await TestServer.start();
  const [browser, thief] = [await server.signedIn(), await server.signedIn(grace)];
  const device = new SoftwareAuthenticator();
  const { id } = (await addPasskey(browser, device)).result.passkey;
  await addPasskey(thief, new SoftwareAuthenticator());
  const answers = [id, 'nothing-of-that-name'].map(async (target) => {
    const rename = await thief.call(passkeys.rename, { params: { id: target }, body: { name: 'Mine' } });
    const remove = await thief.call(passkeys.remove, { params: { id: target }, body: { signOutOthers: true } });
    return [rename.text, remove.text].map((text) => text.replace(/"instance":"[^"]+"/, ''));
  });
  const [foreign, missing] = await Promise.all(answers);
  assert.deepEqual(foreign, missing);
  assert.match(foreign?.[0] ?? '', /not-found/);
  assert.equal((await listPasskeys(browser))[0]?.name, 'Passkey');
  assert.equal((await signInWithPasskey(server.browser(), device)).status, 200);
});

test('a passkey is called what its owner wants, in 64 characters', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const { id } = (await addPasskey(browser, new SoftwareAuthenticator())).result.passkey;
  const rename = (name: string) => browser.call(passkeys.rename, { params: { id }, body: { name } });
  assert.equal((await rename('  Blue 🔑  ')).result.name, 'Blue 🔑');
  assert.equal((await listPasskeys(browser))[0]?.name, 'Blue 🔑');
  assert.equal((await rename('🔑'.repeat(64))).status, 200);
  for (const name of ['', ' ', '🔑'.repeat(65), 'a\u0000b', 'a\nb']) assert.equal((await rename(name)).status, 422);
  const [renamed] = await recorded(server, 'passkey_renamed');
  assert.equal(renamed?.details, null, 'what was typed is nobody else’s to read');
});

test('case 082: an account has at most twenty', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  for (let i = 0; i < 19; i++) await addPasskey(browser, device);
  const [one, other] = [
    (await browser.call(passkeys.start, { body: {} })).result,
    (await browser.call(passkeys.start, { body: {} })).result,
  ];
  const finish = (options: typeof one) =>
    browser.call(passkeys.create, { body: { response: device.create(options), signOutOthers: false } });
  assert.equal((await finish(one)).status, 200);
  assert.equal((await finish(other)).code, 'limit-reached', 'begun before there were twenty');
  assert.equal((await browser.call(passkeys.start, { body: {} })).code, 'limit-reached');
  assert.equal((await listPasskeys(browser)).length, 20);
});

test('what browsers are told works is all of it, and nothing of anybody else', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const accepted = async () => (await browser.call(passkeys.accepted, {})).result;
  assert.deepEqual((await accepted()).credentialIds, []);
  await addPasskey(await server.signedIn(grace), new SoftwareAuthenticator());
  await addPasskey(browser, device);
  await addPasskey(browser, device);
  const [row] = await server.db.select().from(accounts).where(eq(accounts.email, ada.email));
  const { credentialIds, ...rest } = await accepted();
  assert.deepEqual(rest, {
    rpId: 'account.example',
    userId: row?.userHandle.toString('base64url'),
    name: ada.email,
    displayName: 'Ada Byron',
  });
  assert.deepEqual(credentialIds.toSorted(), device.credentials.map(({ id }) => id.toString('base64url')).toSorted());
});

test('a new passkey proves who made it, so that with it the session reaches all that a passkey does', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [before] = await server.db.select().from(sessions);
  const old = browser.cookieHeader;
  await addPasskey(browser, new SoftwareAuthenticator());
  const [after] = await server.db.select().from(sessions);
  assert.deepEqual([before?.level, after?.level], [1, 2]);
  assert.deepEqual(
    after?.methods.map(({ method }) => method),
    ['password', 'passkey'],
  );
  const { provenUntil } = (await browser.call(reauth.get, { query: { for: 'highest' } })).result;
  assert.notEqual(provenUntil, null);
  assert.equal((await browser.call(account.get, {}, { cookie: old })).status, 401, 'the token is another one');
});

test('a sign-in with a passkey is as strong as one with two factors, and needs no password', async () => {
  await using server = await TestServer.start();
  const { id } = await server.person();
  const browser = await server.signedIn(grace);
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  assert.equal((await signInWithPasskey(server.browser(), device)).result.account.email, grace.email);
  await server.db.$client.execute({ sql: 'DELETE FROM passwords WHERE account_id <> ?', args: [id] });
  const passwordless = server.browser();
  assert.equal((await signInWithPasskey(passwordless, device)).result.account.email, grace.email);
  const [session] = (await server.db.select().from(sessions)).filter(({ methods }) => methods[0]?.method === 'passkey');
  assert.equal(session?.level, 2);
  assert.notEqual((await passwordless.call(reauth.get, { query: { for: 'highest' } })).result.provenUntil, null);
});

test('others are signed out when a passkey is added, where the person wants it; else what they have proven is past', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const [first, second] = [server.browser(), server.browser()];
  const device = new SoftwareAuthenticator();
  await first.signIn(ada.email, ada.password);
  await addPasskey(browser, device);
  assert.equal((await first.call(account.get, {})).status, 200);
  assert.equal((await first.call(reauth.get, { query: { for: 'recent' } })).result.provenUntil, null);
  await second.signIn(ada.email, ada.password);
  const { result } = await browser.call(passkeys.start, { body: {} });
  const body = { response: device.create(result), signOutOthers: true };
  assert.equal((await browser.call(passkeys.create, { body })).result.sessionsEnded, 2);
  for (const other of [first, second]) assert.equal((await other.call(account.get, {})).status, 401);
});

test('a removed passkey proves nothing any more, in no session', async () => {
  await using server = await TestServer.start();
  await server.person();
  const browser = server.browser();
  const device = new SoftwareAuthenticator();
  await browser.signIn(ada.email, ada.password);
  const { id } = (await addPasskey(browser, device)).result.passkey;
  await addPasskey(browser, device);
  const other = server.browser();
  await signInWithPasskey(other, device);
  server.clock.push(11 * MINUTE);
  await proveWithPasskey(browser, device, { credential: device.credentials[0] });
  assert.equal((await browser.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } })).status, 200);
  for (const session of [browser, other]) {
    assert.equal((await session.call(reauth.get, { query: { for: 'recent' } })).result.provenUntil, null);
  }
});

test('the last way in stays: a passkey without a password beside it cannot be removed', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const { id } = (await addPasskey(browser, device)).result.passkey;
  const remove = (target: string) =>
    browser.call(passkeys.remove, { params: { id: target }, body: { signOutOthers: false } });
  await server.db.transaction(async (tx) => void (await tx.delete(passwords).where(eq(passwords.mustChange, false))));
  assert.equal((await listPasskeys(browser))[0]?.removable, false);
  assert.equal((await remove(id)).code, 'last-way-in');
  assert.equal((await signInWithPasskey(server.browser(), device)).status, 200, 'it works as before');
  await addPasskey(browser, device);
  assert.deepEqual(
    (await listPasskeys(browser)).map(({ removable }) => removable),
    [true, true],
  );
  assert.equal((await remove(id)).status, 200);
});

test('case 097: with the last second factor the recovery codes go', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const ids = [];
  for (let i = 0; i < 2; i++) ids.push((await addPasskey(browser, device)).result.passkey.id);
  const [owner] = await server.db.select().from(accounts);
  await server.db.transaction(async (tx) => {
    await tx.insert(recoveryCodes).values({ codeHash: 'x', accountId: owner?.id ?? '', createdAt: 0 });
  });
  const removed = [];
  for (const id of ids) {
    await proveWithPasskey(browser, device, { credential: device.credentials[1] });
    const answer = await browser.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } });
    removed.push(answer.result.recoveryCodesRemoved);
  }
  assert.deepEqual(removed, [false, true]);
  assert.equal((await server.db.select().from(recoveryCodes)).length, 0);
});

test('removing one asks for a passkey, even where the password was typed just now', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const { id } = (await addPasskey(browser, device)).result.passkey;
  const other = server.browser();
  await other.signIn(ada.email, ada.password);
  const remove = () => other.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } });
  const refusal = await remove();
  assert.equal(refusal.code, 'reauthentication-required');
  assert.deepEqual((JSON.parse(refusal.text) as { methods: string[] }).methods, ['passkey']);
  await proveWithPasskey(other, device);
  assert.equal((await remove()).status, 200);
});

test('the passkey of a disabled account is refused like one that nobody knows, and that is on record', async () => {
  await using server = await TestServer.start();
  const device = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn(), device);
  const stranger = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn(grace), stranger);
  await server.db.transaction(
    async (tx) => void (await tx.delete(table).where(eq(table.credentialId, stranger.latest.id.toString('base64url')))),
  );
  await disable(server.operator, ada.email);
  const visible = async (known: SoftwareAuthenticator) => {
    const { status, text } = await signInWithPasskey(server.browser(), known);
    return [status, text.replace(/"instance":"[^"]+"/, '')];
  };
  assert.deepEqual(await visible(device), await visible(stranger));
  assert.equal((await recorded(server, 'authn_login_fail')).length, 1);
});

test('an account that is disabled while its passkey is looked at is not signed in to', async () => {
  await using server = await TestServer.start();
  const device = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn(), device);
  const browser = server.browser();
  const { result } = await browser.call(signIn.startPasskey, {});
  const { transaction } = server.db;
  let writes = 0;
  server.db.transaction = (async (...args) => {
    if (++writes === 2)
      await transaction.call(
        server.db,
        async (tx) => void (await tx.update(accounts).set({ disabledAt: 1 }).where(eq(accounts.email, ada.email))),
      );
    return transaction.apply(server.db, args);
  }) as typeof transaction;
  const answer = await browser.call(signIn.withPasskey, { body: { response: device.get(result) } });
  assert.equal(answer.code, 'passkey-refused');
  assert.equal(browser.token, undefined);
});

test('a passkey that is removed while it is looked at opens nothing', async () => {
  await using server = await TestServer.start();
  const device = new SoftwareAuthenticator();
  await addPasskey(await server.signedIn(), device);
  const browser = server.browser();
  const { result } = await browser.call(signIn.startPasskey, {});
  const { transaction } = server.db;
  let writes = 0;
  server.db.transaction = (async (...args) => {
    if (++writes === 2)
      await transaction.call(server.db, async (tx) => void (await tx.delete(table).where(eq(table.counter, 0))));
    return transaction.apply(server.db, args);
  }) as typeof transaction;
  const answer = await browser.call(signIn.withPasskey, { body: { response: device.get(result) } });
  assert.equal(answer.code, 'passkey-refused');
  assert.equal(browser.token, undefined);
});

test('of two changes of the factors that began alike, one is told that it lost', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const { id } = (await addPasskey(browser, device)).result.passkey;
  const { result } = await browser.call(passkeys.start, { body: {} });
  const { transaction } = server.db;
  const meanwhile = async (job: () => Promise<unknown>, before: number) => {
    let writes = 0;
    server.db.transaction = (async (...args) => {
      if (++writes === before) {
        await server.db.$client.execute('UPDATE accounts SET security_version = security_version + 1 WHERE 1');
      }
      return transaction.apply(server.db, args);
    }) as typeof transaction;
    const answer = await job();
    server.db.transaction = transaction;
    return answer;
  };
  const create = () =>
    browser.call(passkeys.create, { body: { response: device.create(result), signOutOthers: false } });
  const remove = () => browser.call(passkeys.remove, { params: { id }, body: { signOutOthers: false } });
  assert.equal(((await meanwhile(create, 2)) as Awaited<ReturnType<typeof create>>).code, 'conflict');
  assert.equal(((await meanwhile(remove, 1)) as Awaited<ReturnType<typeof remove>>).code, 'conflict');
  assert.equal((await listPasskeys(browser)).length, 1);
});

test('a passkey made in passing needs no gesture, only a password that was typed within five minutes', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  const start = () => browser.call(passkeys.start, { body: { conditional: true } });
  const finish = (options: Parameters<SoftwareAuthenticator['create']>[0]) =>
    browser.call(passkeys.create, {
      body: { response: device.create(options, { flags: AT | BE | BS }), signOutOthers: false },
    });
  const { result } = await start();
  assert.equal(result.authenticatorSelection.userVerification, 'preferred');
  const { passkey } = (await finish(result)).result;
  assert.equal(passkey.usedHere, false, 'nobody showed that it was them');
  assert.equal((await server.db.select().from(sessions))[0]?.level, 1);
  assert.equal((await signInWithPasskey(server.browser(), device)).status, 200);

  const asked = (await browser.call(passkeys.start, { body: {} })).code;
  assert.equal(asked, 'reauthentication-required', 'from now on a password alone does not reach that far');
  await proveWithPasskey(browser, device);
  server.clock.push(5 * MINUTE - 1);
  const late = (await start()).result;
  server.clock.push(1);
  assert.equal((await start()).code, 'forbidden');
  assert.equal((await finish(late)).code, 'passkey-refused', 'begun within five minutes, and not finished');
});

test('what is asked for with a gesture is not made without one', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  for (const flags of [AT | BE | BS, UP | AT | BE | BS, UV | AT | BE | BS]) {
    assert.equal((await addPasskey(browser, new SoftwareAuthenticator(), { flags })).code, 'passkey-refused');
  }
});
