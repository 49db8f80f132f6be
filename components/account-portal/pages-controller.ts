import { html, type ReactiveController, type TemplateResult } from 'lit';
import { Problem } from '../contract/problem.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { focused, focusStays } from '../shared/focused.ts';
import { accountPortal as english } from '../localize/en/account-portal.ts';
import { isBuiltIn, LOCKDOWN, partsOf, type BuiltIn, type Closed, type Part } from './sections.ts';

interface Host extends AccountElement {
  readonly base: string;
}

/** A part of a section on its way to the page, or there. */
interface Loaded {
  readonly part: Part;
  element?: AccountElement;
  problem?: Problem;
  /** It is to be loaded, or is. */
  wanted?: boolean;
}

/**
 * What the sections hold. Those that come with the portal are loaded when they
 * are shown first and kept from then on, so that looking elsewhere loses
 * nothing; those of the page are its own children, one of which is shown.
 */
export class PagesController implements ReactiveController {
  readonly #host: Host;
  readonly #pages = new Map<BuiltIn, Loaded[]>();
  readonly #observer: MutationObserver;
  #target: { readonly section: string; readonly part: string } | undefined;
  #stays = focusStays();

  constructor(host: Host) {
    this.#host = host;
    this.#observer = new MutationObserver(() => host.requestUpdate());
    host.addController(this);
  }

  /** The names of the sections that the page brings. */
  get ownNames(): string[] {
    return this.#own.map(({ dataset }) => dataset['section'] ?? '');
  }

  /** The page's own section of that name. */
  ownOf(name: string): HTMLElement | undefined {
    return this.#own.find(({ dataset }) => dataset['section'] === name);
  }

  /** Whether there is anything to show in a section. */
  has(name: string): boolean {
    return this.ownOf(name) !== undefined || (isBuiltIn(name) && partsOf(name, this.#host.activeClient).length > 0);
  }

  /** Of the page's own sections, only the one that is shown has a place. */
  place(section: string): void {
    for (const own of this.#own) {
      const slot = own.dataset['section'] === section ? 'current' : 'elsewhere';
      if (own.slot !== slot) own.slot = slot;
    }
  }

  /** Shows a part of a section as soon as it is there. */
  goTo(section: string, part: string): void {
    this.#target = { section, part };
    this.#stays = focusStays();
    this.#host.requestUpdate();
  }

  /** The section that has something to tell whom it has just signed out. */
  get outlasting(): string | undefined {
    return [...this.#pages].find(([, page]) => isOutlasting(page))?.[0];
  }

  /** Nothing of a person stays when they are signed out, but what they have to be told about that. */
  forget(): void {
    for (const [name, page] of this.#pages) if (!isOutlasting(page)) this.#pages.delete(name);
    this.#target = undefined;
    this.#host.requestUpdate();
  }

  /** Has what a section holds on its way: it need not wait until it is known who is signed in. */
  expect(section: string): void {
    if (isBuiltIn(section) && !this.ownOf(section) && !this.#pages.has(section)) this.#load(section);
  }

  render(section: string): unknown {
    this.expect(section);
    return [...this.#pages].map(
      ([name, page]) =>
        html`<div class="account-portal-page" ?hidden=${name !== section}>
          ${page.map((loaded) => this.#renderPart(loaded, name))}
        </div>`,
    );
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, {
      childList: true,
      attributeFilter: ['data-section', 'data-label'],
      subtree: true,
    });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdated(): void {
    const { part: said = '', section } = this.#target ?? {};
    const page = this.#pages.get(section as BuiltIn);
    const loaded = page?.find(({ part: { name, takeUp } }) => takeUp ?? name === said);
    if (loaded) this.#make(loaded, section as BuiltIn);
    // Neither loaded nor failed: it comes.
    if (!loaded?.element) return;
    this.#target = undefined;
    const { element, part } = loaded;
    // What was closed is read from its heading on; of the others the place is where people wanted to go.
    const start = part.closed ? element : element.parentElement;
    part.takeUp?.(element, said);
    void element.updateComplete.then(() => this.#arriveAt(element.parentElement, start));
  }

  /** As soon as it is seen: until then what is above it may grow. */
  async #arriveAt(place: HTMLElement | null, start: HTMLElement | null): Promise<void> {
    while (place?.isConnected && getComputedStyle(place).visibility === 'hidden') {
      await new Promise(requestAnimationFrame);
    }
    // Nobody types in the heading, which a page may focus first.
    if (!this.#stays() && focused()?.id !== 'heading') return;
    start?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'start' });
  }

  #renderPart({ element, part, problem, wanted }: Loaded, section: BuiltIn): TemplateResult {
    if (element) Object.assign(element, { client: this.#host.client, api: this.#host.api });
    return html`<div
      class="account-portal-part ${part.framed ? 'account-portal-bare' : ''}"
      data-part=${part.name}
      tabindex="-1"
    >
      ${
        problem
          ? this.#renderProblem(problem)
          : (element ??
            (part.closed && !wanted
              ? this.#renderClosed(part.closed(this.#host.localize.words('accountPortal', english)), () =>
                  this.goTo(section, part.name),
                )
              : html`<div class="account-skeleton account-portal-waiting"></div>`))
      }
    </div>`;
  }

  #renderClosed({ heading, lead, open }: Closed, onOpen: () => void): unknown {
    return html`<div class="account-row">
      <div class="account-row-text">
        <h2 class="account-heading">${heading}</h2>
        <p class="account-muted">${lead}</p>
      </div>
      <button class="account-button" type="button" @click=${onOpen}>${open}</button>
    </div>`;
  }

  #renderProblem(problem: Problem): TemplateResult {
    const { localize } = this.#host;
    return html`<div class="account-banner" role="alert">
      <p class="account-text">${localize.problem(problem)}</p>
      <button class="account-button" type="button" @click=${this.#handleRetry}>${localize.terms.states.retry}</button>
    </div>`;
  }

  #load(section: BuiltIn): void {
    const page = partsOf(section, this.#host.activeClient).map((part): Loaded => ({ part }));
    this.#pages.set(section, page);
    for (const loaded of page) if (!loaded.part.closed) this.#make(loaded, section);
  }

  #make(loaded: Loaded, section: BuiltIn): void {
    if (loaded.wanted) return;
    loaded.wanted = true;
    const { base } = this.#host;
    const sectionUrl = base === '' ? '' : `${base}${section}/{section}`;
    const lockdownUrl = base !== '' && this.has(LOCKDOWN) ? `${base}${LOCKDOWN}/{suspect}` : '';
    loaded.part.make(sectionUrl, lockdownUrl).then(
      (element) => {
        loaded.element = element;
        this.#host.requestUpdate();
      },
      (cause: unknown) => {
        loaded.problem = new Problem('unreachable', {}, { cause });
        this.#host.requestUpdate();
      },
    );
  }

  get #own(): HTMLElement[] {
    return [...this.#host.children].filter(
      (child): child is HTMLElement => child instanceof HTMLElement && child.dataset['section'] !== undefined,
    );
  }

  /** What is there already stays, with all that was typed. */
  readonly #handleRetry = (): void => {
    for (const [section, page] of this.#pages) {
      for (const loaded of page) {
        if (!loaded.problem) continue;
        delete loaded.problem;
        loaded.wanted = false;
        this.#make(loaded, section);
      }
    }
    this.#host.requestUpdate();
  };
}

const isOutlasting = (page: readonly Loaded[]): boolean => page.some(({ element }) => element?.outlastsSession);
