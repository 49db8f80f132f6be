import type { ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';
import { ConfirmController } from './confirm-controller.ts';

interface Leaving {
  /** Where it listens for unsaved changes; in the element itself when left out. */
  readonly within?: () => EventTarget;
  /** Whether the way of this page to another of its addresses leaves the element; left out, none does. */
  readonly leaves?: (url: URL) => boolean;
  /** The person goes there, whatever is lost. */
  readonly onLeave?: () => void;
}

/**
 * Asks before a way out loses what somebody typed and did not save. It hears
 * of that by `dirty-change`, so that sections of the page's own count too. The
 * element's styles need `dialogs` of `theme/dialog.styles.ts`.
 */
export class LeaveController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #options: Leaving;
  readonly #question: ConfirmController;
  readonly #dirty = new Set<Node>();
  #where: EventTarget | undefined;
  /** The person decided: this one goes through. */
  #allowed = false;

  constructor(host: AccountElement, options: Leaving = {}) {
    this.#host = host;
    this.#options = options;
    this.#question = new ConfirmController(host);
    host.addController(this);
  }

  /** Whether there is something to lose. What was taken off the page is lost already. */
  get dirty(): boolean {
    return [...this.#dirty].some((node) => node.isConnected);
  }

  /** Resolves to whether the person leaves: at once, if nothing would be lost. */
  async mayLeave(way: 'leave' | 'signOut' = 'leave'): Promise<boolean> {
    if (!this.dirty) return true;
    const { heading, text, stay, ...words } = this.#host.localize.terms.leave;
    return this.#question.ask({ heading: heading[way], text, confirm: words[way], cancel: stay });
  }

  /** Takes the question back. */
  cancel(): void {
    this.#question.cancel();
  }

  /** The question; belongs at the end of the element's template. */
  render(): unknown {
    return this.#question.render();
  }

  hostConnected(): void {
    this.#where = this.#options.within?.() ?? this.#host;
    this.#where.addEventListener('dirty-change', this.#handleDirtyChange);
    if (this.#options.leaves) globalThis.navigation?.addEventListener('navigate', this.#handleNavigate);
  }

  hostDisconnected(): void {
    this.#where?.removeEventListener('dirty-change', this.#handleDirtyChange);
    globalThis.navigation?.removeEventListener('navigate', this.#handleNavigate);
  }

  readonly #handleDirtyChange = (event: Event): void => {
    const [origin] = event.composedPath() as Node[];
    if (!origin) return;
    for (const node of this.#dirty) if (!node.isConnected) this.#dirty.delete(node);
    if ((event as HTMLElementEventMap['dirty-change']).dirty) this.#dirty.add(origin);
    else this.#dirty.delete(origin);
  };

  /**
   * Only what the person does, by a link or the browser's buttons. A router that writes the address by itself goes on
   * whether or not that is allowed: it asks for `dirty` before. Other documents are the business of `beforeunload`.
   */
  readonly #handleNavigate = (event: NavigateEvent): void => {
    const { destination, navigationType, userInitiated } = event;
    const allowed = this.#allowed;
    this.#allowed = false;
    if (allowed || event.defaultPrevented || !event.cancelable || !destination.sameDocument || !this.dirty) return;
    if (navigationType !== 'traverse' && !userInitiated) return;
    if (!this.#options.leaves?.(new URL(destination.url))) return;
    event.preventDefault();
    const { key, url } = destination;
    void this.mayLeave().then((leave) => {
      if (!leave) return;
      this.#allowed = true;
      this.#options.onLeave?.();
      if (navigationType === 'traverse') navigation.traverseTo(key);
      else navigation.navigate(url, { history: navigationType === 'replace' ? 'replace' : 'auto' });
    });
  };
}
