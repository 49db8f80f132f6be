import type { ReactiveController } from 'lit';
import type { AccountClient } from '../client/account-client.ts';
import { sessions, type Session } from '../contract/sessions.ts';
import type { AccountElement } from '../shared/account-element.ts';

/** What was new when the person came stays so until they leave the page, even if the list is made anew meanwhile. */
const newOnThisPage = new WeakMap<AccountClient, Set<string>>();

/** Which sessions began since the person last looked, and that they have looked now: once the list is on screen. */
export class LastVisitController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #list: () => readonly Session[];
  readonly #observer = new IntersectionObserver((entries) => {
    this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
    this.#tell();
  });
  #onScreen = false;
  /** What the server was told last. */
  #told = '';

  constructor(host: AccountElement, list: () => readonly Session[]) {
    this.#host = host;
    this.#list = list;
    host.addController(this);
  }

  isNew({ id, isNew }: Session): boolean {
    return isNew || (newOnThisPage.get(this.#host.activeClient)?.has(id) ?? false);
  }

  /** Somebody else may come. */
  forget(): void {
    newOnThisPage.delete(this.#host.activeClient);
    this.#told = '';
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#onScreen = false;
  }

  hostUpdated(): void {
    this.#tell();
  }

  #tell(): void {
    const client = this.#host.activeClient;
    const list = this.#list();
    const until = list.reduce((latest, { startedAt }) => (startedAt > latest ? startedAt : latest), this.#told);
    if (!this.#onScreen || document.hidden || until === this.#told || !client.supports(sessions.seen)) return;
    this.#told = until;
    const fresh = list.filter((session) => this.isNew(session)).map(({ id }) => id);
    newOnThisPage.set(client, new Set(fresh));
    // If it does not arrive, they are new once more.
    client.send(sessions.seen, { body: { until } }).catch(() => undefined);
  }
}
