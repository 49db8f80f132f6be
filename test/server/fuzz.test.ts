import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { profile } from 'account-elements/contract/profile.js';
import { checkHeaders, checkOperation, description, endpoints, firstWords } from '../support/check-response.ts';
import { Fuzz } from '../support/fuzz.ts';
import type { Browser } from '../support/http-browser.ts';
import { TestServer } from '../support/test-server.ts';

const BASE = '/api/account';
/** A longer run: `FUZZ_REQUESTS=100000 FUZZ_SEED=7 node … --test test/server/fuzz.test.ts`. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 5000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 2);

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: (typeof description.paths)[string][string]['responses'];
}

test(`case 110: ${REQUESTS} requests made from the API description, half-right and wrong, break nothing`, async () => {
  await using server = await TestServer.start({ config: { signUp: true } });
  const fuzz = new Fuzz(SEED);
  const signedIn = await server.signedIn();
  const stranger = server.browser();
  const statuses = new Map<number, number>();

  for (let i = 0; i < REQUESTS; i++) {
    if (i % 25 === 0) await refresh(server, signedIn, i);
    const [, endpoint] = fuzz.pick(endpoints);
    const operation = description.paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[
      endpoint.method.toLowerCase()
    ] as Operation;
    const schema = operation.requestBody?.content['application/json'].schema;
    const body = schema === undefined ? fuzz.maybe(0.2, () => fuzz.text()) : fuzz.body(schema);
    const headers: Record<string, string> = {
      ...(body !== undefined && { 'content-type': fuzz.maybe(0.05, () => fuzz.headerText()) ?? 'application/json' }),
      ...(endpoint.versioned && { 'if-match': fuzz.maybe(0.3, () => fuzz.headerText()) ?? fuzz.pick(['"0"', '"7"']) }),
      ...fuzz.oddHeaders(),
    };
    const query =
      fuzz.maybe(
        0.2,
        () => `?${encodeURIComponent(fuzz.text().toWellFormed())}=${encodeURIComponent(fuzz.text().toWellFormed())}`,
      ) ?? '';
    const path = BASE + endpoint.path.replaceAll(/:\w+/g, () => encodeURIComponent(fuzz.text().toWellFormed())) + query;
    const what = `${i}: ${operation.operationId} ${JSON.stringify({ headers, body: body?.slice(0, 300) })}`;

    const [started, before] = [performance.now(), process.threadCpuUsage()];
    const init = { method: endpoint.method, headers, ...(body !== undefined && endpoint.method !== 'GET' && { body }) };
    const response = await (fuzz.maybe(0.5, () => stranger) ?? signedIn).fetch(path, init);
    const text = await firstWords(response);
    const { user, system } = process.threadCpuUsage(before);
    // A busy machine makes an answer late, but no more work.
    assert.ok(user + system < 2_000_000 && performance.now() - started < 20_000, `slow: ${what}`);
    assert.ok(response.status < 500, `${response.status}: ${what}\n${text}`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    try {
      checkHeaders(response, operation.operationId);
      checkOperation(operation, response, text);
    } catch (cause) {
      throw new Error(what, { cause });
    }
  }
  // It is no fuzz if everything is turned away at the door.
  for (const status of [200, 204, 400, 401, 403, 412, 415, 422]) assert.ok(statuses.has(status), `some are ${status}`);
});

/** Signs in somebody new, because fuzz signs out, changes passwords and deletes accounts too, and keeps the waits away. */
async function refresh(server: TestServer, browser: Browser, round: number): Promise<void> {
  server.clock.push(16 * 60_000);
  const { email, password } = await server.person({ email: `person-${round}@people.example` });
  await browser.signIn(email, password);
  assert.equal((await browser.call(profile.get, {})).status, 200);
}
