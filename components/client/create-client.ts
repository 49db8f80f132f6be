import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import { api, type Api } from '../contract/index.ts';
import { Problem } from '../contract/problem.ts';
import { AccountClient, type Exchange } from './account-client.ts';

/** Answers one endpoint. Refuses by throwing a `Problem`. */
export type Handler<E extends Endpoint> = (input: Input<E>, exchange: Exchange) => Promise<Result<E>> | Result<E>;

/** One function per endpoint, by feature. What is missing is switched off in the elements. */
export type Handlers = {
  readonly [Feature in keyof Api]?: { readonly [Name in keyof Api[Feature]]?: HandlerOf<Api[Feature][Name]> };
};

type HandlerOf<E> = E extends Endpoint ? Handler<E> : never;

/** A client over functions of your own: an adapter to another backend, or a fake for stories and tests. */
export function createClient(handlers: Handlers): AccountClient {
  const byEndpoint = new Map<Endpoint, (input: object, exchange: Exchange) => unknown>();
  for (const [feature, endpoints] of Object.entries(api)) {
    const given = handlers[feature as keyof Api] as Record<string, Handler<Endpoint>> | undefined;
    for (const [name, endpoint] of Object.entries(endpoints)) {
      // Called on their object: an adapter may be a class.
      if (given?.[name]) byEndpoint.set(endpoint, (input, exchange) => given[name]?.(input, exchange));
    }
  }
  return new AccountClient({
    supports: (endpoint) => byEndpoint.has(endpoint),
    async send(endpoint, input, exchange) {
      const handle = byEndpoint.get(endpoint);
      if (!handle) throw new Problem('unsupported');
      return handle(input, exchange);
    },
  });
}
