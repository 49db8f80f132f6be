import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AccountClient } from '../client/account-client.ts';
import type { Locale } from '../contract/locale.ts';
import type { FieldProblemCode, Problem } from '../contract/problem.ts';
import { canonicalTag, dateFormat, isTimeZone, numberFormat, relativeTimeFormat, withRegion } from './formats.ts';
import {
  groupOf,
  hasTerms,
  knownLanguage,
  loadTerms,
  onTermsRegistered,
  termsOf,
  type Group,
  type SharedTerms,
  type Terms,
} from './languages.ts';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly activeClient: AccountClient;
}

/**
 * Words, dates and numbers for one element. The words' language is, in this order:
 *
 * 1. a `lang` on the element or around it, other than on the page itself: somebody meant this place
 * 2. what the signed-in person chose in their profile
 * 3. the page's `lang`, then English
 *
 * Dates and numbers follow the person's region, time zone and clock in any case.
 */
export class LocalizeController implements ReactiveController {
  readonly #host: Host;
  #client: AccountClient | undefined;
  #language = 'en';
  /** The language whose words were asked for last. */
  #wanted = 'en';
  #ready: Promise<unknown> | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The language of the words, as a BCP 47 tag. */
  get language(): string {
    return this.#language;
  }

  get direction(): 'ltr' | 'rtl' {
    return /^(ar|fa|he|ur)\b/.test(this.#language) ? 'rtl' : 'ltr';
  }

  /** The sentences that all elements share, in this language. */
  get terms(): SharedTerms {
    return termsOf(this.#language);
  }

  /** An element's own group of sentences, in this language. It brings them in English, to be loaded with it. */
  words<G extends Group>(group: G, english: Terms[G]): Terms[G] {
    return groupOf(this.#language, group) ?? english;
  }

  /** The tag that dates and numbers are written by, such as `de-AT`. */
  get formatLocale(): string {
    return this.formatLocaleOf(this.#client?.locale);
  }

  /** The same for a locale that is not the person's yet. */
  formatLocaleOf(locale: Locale | undefined): string {
    const { language, region } = locale ?? {};
    const words = language ?? nearestLang(this.#host)?.tag ?? this.#language;
    return region ? withRegion(words, region) : words;
  }

  get timeZone(): string | undefined {
    return this.#client?.locale?.timeZone ?? undefined;
  }

  /** Settles when the words are there, or are not to be waited for any longer. */
  get ready(): Promise<unknown> {
    return this.#ready ?? Promise.resolve();
  }

  date(
    instant: Date | string,
    options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
    locale: Locale | undefined = this.#client?.locale,
  ): string {
    const { hourCycle, timeZone } = locale ?? {};
    // `hourCycle` beside no time fields changes nothing, and beside `timeStyle` it is allowed.
    const format = dateFormat(this.formatLocaleOf(locale), {
      ...(timeZone && isTimeZone(timeZone) ? { timeZone } : {}),
      ...(hourCycle ? { hourCycle } : {}),
      ...options,
    });
    return format.format(typeof instant === 'string' ? new Date(instant) : instant);
  }

  number(
    value: number,
    options: Intl.NumberFormatOptions = {},
    locale: Locale | undefined = this.#client?.locale,
  ): string {
    return numberFormat(this.formatLocaleOf(locale), options).format(value);
  }

  /** Such as “in 2 minutes”. */
  relative(seconds: number): string {
    const format = relativeTimeFormat(this.#language);
    return Math.abs(seconds) < 90
      ? format.format(seconds, 'second')
      : format.format(Math.round(seconds / 60), 'minute');
  }

  /** Such as “10 minutes”. */
  duration(seconds: number): string {
    const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
    return numberFormat(this.#language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }

  /**
   * What to tell a person about a problem: what happened, and what to do. `since`, when it happened: that stays said,
   * and is told as it is `now`, in milliseconds.
   */
  problem({ code, retryAfter }: Problem, since?: Date, now = Date.now()): string {
    return this.terms.problems[code](retryAfter === undefined ? undefined : this.#when(retryAfter, since, now));
  }

  #when(retryAfter: number, since: Date | undefined, now: number): string {
    if (!since) return this.relative(retryAfter);
    const retryAt = since.getTime() + retryAfter * 1000;
    const seconds = Math.max(0, Math.round((retryAt - now) / 1000));
    if (seconds < 60) return this.relative(seconds);
    // A minute and more is a time to come back at, which stays true while the words grow old.
    const time = this.date(new Date(retryAt), { timeStyle: 'short' });
    return this.terms.states.retryWhen(this.relative(seconds), time);
  }

  /** What to tell a person about a refused field. */
  fieldProblem(code: FieldProblemCode | undefined): string | undefined {
    return code && this.terms.fieldProblems[code];
  }

  hostConnected(): void {
    observe(this.#host);
    connected.add(this);
    this.refresh();
  }

  hostUpdate(): void {
    const client = this.#host.activeClient;
    if (client === this.#client || !this.#host.isConnected) return;
    this.#client?.removeEventListener('locale-change', this.#handleLocaleChange);
    this.#client = client;
    client.addEventListener('locale-change', this.#handleLocaleChange);
    this.refresh();
  }

  hostDisconnected(): void {
    connected.delete(this);
    this.#client?.removeEventListener('locale-change', this.#handleLocaleChange);
    this.#client = undefined;
  }

  /** Looks again which language it is, and gets its words. */
  refresh(): void {
    const language = this.#wantedLanguage();
    if (language === this.#wanted) return;
    this.#wanted = language;
    if (hasTerms(language)) return this.#take(language);
    const loading = loadTerms(language).then((loaded) => {
      // Another language may be wanted by now.
      if (this.#wanted !== language) return;
      if (loaded) this.#take(language);
      // To be asked for once more, by whatever asks next.
      else this.#wanted = this.#language;
    });
    this.#ready = Promise.race([loading, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT))]);
    this.#host.requestUpdate();
  }

  #take(language: string): void {
    this.#language = language;
    this.#ready = undefined;
    this.#host.requestUpdate();
  }

  /** Shows the words again: they may have become others. */
  update(): void {
    this.#host.requestUpdate();
  }

  #wantedLanguage(): string {
    const around = nearestLang(this.#host);
    const wanted = around?.deliberate
      ? [around.tag, this.#client?.locale?.language]
      : [this.#client?.locale?.language, around?.tag];
    for (const tag of wanted) {
      const known = tag ? knownLanguage(tag) : undefined;
      if (known) return known;
    }
    return 'en';
  }

  readonly #handleLocaleChange = () => {
    this.refresh();
    this.#host.requestUpdate();
  };
}

/** The nearest `lang` around an element, across shadow roots, and whether it is narrower than the page's. */
function nearestLang(element: Element): { readonly tag: string; readonly deliberate: boolean } | undefined {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    // The `lang` of our own light children only repeats what their element decided.
    if (!(node instanceof Element) || node.classList.contains('account-light')) continue;
    const tag = canonicalTag(node.getAttribute('lang') ?? '');
    if (tag) return { tag, deliberate: node !== document.documentElement && node !== document.body };
  }
  return undefined;
}

const parentOf = (node: Node): Node | null => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);

/** Milliseconds that a change on screen waits for words: somebody who signed out must be gone within a second or two. */
const LONGEST_WAIT = 1000;

const connected = new Set<LocalizeController>();
let pages: MutationObserver | undefined;

/** One observer for all: a changed `lang` anywhere may concern any element. It sees only the roots that it is shown. */
function observe(element: Element): void {
  pages ??= startObserving();
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    pages.observe(root, { attributeFilter: ['lang'], subtree: true });
  }
}

function startObserving(): MutationObserver {
  const refreshAll = () => {
    for (const controller of connected) controller.refresh();
  };
  const observer = new MutationObserver(refreshAll);
  observer.observe(document.documentElement, { attributeFilter: ['lang'], subtree: true });
  addEventListener('online', refreshAll);
  onTermsRegistered(() => {
    refreshAll();
    for (const controller of connected) controller.update();
  });
  return observer;
}
