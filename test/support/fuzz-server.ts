import assert from 'node:assert/strict';
import process from 'node:process';
import { profile } from 'account-elements/contract/profile.js';
import { sessions } from 'account-elements/contract/sessions.js';
import { checkOperation, description, endpoints, firstWords } from './check-response.ts';
import { Fuzz, type Parameter } from './fuzz.ts';
import type { Browser } from './http-browser.ts';
import { TestServer } from './test-server.ts';

const BASE = '/api/account';
/** Of fewer, chance decides what is among them. */
const ENOUGH = 5000;

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  readonly responses: (typeof description.paths)[string][string]['responses'];
}

/** So many requests made from the API description, half-right and wrong: none is a failure, slow, or answered in a way that is not described. */
export async function fuzzServer(requests: number, seed: number): Promise<void> {
  await using server = await TestServer.start({ config: { signUp: true } });
  const fuzz = new Fuzz(seed);
  const signedIn = await server.signedIn();
  const stranger = server.browser();
  const statuses = new Map<number, number>();
  const read = new Set<string>();
  /** Of sessions, the own one last. */
  const ids: string[] = [];

  for (let i = 0; i < requests; i++) {
    if (i % 25 === 0) ids.push(await refresh(server, signedIn, i));
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
    const query = fuzz.query((operation.parameters ?? []).filter((parameter) => parameter.in === 'query'));
    const id = () => fuzz.maybe(0.5, () => fuzz.pick(ids.slice(-2))) ?? encodeURIComponent(fuzz.text().toWellFormed());
    const path = BASE + endpoint.path.replaceAll(/:\w+/g, id) + query;
    const what = `${i}: ${operation.operationId} ${JSON.stringify({ path, headers, body: body?.slice(0, 300) })}`;

    const [started, before] = [performance.now(), process.threadCpuUsage()];
    const init = { method: endpoint.method, headers, ...(body !== undefined && endpoint.method !== 'GET' && { body }) };
    const response = await (fuzz.maybe(0.5, () => stranger) ?? signedIn).fetch(path, init);
    const text = await firstWords(response);
    const { user, system } = process.threadCpuUsage(before);
    // A busy machine makes an answer late, but no more work.
    assert.ok(user + system < 2_000_000 && performance.now() - started < 20_000, `slow: ${what}`);
    assert.ok(response.status < 500, `${response.status}: ${what}\n${text}`);
    if (response.status === 200) read.add(operation.operationId);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    try {
      checkOperation(operation, response, text);
    } catch (cause) {
      throw new Error(what, { cause });
    }
  }
  if (requests < ENOUGH) return;
  // It is no fuzz if everything is turned away at the door, nor if what is read is never got.
  for (const status of [200, 204, 400, 401, 403, 404, 412, 415, 422])
    assert.ok(statuses.has(status), `some are ${status}`);
  for (const [name, { method }] of endpoints) if (method === 'GET') assert.ok(read.has(name), `${name} was read`);
}

/** Signs in somebody new, because fuzz signs out, changes passwords and deletes accounts too, and keeps the waits away. Returns the id of the session. */
async function refresh(server: TestServer, browser: Browser, round: number): Promise<string> {
  server.clock.push(16 * 60_000);
  const { email, password } = await server.person({ email: `person-${round}@people.example` });
  await browser.signIn(email, password);
  assert.equal((await browser.call(profile.get, {})).status, 200);
  return (await browser.call(sessions.list, {})).result.find(({ current }) => current)?.id ?? '';
}
