import { html, LitElement, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import type { AccountClient, SendOptions } from '../client/account-client.ts';
import { ClientConsumer } from '../client/client-context.ts';
import { httpClient } from '../client/http-client.ts';
import { providersAround } from '../client/providers-around.ts';
import type { Endpoint, Input, Result } from '../contract/endpoint.ts';
import { LocalizeController } from '../localize/localize-controller.ts';
import { controls } from '../theme/controls.styles.ts';
import { tokens } from '../theme/tokens.styles.ts';
import { SignInRequestEvent } from './events.ts';
import { SlowController } from './slow-controller.ts';
import { withStepUp } from './step-up.ts';

// With the types of the events that any of them may fire.
export type * from './events.ts';
export type { StepUpRequestEvent } from './step-up.ts';

/** Elements without a provider that name the same API share a client, and so hear of each other's writes. */
const ownClients = new Map<string, AccountClient>();

/**
 * What every element is: it has a client, a language and the tokens.
 *
 * @fires {SignInRequestEvent} sign-in-request - Nobody is signed in, or not any more, and the person wants to.
 *
 * @cssstate loading - It waits for what it has to show first.
 *
 * @cssproperty --account-accent - The one thing to do; links; what is chosen.
 * @cssproperty --account-on-accent - Words on the accent.
 * @cssproperty --account-text - What is read.
 * @cssproperty --account-muted - What is read second.
 * @cssproperty --account-surface - What everything stands on.
 * @cssproperty --account-raised - What lies on it: pictures, hovering.
 * @cssproperty --account-border - Lines between things.
 * @cssproperty --account-control-border - The edge of a field.
 * @cssproperty --account-danger - What cannot be taken back; what went wrong.
 * @cssproperty --account-danger-surface - Behind what went wrong.
 * @cssproperty --account-warning - What wants attention soon.
 * @cssproperty --account-success - What is done.
 * @cssproperty --account-focus - Where the keyboard is.
 * @cssproperty --account-radius - The corners of fields, buttons and frames.
 * @cssproperty --account-font - The font; the page's, when not set.
 * @cssproperty --account-font-mono - The font of codes and keys.
 * @cssproperty --account-font-size - The size that all others follow.
 * @cssproperty --account-space - One step of spacing.
 * @cssproperty --account-control-height - How high fields and buttons are at least.
 * @cssproperty --account-shadow - Below what floats above the page.
 * @cssproperty --account-scroll-margin - How far from the window's edges what has the focus stays: for pages with a fixed header.
 */
export class AccountElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls];

  /** Where the account API is. Ignored when the page or an `<account-provider>` around supplies a client. */
  @property() api = '/api/account';

  /** The client to use; that of the nearest `<account-provider>` when not set. */
  @property({ attribute: false }) client?: AccountClient | undefined;

  readonly #provided = new ClientConsumer(this);

  /** @internal */
  readonly internals: ElementInternals = this.attachInternals();

  /** What it waits for before it shows all that it has to show. */
  readonly #awaited = new Set<object>();

  /** @internal */
  readonly localize: LocalizeController = new LocalizeController(this);

  /** @internal Whether what it waits for takes long. */
  readonly wait: SlowController = new SlowController(this);

  /** @internal The client in use: the given one, that of the provider around, or one of our own. */
  get activeClient(): AccountClient {
    const given = this.client ?? this.#provided.value;
    if (given) return given;
    const own = ownClients.get(this.api) ?? httpClient(this.api);
    ownClients.set(this.api, own);
    return own;
  }

  /** @internal For `:state(loading)`, which holds until each first read has come to its end. */
  awaits(read: object, still: boolean): void {
    this.#awaited[still ? 'add' : 'delete'](read);
    this.internals.states?.[this.#awaited.size > 0 ? 'add' : 'delete']('loading');
  }

  /** @internal Whether it has something to tell whom it has just signed out: composites leave it where it is. */
  get outlastsSession(): boolean {
    return false;
  }

  /** @internal Why this element asks people to prove who they are, as a sentence. */
  get stepUpReason(): string {
    return this.localize.terms.stepUp.reason;
  }

  /** @internal Sends a request through the client in use; if the server wants a proof of identity, once more after that. */
  send<E extends Endpoint>(endpoint: E, input: Input<E>, options?: SendOptions): Promise<Result<E>> {
    const client = this.activeClient;
    return withStepUp(this, () => this.wait.watch(client, client.send(endpoint, input, options), options?.signal));
  }

  /** @internal What asks the page to sign somebody in. */
  renderSignIn(label = this.localize.terms.actions[this.activeClient.met ? 'signInAgain' : 'signIn']): unknown {
    const ask = () => this.dispatchEvent(new SignInRequestEvent());
    return html`<button class="account-button" part="button" type="button" @click=${ask}>${label}</button>`;
  }

  // The first paint waits for the provider, because it knows whom to ask, and for
  // the words: no flash of English on a German page.
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await providersAround(this);
    await this.localize.ready;
    await super.scheduleUpdate();
  }
}
