import type { Client } from './client-list.ts';

/** Which application a request says it comes from, and whether that can be. */
export type ClientClaim =
  { readonly client: Client } | { readonly client: null; readonly because: 'none' | 'unknown' | 'other-origin' };

const NONE: ClientClaim = { client: null, because: 'none' };
const UNKNOWN: ClientClaim = { client: null, because: 'unknown' };
const OTHER_ORIGIN: ClientClaim = { client: null, because: 'other-origin' };

/**
 * The applications that use the account. The id that a page sends is a label
 * and gives it nothing; what a page may do hangs on its origin alone, which
 * the browser vouches for.
 */
export class Clients {
  readonly #ownOrigin: string;
  readonly #byId: ReadonlyMap<string, Client>;

  constructor(ownOrigin: string, clients: readonly Client[]) {
    this.#ownOrigin = ownOrigin;
    this.#byId = new Map(clients.map((client) => [client.id, client]));
  }

  /**
   * The client behind an `Account-Client` header. Never an error: a page with a
   * misspelt id still signs people in, and is recorded as no client.
   */
  claimed(id: string | null, origin: string | null): ClientClaim {
    if (id === null) return NONE;
    const client = this.#byId.get(id);
    if (!client) return UNKNOWN;
    // Browsers leave the origin out where a page reads from its own server.
    return client.origins.includes(origin ?? this.#ownOrigin) ? { client } : OTHER_ORIGIN;
  }

  /** What people call it; an application that is no longer registered has its id left. */
  nameOf(id: string): string {
    return this.#byId.get(id)?.name ?? id;
  }
}
