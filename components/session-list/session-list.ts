import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { isProblem, type Problem } from '../contract/problem.ts';
import { sessions, type Session } from '../contract/sessions.ts';
import { sessions as english } from '../localize/en/sessions.ts';
import { deviceText } from '../localize/visit-text.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { AccountElement } from '../shared/account-element.ts';
import { ConfirmController } from '../shared/confirm-controller.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { focused } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { sameOriginUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { deviceIcon } from '../theme/icons.ts';
import { SessionsEndedEvent } from './events.ts';
import { styles } from './session-list.styles.ts';
import { LastVisitController } from './last-visit.ts';
import { renderFacts, renderTitle, titleOf } from './session-row.ts';
import type { SessionTools } from './tools.ts';

// With the types of its events.
export type * from './events.ts';

/** With more, those that are alike stand together, and browsers lay out what is on screen only. */
const MANY = 20;

interface Ended {
  readonly session: Session;
  /** It was over before anybody asked for that. */
  readonly already: boolean;
}

/**
 * Where the account is signed in, and the way to sign those places out.
 *
 * @element session-list
 * @summary Every session, with *Rename*, and *Sign out* on all but the current one.
 *
 * @fires {SessionsEndedEvent} sessions-ended - Sessions were signed out.
 * @fires {DirtyChangeEvent} dirty-change - There is a name that was typed and not saved, or no longer.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart list - The list.
 * @csspart item - One session.
 * @csspart badge - *This device*; what is new; who acts in the person’s place.
 * @csspart button - Every button.
 * @csspart link - *Not you?*
 * @csspart problem - Why something could not be read.
 * @csspart dialog - What is asked before all others are signed out.
 */
export class SessionList extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  /**
   * Where *Not you?* leads, such as `#account/lockdown/{suspect}`: `{suspect}` becomes `session:` and the id of a
   * session, as `<account-lockdown>` takes it. Left out, it is not offered.
   */
  @property({ attribute: 'lockdown-url' }) lockdownUrl = '';

  readonly #sessions = new LoadController(this, sessions.list, () => ({}));
  readonly #revoke = new SubmitController(this, (session: Session) => this.#end(session));
  readonly #revokeOthers = new SubmitController(this, () => this.#endOthers());
  readonly #fetch = new SubmitController(this, () => this.#fetchTools());
  readonly #lastVisit = new LastVisitController(this, () => this.#left);
  readonly #confirm = new ConfirmController(this);
  /** Names and groups, once they were wanted. */
  #tools: SessionTools | undefined;
  /** The one that *Sign out* was pressed on. */
  #target: string | undefined;
  /** What the server said is over goes at once, before or without reading the list again. */
  readonly #over = new Set<string>();

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => {
      this.#confirm.cancel();
      this.#fetch.reset();
      this.#lastVisit.forget();
      this.#forget();
    });
  }

  override get stepUpReason(): string {
    return this.#words.reason;
  }

  protected override willUpdate(): void {
    if (this.#isMany && !this.#tools && this.#fetch.state.name === 'idle') void this.#fetch.run();
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
          ${this.#fetch.renderOutcome(() => nothing)} ${this.#tools?.renderOutcome(this.#left)}
        </div>
        ${this.#sessions.render(
          () =>
            this.#isMany && this.#fetch.pending
              ? this.#sessions.renderLoading(this.#renderSkeleton())
              : this.#renderSessions(this.#left),
          this.#renderSkeleton(),
        )}
      </div>
      ${this.#confirm.render()}`;
  }

  #renderSessions(list: readonly Session[]): unknown {
    const words = this.#words;
    const others = list.filter(({ current }) => !current).length;
    return html`
      <div class="head" tabindex="-1">
        <p class="account-muted">${others === 0 ? words.onlyHere : words.hint}</p>
        ${others > 0 && this.activeClient.supports(sessions.revokeOthers) ? this.#renderEndOthers(others) : nothing}
      </div>
      <ul class="list ${this.#isMany ? 'many' : ''}" part="list" role="list">
        ${
          this.#isMany && this.#tools
            ? this.#tools.groups.render(list)
            : repeat(
                list,
                ({ id }) => id,
                (session) => this.#renderSession(session),
              )
        }
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
      aria-disabled=${this.#isBusy ? 'true' : nothing}
      @click=${() => void this.#handleRevokeOthers(count)}
    >
      ${this.#revokeOthers.pending ? words.ending : words.endOthers(count)}
    </button>`;
  }

  #renderSession(session: Session, level: 3 | 4 = 3): unknown {
    const words = this.#words;
    const title = titleOf(session, this.localize);
    const form = this.#tools?.naming.renderForm(session);
    return html`<li class="session" part="item" data-session=${session.id}>
      <span class="icon">${deviceIcon(session.device.kind)}</span>
      ${
        form ??
        html`<div class="name">
          ${renderTitle(title, level)}
          ${session.name ? html`<bdi class="device">${deviceText(session.device, this.localize.terms)}</bdi>` : nothing}
          ${
            session.current
              ? html`<span class="badge" part="badge">${words.current}</span>`
              : this.#renderNotYou(session, title)
          }
          ${this.#lastVisit.isNew(session) ? html`<span class="badge new" part="badge">${words.isNew}</span>` : nothing}
          ${session.operator ? html`<span class="badge operator" part="badge"><bdi>${words.operator(session.operator)}</bdi></span>` : nothing}
        </div>`
      }
      ${renderFacts(session, this.localize, words)}
      ${
        form
          ? nothing
          : html`<div class="buttons">
              ${this.activeClient.supports(sessions.rename) ? this.#renderRename(session, title) : nothing}
              ${session.current || !this.activeClient.supports(sessions.revoke) ? nothing : this.#renderEnd(session, title)}
            </div>`
      }
      ${this.#renderProblem(session, title)}
    </li>`;
  }

  #renderRename(session: Session, title: string): unknown {
    return html`<button
      class="account-button account-button-quiet rename"
      part="button"
      type="button"
      aria-label=${this.#words.renameNamed(title)}
      aria-disabled=${this.#tools?.naming.pending ? 'true' : nothing}
      aria-describedby=${describes(session)}
      @click=${() => void this.#handleRename(session)}
    >
      ${this.#words.rename}
    </button>`;
  }

  #renderNotYou({ id }: Session, name: string): unknown {
    const href = this.lockdownUrl && sameOriginUrl(this.lockdownUrl.replace('{suspect}', `session:${id}`));
    if (!href) return nothing;
    const words = this.#words;
    return html`<a class="account-link" part="link" href=${href} aria-label=${words.notYouNamed(name)}
      >${words.notYou}</a
    >`;
  }

  /** The button, which says in full what it ends: many sessions have the same name. */
  #renderEnd(session: Session, title: string): unknown {
    const words = this.#words;
    const pending = this.#target === session.id && this.#revoke.pending;
    return html`<button
      class="account-button end"
      part="button"
      type="button"
      aria-label=${pending ? nothing : words.endNamed(title)}
      aria-describedby=${describes(session)}
      aria-disabled=${this.#isBusy ? 'true' : nothing}
      @click=${() => void this.#handleRevoke(session)}
    >
      ${pending ? words.ending : words.end}
    </button>`;
  }

  /** Why it did not end, beside it. */
  #renderProblem({ id }: Session, title: string): unknown {
    const { problem } = this.#revoke;
    if (!problem || this.#target !== id || isCancelled(problem)) return nothing;
    return html`<div class="problem" role="alert">
      ${this.#revoke.renderProblem(problem, this.#words.stillSignedIn(title))}
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="head"><div class="account-skeleton line" aria-hidden="true"></div></div>
      <ul class="list" role="list" aria-hidden="true">
        ${[0, 1, 2].map(() => html`<li class="session"><div class="account-skeleton skeleton"></div></li>`)}
      </ul>`;
  }

  readonly #renderEnded = ({ session, already }: Ended): unknown => {
    const words = this.#words;
    return already ? words.alreadyEnded : words.ended(titleOf(session, this.localize));
  };

  get #words(): typeof english {
    return this.localize.words('sessions', english);
  }

  get #isBusy(): boolean {
    return this.#revoke.pending || this.#revokeOthers.pending || (this.#tools?.groups.pending ?? false);
  }

  /** Of the list that was read, what is not over by now. */
  get #left(): readonly Session[] {
    return (this.#sessions.value ?? []).filter(({ id }) => !this.#over.has(id));
  }

  get #isMany(): boolean {
    return this.#left.length > MANY;
  }

  /** What was said of something else is old by now. */
  #forget(): void {
    this.#revoke.reset();
    this.#revokeOthers.reset();
    this.#tools?.forget();
  }

  async #fetchTools(): Promise<void> {
    const { SessionTools } = await fetchFile(() => import('./tools.ts'));
    this.#tools ??= new SessionTools({
      host: this,
      confirm: this.#confirm,
      isBusy: () => this.#isBusy,
      isNew: (session) => this.#lastVisit.isNew(session),
      renderSession: (session, level) => this.#renderSession(session, level),
      onBegin: () => this.#forget(),
      onOver: (ids) => ids.forEach((id) => this.#over.add(id)),
      onEnded: (count) => this.#handleEnded(count),
    });
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
    if (this.#isBusy) return;
    this.#forget();
    this.#target = session.id;
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
    if (this.#isBusy) return;
    this.#forget();
    const sure = await this.#confirm.ask({
      heading: words.endOthersHeading(count),
      text: words.endOthersText,
      confirm: words.endOthers(count),
    });
    if (!sure || !(await this.#revokeOthers.run())) return;
    await this.updateComplete;
    const { state } = this.#revokeOthers;
    if (state.name === 'done') this.#handleEnded(state.value);
  }

  async #handleRename(session: Session): Promise<void> {
    if (this.#tools?.naming.pending) return;
    this.#forget();
    if (this.#tools || (await this.#fetch.run())) await this.#tools?.naming.begin(session);
  }

  #handleEnded(count: number): void {
    this.#takeFocus();
    this.dispatchEvent(new SessionsEndedEvent(count));
  }

  /** Only when it was lost: the person may be somewhere else by now. */
  #takeFocus(target: HTMLElement | null = this.renderRoot.querySelector<HTMLElement>('.head')): void {
    if (focused() === document.body || !focused()) target?.focus();
  }

  get #endButtons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button.end')];
  }
}

/** The parts of a row that tell it from others of its name. */
const describes = ({ id }: Session): string => `address-${id} seen-${id}`;

/** The person's own decision is no problem. */
const isCancelled = (problem: Problem | undefined): boolean => problem?.code === 'reauthentication-required';
