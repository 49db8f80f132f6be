import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { eq } from 'drizzle-orm';
import { signIn } from 'account-elements/contract/sign-in.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { KeyRing } from 'account-elements-server/keys.js';
import { PasswordHashing } from 'account-elements-server/password/hash.js';
import { passwords } from 'account-elements-server/password/schema.js';
import { ada, quickHashing, TestServer } from '../support/test-server.ts';

const open = () => TestServer.start({ config: { signUp: true } });

let people = 0;

/** Signs up with a password; every time somebody else. */
async function choose(
  server: TestServer,
  password: string,
  person: { email?: string; firstName?: string; lastName?: string } = {},
) {
  const email = person.email ?? `person-${++people}@people.example`;
  const { firstName = 'Ada', lastName = 'Byron' } = person;
  const browser = server.browser();
  return {
    email,
    browser,
    answer: await browser.call(signUp.create, { body: { email, firstName, lastName, password } }),
  };
}

async function signsIn(server: TestServer, email: string, password: string): Promise<boolean> {
  return (await server.browser().call(signIn.withPassword, { body: { email, password } })).status === 200;
}

test('case 001: a password of 14 characters is refused, and the reason is told', async () => {
  await using server = await open();
  const { answer } = await choose(server, 'xkcd-horse-staple'.slice(0, 14));
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.fields, [{ name: 'password', code: 'too-short' }]);
});

test('case 002: 15 characters are enough, counted as people count: letters, spaces, one emoji fifteen times', async () => {
  await using server = await open();
  for (const password of ['qjzvkxwbfmptlrg', 'a b c d e f g h', '🦑'.repeat(15)]) {
    const { answer, email } = await choose(server, password);
    assert.equal(answer.status, 200, password);
    assert.ok(await signsIn(server, email, password), password);
  }
  assert.equal((await choose(server, '🦑'.repeat(14))).answer.status, 422, '28 UTF-16 units are 14 characters');
});

test('case 003: 64 emoji of four bytes each are accepted, and so are 256', async () => {
  await using server = await open();
  for (const password of ['🐙'.repeat(64), '🐙🦑'.repeat(128)]) {
    const { answer, email } = await choose(server, password);
    assert.equal(answer.status, 200);
    assert.ok(await signsIn(server, email, password));
    assert.ok(!(await signsIn(server, email, password.slice(2))), 'nothing is cut off');
  }
  const { answer } = await choose(server, 'abc '.repeat(65));
  assert.deepEqual(answer.fields, [{ name: 'password', code: 'too-long' }]);
});

test('case 004: a hundred common passwords of 15 and more characters are refused as common', async () => {
  await using server = await open();
  const common = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  assert.equal(common.length, 100);
  for (const password of [...common, 'PasswordPassword']) {
    const { answer } = await choose(server, password);
    assert.deepEqual([answer.status, answer.fields], [422, [{ name: 'password', code: 'password-common' }]], password);
  }
});

test('case 005: the own address, the service name repeated and the own name are refused as guessable', async () => {
  await using server = await open();
  const person = { email: 'augusta.byron@people.example', firstName: 'Augusta', lastName: 'Byron' };
  const guessable = [
    'augusta.byron@people.example',
    'AUGUSTA.BYRON@PEOPLE.EXAMPLE',
    'Certificate Manager Certificate Manager',
    'CertificateManager2026!',
    'Augusta Byron Augusta',
    'byron-augusta-1815',
    'noryB atsuguA 1234',
  ];
  for (const password of guessable) {
    const { answer } = await choose(server, password, person);
    assert.deepEqual(answer.fields, [{ name: 'password', code: 'password-guessable' }], password);
  }
  assert.equal(
    (await choose(server, 'augusta rode nine brown horses', person)).answer.status,
    200,
    'a sentence may hold a name',
  );
});

test('case 006: only small letters or only digits are fine when they are on no list', async () => {
  await using server = await open();
  for (const password of ['wqpzmxvbtrkylhd', '830275619340582']) {
    assert.equal((await choose(server, password)).answer.status, 200, password);
  }
});

test('case 007: a password of 200 kB is refused at once and never hashed', async () => {
  let hashed = 0;
  await using server = await TestServer.start({
    config: { signUp: true },
    passwords: (hashing) =>
      Object.assign(Object.create(hashing) as PasswordHashing, {
        hash: (...args: Parameters<PasswordHashing['hash']>) => (hashed++, hashing.hash(...args)),
        verify: (...args: Parameters<PasswordHashing['verify']>) => (hashed++, hashing.verify(...args)),
      }),
  });
  const huge = 'x'.repeat(200_000);
  const browser = server.browser();
  await browser.call(signIn.withPassword, { body: { email: ada.email, password: 'warm up the code paths' } });
  hashed = 0;
  const started = performance.now();
  const atSignIn = await browser.call(signIn.withPassword, { body: { email: ada.email, password: huge } });
  const atSignUp = (await choose(server, huge)).answer;
  const overBytes = await browser.call(signIn.withPassword, { body: { email: ada.email, password: 'x'.repeat(1025) } });
  assert.ok(performance.now() - started < 1000, 'three refusals take no time, on a busy machine too');
  assert.deepEqual([atSignIn.status, atSignUp.status, overBytes.status], [413, 413, 422]);
  assert.equal(hashed, 0);
});

test('case 008: a password set in composed form is the same in decomposed form', async () => {
  await using server = await open();
  const password = 'un café crème à neuf heures';
  const { email } = await choose(server, password.normalize('NFC'));
  assert.ok(await signsIn(server, email, password.normalize('NFD')));
  assert.ok(!(await signsIn(server, email, password.toUpperCase())), 'case matters');
});

test('case 009: spaces at the ends belong to the password', async () => {
  await using server = await open();
  const { email } = await choose(server, ' lorries on the moon ');
  assert.ok(!(await signsIn(server, email, 'lorries on the moon')));
  assert.ok(await signsIn(server, email, ' lorries on the moon '));
});

test('case 011: hashes are Argon2id of full strength, salted each, sealed with a key that the row names', async () => {
  const keys = new KeyRing(new Map([['2026-11', Buffer.alloc(32, 7)]]));
  await using server = await TestServer.start({ keys, hashing: { memoryCost: 19_456, timeCost: 2 } });
  const first = await server.person();
  const second = await server.person({ email: 'grace@people.example' });
  const rows = await server.db.select().from(passwords);
  assert.equal(rows.length, 2);
  const hashes = rows.map(({ accountId, hash, keyId }) => {
    assert.equal(keyId, '2026-11');
    assert.ok(!hash.includes('argon2'), 'sealed');
    return keys.open('password', accountId, { keyId, text: hash });
  });
  for (const hash of hashes) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.notEqual(hashes[0], hashes[1]);
  // Bound to its account: in another row it does not open.
  const [row] = rows;
  const other = row?.accountId === first.id ? second.id : first.id;
  assert.throws(() => keys.open('password', other, { keyId: row?.keyId ?? '', text: row?.hash ?? '' }));
});

test('case 012: a hash of weaker parameters or an older key is made anew at the next sign-in, once', async () => {
  const old = new KeyRing(new Map([['old', Buffer.alloc(32, 1)]]));
  const both = new KeyRing(
    new Map([
      ['new', Buffer.alloc(32, 2)],
      ['old', Buffer.alloc(32, 1)],
    ]),
  );
  await using server = await TestServer.start({ keys: both, hashing: { memoryCost: 128, timeCost: 2 } });
  const { id } = await server.person();
  const weak = await new PasswordHashing(old, quickHashing).hash(ada.password, id);
  await server.db.transaction(async (tx) => {
    await tx.update(passwords).set({ hash: weak.text, keyId: weak.keyId }).where(eq(passwords.accountId, id));
  });
  const stored = async () => (await server.db.select().from(passwords))[0];

  await server.browser().signIn(ada.email, ada.password);
  const renewed = await stored();
  assert.equal(renewed?.keyId, 'new');
  assert.match(both.open('password', id, { keyId: 'new', text: renewed?.hash ?? '' }), /m=128,t=2/);
  await server.browser().signIn(ada.email, ada.password);
  assert.deepEqual(await stored(), renewed);
});

test('sign-ins of the same moment all succeed while a hash is made anew', async () => {
  await using server = await TestServer.start({ hashing: { memoryCost: 128, timeCost: 2 } });
  const { id } = await server.person();
  const weak = await new PasswordHashing(server.keys, quickHashing).hash(ada.password, id);
  await server.db.update(passwords).set({ hash: weak.text, keyId: weak.keyId }).where(eq(passwords.accountId, id));
  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      server.browser().call(signIn.withPassword, { body: { email: ada.email, password: ada.password } }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    answers.map(() => 200),
  );
});

test("without the key of a hash nobody signs in, and it counts as nobody's failure", async () => {
  await using server = await TestServer.start();
  const { id } = await server.person();
  await server.db.transaction(async (tx) => {
    await tx.update(passwords).set({ keyId: 'lost' }).where(eq(passwords.accountId, id));
  });
  for (let i = 0; i < 8; i++) {
    const answer = await server
      .browser()
      .call(signIn.withPassword, { body: { email: ada.email, password: ada.password } });
    assert.equal(answer.code, 'unavailable', `attempt ${i}`);
  }
});

test('case 015: a password that has to be changed cannot be kept', async () => {
  await using server = await TestServer.start();
  await server.person({ mustChange: true });
  const browser = server.browser();
  const attempt = (newPassword?: string) =>
    browser.call(signIn.withPassword, {
      body: { email: ada.email, password: ada.password, ...(newPassword !== undefined && { newPassword }) },
    });
  assert.equal((await attempt()).code, 'password-change-required');
  assert.equal(browser.token, undefined, 'not signed in');
  assert.deepEqual((await attempt(ada.password)).fields, [{ name: 'newPassword', code: 'password-unchanged' }]);
  assert.deepEqual((await attempt('too short')).fields, [{ name: 'newPassword', code: 'too-short' }]);
  assert.equal((await attempt('the looms of Jacquard hum')).status, 200);
  assert.ok(!(await signsIn(server, ada.email, ada.password)));
  assert.ok(await signsIn(server, ada.email, 'the looms of Jacquard hum'));
});

test('a new password is taken only when one is due', async () => {
  await using server = await TestServer.start();
  await server.person();
  const body = { email: ada.email, password: ada.password, newPassword: 'the looms of Jacquard hum' };
  const answer = await server.browser().call(signIn.withPassword, { body });
  assert.deepEqual(answer.fields, [{ name: 'newPassword', code: 'invalid' }]);
  assert.ok(await signsIn(server, ada.email, ada.password));
});
