import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { serverProblems } from 'account-elements/contract/problem.js';
import { description, endpoints } from '../support/check-response.ts';
import { TestServer } from '../support/test-server.ts';

test('the API description passes the recommended rules of an OpenAPI linter', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(description), config });
  assert.deepEqual(
    problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    [],
  );
});

test('every endpoint is described once, under the name that the contract gives it', () => {
  const names = Object.values(description.paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  );
  assert.deepEqual(names.toSorted(), endpoints.map(([name]) => name).toSorted());
});

test('every endpoint can say that it is malformed, refused, failed or unavailable', () => {
  for (const operations of Object.values(description.paths)) {
    for (const { operationId, responses } of Object.values(operations)) {
      for (const status of [400, 403, 500, 503]) assert.ok(responses[status], `${operationId} ${status}`);
    }
  }
  assert.ok(Object.values(serverProblems).every((status) => status >= 400));
});

test('the description is served, except where the operator switched it off', async () => {
  await using open = await TestServer.start();
  const response = await open.app.request('/openapi.json');
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(((await response.json()) as { openapi: string }).openapi, '3.1.1');
  await using closed = await TestServer.start({ config: { serveOpenApi: false } });
  assert.equal((await closed.app.request('/openapi.json')).status, 404);
});

test('whether the process lives and whether it can work are two questions', async () => {
  await using server = await TestServer.start();
  assert.equal((await server.app.request('/readyz')).status, 200);
  server.db.close();
  assert.equal((await server.app.request('/livez')).status, 200);
  const response = await server.app.request('/readyz');
  assert.deepEqual([response.status, response.headers.get('content-type')], [503, 'application/problem+json']);
});
