/** How long a page that nobody sees goes on listening, in milliseconds. */
const HIDDEN = 10 * 60_000;

/** Whether somebody may be looking at this page, until `signal` is aborted. */
export class Attention {
  readonly #signal: AbortSignal;
  readonly #changes = new EventTarget();
  /** Put away by the browser, which may show it again as it was: an open connection would keep it from doing so. */
  #away = false;
  #hiddenForLong = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    addEventListener('pagehide', () => this.#change(() => (this.#away = true)), { signal });
    addEventListener('pageshow', () => this.#change(() => (this.#away = false)), { signal });
    document.addEventListener('visibilitychange', () => this.#handleVisibility(), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
    this.#handleVisibility();
  }

  /** Aborted when nobody looks any more. */
  lost(): AbortSignal {
    const over = new AbortController();
    this.#when(
      () => !this.#paid,
      () => over.abort(),
    );
    return over.signal;
  }

  /** Until somebody looks, or nobody waits for that any more. */
  gained(): Promise<void> {
    return new Promise((resolve) => this.#when(() => this.#paid || this.#signal.aborted, resolve));
  }

  get #paid(): boolean {
    return !this.#away && !this.#hiddenForLong;
  }

  /** Calls back once, as soon as that holds. */
  #when(holds: () => boolean, callback: () => void): void {
    const done = new AbortController();
    const look = () => {
      if (!holds() || done.signal.aborted) return;
      done.abort();
      callback();
    };
    this.#changes.addEventListener('change', look, { signal: done.signal });
    this.#signal.addEventListener('abort', look, { signal: done.signal });
    look();
  }

  #handleVisibility(): void {
    clearTimeout(this.#timer);
    if (document.hidden) this.#timer = setTimeout(() => this.#change(() => (this.#hiddenForLong = true)), HIDDEN);
    else this.#change(() => (this.#hiddenForLong = false));
  }

  #change(make: () => void): void {
    make();
    this.#changes.dispatchEvent(new Event('change'));
  }
}
