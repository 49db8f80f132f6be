import { LitElement, css, html } from 'lit';
import { property } from 'lit/decorators.js';
import type { AccountClient } from '../client/account-client.ts';
import { ClientProvider } from '../client/client-context.ts';
import { httpClient } from '../client/http-client.ts';

/**
 * Gives every account element inside it the same client, language and theme.
 * A `lang` on it decides the language of the elements inside, whatever the
 * person's profile says; without one they follow the profile, then the page.
 *
 * @element account-provider
 * @summary One client, language and theme for the elements inside.
 *
 * @slot - The page, or the part of it that holds account elements.
 */
export class AccountProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([hidden]) {
      display: none;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
  `;

  /** Where the account API is. Ignored when `client` is set. */
  @property() api = '/api/account';

  /** The id under which this application is registered with the server; shown among a session's clients. */
  @property({ attribute: 'client-id' }) clientId?: string;

  /** A client of the page's own, instead of one for `api`. */
  @property({ attribute: false }) client?: AccountClient;

  /** `light` or `dark`; left out, the elements follow the page's `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  #own: { readonly api: string; readonly clientId: string | undefined; readonly client: AccountClient } | undefined;

  readonly #context = new ClientProvider(this);

  // Before the first update: elements inside ask for the client as soon as they connect.
  override connectedCallback(): void {
    this.#provide();
    super.connectedCallback();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('client') || changed.has('api') || changed.has('clientId')) this.#provide();
  }

  #provide(): void {
    this.#context.value = this.client ?? this.#ownClient();
  }

  /** The same one as long as it would be made the same: elements start anew under another client. */
  #ownClient(): AccountClient {
    const { api, clientId } = this;
    if (this.#own?.api !== api || this.#own.clientId !== clientId) {
      this.#own = { api, clientId, client: httpClient(api, { clientId }) };
    }
    return this.#own.client;
  }

  override render(): unknown {
    return html`<slot></slot>`;
  }
}
