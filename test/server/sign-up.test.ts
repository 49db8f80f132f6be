import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account } from 'account-elements/contract/account.js';
import { signUp } from 'account-elements/contract/sign-up.js';
import { canonicalEmail } from 'account-elements-server/accounts/email.js';
import { accounts } from 'account-elements-server/accounts/schema.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { ada, TestServer } from '../support/test-server.ts';

const { email, firstName, lastName, password } = ada;
const body = { email, firstName, lastName, password };

test('nobody signs up unless the operator says so', async () => {
  await using server = await TestServer.start();
  assert.equal((await server.browser().call(signUp.create, { body })).code, 'forbidden');
  assert.equal((await server.db.select().from(accounts)).length, 0);
});

test('whoever signs up is signed in, under the one spelling of their address', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const browser = server.browser();
  await browser.call(signUp.create, { body: { ...body, email: '  Ada@BÜCHER.example ' } });
  const { result } = await browser.call(account.get, {});
  assert.equal(result.email, 'ada@xn--bcher-kva.example');
  assert.equal((await server.browser().signIn('ADA@bücher.example', password)).id, result.id);
});

test('an address is taken once, also by twenty people at the same moment', async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      server.browser().call(signUp.create, { body: { ...body, email: i % 2 ? email : email.toUpperCase() } }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    assert.deepEqual(answer.fields, [{ name: 'email', code: 'taken' }]);
  }
  assert.equal((await server.db.select().from(accounts)).length, 1);
});

test('asking for many addresses from one network is slowed down', async () => {
  const attempts = { ...defaultAttemptLimits, perNetwork: 5 };
  await using server = await TestServer.start({ config: { signUp: true, attempts } });
  const statuses = [];
  for (let i = 0; i < 7; i++) {
    statuses.push(
      (await server.browser().call(signUp.create, { body: { ...body, email: `p${i}@people.example` } })).status,
    );
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429]);
});

test('an e-mail address has one spelling, made before anything looks at it', () => {
  assert.equal(canonicalEmail('Ada@Example.COM'), 'ada@example.com');
  assert.equal(canonicalEmail('Ada@Ｅxample.com'), 'ada@example.com');
  assert.equal(canonicalEmail('jose\u0301@example.com'), 'jos\u00e9@example.com');
  assert.equal(canonicalEmail('a@faß.example'), 'a@xn--fa-hia.example');
  for (const text of [
    '',
    'ada',
    '@example.com',
    'ada@',
    'ada@localhost',
    'a b@example.com',
    'ada@exa mple.com',
    'ada@example.com\r\nBcc: x@y.example',
    'ada@example.com\u0000',
    '"ada"@example.com',
    'ada@evil@example.com',
    'ada@-x.example',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'a..b@example.com',
    '.a@example.com',
    `${'a'.repeat(250)}@example.com`,
    'ada@example.com,eve@example.com',
    'ada<x>@example.com',
  ]) {
    assert.equal(canonicalEmail(text), undefined, JSON.stringify(text));
  }
});
