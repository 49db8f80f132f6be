/**
 * Timers of some lengths stand still until a test lets them run out: what is seen before a wait is over is seen on a slow
 * machine, too, and nobody waits for what takes minutes.
 */
export class HeldTimers {
  readonly #start = window.setTimeout;
  readonly #stop = window.clearTimeout;
  readonly #held = new Map<number, () => void>();

  /** @param isHeld told for how many milliseconds a timer was set */
  constructor(isHeld: (wait: number) => boolean) {
    window.setTimeout = ((job: () => void, wait = 0) => {
      if (!isHeld(wait)) return this.#start.call(window, job, wait);
      const id = -1 - this.#held.size;
      this.#held.set(id, job);
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      if (!this.#held.has(Number(id))) this.#stop.call(window, id as number);
      else this.#held.set(Number(id), () => undefined);
    };
    holding.push(this);
  }

  /** How many there were so far. */
  get count(): number {
    return this.#held.size;
  }

  runOut(): void {
    for (const job of this.#held.values()) job();
  }

  /** From now on timers are what they were. */
  end(): void {
    window.setTimeout = this.#start;
    window.clearTimeout = this.#stop;
  }
}

const holding: HeldTimers[] = [];

afterEach(() => {
  for (const timers of holding.splice(0)) timers.end();
});
