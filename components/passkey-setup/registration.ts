import { html, nothing } from 'lit';
import type { PasskeyObstacle } from '../client/passkey-obstacle.ts';
import { createPasskey, passkeyFailure, prepareCeremony } from '../client/webauthn.ts';
import { passkeys } from '../contract/passkeys.ts';
import type { Problem } from '../contract/problem.ts';
import { passkeyRegistration as english } from '../localize/en/passkey-registration.ts';
import { formValues } from '../shared/form-values.ts';
import type { LightElement } from '../shared/light-element.ts';
import { keepPasskey, type RegisteredPasskey } from '../shared/register-passkey.ts';
import type { SignOutOthers } from '../shared/sign-out-others.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { CreationOptions } from './creation-options.ts';

interface Registered extends RegisteredPasskey {
  readonly signOutOthers: boolean;
}

interface Options {
  readonly idPrefix: string;
  readonly signOutOthers: SignOutOthers;
  /** Why this page can do nothing with passkeys, and what to do about it. */
  readonly obstacle: (code: PasskeyObstacle) => { readonly text: string; readonly link: unknown };
  readonly onRegistered: (registered: RegisteredPasskey) => Promise<void>;
  readonly onCancel: () => void;
}

/** How a passkey is made, and what came of it: fetched when somebody wants one. */
export class Registration {
  readonly #host: LightElement;
  readonly #options: Options;
  readonly #creation: CreationOptions;
  readonly #register: SubmitController<[boolean], Registered>;
  #open = false;
  /** While the browser asks. */
  #ceremony: AbortController | undefined;
  /** The browser made a passkey; whether the server keeps it is another matter. */
  #made = false;

  constructor(host: LightElement, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#creation = new CreationOptions(() => host.send(passkeys.start, { body: {} }));
    this.#register = new SubmitController(host, (signOutOthers) => this.#write(signOutOthers));
  }

  get open(): boolean {
    return this.#open;
  }

  /** What the head of the element says meanwhile. */
  get head(): { readonly heading: string; readonly text: string } {
    return this.#words;
  }

  /** Reads what the server wants of a new passkey, and fetches what the browser's dialog needs: neither waits for a press then. */
  async prepare(): Promise<void> {
    // What fails here fails again where it is told.
    prepareCeremony().catch(() => undefined);
    await this.#creation.readAhead();
  }

  begin(): Promise<boolean> {
    return this.#show(true);
  }

  /** Takes back what was said of the last one. */
  reset(): void {
    this.#register.reset();
  }

  /** The list comes back; what was said stays. */
  close(): Promise<boolean> {
    return this.#show(false);
  }

  /** Nothing of what was begun goes on. */
  forget(): void {
    this.#ceremony?.abort();
    this.#creation.forget();
    this.#register.reset();
    void this.#show(false);
  }

  render(): unknown {
    const { idPrefix, signOutOthers } = this.#options;
    const { actions } = this.#host.localize.terms;
    const words = this.#words;
    const { pending } = this.#register;
    return html`<form
      class="account-form account-narrow-gaps account-passkeys-form"
      aria-labelledby="${idPrefix}-heading"
      @submit=${this.#handleRegister}
    >
      ${signOutOthers.render(idPrefix)}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${words.submit}</span>
          <span class="account-swapped" ?data-shown=${pending}>${words.pending}</span>
        </button>
        <button class="account-button" type="button" @click=${this.#handleCancel}>${actions.cancel}</button>
      </div>
    </form>`;
  }

  get done(): boolean {
    return this.#register.state.name === 'done';
  }

  /** What came of it, calmly where nothing is wrong. */
  renderSaid(): unknown {
    const { pending, problem, state } = this.#register;
    // The browser's own dialog is no request.
    if (pending) return this.#host.wait.slow ? this.#host.localize.terms.states.stillWorking : this.#words.steps;
    return state.name === 'done' ? this.#created(state.value) : ((problem && this.#calmly(problem)) ?? nothing);
  }

  /** Why there is no passkey, where something is. */
  renderAlarm(): unknown {
    const { problem } = this.#register;
    return problem && this.#calmly(problem) === undefined ? this.#renderProblem(problem) : nothing;
  }

  /** Why there is no passkey, where that is nobody's fault. */
  #calmly(problem: Problem): string | undefined {
    const { failures, notSaved } = this.#words;
    const failure = passkeyFailure(problem);
    if (failure === 'aborted') return '';
    if (failure === 'cancelled' || failure === 'already-registered') return failures[failure];
    if (problem.code !== 'reauthentication-required') return undefined;
    const declined = this.#host.localize.problem(problem);
    return this.#made ? `${declined} ${notSaved}` : declined;
  }

  #renderProblem(problem: Problem): unknown {
    const words = this.#words;
    const failure = passkeyFailure(problem);
    if (failure === undefined && problem.code !== 'passkey-refused') {
      return this.#register.renderProblem(problem, this.#made ? words.notSaved : undefined);
    }
    const { text, link } =
      failure === 'framed' || failure === 'unsupported'
        ? this.#options.obstacle(failure)
        : { text: failure && failure !== 'aborted' ? words.failures[failure] : words.refused, link: nothing };
    return html`<div class="account-banner">
      <p class="account-text">${text}</p>
      ${link}
    </div>`;
  }

  #created({ sessionsEnded, signOutOthers }: Registered): string {
    const { done } = this.#words;
    return signOutOthers ? `${done} ${this.#options.signOutOthers.outcome(sessionsEnded)}` : done;
  }

  get #words(): typeof english {
    return this.#host.localize.words('passkeyRegistration', english);
  }

  async #write(signOutOthers: boolean): Promise<Registered> {
    const ceremony = new AbortController();
    this.#ceremony = ceremony;
    this.#made = false;
    try {
      const response = await createPasskey(await this.#creation.get(), { signal: ceremony.signal });
      this.#made = true;
      this.#creation.forget();
      this.#ceremony = undefined;
      const body = { response, signOutOthers };
      const save = () => this.#host.send(passkeys.create, { body });
      return { ...(await keepPasskey(this.#host.activeClient, response, save)), signOutOthers };
    } finally {
      if (this.#ceremony === ceremony) this.#ceremony = undefined;
    }
  }

  #show(open: boolean): Promise<boolean> {
    this.#open = open;
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  }

  readonly #handleRegister = async (event: SubmitEvent) => {
    event.preventDefault();
    const { signOutOthers } = formValues(event.currentTarget as HTMLFormElement);
    if (!(await this.#register.run(Boolean(signOutOthers)))) return;
    const { state } = this.#register;
    if (state.name === 'done') await this.#options.onRegistered(state.value);
  };

  readonly #handleCancel = () => {
    // What the browser has made is being saved: too late.
    if (!this.#register.pending || this.#ceremony) this.#options.onCancel();
  };
}
