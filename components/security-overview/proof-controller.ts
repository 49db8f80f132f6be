import type { ReactiveController } from 'lit';
import { reauth } from '../contract/reauth.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { LoadController } from '../shared/load-controller.ts';

/** Until when nobody is asked again who they are; keeps time by itself. */
export class ProofController implements ReactiveController {
  readonly #host: AccountElement;
  readonly #proof: LoadController<typeof reauth.get>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AccountElement) {
    this.#host = host;
    this.#proof = new LoadController(host, reauth.get, () => ({ query: { for: 'highest' as const } }));
    host.addController(this);
  }

  get until(): Date | undefined {
    const { provenUntil } = this.#proof.value ?? {};
    const until = provenUntil ? new Date(provenUntil) : undefined;
    return until && until.getTime() > Date.now() ? until : undefined;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const { until } = this;
    if (!until || !this.#host.isConnected) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), until.getTime() - Date.now() + 50);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
