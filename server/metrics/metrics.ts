import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Endpoint } from 'account-elements/contract/endpoint.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { Dependencies } from '../dependencies.ts';
import type { Bindings } from '../http/answer.ts';
import { securityHeaders } from '../http/headers.ts';
import { problemResponse } from '../http/problem-response.ts';
import { gauges } from './gauges.ts';

/** From quick reads to sign-ins that wait for their turn, in seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

type Answer<Args extends unknown[]> = (...args: Args) => Promise<Response>;

/** What this process does and how it is, as Prometheus reads it. Of people it knows numbers alone. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #token: Buffer;

  constructor(dependencies: Dependencies, token: string, liveStreams: () => number) {
    const registers = [this.#registry];
    this.#token = digest(token);
    this.#requests = new Histogram({
      name: 'account_request_seconds',
      help: 'How long requests took, by endpoint and status',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    collectDefaultMetrics({ register: this.#registry });
    gauges(dependencies, liveStreams, registers);
  }

  /** The same answer, and how long it took; of a stream, how long until it began. */
  timed<Args extends unknown[]>(
    { method, path }: Pick<Endpoint, 'method' | 'path'>,
    answer: Answer<Args>,
  ): Answer<Args> {
    return async (...args) => {
      const end = this.#requests.startTimer({ method, route: path });
      const response = await answer(...args);
      end({ status: response.status });
      return response;
    };
  }

  /** @throws Problem `unauthenticated` without the operator's token */
  async read(authorization: string | null): Promise<Response> {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    if (!timingSafeEqual(digest(token), this.#token)) throw new Problem('unauthenticated');
    return new Response(await this.#registry.metrics(), {
      headers: { ...securityHeaders, 'content-type': this.#registry.contentType },
    });
  }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Nothing is counted where nobody may read it. */
export const openMetrics = (dependencies: Dependencies, liveStreams: () => number): Metrics | undefined =>
  dependencies.config.metricsToken === undefined
    ? undefined
    : new Metrics(dependencies, dependencies.config.metricsToken, liveStreams);

/** Asked by address and without a browser, as `/livez` is, so it is the token that counts. */
export function mountMetrics(
  app: Hono<{ Bindings: Bindings }>,
  metrics: Metrics,
  { log }: Pick<Dependencies, 'log'>,
): void {
  app.get('/metrics', (c) =>
    metrics
      .read(c.req.raw.headers.get('authorization'))
      .catch((error: unknown) => problemResponse(error, log, { 'www-authenticate': 'Bearer' })),
  );
}
