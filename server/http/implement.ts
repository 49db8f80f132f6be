import type { Endpoint, Endpoints, Parsed, Result } from 'account-elements/contract/endpoint.js';
import type { CapabilityName } from './grants.ts';
import type { PublicRequest, SignedInRequest } from './request.ts';

/** What a handler gets besides its input: a session and an account only where the contract demands them. */
type RequestOf<E extends Endpoint> = E extends { readonly access: 'public' } ? PublicRequest : SignedInRequest;

type Handler<E extends Endpoint> = (request: Parsed<E> & RequestOf<E>) => Promise<Result<E>>;

/** One function per endpoint of a feature; a missing one does not compile. */
export type Handlers<Api extends Endpoints> = { readonly [Name in keyof Api]: Handler<Api[Name]> };

/** An endpoint with the function that answers it. */
export interface Route {
  readonly name: string;
  readonly endpoint: Endpoint;
  /** What a page's origin must be allowed to do. */
  readonly capability: CapabilityName;
  readonly handle: (request: SignedInRequest) => Promise<unknown>;
}

/**
 * Binds a feature's contract to its handlers. Validation, session, step-up and
 * the shape of the answer are none of their business, so none can forget them.
 * `writes` is what an origin must be allowed to do for anything but a read,
 * or for a download.
 */
export function implement<const Api extends Endpoints>(
  api: Api,
  handlers: Handlers<Api>,
  writes: CapabilityName = 'read',
): Route[] {
  return Object.entries(api).map(([name, endpoint]) => ({
    name,
    endpoint,
    // A file of everything is more than a look.
    capability: endpoint.method === 'GET' && !endpoint.download ? 'read' : writes,
    handle: handlers[name] as unknown as Route['handle'],
  }));
}
