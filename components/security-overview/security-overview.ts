import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { authenticators } from '../contract/authenticators.ts';
import type { Endpoint, Result } from '../contract/endpoint.ts';
import { passkeys } from '../contract/passkeys.ts';
import { password } from '../contract/password.ts';
import { reauth } from '../contract/reauth.ts';
import { recoveryCodes } from '../contract/recovery-codes.ts';
import { securityOverview as english } from '../localize/en/security-overview.ts';
import { AccountElement } from '../shared/account-element.ts';
import { focusStays } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { sameOriginUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { attentionIcon, checkIcon, plusIcon } from '../theme/icons.ts';
import { authenticatorsLine, passkeysLine, passwordLine, recoveryCodesLine, type Line } from './lines.ts';
import { ProofController } from './proof-controller.ts';
import { styles } from './security-overview.styles.ts';

const icons = { good: checkIcon, missing: plusIcon, attention: attentionIcon };

/**
 * How the account is protected: what is set up, what is missing, and one thing
 * to do about each. No score, nothing to be afraid of.
 *
 * @element security-overview
 * @summary Passkeys, password, two-factor authentication and recovery codes at a glance.
 *
 * @csspart list - The list.
 * @csspart item - One line of it.
 * @csspart link - Where a line leads.
 * @csspart button - Every button.
 * @csspart problem - Why something could not be read.
 */
export class SecurityOverview extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, styles];

  /**
   * Where each line leads, such as `#/security/{section}`: `{section}` becomes
   * `passkeys`, `password`, `authenticators` or `recovery-codes`. Left out, nothing leads anywhere.
   */
  @property({ attribute: 'section-url' }) sectionUrl = '';

  readonly #passkeys = new LoadController(this, passkeys.list, () => ({}));
  readonly #password = new LoadController(this, password.get, () => ({}));
  readonly #authenticators = new LoadController(this, authenticators.list, () => ({}));
  readonly #recoveryCodes = new LoadController(this, recoveryCodes.get, () => ({}));
  readonly #proof = new ProofController(this);
  readonly #end = new SubmitController(this, () => this.send(reauth.end, {}));

  constructor() {
    super();
    new SignedOutController(this, () => this.#end.reset());
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    return html`<div class="layout" lang=${language} dir=${direction}>
      ${this.#renderProblem()}
      <ul class="list" part="list" role="list">
        ${this.#line(this.#passkeys, (list) => [passkeysLine(list, this.#words)])}
        ${this.#line(this.#password, (state) => [passwordLine(state, (at) => this.#date(at), this.#words)])}
        ${this.#line(this.#authenticators, (list) => [authenticatorsLine(list, this.#words)])}
        ${this.#line(this.#recoveryCodes, (state) => recoveryCodesLine(state, this.#words))}
      </ul>
      ${this.#renderProof()}
    </div>`;
  }

  /** Whatever could not be read has the same cause most of the time: it is said once, and tried again together. */
  #renderProblem(): unknown {
    const failed = this.#reads.find(({ problem }) => problem && problem.code !== 'unsupported');
    return html`<div class="problem" @click=${this.#handleRetry}>${failed?.render(() => nothing)}</div>`;
  }

  #line<E extends Endpoint>(read: LoadController<E>, linesOf: (value: Result<E>) => Line[]): unknown {
    // All together: what is seen does not move when a line above it grows.
    const waiting = this.#reads.some(({ value, problem }) => value === undefined && !problem);
    if (read.value !== undefined && !waiting) return linesOf(read.value).map((line) => this.#renderLine(line));
    // What a backend does not have is no line.
    if (read.problem) return nothing;
    const skeleton = html`<div class="account-skeleton skeleton" aria-hidden="true"></div>`;
    // Once is enough.
    const unread: readonly unknown[] = this.#reads.filter(({ problem, value }) => !problem && value === undefined);
    const silent = unread[0] !== read;
    return html`<li class="item waiting" part="item">${read.renderLoading(skeleton, { silent })}</li>`;
  }

  #renderLine({ action, heading, section, state, text }: Line): unknown {
    const href = sameOriginUrl(this.sectionUrl.replace('{section}', section));
    return html`<li class="item ${state}" part="item">
      <span class="mark">${icons[state]}</span>
      <div class="what">
        <h3 class="title">${heading}<span class="account-visually-hidden">: ${this.#words.states[state]}</span></h3>
        <p class="account-muted"><bdi>${text}</bdi></p>
      </div>
      ${
        this.sectionUrl && href
          ? html`<a class="account-button" part="link" href=${href} aria-label=${this.#words.named(action, heading)}
              >${action}</a
            >`
          : nothing
      }
    </li>`;
  }

  #renderProof(): unknown {
    const { until } = this.#proof;
    const { proof: words } = this.#words;
    const time = until && this.localize.date(until, { timeStyle: 'short' });
    return html`<div class="proof">
      ${
        time
          ? html`<p class="account-muted">${words.until(time)}</p>
              <button
                class="account-button account-button-quiet"
                part="button"
                type="button"
                aria-disabled=${this.#end.pending ? 'true' : nothing}
                @click=${this.#handleEnd}
              >
                ${this.#end.pending ? words.ending : words.end}
              </button>`
          : nothing
      }
      <div class="outcome" tabindex="-1">${this.#end.renderOutcome(() => (time ? nothing : words.ended))}</div>
    </div>`;
  }

  #date(at: string): string {
    return this.localize.date(at, { dateStyle: 'medium' });
  }

  get #words(): typeof english {
    return this.localize.words('securityOverview', english);
  }

  get #reads() {
    return [this.#passkeys, this.#password, this.#authenticators, this.#recoveryCodes] as const;
  }

  /** The one that was pressed is read again by itself. */
  readonly #handleRetry = () => {
    for (const read of this.#reads) if (read.problem) void read.reload();
  };

  readonly #handleEnd = async () => {
    const stays = focusStays();
    // The button goes with what it ended.
    if ((await this.#end.run()) && stays()) this.renderRoot.querySelector<HTMLElement>('.outcome')?.focus();
  };
}
