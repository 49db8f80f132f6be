import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { eq, gt } from 'drizzle-orm';
import { isProblem } from 'account-elements/contract/problem.js';
import { password } from 'account-elements/contract/password.js';
import { reauth } from 'account-elements/contract/reauth.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { throttles } from 'account-elements-server/http/throttle.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { WorkLimit, type Share } from 'account-elements-server/password/work-limit.js';
import { keyRing } from '../support/account-process.ts';
import type { Answer, Browser } from '../support/http-browser.ts';
import { ada, quickHashing, TestServer } from '../support/test-server.ts';

describe('work for many', () => {
  /** One job is running; names the others in the order in which they start, and those refused with a minus. */
  async function order(waiting: number, shares: readonly (readonly string[])[]): Promise<string[]> {
    const limit = new WorkLimit(1, waiting);
    const told: string[] = [];
    let finish = () => {};
    const running = limit.run(() => new Promise<void>((resolve) => (finish = resolve)), shares[0]);
    const jobs = shares.map(async (share, index) => {
      const name = `${share[0]}${index}`;
      try {
        await limit.run(async () => told.push(name), share);
      } catch (error) {
        assert.ok(isProblem(error, 'unavailable') && error.retryAfter === 2);
        told.push(`-${name}`);
      }
    });
    finish();
    await Promise.all([running, ...jobs]);
    return told;
  }

  test("takes turns: everybody's next job comes before anybody's second", async () => {
    assert.deepEqual(await order(9, [['a'], ['a'], ['a'], ['b'], ['b'], ['c']]), ['a0', 'b3', 'c5', 'a1', 'b4', 'a2']);
  });

  test('refuses who has most, not who comes last', async () => {
    assert.deepEqual(await order(3, [['a'], ['a'], ['a'], ['a'], ['b'], ['c']]), [
      '-a3',
      '-a2',
      '-a1',
      'a0',
      'b4',
      'c5',
    ]);
  });

  test('counts what two have in common, whatever it is', async () => {
    const shares = [
      ['a', 'house'],
      ['b', 'house'],
      ['c', 'house'],
      ['c', 'street'],
      ['d', 'street'],
      ['e', 'tree'],
    ];
    assert.deepEqual(await order(9, shares), ['a0', 'e5', 'b1', 'c2', 'c3', 'd4']);
  });

  test('is refused at once where nobody may wait', async () => {
    assert.deepEqual(await order(0, [['a'], ['b']]), ['-a0', '-b1']);
  });
});

describe('while one person has more passwords hashed at once than may wait, others sign in:', () => {
  const key = randomBytes(32);
  const grace = { email: 'grace@people.example' };
  const elsewhere = { address: '203.0.113.9' };
  const crowd = Array.from({ length: 24 }, (_, index) => index);

  /** One at a time, and fewer may wait than guesses at one password get as far as that. */
  const start = () =>
    TestServer.start({ config: { signUp: true }, hashing: { atOnce: 1, waiting: 3 }, keys: keyRing(key) });

  /** A hash that takes most of a second to verify. */
  const slow = new PasswordHashing(keyRing(key), { ...quickHashing, memoryCost: 19_456, timeCost: 60 }).hash('x', '');

  const enter = (browser: Browser): Promise<Answer> =>
    browser.call(signIn.withPassword, { body: { email: grace.email, password: ada.password } });

  /** Grace signs in when a crowd has left no place for anybody to wait. Says how many of it were looked at, and counted. */
  async function assertEnters(
    server: TestServer,
    grace: Browser,
    ask: (index: number) => Promise<Answer>,
  ): Promise<{ lookedAt: number; counted: number }> {
    const held = server.passwords.verify('y', '', await slow);
    const asked = crowd.map(ask);
    const full = asked.map((answer) => answer.then(({ status }) => (status === 503 ? status : Promise.reject())));
    assert.equal(await Promise.any(full), 503);
    const entered = await enter(grace);
    assert.equal(entered.status, 200, entered.text);
    await held;
    const answers = await Promise.all(asked);
    const refused = answers.filter(({ status }) => status === 503);
    for (const { headers } of refused) assert.equal(headers.get('retry-after'), '2');
    await server.settled();
    const tries = await server.db.select().from(throttles).where(gt(throttles.attempts, 0));
    const counted = tries.filter(({ bucket }) => bucket.startsWith('password:')).length;
    return { lookedAt: answers.length - refused.length, counted };
  }

  test('sign-ins to many accounts from one network', async () => {
    await using server = await start();
    await server.person(grace);
    const { lookedAt, counted } = await assertEnters(server, server.browser(elsewhere), (index) =>
      server
        .browser()
        .call(signIn.withPassword, { body: { email: `${index}@people.example`, password: 'not the right one' } }),
    );
    // Two, unless the crowd is so slow to come that some find a place again.
    assert.ok(lookedAt >= 2 && lookedAt < crowd.length, `${lookedAt} of ${crowd.length} were looked at`);
    assert.equal(counted, lookedAt, 'only those that were looked at count');
  });

  test('sign-ins to one account from many networks', async () => {
    await using server = await start();
    await server.person(grace);
    await server.person();
    await assertEnters(server, server.browser(elsewhere), (index) =>
      server
        .browser({ address: `192.0.2.${index}` })
        .call(signIn.withPassword, { body: { email: ada.email, password: ada.password } }),
    );
  });

  test('sign-ins from the same network as their own browser', async () => {
    await using server = await start();
    const browser = await server.signedIn(grace);
    await assertEnters(server, browser, (index) =>
      server
        .browser()
        .call(signIn.withPassword, { body: { email: `${index}@people.example`, password: 'not the right one' } }),
    );
  });

  test('sign-ins with a browser that is known, from many networks', async () => {
    await using server = await start();
    await server.person(grace);
    const known = await server.signedIn();
    await assertEnters(server, server.browser(elsewhere), (index) =>
      copy(server, known, `192.0.2.${index}`).call(signIn.withPassword, {
        body: { email: ada.email, password: ada.password },
      }),
    );
  });

  test('new accounts', async () => {
    await using server = await start();
    await server.person(grace);
    await assertEnters(server, server.browser(elsewhere), (index) =>
      server.browser().call(signUp.create, {
        body: { ...ada, email: `new-${index}@people.example` },
      }),
    );
  });

  test('password changes', async () => {
    await using server = await start();
    await server.person(grace);
    const known = await server.signedIn();
    await assertEnters(server, server.browser(elsewhere), (index) =>
      copy(server, known, `192.0.2.${index}`).call(password.change, {
        body: { newPassword: `another engine of algebra ${index}`, signOutOthers: false },
      }),
    );
  });

  test('password changes of many accounts from one network', async () => {
    await using server = await start();
    await server.person(grace);
    const owners: Browser[] = [];
    for (const index of crowd.slice(0, 6)) owners.push(await server.signedIn({ email: `${index}@people.example` }));
    await assertEnters(server, server.browser(elsewhere), async (index) => {
      const body = { newPassword: `another engine of algebra ${index}`, signOutOthers: false };
      return (owners[index] ?? server.browser()).call(password.change, { body });
    });
  });

  test('proofs of who they are', async () => {
    await using server = await start();
    await server.person(grace);
    const known = await server.signedIn();
    await assertEnters(server, server.browser(elsewhere), (index) =>
      copy(server, known, `192.0.2.${index}`).call(reauth.withPassword, { body: { password: ada.password } }),
    );
  });

  function copy(server: TestServer, browser: Browser, address: string): Browser {
    const copied = server.browser({ address });
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    return copied;
  }
});

test('whatever a request has hashed is in the name of an account or a network', async () => {
  const shares: (Share | undefined)[] = [];
  const keys = keyRing(randomBytes(32));
  await using server = await TestServer.start({
    config: { signUp: true },
    keys,
    passwords: (hashing) =>
      Object.assign(Object.create(hashing) as PasswordHashing, {
        hash: (...args: Parameters<PasswordHashing['hash']>) => (shares.push(args[2]), hashing.hash(...args)),
        verify: (...args: Parameters<PasswordHashing['verify']>) => (shares.push(args[3]), hashing.verify(...args)),
      }),
  });
  const { id } = await server.person();
  await server.person({ email: 'grace@people.example', mustChange: true });
  shares.length = 0;

  const weak = await new PasswordHashing(keys, { ...quickHashing, memoryCost: 32 }).hash(ada.password, id);
  await server.db.update(passwords).set({ hash: weak.text }).where(eq(passwords.accountId, id));
  const browser = server.browser();
  await browser.signIn(ada.email, ada.password);
  await browser.call(reauth.withPassword, { body: { password: ada.password } });
  await browser.call(password.change, { body: { newPassword: 'another engine of algebra', signOutOthers: false } });
  const body = { email: 'grace@people.example', password: ada.password, newPassword: 'a loom of algebra and wire' };
  await server.browser().call(signIn.withPassword, { body });
  await server.browser().call(signUp.create, { body: { ...ada, email: 'new@people.example' } });

  assert.deepEqual(
    shares.map((share) => share?.[0]?.split(':')[0]),
    [
      'strangers', // a sign-in
      'own', // its hash made anew
      'own', // a proof
      'own', // another password,
      'own', // which must not be the same
      'strangers', // a sign-in
      'own', // with a password that was due
      'strangers', // a new account
    ],
  );
});
