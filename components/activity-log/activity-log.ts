import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { activity, type ActivityEntry, type ActivityView } from '../contract/activity.ts';
import { activity as english } from '../localize/en/activity.ts';
import { AccountElement } from '../shared/account-element.ts';
import { focused } from '../shared/focused.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { WidthController } from '../shared/width-controller.ts';
import { styles } from './activity-log.styles.ts';
import { columns, type Column } from './columns.ts';
import { continueWith, startWith, type Pages } from './pages.ts';

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
 * @csspart problem - Why something could not be read.
 */
export class ActivityLog extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, styles];

  /** `access`: sign-ins and attempts at it. `events`: everything. */
  @property() view: ActivityView = 'events';

  readonly #first = new LoadController(this, activity.list, () => ({ query: { view: this.#shownView } }));
  readonly #older = new SubmitController(this, (cursor: string) => this.#readOlder(cursor));
  readonly #width = new WidthController(this, 44);
  /** The first page as it was read last, and all pages so far. */
  #read: Pages | undefined;
  #pages: Pages | undefined;

  constructor() {
    super();
    new SignedOutController(this, () => this.#older.reset());
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('view') && this.hasUpdated) {
      this.#pages = undefined;
      this.#older.reset();
      void this.#first.reload();
    }
    if (this.#first.value === this.#read) return;
    this.#read = this.#first.value;
    this.#pages = this.#read && startWith(this.#read, this.#pages);
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    const skeleton = this.#renderSkeleton();
    return html`<div lang=${language} dir=${direction}>
      ${this.#first.render(
        () => (this.#pages ? this.#renderEntries(this.#pages) : this.#first.renderLoading(skeleton)),
        skeleton,
      )}
      ${this.#renderMore()}
    </div>`;
  }

  get #words(): typeof english {
    return this.localize.words('activity', english);
  }

  /** Pages may write anything into an attribute. */
  get #shownView(): ActivityView {
    return this.view === 'access' ? 'access' : 'events';
  }

  #renderEntries({ entries }: Pages): unknown {
    const words = this.#words;
    if (entries.length === 0) return html`<p class="account-muted">${words.empty}</p>`;
    const shown = columns[this.#shownView];
    return html`${this.#width.wide ? this.#renderTable(entries, shown) : this.#renderList(entries, shown)}
    ${entries.some(({ place }) => place && !place.local) ? html`<p class="foot">${this.localize.terms.devices.approximate}</p>` : nothing}`;
  }

  #renderTable(entries: readonly ActivityEntry[], shown: readonly Column[]): unknown {
    const words = this.#words;
    return html`<table class=${this.#shownView} part="table">
      <caption class="account-visually-hidden">
        ${words.captions[this.#shownView]}
      </caption>
      <thead>
        <tr>
          ${shown.map((column) => html`<th scope="col">${column.heading(words.columns)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          entries,
          ({ id }) => id,
          (entry) =>
            html`<tr part="item" tabindex="-1" data-entry=${entry.id}>
              ${shown.map((column) => html`<td>${column.show(entry, this.localize) || '–'}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderList(entries: readonly ActivityEntry[], shown: readonly Column[]): unknown {
    const words = this.#words;
    return html`<ul class="list" part="list" role="list" aria-label=${words.captions[this.#shownView]}>
      ${repeat(
        entries,
        ({ id }) => id,
        (entry) =>
          html`<li part="item" tabindex="-1" data-entry=${entry.id}>
            <dl>
              ${shown.map((column) => {
                const value = column.show(entry, this.localize);
                return value
                  ? html`<dt>${column.heading(words.columns)}</dt>
                      <dd>${value}</dd>`
                  : nothing;
              })}
            </dl>
          </li>`,
      )}
    </ul>`;
  }

  #renderMore(): unknown {
    const words = this.#words;
    const next = this.#pages?.next;
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
    </div>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="list" aria-hidden="true">
      ${Array.from({ length: 8 }, () => html`<div class="account-skeleton skeleton"></div>`)}
    </div>`;
  }

  /** Resolves to how many more there are now. */
  async #readOlder(cursor: string): Promise<number> {
    const view = this.#shownView;
    const page = await this.send(activity.list, { query: { view, cursor } });
    // The view, or all of it, may have changed meanwhile.
    if (this.#shownView !== view || this.#pages?.next !== cursor) return 0;
    this.#pages = continueWith(this.#pages, page);
    return page.entries.length;
  }

  async #handleOlder(cursor: string): Promise<void> {
    if (this.#older.pending) return;
    const last = this.#pages?.entries.at(-1);
    const button = focused();
    if (!(await this.#older.run(cursor))) return;
    await this.updateComplete;
    // Reading goes on where it stopped, unless the person went elsewhere meanwhile; the button may be gone.
    if (![button, document.body, undefined].includes(focused())) return;
    const { entries = [] } = this.#pages ?? {};
    const first = entries[entries.findIndex(({ id }) => id === last?.id) + 1];
    this.#entry(first?.id)?.focus();
  }

  #entry(id: string | undefined): HTMLElement | undefined {
    const entries = this.renderRoot.querySelectorAll<HTMLElement>('[data-entry]');
    return [...entries].find((entry) => entry.dataset['entry'] === id);
  }
}
