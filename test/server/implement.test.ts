import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { endpoint } from 'account-elements/contract/endpoint.js';
import { implement } from 'account-elements-server/http/implement.js';
import { picker } from 'account-elements-server/http/serialise.js';

const feature = {
  get: endpoint({ method: 'GET', path: '/things', summary: 'Things', result: v.object({ name: v.string() }) }),
  rename: endpoint({
    method: 'PATCH',
    path: '/things/:id',
    summary: 'Rename',
    body: v.strictObject({ name: v.string() }),
  }),
};

test('a handler that is missing, reads what the contract lacks or answers something else does not compile', () => {
  const get = async () => ({ name: 'x' });
  const rename = async () => undefined;
  // @ts-expect-error -- a missing handler
  implement(feature, { get });
  // @ts-expect-error -- a result that the contract does not know
  implement(feature, { get: async () => ({ title: 'x' }), rename });
  // @ts-expect-error -- a parameter that the path does not have
  implement(feature, { get, rename: async ({ params }) => void params.name });
  // @ts-expect-error -- a write past the transaction that checks the session
  implement(feature, { get, rename: async ({ db }) => void (await db.delete()) });
  const routes = implement(
    feature,
    { get, rename: async ({ body, params }) => void (body.name + params.id) },
    'factors',
  );
  assert.deepEqual(
    routes.map(({ name, capability }) => [name, capability]),
    [
      ['get', 'read'],
      ['rename', 'factors'],
    ],
  );
});

test('only what the contract names leaves the server', () => {
  const schema = v.object({
    id: v.string(),
    list: v.array(v.object({ a: v.number() })),
    maybe: v.nullable(v.strictObject({ b: v.string() })),
    kind: v.variant('type', [
      v.object({ type: v.literal('x'), x: v.string() }),
      v.object({ type: v.literal('y'), y: v.string() }),
    ]),
  });
  const row = {
    id: '1',
    secret: 's',
    list: [{ a: 1, secret: 's' }],
    maybe: { b: 'b', secret: 's' },
    kind: { type: 'y', y: 'y', x: 'secret' },
  };
  assert.deepEqual(picker(schema)(row), { id: '1', list: [{ a: 1 }], maybe: { b: 'b' }, kind: { type: 'y', y: 'y' } });
  assert.deepEqual(picker(schema)({ ...row, maybe: null }), {
    id: '1',
    list: [{ a: 1 }],
    maybe: null,
    kind: { type: 'y', y: 'y' },
  });
  assert.throws(() => picker(schema)({ ...row, kind: { type: 'z' } }));
});
