import type { ReactiveController } from 'lit';
import { canBeConditional, passkeyFailure } from '../client/webauthn.ts';
import type { PasskeyAssertion } from '../contract/passkey-ceremony.ts';
import type { AccountElement } from './account-element.ts';
import type { PasskeyUse } from './passkey-use.ts';

/** Of the time for which a challenge holds, what passes before there is a new one. */
const FRESH = 0.9;

/** A browser that refuses sooner than anybody can press a key would refuse for ever. */
const NOT_BY_A_PERSON = 1000;

/**
 * Has the browser suggest passkeys for a field with `autocomplete="… webauthn"`,
 * for as long as they are wanted. Nobody asked for it: what fails is not told.
 */
export class PasskeyAutofill implements ReactiveController {
  readonly #host: AccountElement;
  readonly #passkeys: PasskeyUse;
  readonly #wanted: () => boolean;
  readonly #accept: (passkey: PasskeyAssertion) => unknown;
  /** Whether the browser can. */
  #possible = false;
  #ceremony: AbortController | undefined;

  constructor(
    host: AccountElement,
    passkeys: PasskeyUse,
    { wanted, accept }: { wanted: () => boolean; accept: (passkey: PasskeyAssertion) => unknown },
  ) {
    this.#host = host;
    this.#passkeys = passkeys;
    this.#wanted = wanted;
    this.#accept = accept;
    host.addController(this);
  }

  /** What the field has to have at the end of its `autocomplete`. */
  get token(): '' | ' webauthn' {
    return this.#possible && this.#passkeys.available ? ' webauthn' : '';
  }

  async hostConnected(): Promise<void> {
    this.#possible = await canBeConditional('get');
    if (this.#possible) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const wanted = this.#host.isConnected && this.token !== '' && this.#wanted();
    if (wanted === (this.#ceremony !== undefined)) return;
    if (wanted) void this.#offer();
    else this.#stop();
  }

  hostDisconnected(): void {
    // Not when it was only moved.
    queueMicrotask(() => this.#host.isConnected || this.#stop());
  }

  #stop(): void {
    this.#ceremony?.abort();
    this.#ceremony = undefined;
  }

  /** Until a passkey was taken, or it is not wanted any more. */
  async #offer(): Promise<void> {
    const ceremony = new AbortController();
    this.#ceremony = ceremony;
    for (let outcome: Outcome = 'again'; outcome === 'again' && !ceremony.signal.aborted;) {
      outcome = await this.#offerOnce(ceremony.signal);
    }
  }

  async #offerOnce(wanted: AbortSignal): Promise<Outcome> {
    const started = performance.now();
    const stale = new AbortController();
    const signal = AbortSignal.any([wanted, stale.signal]);
    try {
      const passkey = await this.#passkeys.begin({ conditional: true, signal }, (milliseconds) =>
        whenSeen(milliseconds * FRESH, signal, () => stale.abort()),
      );
      if (!wanted.aborted) this.#accept(passkey);
      return 'over';
    } catch (error) {
      if (stale.signal.aborted) return 'again';
      // They chose one and thought better of it.
      const declined = passkeyFailure(error) === 'cancelled' && performance.now() - started > NOT_BY_A_PERSON;
      return declined ? 'again' : 'over';
    } finally {
      // The browser is done with it.
      stale.abort();
    }
  }
}

type Outcome = 'again' | 'over';

/** Calls back after that time, but not before somebody looks at the page again. */
function whenSeen(milliseconds: number, signal: AbortSignal, then: () => void): void {
  const look = () => {
    if (document.visibilityState === 'visible') then();
    else document.addEventListener('visibilitychange', look, { once: true, signal });
  };
  const timer = setTimeout(look, milliseconds);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
