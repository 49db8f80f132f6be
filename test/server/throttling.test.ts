import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { unlock } from 'account-elements-server/operations/account-commands.js';
import { sweep } from 'account-elements-server/operations/retention.js';
import { knownDevices } from 'account-elements-server/sign-in/schema.js';
import type { PasswordHashing } from 'account-elements-server/password/hash.js';
import type { Browser } from '../support/http-browser.ts';
import { addPasskey, recorded, signInWithPasskey } from '../support/passkeys.ts';
import { ada, TestServer, type TestServerOptions } from '../support/test-server.ts';
import { SoftwareAuthenticator } from '../support/webauthn.ts';

const HOUR = 3_600_000;
const wrong = { email: ada.email, password: 'not the right password' };
const right = { email: ada.email, password: ada.password };
const guess = (browser: Browser, body = wrong) => browser.call(signIn.withPassword, { body });

/** A server that counts how often a password was really looked at. */
async function counting(options: TestServerOptions = {}) {
  const counter = { verified: 0 };
  const server = await TestServer.start({
    ...options,
    passwords: (hashing) =>
      Object.assign(Object.create(hashing) as PasswordHashing, {
        hash: hashing.hash.bind(hashing),
        verify: (...args: Parameters<PasswordHashing['verify']>) => (counter.verified++, hashing.verify(...args)),
      }),
  });
  return { server, counter };
}

const count = (answers: readonly { readonly status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

test('case 017: of 200 wrong passwords at once five are looked at, the others are told to wait', async () => {
  const { server, counter } = await counting();
  await using _ = server;
  await server.person();
  const answers = await Promise.all(Array.from({ length: 200 }, () => guess(server.browser())));
  assert.equal(counter.verified, 5);
  assert.equal(count(answers, 403), 5);
  assert.equal(count(answers, 429), 195);
  const refused = answers.find(({ status }) => status === 429);
  assert.match(refused?.headers.get('retry-after') ?? '', /^[12]$/);
});

test('case 018: 200 addresses do not make more guesses at one account', async () => {
  const { server, counter } = await counting();
  await using _ = server;
  await server.person();
  await Promise.all(Array.from({ length: 200 }, (_, i) => guess(server.browser({ address: `203.0.113.${i}` }))));
  assert.equal(counter.verified, 5);
});

test('case 019: one guess at each of 500 accounts from one network stops at the limit of the network', async () => {
  const { server, counter } = await counting({ config: { attempts: defaultAttemptLimits } });
  await using _ = server;
  const spray = (accounts: number, address: (i: number) => string) =>
    Promise.all(
      Array.from({ length: accounts }, (_, i) =>
        guess(server.browser({ address: address(i) }), { ...wrong, email: `person-${i}@people.example` }),
      ),
    );
  await spray(500, () => '198.51.100.9');
  assert.equal(counter.verified, 60);
  // Each subscriber of IPv6 has 2^64 addresses: they are one network.
  counter.verified = 0;
  await spray(100, (i) => `2001:db8:0:7::${i.toString(16)}`);
  assert.equal(counter.verified, 60);
  server.clock.push(15 * 60_000 + 1);
  counter.verified = 0;
  assert.equal((await guess(server.browser({ address: '198.51.100.9' }))).status, 403, 'a window ends');
});

test('people who sign in rightly do not use up the allowance of their network', async () => {
  const attempts = { ...defaultAttemptLimits, perNetwork: 3, overall: 3 };
  await using server = await TestServer.start({ config: { attempts } });
  await server.person();
  for (let i = 0; i < 10; i++) await server.browser().signIn(ada.email, ada.password);
});

test('the whole server takes so many wrong passwords and no more, from however many networks', async () => {
  const attempts = { ...defaultAttemptLimits, overall: 20 };
  const { server, counter } = await counting({ config: { attempts } });
  await using _ = server;
  await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      guess(server.browser({ address: `203.0.113.${i}` }), { ...wrong, email: `person-${i}@people.example` }),
    ),
  );
  assert.equal(counter.verified, 20);
});

test('the wait doubles from the fifth wrong password on, up to 15 minutes', async () => {
  await using server = await TestServer.start();
  await server.person();
  const waits: number[] = [];
  for (let i = 0; i < 16; i++) {
    assert.equal((await guess(server.browser())).status, 403);
    const refused = await guess(server.browser());
    if (refused.status === 403) continue;
    waits.push(Number(refused.headers.get('retry-after')));
    server.clock.push((waits.at(-1) ?? 0) * 1000);
  }
  assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900].slice(0, waits.length));
  assert.ok(waits.length > 12);
});

test('a right password starts the count anew', async () => {
  await using server = await TestServer.start();
  await server.person();
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 4; i++) assert.equal((await guess(server.browser())).status, 403);
    await server.browser().signIn(ada.email, ada.password);
  }
});

/** Guesses until the cap, waiting as told. */
async function guessToTheCap(server: TestServer, meanwhile?: (tries: number) => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100;) {
    const answer = await guess(server.browser({ address: `203.0.113.${tries}` }));
    if (answer.status === 429) server.clock.push(Number(answer.headers.get('retry-after')) * 1000);
    else await meanwhile?.(++tries);
    if (!meanwhile && answer.status !== 429) tries++;
  }
}

test('case 020: after 100 wrong passwords in a row the password is locked, not the account', async () => {
  await using server = await TestServer.start();
  const browser = await server.signedIn();
  const device = new SoftwareAuthenticator();
  await addPasskey(browser, device);
  await guessToTheCap(server, async (tries) => {
    // The session goes on: it is the password that is locked, not the person.
    if (tries % 10 === 0) assert.ok([200, 401].includes((await browser.call(account.get, {})).status));
  });
  server.clock.push(HOUR);
  const failures = (await recorded(server, 'authn_login_fail')).length;
  assert.equal((await guess(server.browser(), right)).code, 'wrong-credential', 'locked for strangers');
  assert.equal((await recorded(server, 'authn_login_fail')).length, failures + 1, 'on the record like any other');
  assert.equal((await signInWithPasskey(server.browser(), device)).status, 200, 'a passkey goes on working');
  assert.equal((await recorded(server, 'authn_login_lock')).length, 1, 'on the record, once');

  server.clock.push(HOUR);
  await unlock(server.operator, ada.email);
  assert.equal((await guess(server.browser(), right)).status, 200, 'the operator unlocks');
});

test('case 021: guesses of strangers do not lock the owner out of a browser they used before', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  await guessToTheCap(server, async (tries) => {
    if (tries === 6 || tries === 50 || tries === 100) await owner.signIn(ada.email, ada.password);
  });
  // What a browser is known by is an allowance of guesses, not a way around them.
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess(owner)));
  assert.equal(count(answers, 403), 5);
  // And it is worth nothing for another account.
  await server.person({ email: 'grace@people.example' });
  const other = { ...wrong, email: 'grace@people.example' };
  const elsewhere = await Promise.all(
    Array.from({ length: 20 }, (_, i) => guess(i % 2 ? owner : server.browser(), other)),
  );
  assert.equal(count(elsewhere, 403), 5);
});

test('strangers who use up the allowance of a network, or of the whole server, do not keep out a known browser', async () => {
  for (const limit of ['perNetwork', 'overall']) {
    const attempts = { ...defaultAttemptLimits, [limit]: 10 };
    await using server = await TestServer.start({ config: { attempts } });
    const owner = await server.signedIn();
    const spray = Array.from({ length: 20 }, (_, i) =>
      guess(server.browser(), { ...wrong, email: `person-${i}@people.example` }),
    );
    assert.equal(count(await Promise.all(spray), 429), 10, limit);
    assert.equal((await guess(server.browser(), right)).status, 429, limit);
    await owner.signIn(ada.email, ada.password);
    // Its allowance is its own, and no larger.
    assert.equal(count(await Promise.all(Array.from({ length: 20 }, () => guess(owner))), 403), 5, limit);
  }
});

test('a browser in which 100 wrong passwords in a row were typed is no known one any more', async () => {
  await using server = await TestServer.start();
  const owner = await server.signedIn();
  // Whoever came by its cookie guesses like a stranger then.
  for (let tries = 1; tries <= 100; tries++) {
    assert.equal((await server.db.select().from(knownDevices)).length, 1);
    server.clock.push(defaultAttemptLimits.longestWait);
    assert.equal((await guess(owner)).status, 403);
  }
  assert.equal((await server.db.select().from(knownDevices)).length, 0);
});

test('counts outlive a sweep and a new cookie', async () => {
  await using server = await TestServer.start();
  await server.person();
  for (let i = 0; i < 5; i++) await guess(server.browser());
  await sweep({ db: server.db, now: server.clock.now, log: server.log });
  assert.equal((await guess(server.browser())).status, 429);
});

test('a database that cannot count lets nobody guess', async () => {
  const { server, counter } = await counting();
  await using _ = server;
  await server.person();
  const { transaction } = server.db;
  server.db.transaction = () => Promise.reject(Object.assign(new Error('busy'), { name: 'AbortError' }));
  assert.equal((await guess(server.browser())).code, 'unavailable');
  server.db.transaction = transaction;
  assert.equal(counter.verified, 0);
});
