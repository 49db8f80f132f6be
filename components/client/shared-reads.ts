interface Shared {
  readonly answer: Promise<unknown>;
  readonly over: AbortController;
  asking: number;
}

/** Reads under way: whoever asks the same meanwhile gets the same answer, once it is there. */
export class SharedReads {
  readonly #underWay = new Map<string, Shared>();

  /** Rejects with the signal's reason when it is aborted; the read itself ends when nobody wants it any more. */
  ask<T>(question: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const shared = this.#underWay.get(question) ?? this.#start(question, start);
    shared.asking += 1;
    const answer = shared.answer as Promise<T>;
    if (!signal) return answer;
    return new Promise((resolve, reject) => {
      const leave = () => {
        shared.asking -= 1;
        if (shared.asking === 0) this.#end(question, shared, signal.reason);
        reject(signal.reason as Error);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** What was asked before a write tells nothing of how things are after it. */
  forget(): void {
    this.#underWay.clear();
  }

  #start(question: string, start: (signal: AbortSignal) => Promise<unknown>): Shared {
    const over = new AbortController();
    const answer = start(over.signal).finally(() => this.#end(question, shared));
    // Whoever asked hears of it.
    answer.catch(() => undefined);
    const shared: Shared = { answer, over, asking: 0 };
    this.#underWay.set(question, shared);
    return shared;
  }

  #end(question: string, shared: Shared, reason?: unknown): void {
    if (this.#underWay.get(question) === shared) this.#underWay.delete(question);
    shared.over.abort(reason);
  }
}
