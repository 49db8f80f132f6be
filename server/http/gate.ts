import { Problem } from 'account-elements/contract/problem.js';
import type { AppConfig } from '../config.ts';
import type { CapabilityName } from './grants.ts';
import { requirePlainUrl } from './paths.ts';
import { securityHeaders, type PlainHeaders } from './headers.ts';
import type { RefusedHosts } from './refused-hosts.ts';

/** What the gate lets pass, and the headers that a page of that origin needs to read the answer. */
export interface Admission {
  readonly cors: PlainHeaders;
  may(capability: CapabilityName): boolean;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** For a request that names no origin; compared by identity. */
export const NO_CORS: PlainHeaders = {};

/**
 * Which pages may ask. `SameSite` cookies are sent along by every sibling host
 * and every port, and a content type proves nothing, so a request that changes
 * something must come from a listed origin, and whatever else the browser says
 * about where it comes from must agree.
 */
export class Gate {
  readonly #config: Pick<AppConfig, 'origin' | 'grants' | 'hosts'>;
  readonly #refusedHosts: Pick<RefusedHosts, 'note'>;

  constructor(config: Pick<AppConfig, 'origin' | 'grants' | 'hosts'>, refusedHosts: Pick<RefusedHosts, 'note'>) {
    this.#config = config;
    this.#refusedHosts = refusedHosts;
  }

  admit({ method, headers, url }: Request): Admission {
    requirePlainUrl(url);
    const host = headers.get('host');
    if (host !== null && !this.#config.hosts.has(host)) {
      this.#refusedHosts.note(host);
      throw new Problem('malformed');
    }

    const origin = headers.get('origin');
    const changesSomething = !SAFE_METHODS.has(method);
    if (origin === null) {
      if (changesSomething) throw new Problem('origin-refused');
      return isElsewhere(headers.get('sec-fetch-site')) ? ELSEWHERE : NO_ORIGIN;
    }
    const granted = this.#config.grants.get(origin);
    if (!granted) throw new Problem('origin-refused');
    if (changesSomething && !this.#agrees(headers.get('sec-fetch-site'))) throw new Problem('origin-refused');
    return { cors: corsHeaders(origin), may: (capability) => granted.has(capability) };
  }

  /** `none` would be a person's own navigation, which never changes anything here. */
  #agrees(site: string | null): boolean {
    return site === null || site === 'same-origin' || site === 'same-site' || site === 'cross-site';
  }
}

/** Answers a browser that asks before it sends. What it asks for is not even read: the lists are fixed. */
export function preflight(cors: PlainHeaders, methods: readonly string[]): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...securityHeaders,
      ...cors,
      allow: methods.join(', '),
      ...(cors !== NO_CORS && {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers':
          'Content-Type, If-Match, Account-Client, Account-Device, Account-Id, Account-Unattended',
        'access-control-max-age': '600',
      }),
    },
  });
}

/** The page of the API's own origin, or no page at all. */
const NO_ORIGIN: Admission = { cors: NO_CORS, may: () => true };

/** A link or a picture in somebody else's page: it cannot read what comes, and so can set off nothing that is on record either. */
const ELSEWHERE: Admission = { cors: NO_CORS, may: () => false };

const isElsewhere = (site: string | null): boolean => site === 'cross-site' || site === 'same-site';

const corsHeaders = (origin: string): PlainHeaders => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'ETag, Retry-After, Request-Id, Content-Disposition, Account-Id',
});
