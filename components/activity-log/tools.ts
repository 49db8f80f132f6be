import { html, nothing } from 'lit';
import { activity, activityKinds, type ActivityFilter } from '../contract/activity.ts';
import type { Client } from '../contract/visit.ts';
import { activity as english } from '../localize/en/activity.ts';
import { activityTools as englishTools } from '../localize/en/activity-tools.ts';
import { download as englishDownload } from '../localize/en/download.ts';
import { regionNames } from '../localize/formats.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { DownloadController } from '../shared/download-controller.ts';
import { field, option, selectField } from '../shared/field.ts';
import { formValues } from '../shared/form-values.ts';
import { formStyles } from '../theme/form.styles.ts';
import { isFiltered, type Chosen } from './filter.ts';

/** The log that is filtered: what is chosen are its attributes. */
interface Host extends AccountElement, Chosen {
  readonly filter: ActivityFilter;
}

/** What is fetched when somebody wants to filter, or a page does: the filters, and the file of what they show. */
export class ActivityTools {
  readonly #host: Host;
  readonly #download: DownloadController;
  /** What the page had asked for before anybody chose. */
  readonly #given: Chosen;
  #clients: readonly Client[] = [];

  constructor(host: Host) {
    this.#host = host;
    const { application, kind, outcome, search, since, until, view } = host;
    this.#given = { application, kind, outcome, search, since, until, view };
    this.#download = new DownloadController(host, {
      receive: (format, signal) => {
        const { timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone } = host.localize;
        return host.send(activity.export, { query: { ...host.filter, format, timeZone } }, { signal });
      },
      file: () => this.#words.file,
    });
    const root = host.renderRoot as ShadowRoot;
    const { styleSheet } = formStyles;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    void this.#readClients();
  }

  /** Wants no file any more, and nothing that somebody chose or searched for: the next person may be another. */
  forget(): void {
    void this.#download.forget();
    Object.assign(this.#host, this.#given);
  }

  /** What words stand for, so that people find what they read: the server knows codes alone. */
  codesFor(search: string): string {
    const { language, terms } = this.#host.localize;
    const { actors, methods, reasons, types } = this.#host.localize.words('activity', english);
    const wanted = plain(search);
    if (wanted === '') return '';
    const called = [types, reasons, actors, methods, terms.devices.systems, terms.devices.access, terms.fields]
      .flatMap((words) => Object.entries(words))
      .filter(([, word]) => plain(word).includes(wanted))
      .map(([code]) => code);
    return [...new Set([...called, ...countriesCalled(wanted, language)])].join(',').slice(0, 2000);
  }

  render(count: number | undefined, more: boolean): unknown {
    const words = this.#words;
    const { application = '', kind = '', outcome = '', search = '', since = '', until = '' } = this.#host;
    const known = this.#clients.map(({ id, name }) => option(id, name, application));
    return html`<div class="tools" id="tools">
      <div class="account-light">
        <form
          class="account-form"
          aria-label=${words.label}
          @change=${this.#handleChange}
          @submit=${this.#handleSubmit}
        >
          <div class="account-grid filters">
            ${this.#select(
              'kind',
              words.kind,
              kind,
              activityKinds.map((name) => option(name, words.kinds[name], kind)),
            )}
            ${this.#select('outcome', words.outcome, outcome, [
              option('success', words.outcomes.success, outcome),
              option('failure', words.outcomes.failure, outcome),
            ])}
            ${known.length > 0 ? this.#select('application', words.application, application, known) : nothing}
            ${this.#date('since', words.since, since)} ${this.#date('until', words.until, until)}
            ${field({
              id: 'search',
              name: 'search',
              type: 'search',
              label: words.search,
              hint: words.searchHint,
              value: search,
              autocomplete: 'off',
              maxLength: 100,
              class: 'account-wide',
            })}
          </div>
        </form>
      </div>
      <div class="buttons">
        <p class="account-status account-status-calm count" role="status">
          ${count === undefined ? nothing : words.shown(count, more)}
        </p>
        ${
          isFiltered(this.#host)
            ? html`<button class="account-button" part="button" type="button" @click=${this.#handleClear}>
                ${words.clear}
              </button>`
            : nothing
        }
      </div>
      ${this.#host.activeClient.supports(activity.export) ? this.#renderDownload() : nothing}
    </div>`;
  }

  #renderDownload(): unknown {
    const { formats } = this.#host.localize.words('download', englishDownload);
    return html`<p class="account-muted" id="formats">${this.#words.download} ${formats}</p>
      ${this.#download.render()}`;
  }

  #select(name: string, label: string, value: string, options: readonly unknown[]): unknown {
    const all = option('', this.#words.all, value);
    return selectField({ id: name, name, label, value, options: [all, ...options] });
  }

  #date(name: string, label: string, value: string): unknown {
    return field({ id: name, name, label, value, type: 'date', autocomplete: 'off' });
  }

  get #words(): typeof englishTools {
    return this.#host.localize.words('activityTools', englishTools);
  }

  async #readClients(): Promise<void> {
    if (!this.#host.activeClient.supports(activity.clients)) return;
    // Without them, there is one filter less.
    this.#clients = await this.#host.send(activity.clients, {}).catch(() => []);
    this.#host.requestUpdate();
  }

  readonly #handleChange = (event: Event): void => this.#choose(event.currentTarget as HTMLFormElement);

  readonly #handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#choose(event.currentTarget as HTMLFormElement);
  };

  #choose(form: HTMLFormElement): void {
    const { application, kind, outcome, search, since, until } = formValues(form);
    Object.assign(this.#host, nothingEmpty({ application, kind, outcome, search, since, until }));
  }

  readonly #handleClear = (): void => {
    const form = this.#host.renderRoot.querySelector<HTMLFormElement>('#tools form');
    for (const control of form?.elements ?? []) {
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = '';
    }
    if (form) this.#choose(form);
    form?.querySelector<HTMLElement>('select')?.focus();
  };
}

const nothingEmpty = (values: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || undefined]));

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .trim()
    .toLocaleLowerCase();

/** Codes of the countries whose names have these letters in them: there are few enough codes to try them all. */
function countriesCalled(wanted: string, language: string): string[] {
  const names = regionNames(language);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) =>
    letters
      .map((second) => first + second)
      .filter((code) => {
        const name = names.of(code);
        return name !== undefined && name !== code && plain(name).includes(wanted);
      }),
  );
}
