import { safeParse } from 'valibot';
import type { Download, Endpoint } from '../contract/endpoint.ts';
import {
  Problem,
  fieldProblems,
  serverProblems,
  type FieldProblem,
  type FieldProblemCode,
  type ServerProblemCode,
} from '../contract/problem.ts';
import { reauthMethods, stepUps, type ReauthMethod, type StepUp } from '../contract/step-up.ts';
import { AccountClient, type Exchange, type Transport } from './account-client.ts';

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
  const base = baseUrl.replace(/\/+$/, '');
  return new AccountClient(new HttpTransport(base, options), absolute(base));
}

/** One name for one API, however a page writes its address. */
const absolute = (url: string): string =>
  typeof document === 'undefined' ? url : (URL.parse(url, document.baseURI)?.href ?? url);

/** What the server names things in, such as a new passkey, until the person calls them something else. */
const pageLanguage = (): string => (typeof document === 'undefined' ? '' : document.documentElement.lang);

/** The parts of an input, as far as the endpoint declares them. */
interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly version?: string;
  readonly body?: unknown;
}

interface Answer {
  readonly response: Response;
  readonly body: unknown;
}

/** Milliseconds in which the answer that brings the other tab's token arrives too. */
const UNTIL_THE_NEW_TOKEN = 100;

class HttpTransport implements Transport {
  readonly #baseUrl: string;
  readonly #options: HttpClientOptions;
  /** Whether the last answer that needed a session had one. */
  #signedIn = false;

  constructor(baseUrl: string, options: HttpClientOptions) {
    this.#baseUrl = baseUrl;
    this.#options = options;
  }

  supports(): boolean {
    return true;
  }

  async send(endpoint: Endpoint, input: Parts, exchange: Exchange): Promise<unknown> {
    const { response, body } = await this.#askSignedIn(endpoint, input, exchange);
    const account = response.headers.get('account-id');
    if (account !== null) exchange.answeredFor(account);
    if (!response.ok) throw toProblem(response, body);
    if (endpoint.download) return toDownload(response);
    if (endpoint.stream) return (await import('./follow.ts')).eventsOf(endpoint.stream, response);
    if (!endpoint.result) return undefined;
    const result = safeParse(endpoint.result, body);
    if (!result.success) throw new Problem('unreadable', { ...reference(response) });
    return result.output;
  }

  /**
   * A proof of identity in another tab gives this browser a new token. A
   * request that was on its way with the old one had no effect and goes again.
   */
  async #askSignedIn(endpoint: Endpoint, input: Parts, exchange: Exchange): Promise<Answer> {
    const wasSignedIn = this.#signedIn;
    let answer = await this.#ask(endpoint, input, exchange);
    if (answer.response.status === 401 && wasSignedIn) {
      await new Promise((resolve) => setTimeout(resolve, UNTIL_THE_NEW_TOKEN));
      exchange.signal?.throwIfAborted();
      answer = await this.#ask(endpoint, input, exchange);
    }
    const { ok, status } = answer.response;
    if (ok && endpoint.access !== 'public') this.#signedIn = true;
    if (status === 401) this.#signedIn = false;
    return answer;
  }

  /** One request with its whole answer, because a connection can be lost in the middle of a body too; a file comes later. */
  async #ask(endpoint: Endpoint, input: Parts, { signal, ...exchange }: Exchange): Promise<Answer> {
    const url = this.#baseUrl + pathOf(endpoint, input);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#options.timeout ?? 20_000);
    try {
      const response = await (this.#options.fetch ?? fetch)(url, {
        method: endpoint.method,
        headers: this.#headers(input, exchange),
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        credentials: 'include',
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      });
      if ((endpoint.download || endpoint.stream) && response.ok) return { response, body: undefined };
      return { response, body: fromJson(await response.text()) };
    } catch (cause) {
      signal?.throwIfAborted();
      throw new Problem('unreachable', {}, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  #headers(
    { body, version }: Parts,
    { account, device, unattended }: Omit<Exchange, 'answeredFor'>,
  ): Record<string, string> {
    return {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(pageLanguage() && { 'accept-language': pageLanguage() }),
      ...(account === undefined ? {} : { 'account-id': account }),
      ...(device && { 'account-device': device }),
      ...(unattended && { 'account-unattended': '?1' }),
      ...(this.#options.clientId === undefined ? {} : { 'account-client': this.#options.clientId }),
    };
  }
}

function pathOf(endpoint: Endpoint, { params = {}, query = {} }: Parts): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => segment(params[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([name, value]) => [name, `${value}`]))}`;
}

/** No encoding keeps these from becoming another address. */
function segment(param: string): string {
  if (/^\.{0,2}$/.test(param)) throw new Problem('malformed');
  return encodeURIComponent(param);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The name is there for pages of the server's own origin, and for others whose server lets them see it. */
function toDownload({ body, headers }: Response): Download {
  if (!body) throw new Problem('unreadable');
  const [, name = ''] = /filename="([^"]*)"/.exec(headers.get('content-disposition') ?? '') ?? [];
  return { name, type: headers.get('content-type') ?? 'application/octet-stream', body };
}

/** Rebuilds the problem that the server sent (RFC 9457). Its prose is for developers and stays unread. */
function toProblem(response: Response, body: unknown): Problem {
  const { code, fields, methods, stepUp, maxAge } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return new Problem(isServerProblem(code) ? code : fallback(response.status), {
    fields: Array.isArray(fields) ? fields.flatMap(toFieldProblem) : [],
    ...(Array.isArray(methods) && { methods: methods.filter(isReauthMethod) }),
    ...(stepUps.includes(stepUp as StepUp) && { stepUp: stepUp as StepUp }),
    ...(typeof maxAge === 'number' && { maxAge }),
    ...retryAfter(response),
    ...reference(response),
  });
}

/** A newer server may know more ways than this page can show. */
const isReauthMethod = (method: unknown): method is ReauthMethod => reauthMethods.includes(method as ReauthMethod);

const isServerProblem = (code: unknown): code is ServerProblemCode =>
  typeof code === 'string' && Object.hasOwn(serverProblems, code);

/** A newer server may know more reasons than we have sentences for. */
function toFieldProblem(given: unknown): FieldProblem[] {
  const { name, code } = (given ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  if (typeof name !== 'string') return [];
  return [{ name, code: fieldProblems.includes(code as FieldProblemCode) ? (code as FieldProblemCode) : 'invalid' }];
}

/** For an answer of something between us and the server, such as a proxy. */
function fallback(status: number): Problem['code'] {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 413:
      return 'payload-too-large';
    case 429:
      return 'too-many-attempts';
    default:
      return status >= 500 ? 'unavailable' : 'unreadable';
  }
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(response: Response): { readonly retryAfter?: number } {
  const header = response.headers.get('retry-after');
  if (!header) return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? {} : { retryAfter: Math.max(0, seconds) };
}

function reference(response: Response): { readonly reference?: string } {
  const id = response.headers.get('request-id');
  return id === null ? {} : { reference: id };
}
