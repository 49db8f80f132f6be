import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountClient } from './account-client.ts';
import { providersAround } from './providers-around.ts';

/** What is asked for. The same for every copy of this library on a page. */
const context = Symbol.for('account-elements/client');

type Take = (client: AccountClient, unsubscribe?: () => void) => void;

/** As the Web Components Community Group’s context protocol has it: the nearest who can answers, now and from then on. */
class ContextRequestEvent extends Event {
  readonly context: unknown = context;
  readonly subscribe = true;
  readonly contextTarget: Element;
  readonly callback: Take;

  constructor(contextTarget: Element, callback: Take) {
    super('context-request', { bubbles: true, composed: true });
    this.contextTarget = contextTarget;
    this.callback = callback;
  }
}

/** The client of the nearest provider around an element. */
export class ClientConsumer implements ReactiveController {
  value: AccountClient | undefined;
  readonly #host: ReactiveControllerHost & Element;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Moved out of its provider, the element no longer belongs to it.
    this.value = undefined;
    this.#ask();
    // One around may come to life later, between this and the one that answered.
    void providersAround(this.#host).then((waited) => {
      if (waited && this.#host.isConnected) this.#ask();
    });
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #ask(): void {
    this.#host.dispatchEvent(new ContextRequestEvent(this.#host, this.#take));
  }

  readonly #take: Take = (client, unsubscribe) => {
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.value = client;
    this.#host.requestUpdate();
  };
}

/** Gives a client to everything inside an element that asks. */
export class ClientProvider {
  readonly #takers = new Map<Take, () => void>();
  #client: AccountClient | undefined;

  constructor(host: HTMLElement) {
    host.addEventListener('context-request', (event) => {
      if (event.context !== context || event.contextTarget === host) return;
      event.stopPropagation();
      this.#give(event.callback, event.subscribe);
    });
  }

  set value(client: AccountClient) {
    if (client === this.#client) return;
    this.#client = client;
    for (const [take, unsubscribe] of this.#takers) take(client, unsubscribe);
  }

  #give(take: Take, subscribe: boolean | undefined): void {
    if (!this.#client) return;
    const unsubscribe = this.#takers.get(take) ?? (() => void this.#takers.delete(take));
    if (subscribe) this.#takers.set(take, unsubscribe);
    take(this.#client, subscribe ? unsubscribe : undefined);
  }
}

declare global {
  interface HTMLElementEventMap {
    'context-request': ContextRequestEvent;
  }
}
