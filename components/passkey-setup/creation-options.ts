import type { PasskeyCreation } from '../contract/passkey-ceremony.ts';

/** Milliseconds for which options that were read ahead are good: the server forgets its challenge after minutes. */
const FRESH = 60_000;

/**
 * What the server wants of a new passkey, read before anybody presses the
 * button: Safari opens its dialog only right after a press.
 */
export class CreationOptions {
  readonly #read: () => Promise<PasskeyCreation>;
  #ahead: { readonly options: PasskeyCreation; readonly at: number } | undefined;

  constructor(read: () => Promise<PasskeyCreation>) {
    this.#read = read;
  }

  async readAhead(): Promise<void> {
    this.#ahead = { options: await this.#read(), at: performance.now() };
  }

  /** Those that were read ahead, else new ones. */
  async get(): Promise<PasskeyCreation> {
    const ahead = this.#ahead;
    return ahead && performance.now() - ahead.at < FRESH ? ahead.options : this.#read();
  }

  /** A challenge is good for one passkey. */
  forget(): void {
    this.#ahead = undefined;
  }
}
