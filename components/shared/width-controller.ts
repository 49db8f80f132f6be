import type { ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';

/**
 * Tells whether an element is at least so wide, in rem. For what has another
 * structure there, such as a table; looks alone are a matter of container queries.
 */
export class WidthController implements ReactiveController {
  wide = true;

  readonly #host: AccountElement;
  readonly #rem: number;
  #observer: ResizeObserver | undefined;

  constructor(host: AccountElement, rem: number) {
    this.#host = host;
    this.#rem = rem;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => this.#measure(entry?.contentRect.width ?? 0));
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #measure(width: number): void {
    // Hidden, it has no width to go by.
    if (width === 0) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wide = width >= this.#rem * rem;
    if (wide === this.wide) return;
    this.wide = wide;
    this.#host.requestUpdate();
  }
}
