import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desc } from 'drizzle-orm';
import { signIn } from 'account-elements/contract/sign-in.js';
import { activity } from 'account-elements-server/activity/schema.js';
import { addressReader, canonicalAddress } from 'account-elements-server/http/client-address.js';
import { defaultAttemptLimits } from 'account-elements-server/config.js';
import { ada, TestServer } from '../support/test-server.ts';

const wrong = { email: ada.email, password: 'not the right password' };
const lastAddress = async (server: TestServer) =>
  (await server.db.select().from(activity).orderBy(desc(activity.sequence)).limit(1))[0]?.address;

test('case 027: without a listed proxy X-Forwarded-For changes nothing', async () => {
  await using server = await TestServer.start({ config: { attempts: { ...defaultAttemptLimits, perNetwork: 10 } } });
  const statuses = [];
  for (let i = 0; i < 12; i++) {
    const body = { ...wrong, email: `person-${i}@people.example` };
    const headers = { 'x-forwarded-for': `1.2.3.${i}` };
    statuses.push((await server.browser().call(signIn.withPassword, { body }, headers)).status);
  }
  assert.deepEqual(statuses.slice(9), [403, 429, 429]);
  assert.equal(await lastAddress(server), '198.51.100.7');
});

test('case 028: behind a listed proxy the right-most address that is no proxy counts', async () => {
  await using server = await TestServer.start({ config: { trustedProxies: ['198.51.100.0/24', '10.0.0.1'] } });
  const headers = { 'x-forwarded-for': '1.2.3.4, 203.0.113.77, 10.0.0.1' };
  await server.browser().call(signIn.withPassword, { body: wrong }, headers);
  assert.equal(await lastAddress(server), '203.0.113.77');
});

test('a header that cannot be read is ignored, and never an exception', () => {
  const read = addressReader(['10.0.0.1'], 'x-forwarded-for');
  for (const header of ['', 'unknown', '1.2.3.4, what', '999.1.1.1', ',,,', 'x'.repeat(10_000), '1.2.3.4;drop']) {
    assert.equal(read('10.0.0.1', header).address, '10.0.0.1', header.slice(0, 20));
  }
  assert.deepEqual(read(undefined, '1.2.3.4'), { address: '', network: '' });
});

test('nobody hides behind the proxy by sending a header that cannot be read', () => {
  const read = addressReader(['10.0.0.0/8'], 'x-forwarded-for');
  for (const sent of ['unknown', '999.1.1.1', '', 'x'.repeat(10_000)]) {
    assert.equal(read('10.0.0.1', `${sent}, 203.0.113.77, 10.0.0.2`).address, '203.0.113.77', sent.slice(0, 20));
  }
  assert.equal(addressReader(['10.0.0.1'], 'forwarded')('10.0.0.1', 'for=", for=203.0.113.77').address, '203.0.113.77');
});

test('one address has one spelling', () => {
  assert.equal(canonicalAddress('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(canonicalAddress('::FFFF:C000:0201'), '192.0.2.1');
  assert.equal(canonicalAddress('2001:DB8:0:0:0:0:0:1'), '2001:db8::1');
  assert.equal(canonicalAddress('fe80::1%eth0'), 'fe80::1');
  assert.equal(canonicalAddress('192.0.2.01'), undefined);
  assert.equal(canonicalAddress('3221225985'), undefined);
});

test('an IPv6 subscriber is one network', () => {
  const read = addressReader([], 'x-forwarded-for');
  const network = read('2001:db8:0:7::1', null).network;
  assert.equal(network, '2001:db8:0:7::/64');
  assert.equal(read('2001:db8::7:aaaa:bbbb:cccc:dddd', null).network, network);
  assert.notEqual(read('2001:db8:0:8::1', null).network, network);
  assert.equal(read('::ffff:192.0.2.1', null).network, '192.0.2.1');
});

test('RFC 7239 is understood where the proxy speaks it', () => {
  const read = addressReader(['10.0.0.0/8', '2001:db8:ffff::/48'], 'forwarded');
  const header = 'for=1.2.3.4, for="[2001:db8:cafe::17]:4711";proto=https, for=10.1.2.3;by=10.0.0.2';
  assert.equal(read('10.0.0.1', header).address, '2001:db8:cafe::17');
  assert.equal(read('2001:db8:ffff::1', 'for=_hidden').address, '2001:db8:ffff::1');
});
