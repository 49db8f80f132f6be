import { html, nothing, type CSSResultGroup } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isProblem, type Problem } from '../contract/problem.ts';
import { sessions, type Session } from '../contract/sessions.ts';
import { sessions as english } from '../localize/en/sessions.ts';
import { breakable, deviceText, placeText } from '../localize/visit-text.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { AccountElement } from '../shared/account-element.ts';
import { ConfirmController } from '../shared/confirm-controller.ts';
import { focused } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { deviceIcon } from '../theme/icons.ts';
import { SessionsEndedEvent } from './events.ts';
import { styles } from './session-list.styles.ts';

/** From here on, browsers lay out what is on screen only. */
const MANY = 50;

interface Ended {
  readonly session: Session;
  /** It was over before anybody asked for that. */
  readonly already: boolean;
}

/**
 * Where the account is signed in, and the way to sign those places out.
 *
 * @element session-list
 * @summary Every session, with *Sign out* on all but the current one.
 *
 * @fires {SessionsEndedEvent} sessions-ended - Sessions were signed out.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart list - The list.
 * @csspart item - One session.
 * @csspart badge - *This device*.
 * @csspart button - Every button.
 * @csspart problem - Why something could not be read.
 * @csspart dialog - What is asked before all others are signed out.
 */
export class SessionList extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  readonly #sessions = new LoadController(this, sessions.list, () => ({}));
  readonly #revoke = new SubmitController(this, (session: Session) => this.#end(session));
  readonly #revokeOthers = new SubmitController(this, () => this.#endOthers());
  readonly #confirm = new ConfirmController(this);
  /** The one that *Sign out* was pressed on. */
  #target: string | undefined;
  /** What the server said is over goes at once, before or without reading the list again. */
  readonly #over = new Set<string>();

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => {
      this.#confirm.cancel();
      this.#revoke.reset();
      this.#revokeOthers.reset();
    });
  }

  override get stepUpReason(): string {
    return this.#words.reason;
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    const words = this.#words;
    return html`<div class="layout" lang=${language} dir=${direction}>
        <div class="outcome">
          ${this.#revoke.renderOutcome(this.#renderEnded, () => nothing)}
          ${this.#revokeOthers.renderOutcome(words.othersEnded, (problem) =>
            this.#revokeOthers.renderProblem(problem, words.othersStillSignedIn),
          )}
        </div>
        ${this.#sessions.render((list) => this.#renderSessions(list), this.#renderSkeleton())}
      </div>
      ${this.#confirm.render()}`;
  }

  #renderSessions(read: readonly Session[]): unknown {
    const words = this.#words;
    const list = read.filter(({ id }) => !this.#over.has(id));
    const others = list.filter(({ current }) => !current).length;
    return html`
      <div class="head" tabindex="-1">
        <p class="account-muted">${others === 0 ? words.onlyHere : words.hint}</p>
        ${others > 0 && this.activeClient.supports(sessions.revokeOthers) ? this.#renderEndOthers(others) : nothing}
      </div>
      <ul class="list ${list.length > MANY ? 'many' : ''}" part="list" role="list">
        ${repeat(
          list,
          ({ id }) => id,
          (session, index) => this.#renderSession(session, index),
        )}
      </ul>
      ${list.some(({ place }) => place && !place.local) ? html`<p class="foot">${this.localize.terms.devices.approximate}</p>` : nothing}
    `;
  }

  #renderEndOthers(count: number): unknown {
    const words = this.#words;
    return html`<button
      class="account-button"
      part="button"
      type="button"
      aria-disabled=${this.#busy ? 'true' : nothing}
      @click=${() => void this.#handleRevokeOthers(count)}
    >
      ${this.#revokeOthers.pending ? words.ending : words.endOthers(count)}
    </button>`;
  }

  #renderSession(session: Session, index: number): unknown {
    const { terms, language } = this.localize;
    const words = this.#words;
    const name = deviceText(session.device, terms);
    const place = placeText(session.place, language, terms);
    const clients = session.clients.map((client) => client.name).join(', ');
    return html`<li class="session" part="item" data-session=${session.id}>
      <span class="icon">${deviceIcon(session.device.kind)}</span>
      <div class="name">
        <h3 class="title"><bdi>${name}</bdi></h3>
        ${session.current ? html`<span class="badge" part="badge">${words.current}</span>` : nothing}
      </div>
      <dl class="facts">
        <div class="fact address" id="address-${index}">
          <dt>${words.address}</dt>
          <dd><bdi>${session.address ? breakable(session.address) : words.unknown}</bdi></dd>
          ${place ? html`<dd><bdi>${place}</bdi></dd>` : nothing}
        </div>
        <div class="fact">
          <dt>${words.started}</dt>
          <dd>${this.#renderTime(session.startedAt)}</dd>
        </div>
        <div class="fact" id="seen-${index}">
          <dt>${words.lastSeen}</dt>
          <dd>${this.#renderTime(session.lastSeenAt)}</dd>
        </div>
        <div class="fact">
          <dt>${words.expires}</dt>
          <dd>${this.#renderTime(session.expiresAt)}</dd>
        </div>
        <div class="fact clients">
          <dt>${words.clients}</dt>
          <dd><bdi>${clients || words.noClient}</bdi></dd>
        </div>
      </dl>
      ${session.current || !this.activeClient.supports(sessions.revoke) ? nothing : this.#renderEnd(session, name, index)}
    </li>`;
  }

  /** The button, which says in full what it ends: many sessions have the same name. And why it did not, beside it. */
  #renderEnd(session: Session, name: string, index: number): unknown {
    const words = this.#words;
    const chosen = this.#target === session.id;
    const pending = chosen && this.#revoke.pending;
    const problem = chosen && !isCancelled(this.#revoke.problem) ? this.#revoke.problem : undefined;
    return html`<button
        class="account-button end"
        part="button"
        type="button"
        aria-label=${pending ? nothing : words.endNamed(name)}
        aria-describedby="address-${index} seen-${index}"
        aria-disabled=${this.#busy ? 'true' : nothing}
        @click=${() => void this.#handleRevoke(session)}
      >
        ${pending ? words.ending : words.end}
      </button>
      ${
        problem
          ? html`<div class="problem" role="alert">
              ${this.#revoke.renderProblem(problem, words.stillSignedIn(name))}
            </div>`
          : nothing
      }`;
  }

  #renderTime(instant: string): unknown {
    return html`<time datetime=${instant}>${this.localize.date(instant)}</time>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="head"><div class="account-skeleton line" aria-hidden="true"></div></div>
      <ul class="list" role="list" aria-hidden="true">
        ${[0, 1, 2].map(() => html`<li class="session"><div class="account-skeleton skeleton"></div></li>`)}
      </ul>`;
  }

  readonly #renderEnded = ({ session, already }: Ended): unknown => {
    const words = this.#words;
    return already ? words.alreadyEnded : words.ended(deviceText(session.device, this.localize.terms));
  };

  get #words(): typeof english {
    return this.localize.words('sessions', english);
  }

  get #busy(): boolean {
    return this.#revoke.pending || this.#revokeOthers.pending;
  }

  async #end(session: Session): Promise<Ended> {
    let already = false;
    try {
      await this.send(sessions.revoke, { params: { id: session.id } });
    } catch (error) {
      if (!isProblem(error, 'not-found')) throw error;
      already = true;
    }
    this.#over.add(session.id);
    return { session, already };
  }

  async #endOthers(): Promise<number> {
    const others = (this.#sessions.value ?? []).filter(({ current }) => !current);
    const { sessionsEnded } = await this.send(sessions.revokeOthers, {});
    for (const { id } of others) this.#over.add(id);
    return sessionsEnded;
  }

  async #handleRevoke(session: Session): Promise<void> {
    if (this.#busy) return;
    this.#target = session.id;
    this.#revokeOthers.reset();
    const position = this.#endButtons.findIndex((button) => button.closest('li')?.dataset['session'] === session.id);
    if (!(await this.#revoke.run(session))) return;
    await this.updateComplete;
    // The button went with its row: the next one, else the top of the list.
    this.#takeFocus(this.#endButtons[Math.min(position, this.#endButtons.length - 1)]);
    const { state } = this.#revoke;
    if (state.name === 'done' && !state.value.already) this.dispatchEvent(new SessionsEndedEvent(1));
  }

  async #handleRevokeOthers(count: number): Promise<void> {
    const words = this.#words;
    if (this.#busy) return;
    this.#revoke.reset();
    this.#revokeOthers.reset();
    const sure = await this.#confirm.ask({
      heading: words.endOthersHeading(count),
      text: words.endOthersText,
      confirm: words.endOthers(count),
    });
    if (!sure || !(await this.#revokeOthers.run())) return;
    await this.updateComplete;
    this.#takeFocus();
    const { state } = this.#revokeOthers;
    if (state.name === 'done') this.dispatchEvent(new SessionsEndedEvent(state.value));
  }

  /** Only when it was lost: the person may be somewhere else by now. */
  #takeFocus(target: HTMLElement | null = this.renderRoot.querySelector<HTMLElement>('.head')): void {
    if (focused() === document.body || !focused()) target?.focus();
  }

  get #endButtons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button.end')];
  }
}

/** The person's own decision is no problem. */
const isCancelled = (problem: Problem | undefined): boolean => problem?.code === 'reauthentication-required';
