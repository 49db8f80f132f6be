import * as v from 'valibot';
import type { Download } from 'account-elements/contract/endpoint.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { StepUp } from 'account-elements/contract/step-up.js';
import type { Dependencies } from '../dependencies.ts';
import { Clients } from '../clients/clients.ts';
import { LiveUpdates } from '../live-updates/live-updates.ts';
import { requireProof } from '../reauth/step-up.ts';
import { noteRotatedToken } from '../sessions/rotation.ts';
import { addressReader, type ClientAddress } from './client-address.ts';
import { cookiesFor } from './cookies.ts';
import { type Gate, NO_CORS } from './gate.ts';
import { eventStream, eventStreamHeaders } from './event-stream.ts';
import { securityHeaders, type PlainHeaders } from './headers.ts';
import type { Route } from './implement.ts';
import { readInput } from './input.ts';
import { problemResponse } from './problem-response.ts';
import { commitAs, Cookies, type SignedInRequest } from './request.ts';
import { picker } from './serialise.ts';
import type { SessionReader, SignedIn } from './session.ts';
import { Visit, type VisitReaders } from './visit.ts';

/** What the adapter tells about the connection; absent when a test calls the app directly. */
export interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

type Params = Readonly<Record<string, string>>;

const PUBLIC: SignedIn = { session: undefined, account: undefined } as never;

/** Answers requests for endpoints, each in the same short order: gate, session, input, handler, result. */
export class Answering {
  readonly #dependencies: Dependencies;
  readonly #gate: Gate;
  readonly #sessions: SessionReader;
  readonly #addressOf;
  readonly #readers: VisitReaders;
  readonly #transaction: SignedInRequest['commit'];
  readonly #liveUpdates: LiveUpdates;

  constructor(dependencies: Dependencies, gate: Gate, sessions: SessionReader) {
    const { db, config, locations } = dependencies;
    this.#dependencies = dependencies;
    this.#gate = gate;
    this.#sessions = sessions;
    this.#addressOf = addressReader(config.trustedProxies, config.proxyHeader);
    this.#readers = { locations, clients: new Clients(config.origin, config.clients) };
    this.#transaction = (job) => db.transaction(job);
    this.#liveUpdates = new LiveUpdates(dependencies);
  }

  /** How many pages listen for changes. */
  get liveStreams(): number {
    return this.#liveUpdates.streams;
  }

  /** The function behind one route. */
  for(route: Route): (request: Request, params: () => Params, bindings: Bindings) => Promise<Response> {
    const { config, db, keys, log, now, passwords } = this.#dependencies;
    const { endpoint, handle } = route;
    const { result } = endpoint;
    const serialise = !result
      ? undefined
      : config.checkResults
        ? (value: unknown) => v.parse(result, value)
        : picker(result);
    const readers = this.#readers;
    const isPublic = endpoint.access === 'public';
    const liveUpdates = this.#liveUpdates;

    return async (request, params, bindings) => {
      let headers = NO_CORS;
      try {
        const admission = this.#gate.admit(request);
        headers = admission.cors;
        if (!admission.may(route.capability)) throw new Problem('origin-refused');
        // Nobody would take, or end, what is behind the answer to HEAD; a file would be on record that nobody has.
        if ((endpoint.stream || endpoint.download) && request.method !== endpoint.method) {
          throw new Problem('method-not-allowed');
        }
        const cookies = new Cookies(
          request.headers.get('cookie'),
          cookiesFor(request.headers.get('user-agent'), config.plainCookies),
        );
        const visit = new Visit(request.headers, () => this.#locate(request, bindings), readers);
        const signedIn = isPublic ? PUBLIC : await this.#signedIn(cookies, visit, !endpoint.stream);
        if (!isPublic) {
          headers = { ...headers, 'account-id': signedIn.account.id };
          requireMeant(request.headers, signedIn);
          visit.operator = signedIn.session.operator;
          if (endpoint.stepUp) await this.#requireProof(cookies, visit, signedIn, endpoint.stepUp);
        }
        const input = await readInput(request, endpoint, params);
        const commit = isPublic
          ? this.#transaction
          : commitAs(this.#dependencies, signedIn, cookies, visit, endpoint.stepUp);
        // One literal instead of spread parts: this runs for every request.
        const value = await handle({
          db,
          config,
          passwords,
          keys,
          now,
          log,
          session: signedIn.session,
          account: signedIn.account,
          params: input.params,
          query: input.query,
          body: input.body,
          version: input.version,
          cookies,
          commit,
          visit,
          locations: readers.locations,
          clients: readers.clients,
          liveUpdates,
        } as SignedInRequest);
        if (endpoint.stream) return respondWithEvents(value as AsyncIterable<unknown>, headers);
        if (endpoint.download) return respondWithFile(value as Download, headers, cookies);
        return respond(serialise?.(value), headers, cookies, endpoint.versioned === true);
      } catch (error) {
        return problemResponse(error, log, headers);
      }
    };
  }

  async #signedIn(cookies: Cookies, visit: Visit, attended: boolean): Promise<SignedIn> {
    const { db, log, now } = this.#dependencies;
    const token = cookies.session;
    if (token === undefined) throw new Problem('unauthenticated');
    const signedIn = await this.#sessions.find(token, visit, attended && !visit.unattended);
    if (!signedIn) {
      await noteRotatedToken({ commit: this.#transaction, db, log, now }, token, cookies.device, visit);
      throw new Problem('unauthenticated');
    }
    return signedIn;
  }

  #requireProof({ device }: Cookies, { origin }: Visit, { account, session }: SignedIn, stepUp: StepUp): Promise<void> {
    const { config, db, now } = this.#dependencies;
    const asking = { device, origin, config, now: now() };
    return requireProof(db, { accountId: account.id, sessionId: session.id, ...asking }, stepUp);
  }

  #locate({ headers }: Request, bindings: Bindings): ClientAddress {
    const { proxyHeader } = this.#dependencies.config;
    return this.#addressOf(bindings?.incoming?.socket?.remoteAddress, headers.get(proxyHeader));
  }
}

/** A page may have been shown to one person, and be left open while another one signed in elsewhere in this browser. */
function requireMeant(headers: Headers, { account }: SignedIn): void {
  const meant = headers.get('account-id');
  if (meant !== null && meant !== account.id) throw new Problem('another-account');
}

const JSON_HEADERS: PlainHeaders = { ...securityHeaders, 'content-type': 'application/json' };

function respond(value: unknown, own: PlainHeaders, cookies: Cookies, versioned: boolean): Response {
  if (value === undefined) {
    return new Response(null, { status: 204, headers: withCookies({ ...securityHeaders, ...own }, cookies) });
  }
  const headers =
    own === NO_CORS && !versioned
      ? JSON_HEADERS
      : { ...JSON_HEADERS, ...own, ...(versioned && { etag: `"${(value as { version: string }).version}"` }) };
  return new Response(JSON.stringify(value), { headers: withCookies(headers, cookies) });
}

/** It is never shown in the page, whatever is in it. */
function respondWithFile({ name, type, body }: Download, own: PlainHeaders, cookies: Cookies): Response {
  const headers = {
    ...securityHeaders,
    ...own,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  };
  return new Response(body, { headers: withCookies(headers, cookies) });
}

function respondWithEvents(values: AsyncIterable<unknown>, own: PlainHeaders): Response {
  return new Response(eventStream(values), { headers: { ...eventStreamHeaders, ...own } });
}

/** Several cookies need a list, which only `Headers` can hold. */
function withCookies(headers: PlainHeaders, { outgoing }: Cookies): PlainHeaders | Headers {
  if (outgoing.length === 0) return headers;
  const list = new Headers(headers);
  for (const cookie of outgoing) list.append('set-cookie', cookie);
  return list;
}
