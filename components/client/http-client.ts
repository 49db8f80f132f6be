import { safeParse } from 'valibot';
import type { Endpoint } from '../contract/endpoint.ts';
import { Problem, serverProblems, type FieldProblem, type ServerProblemCode } from '../contract/problem.ts';
import { AccountClient, type SendOptions, type Transport } from './account-client.ts';

export interface HttpClientOptions {
  /** The id under which this application is registered with the server. */
  readonly clientId?: string | undefined;
  /** Milliseconds without an answer after which a request counts as failed. Default: 20,000. */
  readonly timeout?: number;
  /** For tests and special networks. Default: the page's `fetch`. */
  readonly fetch?: typeof fetch;
}

/** Speaks the contract over HTTP to `baseUrl`, such as `/api/account`, with the session cookie. */
export function httpClient(baseUrl: string, options: HttpClientOptions = {}): AccountClient {
  return new AccountClient(new HttpTransport(baseUrl.replace(/\/+$/, ''), options), baseUrl);
}

/** The parts of an input, as far as the endpoint declares them. */
interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly version?: string;
  readonly body?: unknown;
}

class HttpTransport implements Transport {
  readonly #baseUrl: string;
  readonly #options: HttpClientOptions;

  constructor(baseUrl: string, options: HttpClientOptions) {
    this.#baseUrl = baseUrl;
    this.#options = options;
  }

  supports(): boolean {
    return true;
  }

  async send(endpoint: Endpoint, input: Parts, { signal }: SendOptions): Promise<unknown> {
    const response = await this.#fetch(endpoint, input, signal);
    if (!response.ok) throw await toProblem(response);
    if (!endpoint.result) return undefined;
    const result = safeParse(endpoint.result, await response.json().catch(() => undefined));
    if (!result.success) throw new Problem('unreadable', { ...reference(response) });
    return result.output;
  }

  async #fetch(endpoint: Endpoint, input: Parts, signal: AbortSignal | undefined): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#options.timeout ?? 20_000);
    try {
      return await (this.#options.fetch ?? fetch)(this.#baseUrl + pathOf(endpoint, input), {
        method: endpoint.method,
        headers: this.#headers(input),
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        credentials: 'include',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw new Problem('unreachable', {}, { cause });
    }
  }

  #headers({ body, version }: Parts): Record<string, string> {
    return {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(this.#options.clientId === undefined ? {} : { 'account-client': this.#options.clientId }),
    };
  }
}

function pathOf(endpoint: Endpoint, { params = {}, query = {} }: Parts): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, `${value}`]))}`;
}

interface ProblemBody {
  readonly code?: unknown;
  readonly fields?: readonly FieldProblem[];
}

/** Rebuilds the problem that the server sent (RFC 9457). Its prose is for developers and stays unread. */
async function toProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Problem(isServerProblem(body.code) ? body.code : fallback(response.status), {
    fields: Array.isArray(body.fields) ? body.fields : [],
    ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
    ...reference(response),
  });
}

const isServerProblem = (code: unknown): code is ServerProblemCode =>
  typeof code === 'string' && Object.hasOwn(serverProblems, code);

/** For an answer of something between us and the server, such as a proxy. */
function fallback(status: number): Problem['code'] {
  if (status === 429) return 'too-many-attempts';
  return status >= 500 ? 'unavailable' : 'unreadable';
}

function reference(response: Response): { readonly reference?: string } {
  const id = response.headers.get('request-id');
  return id === null ? {} : { reference: id };
}
