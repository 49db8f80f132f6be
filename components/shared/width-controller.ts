import type { ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';

/**
 * Tells whether an element is at least so wide, in rem. For what has another
 * structure there, such as a table; looks alone are a matter of container queries.
 */
export class WidthController implements ReactiveController {
  // What is not laid out yet is taken for narrow: that fits anywhere.
  wide = false;

  readonly #host: AccountElement;
  readonly #rem: number;
  #observer: ResizeObserver | undefined;
  #frame: number | undefined;

  constructor(host: AccountElement, rem: number) {
    this.#host = host;
    this.#rem = rem;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => {
      // Another structure is another height: changed at once, the browser would report a loop to the page.
      this.#frame ??= requestAnimationFrame(() => {
        this.#frame = undefined;
        this.#measure();
      });
    });
    this.#observer.observe(this.#host);
    this.#measure();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #measure(): void {
    const { width } = this.#host.getBoundingClientRect();
    // Hidden, it has no width to go by.
    if (width === 0) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wide = width >= this.#rem * rem;
    if (wide === this.wide) return;
    this.wide = wide;
    this.#host.requestUpdate();
  }
}
