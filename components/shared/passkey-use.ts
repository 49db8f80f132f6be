import { PasskeyError, passkeyFailure, prepareCeremony, usePasskey, type CeremonyOptions } from '../client/webauthn.ts';
import { passkeyObstacle } from '../client/passkey-obstacle.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { PasskeyAssertion } from '../contract/passkey-ceremony.ts';
import type { Problem } from '../contract/problem.ts';
import type { reauth } from '../contract/reauth.ts';
import type { signIn } from '../contract/sign-in.ts';
import { proofs as english } from '../localize/en/proofs.ts';
import type { AccountElement } from './account-element.ts';

/** What begins it, and what its passkey is sent to. */
type Way = Pick<typeof signIn | typeof reauth, 'startPasskey' | 'withPasskey'>;

/** Has the person prove with a passkey who they are: after the press of a button, or as the browser suggests it. */
export class PasskeyUse {
  readonly #host: AccountElement;
  readonly #way: Way;
  #ceremony: AbortController | undefined;

  constructor(host: AccountElement, way: Way) {
    this.#host = host;
    this.#way = way;
  }

  /** Whether backend and browser can do it at all. */
  get available(): boolean {
    const { activeClient } = this.#host;
    const needed: readonly Endpoint[] = [this.#way.startPasskey, this.#way.withPasskey];
    return needed.every((endpoint) => activeClient.supports(endpoint)) && !passkeyObstacle('get');
  }

  /** Whether a button was pressed, and the browser asks. */
  get waiting(): boolean {
    return this.#ceremony !== undefined;
  }

  /** After the press of a button. Rejects with a `PasskeyError`, or with the backend's `Problem`. */
  async ask(): Promise<PasskeyAssertion> {
    this.stop();
    const ceremony = new AbortController();
    this.#ceremony = ceremony;
    this.#host.requestUpdate();
    // While the server is asked. What fails here fails again where it is told.
    prepareCeremony().catch(() => undefined);
    try {
      return await this.begin({ signal: ceremony.signal });
    } finally {
      if (this.#ceremony === ceremony) this.#ceremony = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Ends what a button began. */
  stop(): void {
    this.#ceremony?.abort();
  }

  /** One ceremony. `begun` hears for how many milliseconds its challenge holds. */
  async begin(options: CeremonyOptions, begun: (milliseconds: number) => void = () => {}): Promise<PasskeyAssertion> {
    const { signal } = options;
    try {
      const request = await this.#host.send(this.#way.startPasskey, {}, signal ? { signal } : {});
      begun(request.timeout);
      return await usePasskey(request, options);
    } catch (error) {
      throw signal?.aborted ? new PasskeyError('aborted', { cause: error }) : error;
    }
  }

  /** Why there is no passkey, where nothing is wrong with page or server: calmly, or with nothing to say at all. */
  explain(problem: Problem | undefined): string | undefined {
    if (problem?.code === 'passkey-refused') return this.#host.localize.problem(problem);
    const words = this.#host.localize.words('proofs', english).passkey;
    switch (passkeyFailure(problem)) {
      case undefined:
        return undefined;
      case 'aborted':
        return '';
      case 'cancelled':
        return words.cancelled;
      case 'unsupported':
      case 'framed':
      case 'wrong-domain':
        return words.impossible;
      default:
        return words.failed;
    }
  }
}
