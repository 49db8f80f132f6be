import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { safeParse } from 'valibot';
import { createClient } from '../../components/client/create-client.ts';
import type { Endpoint, Input } from '../../components/contract/endpoint.ts';
import { api } from '../../components/contract/index.ts';
import { isProblem } from '../../components/contract/problem.ts';
import {
  ADAS_PASSWORD,
  AnswerRefused,
  ada,
  adasAuthenticator,
  adasPasskeys,
  adasProfile,
  checkAnswers,
  fakeClient,
  fakeLockdown,
  refuse,
} from '../../components/testing.ts';

const reads = Object.entries(api).flatMap(([feature, endpoints]) =>
  Object.entries(endpoints as Readonly<Record<string, Endpoint>>)
    // In memory nothing happens elsewhere.
    .filter(([, { method, path, stream }]) => method === 'GET' && !path.includes(':') && !stream)
    .map(([name, endpoint]) => ({ title: `${feature}.${name}`, endpoint })),
);

describe('the backend in memory', () => {
  const factors = { authenticators: [adasAuthenticator], passkeys: adasPasskeys, recoveryCodesLeft: 8, proven: true };
  const client = fakeClient(fakeLockdown(), factors);
  const query = { format: 'json', view: 'events' };

  for (const { title, endpoint } of reads) {
    test(`has ${title}, and answers what the contract has`, async () => {
      const result = await client.send(endpoint, { query } as unknown as Input<Endpoint>);
      if (endpoint.result) assert.equal(safeParse(endpoint.result, result).issues, undefined);
    });
  }

  test('keeps what is saved, and knows a lost update', async () => {
    const saved = await client.send(api.profile.update, { body: { ...adasProfile, city: 'Graz' }, version: '7' });
    assert.equal(saved.city, 'Graz');
    assert.equal((await client.send(api.profile.get, {})).city, 'Graz');
    const late = client.send(api.profile.update, { body: adasProfile, version: '7' });
    await assert.rejects(late, (error) => isProblem(error, 'version-conflict'));
  });

  test('wants a proof of identity before a session is ended, and takes Ada’s password', async () => {
    const own = fakeClient();
    const [, phone] = await own.send(api.sessions.list, {});
    const end = () => own.send(api.sessions.revoke, { params: { id: phone!.id } });
    await assert.rejects(end(), (error) => isProblem(error, 'reauthentication-required'));
    await own.send(api.reauth.withPassword, { body: { password: ADAS_PASSWORD, for: 'recent' } });
    await end();
    assert.ok(!(await own.send(api.sessions.list, {})).some(({ id }) => id === phone!.id));
  });

  test('answers otherwise where a test wants it', async () => {
    const busy = fakeClient({ account: { get: refuse('unavailable', { retryAfter: 3 }) } });
    await assert.rejects(busy.send(api.account.get, {}), (error) => isProblem(error, 'unavailable'));
    assert.equal((await busy.send(api.profile.get, {})).city, 'Wien');
  });
});

describe('a backend of one’s own, held against the contract', () => {
  const told = (message: RegExp) => (error: unknown) => error instanceof AnswerRefused && message.test(error.message);

  test('what it tells by itself is held against it, too, part by part', async () => {
    async function* changes() {
      yield { stale: ['/profile'] };
      yield { stale: 'profile' } as never;
    }
    const client = createClient(checkAnswers({ liveUpdates: { changes } }));
    const heard: unknown[] = [];
    const listen = async () => {
      for await (const update of await client.send(api.liveUpdates.changes, { query: {} })) heard.push(update);
    };
    await assert.rejects(listen(), told(/liveUpdates.changes told .*stale/));
    assert.deepEqual(heard, [{ stale: ['/profile'] }]);
  });

  test('what is right goes through, a refusal too', async () => {
    class Adapter {
      #name = ada.firstName;
      get = () => ({ ...ada, firstName: this.#name });
      updateName = refuse('forbidden');
    }
    const client = createClient(checkAnswers({ account: new Adapter() }));
    assert.equal((await client.send(api.account.get, {})).firstName, 'Ada');
    const body = { firstName: 'A', lastName: 'L' };
    await assert.rejects(client.send(api.account.updateName, { body }), (error) => isProblem(error, 'forbidden'));
    assert.ok(!client.supports(api.profile.get));
  });

  test('an answer without what elements need is said by name and place', async () => {
    const { country, ...rest } = adasProfile;
    const client = createClient(checkAnswers({ profile: { get: () => rest as typeof adasProfile } }));
    assert.ok(country);
    await assert.rejects(client.send(api.profile.get, {}), told(/^profile\.get answered .*country/));
  });

  test('so is a piece of a stream', async () => {
    async function* changes() {
      yield { position: '1', stale: ['/profile'] };
      yield { position: '2', stale: 'all' } as never;
    }
    const client = createClient(checkAnswers({ liveUpdates: { changes } }));
    const updates = (await client.send(api.liveUpdates.changes, { query: {} }))[Symbol.asyncIterator]();
    assert.deepEqual((await updates.next()).value?.stale, ['/profile']);
    await assert.rejects(updates.next(), told(/^liveUpdates\.changes told .*stale/));
  });

  test('so is a failure that elements could not tell of', async () => {
    const get = () => {
      throw new TypeError('no such column');
    };
    const client = createClient(checkAnswers({ account: { get } }));
    await assert.rejects(client.send(api.account.get, {}), told(/^account\.get failed .*no such column/));
  });

  test('so is a function that the contract does not know', () => {
    const strange = { account: { get: () => ada, fetch: () => ada } };
    assert.throws(() => checkAnswers(strange), told(/no account\.fetch/));
    assert.throws(() => checkAnswers({ passport: {} } as never), told(/no passport/));
  });
});
