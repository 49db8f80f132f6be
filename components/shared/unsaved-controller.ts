import type { ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';
import { DirtyChangeEvent } from './events.ts';

/**
 * What an element holds that would be lost with it. It tells the page by
 * `dirty-change`, and the browser asks before that goes with the page.
 */
export class UnsavedController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #isDirty: () => boolean;
  #told = false;

  constructor(host: AccountElement, isDirty: () => boolean) {
    this.#host = host;
    this.#isDirty = isDirty;
    host.addEventListener('input', this.#tell);
    host.addController(this);
  }

  hostConnected(): void {
    this.#guard(this.#told);
  }

  hostUpdated(): void {
    this.#tell();
  }

  hostDisconnected(): void {
    this.#guard(false);
  }

  readonly #tell = (): void => {
    const dirty = this.#isDirty();
    if (dirty === this.#told) return;
    this.#told = dirty;
    this.#guard(dirty && this.#host.isConnected);
    this.#host.dispatchEvent(new DirtyChangeEvent(dirty));
  };

  #guard(on: boolean): void {
    if (on) window.addEventListener('beforeunload', this.#handleBeforeUnload);
    else window.removeEventListener('beforeunload', this.#handleBeforeUnload);
  }

  readonly #handleBeforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
}
