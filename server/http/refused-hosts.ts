import type { Dependencies } from '../dependencies.ts';

const MINUTE = 60_000;
/** Told of in a minute, at most: whoever makes hosts up does not fill the log. */
const MOST = 10;
/** A name in DNS has at most 253 characters, and is known by fewer. */
const SHOWN = 100;

/**
 * Tells operators of hosts that are refused, and what to do: mostly it is a proxy of their own that does not keep `Host`, or a
 * name that nobody told the server. Whoever asks learns nothing of that.
 */
export class RefusedHosts {
  readonly #needs: Pick<Dependencies, 'log' | 'now'>;
  readonly #told = new Map<string, number>();

  constructor(needs: Pick<Dependencies, 'log' | 'now'>) {
    this.#needs = needs;
  }

  note(host: string): void {
    const { log, now } = this.#needs;
    const at = now();
    for (const [told, since] of this.#told) if (since <= at - MINUTE || since > at) this.#told.delete(told);
    const shown = legible(host);
    if (this.#told.has(shown) || this.#told.size >= MOST) return;
    this.#told.set(shown, at);
    log.warn(
      { event: 'host_refused', host: shown },
      'a request with this Host was refused: if it is yours, name it in HOSTS, or have the proxy keep Host as the browser sent it',
    );
  }
}

/** Without what a terminal would take for more than text. */
const legible = (host: string): string =>
  host
    .slice(0, SHOWN)
    .replaceAll(/[^\x21-\x7e]/g, (odd) => `%${odd.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`) +
  (host.length > SHOWN ? '…' : '');
