import type { Hono } from 'hono';
import { Problem } from 'account-elements/contract/problem.js';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from './answer.ts';
import { type Gate, preflight } from './gate.ts';
import { problemResponse } from './problem-response.ts';

/**
 * Answers what no route answers: a browser's question before it sends
 * (OPTIONS), a method that a path does not have, a path that does not exist.
 */
export function mountUnmatched(app: Hono<{ Bindings: Bindings }>, { log }: Dependencies, gate: Gate): void {
  app.notFound((c) => {
    const request = c.req.raw;
    try {
      const { cors } = gate.admit(request);
      const methods = methodsOf(app, c.req.path);
      if (request.method === 'OPTIONS' && methods.length > 0) return preflight(cors, methods);
      if (methods.length === 0) return problemResponse(new Problem('not-found'), log, cors);
      return problemResponse(new Problem('method-not-allowed'), log, { ...cors, allow: methods.join(', ') });
    } catch (error) {
      return problemResponse(error, log);
    }
  });
}

/** The methods of a path; none when there is no such path. */
function methodsOf(app: Hono<{ Bindings: Bindings }>, path: string): string[] {
  const methods = app.routes.filter((route) => matches(route.path, path)).map(({ method }) => method);
  if (methods.length === 0) return [];
  return [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].filter((m) => m !== 'ALL');
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith(':') ? given[i] !== '' : part === given[i]))
  );
}
