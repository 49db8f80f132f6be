import type { ReactiveController } from 'lit';
import type { AccountClient } from '../client/account-client.ts';
import type { AccountElement } from './account-element.ts';

/** Calls back when the person signed out, in this tab or another, for what an element shows besides its reads. */
export class SignedOutController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #onSignedOut: () => void;
  #client: AccountClient | undefined;
  /** The one that was listened to last, and how many sign-outs it had heard of by then. */
  #last: readonly [client: AccountClient, left: number] | undefined;

  constructor(host: AccountElement, onSignedOut: () => void) {
    this.#host = host;
    this.#onSignedOut = onSignedOut;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.activeClient === this.#client || !this.#host.isConnected) return;
    this.hostDisconnected();
    this.#client = this.#host.activeClient;
    this.#client.addEventListener('signed-out', this.#onSignedOut);
    // While it was off the page.
    if (this.#last?.[0] === this.#client && this.#last[1] !== this.#client.left) this.#onSignedOut();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    if (!this.#client) return;
    this.#client.removeEventListener('signed-out', this.#onSignedOut);
    this.#last = [this.#client, this.#client.left];
    this.#client = undefined;
  }
}
