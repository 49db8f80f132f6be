import type { GenericSchema } from 'valibot';
import type { Endpoint, Endpoints } from './endpoint.ts';
import { fieldProblems, serverProblems, type ServerProblemCode } from './problem.ts';
import { reauthMethods, stepUps } from './step-up.ts';

/** JSON Schema (2020-12) of what goes in or comes out. The library converts nothing itself. */
export type ToJsonSchema = (schema: GenericSchema, direction: 'input' | 'output') => object;

export interface OpenApiOptions {
  /** Where the API lives, with its base path. */
  readonly serverUrl: string;
  readonly version: string;
  /** The cookie that carries the session. */
  readonly cookieName: string;
}

type Features = Readonly<Record<string, Endpoints>>;

/** Describes an API of the contract's shape as an OpenAPI 3.1 document. */
export function openApi(features: Features, toJsonSchema: ToJsonSchema, options: OpenApiOptions) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Account Elements',
      version: options.version,
      summary: 'Account self-service',
      description:
        'Problems are `application/problem+json` (RFC 9457). Programs compare `code`; `title` is for developers.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.serverUrl }],
    tags: Object.keys(features).map((name) => ({ name, description: tagDescriptions[name] ?? name })),
    paths: describePaths(features, toJsonSchema),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: options.cookieName,
          description: 'Set by signing in; never readable by script. Only pages of listed origins may use it.',
        },
      },
      schemas: { Problem: problemSchema },
      headers: {
        RetryAfter: {
          description: 'Seconds until another try makes sense.',
          schema: { type: 'string', pattern: '^\\d+$' },
        },
        RequestId: { description: 'What to quote when asking for help.', schema: { type: 'string' } },
        AccountId: { description: 'Whose session it was.', schema: { type: 'string' } },
        ETag: { description: 'The version, for `If-Match` of the next change.', schema: { type: 'string' } },
      },
    },
  };
}

const tagDescriptions: Readonly<Record<string, string>> = {
  account: 'Who is signed in',
  accountData: 'What is stored about a person, and its end',
  activity: 'What happened to the account',
  authenticators: 'Authenticator applications',
  capabilities: 'What this server offers',
  liveUpdates: 'What changed, as it happens',
  passkeys: 'Passkeys',
  password: 'The password',
  profile: 'What a person tells about themselves',
  reauth: 'Proving again who one is',
  recoveryCodes: 'Codes for when a second factor is lost',
  sessions: 'Where the account is signed in',
  signIn: 'Signing in and out',
  signUp: 'Creating an account',
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'instance'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', description: 'A stable name of the kind of problem.' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', enum: Object.keys(serverProblems) },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'code'],
        additionalProperties: false,
        properties: { name: { type: 'string' }, code: { type: 'string', enum: [...fieldProblems] } },
      },
    },
    methods: {
      type: 'array',
      description: 'Of `reauthentication-required`: what this person can prove themselves with, strongest first.',
      items: { type: 'string', enum: [...reauthMethods] },
    },
    stepUp: {
      type: 'string',
      description: 'Of `reauthentication-required`: how far the proof has to reach.',
      enum: [...stepUps],
    },
    maxAge: {
      type: 'integer',
      description: 'Of `reauthentication-required`: for how many seconds a proof counts.',
    },
    instance: { type: 'string', description: 'The id of the request, as in the header `Request-Id`.' },
  },
};

function describePaths(features: Features, toJsonSchema: ToJsonSchema): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [feature, endpoints] of Object.entries(features)) {
    for (const [name, endpoint] of Object.entries(endpoints)) {
      const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
      const operations = (paths[path] ??= {});
      operations[endpoint.method.toLowerCase()] = describe(feature, name, endpoint, toJsonSchema);
    }
  }
  return paths;
}

function describe(feature: string, name: string, endpoint: Endpoint, toJsonSchema: ToJsonSchema): object {
  const { body, result, download, stream, access, versioned, summary } = endpoint;
  const headers = {
    ...(access !== 'public' && { 'Account-Id': { $ref: '#/components/headers/AccountId' } }),
    ...(versioned && { ETag: { $ref: '#/components/headers/ETag' } }),
  };
  const withHeaders = Object.keys(headers).length > 0 && { headers };
  const operationId = `${feature}.${name}`;
  const parameters = describeParameters(endpoint, toJsonSchema);
  const example = examples[operationId];
  return {
    operationId,
    summary,
    tags: [feature],
    security: access === 'public' ? [] : [{ session: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: toJsonSchema(body, 'input'), ...(example !== undefined && { example }) },
        },
      },
    }),
    responses: {
      ...(result
        ? {
            200: {
              description: 'Done.',
              ...withHeaders,
              content: { 'application/json': { schema: toJsonSchema(result, 'output') } },
            },
          }
        : download
          ? {
              200: {
                description: 'The file.',
                ...withHeaders,
                content: Object.fromEntries(download.map((type) => [type, {}])),
              },
            }
          : stream
            ? {
                200: {
                  description: 'Server-sent events: the `data` of each is the JSON of one update.',
                  ...withHeaders,
                  // Of one update; how a whole stream is described is a matter of OpenAPI 3.2.
                  content: { 'text/event-stream': { schema: toJsonSchema(stream, 'output') } },
                },
              }
            : { 204: { description: 'Done.', ...withHeaders } }),
      ...describeProblems(endpoint),
    },
  };
}

/** Requests to learn from. No secrets, not even made-up ones. */
const examples: Readonly<Record<string, unknown>> = {
  'account.updateName': { firstName: 'Ada', lastName: 'Byron' },
  'profile.update': { city: 'Graz', country: 'AT' },
};

interface JsonObjectSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

function describeParameters(endpoint: Endpoint, toJsonSchema: ToJsonSchema): object[] {
  const { access, path, query, method, versioned } = endpoint;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  }));
  const { properties = {}, required = [] } = query ? (toJsonSchema(query, 'input') as JsonObjectSchema) : {};
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const ifMatch = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The `ETag` of the version that the change started from.',
    schema: { type: 'string', pattern: '^"[\\w.-]{1,64}"$' },
  };
  const accountId = {
    name: 'Account-Id',
    in: 'header',
    required: false,
    description: 'Whose account the page is about: refused with `another-account` when the session is somebody else’s.',
    schema: { type: 'string' },
  };
  return [
    ...inPath,
    ...inQuery,
    ...(versioned && method !== 'GET' ? [ifMatch] : []),
    ...(access === 'public' ? [] : [accountId]),
  ];
}

/** Every way in which an endpoint may refuse, by status. */
function describeProblems(endpoint: Endpoint): Record<string, object> {
  const byStatus = new Map<number, ServerProblemCode[]>();
  for (const code of possibleProblems(endpoint)) {
    const status = serverProblems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].toSorted(([a], [b]) => a - b).map(([status, codes]) => [status, problem(status, codes)]),
  );
}

export function possibleProblems({
  access,
  body,
  method,
  path,
  problems = [],
  query,
  stepUp,
  versioned,
}: Endpoint): Set<ServerProblemCode> {
  const isWrite = method !== 'GET';
  const possible: readonly (readonly [boolean, ServerProblemCode])[] = [
    [true, 'malformed'],
    [true, 'origin-refused'],
    [access !== 'public', 'unauthenticated'],
    [access !== 'public', 'another-account'],
    [stepUp !== undefined, 'reauthentication-required'],
    [path.includes(':'), 'not-found'],
    [versioned === true && isWrite, 'version-conflict'],
    [isWrite, 'payload-too-large'],
    [isWrite, 'unsupported-media-type'],
    [isWrite || body !== undefined || query !== undefined, 'invalid-input'],
    [true, 'server-error'],
    [true, 'unavailable'],
  ];
  return new Set([...possible.filter(([applies]) => applies).map(([, code]) => code), ...problems]);
}

function problem(status: number, codes: readonly ServerProblemCode[]): object {
  const mayRetry = status === 429 || status === 503;
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      'Request-Id': { $ref: '#/components/headers/RequestId' },
      ...(mayRetry && { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { properties: { code: { enum: codes }, status: { const: status } } },
          ],
        },
      },
    },
  };
}
