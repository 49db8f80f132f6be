import { randomUUID } from 'node:crypto';
import { isProblem, Problem, serverProblems, type ServerProblemCode } from 'account-elements/contract/problem.js';
import type { Logger } from '../log.ts';
import { isDatabaseUnavailable } from '../db/errors.ts';
import { KeyError } from '../keys.ts';
import { securityHeaders, type PlainHeaders } from './headers.ts';

/** For developers who read the wire; people see the sentences of the elements. */
const titles: Record<ServerProblemCode, string> = {
  malformed: 'The request could not be read',
  unauthenticated: 'No valid session',
  'wrong-credential': 'The credential was not accepted',
  'reauthentication-required': 'A recent proof of identity is required',
  'password-change-required': 'The password has to be changed first',
  'passkey-refused': 'The passkey was not accepted',
  'origin-refused': 'Pages of this origin may not do this',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'link-expired': 'The link is worth nothing any more',
  'method-not-allowed': 'Method not allowed',
  conflict: 'The request conflicts with the current state',
  'another-account': 'The session is not that of the account which the request was meant for',
  'last-way-in': 'Without it the account would have no way in',
  'limit-reached': 'There are as many as an account may have',
  'version-conflict': 'Somebody else changed it meanwhile',
  'payload-too-large': 'The request body is too large',
  'unsupported-media-type': 'Only application/json is accepted',
  'invalid-input': 'Some fields were refused',
  'too-many-attempts': 'Too many attempts',
  'server-error': 'The server failed',
  unavailable: 'The server is busy or cannot reach its data',
};

export const problemType = (code: ServerProblemCode): string => `urn:account-elements:problem:${code}`;

/** Anything thrown, as problem details (RFC 9457): never a stack, never what was sent. */
export function problemResponse(error: unknown, log: Logger, headers: PlainHeaders = {}): Response {
  const problem = toProblem(error);
  const status = serverProblems[problem.code];
  const instance = problem.reference ?? randomUUID();
  if (status >= 500)
    log.error({ request: instance, code: problem.code, err: problem.cause ?? error }, 'request failed');
  const body = {
    type: problemType(problem.code),
    title: titles[problem.code],
    status,
    code: problem.code,
    ...(problem.fields.length > 0 && { fields: problem.fields }),
    ...(problem.code === 'reauthentication-required' && {
      methods: problem.methods,
      stepUp: problem.stepUp,
      maxAge: problem.maxAge,
    }),
    instance,
  };
  const retryAfter = problem.retryAfter ?? (status === 503 ? 2 : undefined);
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...securityHeaders,
      ...headers,
      'content-type': 'application/problem+json',
      'request-id': instance,
      ...(retryAfter !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
    },
  });
}

function toProblem(error: unknown): Problem<ServerProblemCode> {
  if (isProblem(error) && error.code in serverProblems) return error as Problem<ServerProblemCode>;
  // Busy, unreachable, without its key: it may pass, and nobody's attempt is to blame.
  if (isDatabaseUnavailable(error) || error instanceof KeyError)
    return new Problem('unavailable', {}, { cause: error });
  return new Problem('server-error', {}, { cause: error });
}
