import * as v from 'valibot';
import type { Endpoint } from 'account-elements/contract/endpoint.js';
import { fieldProblems, Problem, type FieldProblem, type FieldProblemCode } from 'account-elements/contract/problem.js';
import { readJsonBody } from './body.ts';

interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: unknown;
  readonly body?: unknown;
  readonly version?: string;
}

const NO_INPUT: Input = {};
const NoBody = v.optional(v.strictObject({}));
/** What a field can be called; anything else that stands as a key is the caller's text and is not sent back. */
const FIELD_NAME = /^[\w.-]{1,64}$/;
/** Ids as this server makes them; whatever else stands there names nothing. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The parts of a request that its endpoint declares, read by the contract's own schemas. */
export async function readInput(
  request: Request,
  endpoint: Endpoint,
  readParams: () => Readonly<Record<string, string>>,
): Promise<Input> {
  const { method, path, query, body, versioned } = endpoint;
  const isRead = method === 'GET';
  if (isRead && !query && !path.includes(':')) return NO_INPUT;
  return {
    ...(path.includes(':') && { params: checkedParams(readParams()) }),
    ...(query && { query: parse(query, readQuery(request.url)) }),
    ...(!isRead && versioned && { version: readVersion(request) }),
    ...(!isRead && { body: parse(body ?? NoBody, await readBody(request, body !== undefined)) }),
  };
}

async function readBody(request: Request, required: boolean): Promise<unknown> {
  const body = await readJsonBody(request);
  if (required && body === undefined) {
    throw new Problem(request.headers.has('content-type') ? 'malformed' : 'unsupported-media-type');
  }
  // To valibot a list is an object without the fields it looks for.
  if (Array.isArray(body)) throw new Problem('invalid-input');
  return body;
}

function checkedParams(params: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!Object.values(params).every((id) => ID.test(id))) throw new Problem('not-found');
  return params;
}

function readQuery(url: string): Record<string, string> {
  const pairs = [...new URL(url).searchParams];
  const names = new Set(pairs.map(([name]) => name));
  // One name twice: two readers would see two values.
  if (names.size !== pairs.length) throw new Problem('malformed');
  return Object.fromEntries(pairs);
}

function readVersion({ headers }: Request): string {
  const tag = /^"([\w.-]{1,64})"$/.exec(headers.get('if-match') ?? '');
  if (!tag?.[1]) throw new Problem('malformed');
  return tag[1];
}

function parse(schema: v.GenericSchema, value: unknown): unknown {
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  const fields = parsed.issues.map(toFieldProblem).filter((field) => field !== undefined);
  throw new Problem('invalid-input', { fields: onePerField(fields) });
}

/** The field's name and why it was refused. Never its value. */
function toFieldProblem(issue: v.BaseIssue<unknown>): FieldProblem | undefined {
  const name = issue.path?.map(({ key }) => String(key)).join('.');
  if (name === undefined) return undefined;
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { name: FIELD_NAME.test(name) ? name : '', code: 'unknown-field' };
  }
  const missing = issue.received === 'undefined' || issue.expected === `"${String(issue.path?.at(-1)?.key)}"`;
  return { name, code: missing ? 'required' : toCode(issue.message) };
}

/** The contract's schemas say the code as their message; valibot's own messages quote the input. */
const toCode = (message: string): FieldProblemCode => fieldProblems.find((code) => code === message) ?? 'invalid';

const onePerField = (fields: readonly FieldProblem[]): FieldProblem[] =>
  [...new Map(fields.toReversed().map((field) => [field.name, field])).values()].toReversed();
