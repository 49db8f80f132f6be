import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { Problem } from 'account-elements/contract/problem.js';
import type { Bindings } from './http/answer.ts';
import { isPlainTarget } from './http/paths.ts';
import { problemResponse } from './http/problem-response.ts';
import type { Logger } from './log.ts';

const SECOND = 1000;

/** The HTTP server around the app, with limits against senders that are slow, huge or odd. */
export function createHttpServer(app: Hono<{ Bindings: Bindings }>, log: Logger): Server {
  // What cannot even become a request, such as an impossible `Host`.
  const errorHandler = (error: unknown) => problemResponse(new Problem('malformed', {}, { cause: error }), log);
  const listener = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0], { errorHandler });
  // Looked at as it came over the wire: a URL parser would have tidied it up by then.
  const refuse = getRequestListener(() => problemResponse(new Problem('malformed'), log));

  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10 * SECOND,
      requestTimeout: 20 * SECOND,
      keepAliveTimeout: 30 * SECOND,
      connectionsCheckingInterval: 2 * SECOND,
      requireHostHeader: true,
    },
    (request: IncomingMessage, response: ServerResponse) => {
      // While stopping, a connection that is kept would bring ever new requests.
      if (!server.listening) response.shouldKeepAlive = false;
      if (isPlainTarget(request.url ?? '') && request.method !== 'TRACE') return void listener(request, response);
      request.url = '/';
      return void refuse(request, response);
    },
  );
  server.maxHeadersCount = 64;
  return server;
}
