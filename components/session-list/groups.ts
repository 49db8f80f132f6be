import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SESSIONS_AT_ONCE, sessions, type Session } from '../contract/sessions.ts';
import type { Problem } from '../contract/problem.ts';
import { sessionGroups as english } from '../localize/en/session-groups.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';
import { deviceText, placeText } from '../localize/visit-text.ts';
import type { AccountElement } from '../shared/account-element.ts';
import type { ConfirmController } from '../shared/confirm-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { deviceIcon } from '../theme/icons.ts';

/** Sessions that nobody would tell apart: the same device in the same place, last used first. */
interface Group {
  /** Such as “Safari on iPhone, Toronto, Canada”. */
  readonly name: string;
  readonly sessions: readonly Session[];
}

/** Two take less room than a group of them. */
const FEWEST = 3;

/** The list that the groups are of. */
export interface List {
  readonly host: AccountElement;
  readonly confirm: ConfirmController;
  readonly isBusy: () => boolean;
  readonly isNew: (session: Session) => boolean;
  readonly renderSession: (session: Session, level: 3 | 4) => unknown;
  /** A group is about to be signed out: what was said of something else is old by now. */
  readonly onBegin: () => void;
  /** These are over. */
  readonly onOver: (ids: readonly string[]) => void;
  readonly onEnded: (count: number) => void;
}

/** Where there are many sessions: those that are alike as one, with the last used of them. */
export class SessionGroups {
  readonly #list: List;
  readonly #end: SubmitController<[Group], number>;
  readonly #open = new Set<string>();
  /** The one that is signed out. */
  #target: string | undefined;

  constructor(list: List) {
    this.#list = list;
    this.#end = new SubmitController(list.host, (group: Group) => this.#endAll(group));
  }

  get pending(): boolean {
    return this.#end.pending;
  }

  /** Takes back what was said. */
  forget(): void {
    this.#end.reset();
  }

  renderOutcome(list: readonly Session[]): unknown {
    const isThere = this.#grouped(list).some((item) => 'sessions' in item && item.name === this.#target);
    return this.#end.renderOutcome(this.#words.ended, (problem) =>
      isThere ? nothing : this.#end.renderProblem(problem, ''),
    );
  }

  /** The items of the list. */
  render(list: readonly Session[]): unknown {
    return repeat(
      this.#grouped(list),
      (item) => ('sessions' in item ? `group ${item.name}` : item.id),
      (item) => ('sessions' in item ? this.#renderGroup(item) : this.#list.renderSession(item, 3)),
    );
  }

  #renderGroup(group: Group): unknown {
    const words = this.#words;
    const { name, sessions: those } = group;
    const [last] = those;
    const isOpen = this.#open.has(name);
    const pending = this.pending && this.#target === name;
    const problem = this.#target === name ? shown(this.#end.problem) : undefined;
    const toggle = isOpen ? words.hide : words.show(those.length - 1);
    return html`<li class="group" data-group=${name}>
      <div class="group-head">
        <span class="icon">${last && deviceIcon(last.device.kind)}</span>
        <div class="group-name">
          <h3 class="title"><bdi>${name}</bdi></h3>
          <p class="account-muted count">${words.count(those.length)}</p>
        </div>
        <div class="buttons">
          <button
            class="account-button account-button-quiet"
            part="button"
            type="button"
            aria-expanded=${isOpen}
            aria-label=${words.named(toggle, name)}
            @click=${() => this.#handleToggle(name)}
          >
            ${toggle}
          </button>
          ${
            this.#list.host.activeClient.supports(sessions.revokeSome)
              ? html`<button
                  class="account-button end-group"
                  part="button"
                  type="button"
                  aria-label=${pending ? nothing : words.named(words.end(those.length), name)}
                  aria-disabled=${this.#list.isBusy() ? 'true' : nothing}
                  @click=${() => void this.#handleEnd(group)}
                >
                  ${pending ? this.#list.host.localize.terms.states.saving : words.end(those.length)}
                </button>`
              : nothing
          }
        </div>
        ${
          problem
            ? html`<div class="problem" role="alert">
                ${this.#end.renderProblem(problem, words.stillSignedIn(those.length))}
              </div>`
            : nothing
        }
      </div>
      <ul role="list">
        ${repeat(
          isOpen ? those : those.slice(0, 1),
          ({ id }) => id,
          (session) => this.#list.renderSession(session, 4),
        )}
      </ul>
    </li>`;
  }

  get #words(): typeof english {
    return this.#list.host.localize.words('sessionGroups', english);
  }

  #grouped(list: readonly Session[]): readonly (Session | Group)[] {
    const { localize } = this.#list.host;
    // What is new or an operator's, has a name, or is the one in use, is not hidden among others.
    const isLikeOthers = (session: Session): boolean =>
      !session.current && !session.name && !session.operator && !this.#list.isNew(session);
    const alike = Map.groupBy(list.filter(isLikeOthers), (session) => nameOf(session, localize));
    const items = new Set<Session | Group>();
    const groups = new Map<string, Group>();
    for (const session of list) {
      const name = nameOf(session, localize);
      const those = isLikeOthers(session) ? (alike.get(name) ?? []) : [];
      if (those.length < FEWEST) items.add(session);
      else {
        const group = groups.get(name) ?? { name, sessions: those };
        groups.set(name, group);
        items.add(group);
      }
    }
    return [...items];
  }

  /** Resolves to how many there were, which the server counts. */
  async #endAll({ sessions: those }: Group): Promise<number> {
    let ended = 0;
    for (let start = 0; start < those.length; start += SESSIONS_AT_ONCE) {
      const ids = those.slice(start, start + SESSIONS_AT_ONCE).map(({ id }) => id);
      ended += (await this.#list.host.send(sessions.revokeSome, { body: { ids } })).sessionsEnded;
      this.#list.onOver(ids);
    }
    return ended;
  }

  #handleToggle(name: string): void {
    if (!this.#open.delete(name)) this.#open.add(name);
    this.#list.host.requestUpdate();
  }

  async #handleEnd(group: Group): Promise<void> {
    if (this.#list.isBusy()) return;
    this.#list.onBegin();
    const words = this.#words;
    const { length } = group.sessions;
    const heading = words.endHeading(length);
    if (!(await this.#list.confirm.ask({ heading, text: words.endText(group.name), confirm: words.end(length) })))
      return;
    this.#target = group.name;
    if (!(await this.#end.run(group))) return;
    await this.#list.host.updateComplete;
    const { state } = this.#end;
    if (state.name === 'done') this.#list.onEnded(state.value);
  }
}

const nameOf = ({ device, place }: Session, { language, terms }: LocalizeController): string =>
  [deviceText(device, terms), placeText(place, language, terms)].filter(Boolean).join(', ');

/** The person's own decision is no problem. */
const shown = (problem: Problem | undefined): Problem | undefined =>
  problem?.code === 'reauthentication-required' ? undefined : problem;
