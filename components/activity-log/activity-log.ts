import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { activity, type ActivityEntry, type ActivityFilter } from '../contract/activity.ts';
import { capabilities } from '../contract/capabilities.ts';
import { activity as english } from '../localize/en/activity.ts';
import { wordFor } from '../localize/visit-text.ts';
import { AccountElement } from '../shared/account-element.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { focusStays } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { sameOriginUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { WidthController } from '../shared/width-controller.ts';
import { styles } from './activity-log.styles.ts';
import { columns, type Column } from './columns.ts';
import { byDay } from './days.ts';
import type { renderDetails } from './entry-details.ts';
import { filterOf, isFiltered, viewOf } from './filter.ts';
import { continueWith, startWith, type Pages } from './pages.ts';
import type { ActivityTools } from './tools.ts';

/** Requests that one search makes by itself, until it has something to show. */
const MOST_SEARCHED = 25;

/**
 * What happened to the account, newest first. `view="access"` shows who got in
 * or tried to, `view="events"` everything.
 *
 * @element activity-log
 * @summary The account's recent activity, as a table or, where there is no room, a list.
 *
 * @csspart table - The table, where there is room for one.
 * @csspart list - The list, where there is not.
 * @csspart item - One entry of either.
 * @csspart button - Every button.
 * @csspart link - *Not you?*
 * @csspart problem - Why something could not be read.
 */
export class ActivityLog extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, styles];

  /** `access`: sign-ins and attempts at it. `events`: everything. */
  @property() view: 'access' | 'events' = 'events';

  /**
   * Where *Not you?* leads, such as `#account/lockdown/{suspect}`: `{suspect}` becomes `activity:` and the id of an
   * entry, as `<account-lockdown>` takes it. Left out, it is not offered.
   */
  @property({ attribute: 'lockdown-url' }) lockdownUrl = '';

  /** What it is about, such as `sign-in` or `passkey`; left out, everything. */
  @property({ reflect: true }) kind?: string;

  /** `success` or `failure`; left out, both. */
  @property({ reflect: true }) outcome?: string;

  /** Id of the application that it happened in; left out, any. */
  @property({ reflect: true }) application?: string;

  /** The first day to show, such as `2026-11-01`. */
  @property({ reflect: true }) since?: string;

  /** The last day to show. */
  @property({ reflect: true }) until?: string;

  /** Words that have to be in what an entry says. */
  @property({ reflect: true }) search?: string;

  readonly #first = new LoadController(this, activity.list, () => ({ query: this.filter }));
  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #opening = new SubmitController(this, () => this.#openTools());
  readonly #opens = new SubmitController(this, () => this.#fetchDetails());
  readonly #older = new SubmitController(this, (cursor: string) => this.#readOlder(cursor));
  readonly #width = new WidthController(this, 44);
  /** The first page as it was read last, and all pages so far. */
  #read: Pages | undefined;
  #pages: Pages | undefined;
  /** Filters and download, once they were wanted. */
  #tools: ActivityTools | undefined;
  #toolsShown = false;
  #searched = 0;
  /** Entries of which all is wanted that is known. */
  readonly #open = new Set<string>();
  /** How that is shown, once it was wanted. */
  #details: typeof renderDetails | undefined;

  constructor() {
    super();
    new SignedOutController(this, () => {
      this.#older.reset();
      this.#opens.reset();
      this.#open.clear();
      this.#tools?.forget();
      this.#tools = undefined;
      this.#toolsShown = false;
    });
  }

  /** @internal What is wanted, as the server is asked. */
  get filter(): ActivityFilter {
    return filterOf(this, this.localize.timeZone, this.#tools?.codesFor(this.search ?? '') ?? '');
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (filters.some((name) => changed.has(name)) && this.hasUpdated) {
      this.#pages = undefined;
      this.#searched = 0;
      this.#older.reset();
      void this.#first.reload();
    }
    if (this.#first.value === this.#read) return;
    this.#read = this.#first.value;
    this.#pages = this.#read && startWith(this.#read, this.#pages);
  }

  protected override firstUpdated(): void {
    // A page that filters shows with what.
    if (isFiltered(this)) void this.updateComplete.then(() => this.#opening.run());
  }

  protected override updated(): void {
    const { next: cursor, searchedTo } = this.#pages ?? {};
    if (cursor && searchedTo && this.#searched < MOST_SEARCHED && !this.#older.pending) {
      this.#searched++;
      void this.updateComplete.then(() => this.#older.run(cursor));
    }
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    const skeleton = this.#renderSkeleton();
    return html`<div lang=${language} dir=${direction}>
      ${this.#renderTools()} ${this.#opens.renderOutcome(() => nothing)}
      ${this.#first.render(() => {
        if (this.#pages) return this.#renderEntries(this.#pages);
        // Why what is filtered is not there stands above.
        return this.#first.problem ? nothing : this.#first.renderLoading(skeleton);
      }, skeleton)}
      ${this.#renderMore()}
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('activity', english);
  }

  #renderTools(): unknown {
    const { entries, next } = this.#pages ?? {};
    // A backend that cannot give the record itself has nothing to filter.
    if (this.#first.problem?.code === 'unsupported') return nothing;
    return html`<div class="tools-button">
        <button
          class="account-button account-button-quiet"
          part="button"
          type="button"
          aria-expanded=${this.#toolsShown}
          @click=${() => void this.#handleTools()}
        >
          ${this.#words.tools}
        </button>
      </div>
      ${this.#opening.renderOutcome(() => nothing)}
      ${this.#tools && this.#toolsShown ? this.#tools.render(entries?.length, Boolean(next)) : nothing}`;
  }

  #renderEntries({ entries }: Pages): unknown {
    const words = this.#words;
    if (entries.length === 0 && this.#older.pending) return this.#first.renderLoading(this.#renderSkeleton());
    if (entries.length === 0)
      return html`<p class="account-muted">${isFiltered(this) ? words.noMatch : words.empty}</p>`;
    const shown = columns[viewOf(this)];
    return html`${this.#width.wide ? this.#renderTable(entries, shown) : this.#renderList(entries, shown)}
    ${entries.some(({ place }) => place && !place.local) ? html`<p class="foot">${this.localize.terms.devices.approximate}</p>` : nothing}`;
  }

  #renderTable(entries: readonly ActivityEntry[], shown: readonly Column[]): unknown {
    const words = this.#words;
    return html`<table class=${viewOf(this)} part="table">
      <caption class="account-visually-hidden">
        ${words.captions[viewOf(this)]}
      </caption>
      <thead>
        <tr>
          ${shown.map((column) => html`<th scope="col">${column.heading(words.columns)}</th>`)}
        </tr>
      </thead>
      ${repeat(
        byDay(entries, this.localize),
        ({ day }) => day,
        ({ day, entries: those }) =>
          html`<tbody>
            <tr class="day">
              <th scope="rowgroup" colspan=${shown.length}>${day}</th>
            </tr>
            ${repeat(
              those,
              ({ id }) => id,
              (entry) =>
                html`<tr part="item" tabindex="-1" data-entry=${entry.id}>
                    ${shown.map((column) => html`<td>${column.show(entry, this.localize) || '–'} ${column.what && this.#renderLinks(entry)}</td>`)}
                  </tr>
                  ${this.#renderDetails(
                    entry,
                    (known) =>
                      html`<tr class="details">
                        <td colspan=${shown.length}>${known}</td>
                      </tr>`,
                  )}`,
            )}
          </tbody>`,
      )}
    </table>`;
  }

  #renderLinks(entry: ActivityEntry): unknown {
    const { id, type } = entry;
    const { more, moreNamed, types, unknownType } = this.#words;
    return html`${this.#renderNotYou(entry)}
      <button
        class="account-link more-button"
        part="button"
        type="button"
        aria-expanded=${this.#details !== undefined && this.#open.has(id)}
        aria-label=${moreNamed(wordFor(type, types) ?? unknownType(type))}
        @click=${() => this.#handleMore(id)}
      >
        ${more}
      </button>`;
  }

  #renderDetails(entry: ActivityEntry, around: (known: unknown) => unknown): unknown {
    return this.#details && this.#open.has(entry.id) ? around(this.#details(entry, this.localize)) : nothing;
  }

  /**
   * Beside what somebody did who was in: not beside failures, not beside what follows by itself, and not beside the
   * sign-in of whoever reads. All else in this session may have been somebody who has it, too.
   */
  #renderNotYou({ actor, current, id, outcome, type }: ActivityEntry): unknown {
    const href = this.lockdownUrl && sameOriginUrl(this.lockdownUrl.replace('{suspect}', `activity:${id}`));
    if (!href || actor !== 'person' || outcome === 'failure' || /^session|reauth|lock/.test(type)) return nothing;
    if (current && type === 'authn_login_success') return nothing;
    const { notYou, notYouNamed, types, unknownType } = this.#words;
    const label = notYouNamed(wordFor(type, types) ?? unknownType(type));
    return html`<a class="account-link" part="link" href=${href} aria-label=${label}>${notYou}</a>`;
  }

  #renderList(entries: readonly ActivityEntry[], shown: readonly Column[]): unknown {
    const words = this.#words;
    return html`<ul class="list" part="list" role="list" aria-label=${words.captions[viewOf(this)]}>
      ${repeat(
        byDay(entries, this.localize).flatMap(({ day, entries: those }) => [day, ...those]),
        (entry) => (typeof entry === 'string' ? entry : entry.id),
        (entry) =>
          typeof entry === 'string'
            ? html`<li class="day"><h3>${entry}</h3></li>`
            : html`<li part="item" tabindex="-1" data-entry=${entry.id}>
                <dl>
                  ${shown.map((column) => {
                    const value = column.show(entry, this.localize);
                    return value
                      ? html`<dt>${column.heading(words.columns)}</dt>
                          <dd>${value} ${column.what && this.#renderLinks(entry)}</dd>`
                      : nothing;
                  })}
                </dl>
                ${this.#renderDetails(entry, (known) => known)}
              </li>`,
      )}
    </ul>`;
  }

  #renderMore(): unknown {
    const words = this.#words;
    const { next, searchedTo } = this.#pages ?? {};
    const months = this.#capabilities.value?.activityMonths;
    return html`<div class="more">
        ${
          next
            ? html`<button
                class="account-button"
                part="button"
                type="button"
                aria-disabled=${this.#older.pending ? 'true' : nothing}
                @click=${() => void this.#handleOlder(next)}
              >
                ${this.#older.pending ? this.localize.terms.states.loading : words.older}
              </button>`
            : nothing
        }
        ${this.#older.renderOutcome(
          (count) => (count > 0 ? `${words.loaded(count)} ${next ? '' : words.all}` : nothing),
          (problem) => this.#older.renderProblem(problem, ''),
        )}
        ${searchedTo && !this.#older.pending ? html`<p class="foot">${words.searchedTo(this.localize.date(searchedTo))}</p>` : nothing}
      </div>
      ${next === null && months ? html`<p class="foot">${words.kept(months)}</p>` : nothing}`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="list" aria-hidden="true">
      ${Array.from({ length: 8 }, () => html`<div class="account-skeleton skeleton"></div>`)}
    </div>`;
  }

  /** Resolves to how many more there are now. */
  async #readOlder(cursor: string): Promise<number> {
    const { filter } = this;
    const page = await this.send(activity.list, { query: { ...filter, cursor } });
    // What is wanted, or all of it, may have changed meanwhile.
    if (JSON.stringify(this.filter) !== JSON.stringify(filter) || this.#pages?.next !== cursor) return 0;
    this.#pages = continueWith(this.#pages, page);
    return page.entries.length;
  }

  async #openTools(): Promise<void> {
    const { ActivityTools } = await fetchFile(() => import('./tools.ts'));
    this.#tools ??= new ActivityTools(this);
    this.#toolsShown = true;
    // Only now it is known what words stand for.
    if (this.search) await this.#first.reload();
  }

  async #fetchDetails(): Promise<void> {
    this.#details ??= (await fetchFile(() => import('./entry-details.ts'))).renderDetails;
  }

  #handleMore(id: string): void {
    if (this.#details && this.#open.delete(id)) return this.requestUpdate();
    // Several may be asked for while it comes how they are shown.
    this.#open.add(id);
    void this.#opens.run();
  }

  async #handleTools(): Promise<void> {
    if (!this.#toolsShown) return void (await this.#opening.run());
    this.#toolsShown = false;
    this.requestUpdate();
  }

  async #handleOlder(cursor: string): Promise<void> {
    if (this.#older.pending) return;
    this.#searched = 0;
    const last = this.#pages?.entries.at(-1);
    const stays = focusStays();
    if (!(await this.#older.run(cursor))) return;
    await this.updateComplete;
    // Reading goes on where it stopped, unless the person went elsewhere meanwhile; the button may be gone.
    if (!stays()) return;
    const { entries = [] } = this.#pages ?? {};
    const first = entries[entries.findIndex(({ id }) => id === last?.id) + 1];
    this.#entry(first?.id)?.focus();
  }

  #entry(id: string | undefined): HTMLElement | undefined {
    const entries = this.renderRoot.querySelectorAll<HTMLElement>('[data-entry]');
    return [...entries].find((entry) => entry.dataset['entry'] === id);
  }
}

/** What changes which entries are wanted. */
const filters = ['view', 'kind', 'outcome', 'application', 'since', 'until', 'search'] as const;
