import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { api } from 'account-elements/contract/index.js';
import type { Endpoint } from 'account-elements/contract/endpoint.js';
import { apiDescription } from 'account-elements-server/operations/api-description.js';

interface Described {
  readonly headers?: Record<string, unknown>;
  readonly content?: Record<string, { readonly schema?: object }>;
}

export const description = JSON.parse(JSON.stringify(apiDescription({ origin: 'https://account.example' }))) as {
  readonly paths: Record<
    string,
    Record<string, { readonly operationId: string; readonly responses: Record<string, Described> }>
  >;
  readonly components: { readonly schemas: Record<string, object> };
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package is CommonJS: its default export is the whole module under Node.
(addFormats as unknown as { default: (ajv: Ajv2020) => void }).default(ajv);
ajv.addSchema({ $id: 'api', components: description.components });
const validators = new Map<string, ValidateFunction>();

/** Every answer is one that the API description foresees, in status, headers and body. */
export function checkResponse(endpoint: Endpoint, response: Response, text: string): void {
  const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
  const operation = description.paths[path]?.[endpoint.method.toLowerCase()];
  assert.ok(operation, `${endpoint.method} ${path} is described`);
  checkOperation(operation, response, text);
}

export function checkOperation(
  operation: { readonly operationId: string; readonly responses: Record<string, Described> },
  response: Response,
  text: string,
): void {
  const where = `${operation.operationId} ${response.status}`;
  const described = operation.responses[String(response.status)];
  assert.ok(described, `${where} is described: ${text}`);
  checkHeaders(response, where);
  for (const name of Object.keys(described.headers ?? {}))
    assert.ok(response.headers.has(name), `${where} has ${name}`);
  const type = response.headers.get('content-type');
  const contents = described.content ?? {};
  const expectedType = Object.keys(contents).find((known) => known === type) ?? Object.keys(contents)[0];
  const content = expectedType === undefined ? undefined : contents[expectedType];
  assert.equal(type, expectedType ?? null, `${where}: content type`);
  assert.equal(content === undefined, text === '', `${where}: a body only where one is described`);
  // A file has no schema.
  if (!content?.schema) return;
  const validate = validatorOf(where, content.schema);
  assert.ok(
    validate(JSON.parse(text.replace(/^data: /, ''))),
    `${where}: ${ajv.errorsText(validate.errors)} in ${text}`,
  );
}

/** All that an answer says; of one that goes on for ever, what it says first. */
export async function firstWords(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'text/event-stream') return response.text();
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value).trimEnd();
}

/** What stands on every response, whatever it says. */
export function checkHeaders({ headers, status }: Response, where: string): void {
  const expected = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': headers.get('content-type') === 'text/event-stream' ? 'no-store, no-transform' : 'no-store',
    vary: 'Origin, Cookie',
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(headers.get(name), value, `${where}: ${name}`);
  for (const name of ['server', 'x-powered-by']) assert.equal(headers.get(name), null, `${where}: ${name}`);
  if (status === 429 || status === 503)
    assert.match(headers.get('retry-after') ?? '', /^\d+$/, `${where}: retry-after`);
  if (status >= 400) assert.equal(headers.get('content-type'), 'application/problem+json', where);
}

/** Closed: a field that the contract does not name is a leak. */
function validatorOf(where: string, schema: object): ValidateFunction {
  const known = validators.get(where);
  if (known) return known;
  const compiled = ajv.compile(
    close(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'))),
  );
  validators.set(where, compiled);
  return compiled;
}

function close(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map(close);
  if (schema === null || typeof schema !== 'object') return schema as never;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, close(value)]),
  );
  return copy['type'] === 'object' ? { additionalProperties: false, ...copy } : copy;
}

/** Every endpoint of the contract by its operation's name. */
export const endpoints: readonly (readonly [name: string, endpoint: Endpoint])[] = Object.entries(api).flatMap(
  ([feature, group]) =>
    Object.entries(group).map(([name, endpoint]) => [`${feature}.${name}`, endpoint as Endpoint] as const),
);
