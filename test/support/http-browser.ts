import type { Endpoint, Input, Result } from 'account-elements/contract/endpoint.js';
import { signIn } from 'account-elements/contract/sign-in.js';
import type { Account } from 'account-elements/contract/account.js';
import type { FieldProblem, ServerProblemCode } from 'account-elements/contract/problem.js';
import { checkHeaders, checkResponse } from './check-response.ts';

interface App {
  request(input: string, init: RequestInit, bindings: object): Response | Promise<Response>;
}

export interface BrowserOptions {
  readonly origin?: string | null;
  readonly address?: string;
  readonly userAgent?: string;
}

const BASE = '/api/account';

/** What came back, already checked against the API description. */
export class Answer<E extends Endpoint = Endpoint> {
  readonly response: Response;
  readonly text: string;

  constructor(response: Response, text: string) {
    this.response = response;
    this.text = text;
  }

  get status(): number {
    return this.response.status;
  }

  get headers(): Headers {
    return this.response.headers;
  }

  /** The value that the contract promises; throws when the server refused. */
  get result(): Result<E> {
    if (!this.response.ok) throw new Error(`refused: ${this.status} ${this.text}`);
    return (this.text === '' ? undefined : JSON.parse(this.text)) as Result<E>;
  }

  /** Why the server refused, or nothing. */
  get code(): ServerProblemCode | undefined {
    return this.response.ok ? undefined : (JSON.parse(this.text) as { code: ServerProblemCode }).code;
  }

  get fields(): readonly FieldProblem[] {
    return (JSON.parse(this.text) as { fields?: readonly FieldProblem[] }).fields ?? [];
  }
}

/** A browser on a page of one origin: it keeps cookies and sends what browsers send. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: App;
  readonly #options: BrowserOptions;

  constructor(app: App, options: BrowserOptions) {
    this.#app = app;
    this.#options = options;
  }

  /** Asks for one endpoint as the contract describes it. */
  async call<E extends Endpoint>(
    endpoint: E,
    input: Input<E>,
    headers: Record<string, string> = {},
  ): Promise<Answer<E>> {
    const { params = {}, query, body, version } = input as Parts;
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const response = await this.fetch(BASE + path + search, {
      method: endpoint.method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.clone().text();
    checkResponse(endpoint, response, text);
    return new Answer<E>(response, text);
  }

  /** Sends anything at all, with this browser's cookies and origin. Whatever comes back has the headers that every answer has. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const { address = '198.51.100.7', origin, userAgent } = this.#options;
    const isWrite = init.method !== undefined && init.method !== 'GET' && init.method !== 'HEAD';
    if (origin && isWrite && !headers.has('origin')) headers.set('origin', origin);
    if (userAgent && !headers.has('user-agent')) headers.set('user-agent', userAgent);
    if (this.cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', this.cookieHeader);
    const bindings = { incoming: { socket: { remoteAddress: address } } };
    const response = await this.#app.request(path, { ...init, headers }, bindings);
    checkHeaders(response, `${init.method ?? 'GET'} ${path}`);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get token(): string | undefined {
    return this.cookies.get('__Host-sid');
  }

  async signIn(email: string, password: string): Promise<Account> {
    const { result } = await this.call(signIn.withPassword, { body: { email, password } });
    if (result.status !== 'signed-in') throw new Error('a second factor is wanted');
    return result.account;
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

interface Parts {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly version?: string;
}
