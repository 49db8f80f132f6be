import { html, nothing, type CSSResult, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { account, type Account } from '../contract/account.ts';
import { signOut } from '../contract/sign-out.ts';
import { accountPortal as english } from '../localize/en/account-portal.ts';
import { AccountElement } from '../shared/account-element.ts';
import { LeaveController } from '../shared/leave-controller.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { personName } from '../shared/person-name.ts';
import { webUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { chevronIcon } from '../theme/icons.ts';
import { lightStyles, styles } from './account-portal.styles.ts';
import { SectionChangedEvent } from './events.ts';
import { PagesController } from './pages-controller.ts';
import { RouteController } from './route.ts';
import { builtIn, isBuiltIn, LOCKDOWN } from './sections.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * The whole account portal: Account, Security, Sessions, Activity log and Your data, with
 * who is signed in, *Sign out*, and a way back. A page adds sections of its own,
 * or replaces ours, with children that have a `data-section` (its name) and a
 * `data-label` (what people read), and picks and orders them with `sections`. The link
 * *This wasn't me* of a mail may lead here: it is taken up, whether or not somebody is signed in.
 *
 * @element account-portal
 * @summary Account, Security, Sessions, Activity log and Your data, with navigation and deep links.
 *
 * @fires {SectionChangedEvent} section-changed - Another section is shown.
 * @fires {DirtyChangeEvent} dirty-change - Bubbles from what is inside: see `dirty`. Your own sections may tell so too.
 *
 * @slot - Sections of the page's own: children with `data-section` and `data-label`.
 * @slot nav-extra - Below the links of the navigation.
 *
 * @csspart nav - The navigation.
 * @csspart link - A link or button of the navigation.
 * @csspart heading - The heading of a section.
 * @csspart button - Every button.
 * @csspart problem - Why something could not be read.
 * @csspart dialog - What is asked before typed changes are lost.
 */
export class AccountPortal extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];
  static override lightStyles: readonly CSSResult[] = [...LightElement.lightStyles, lightStyles];

  /**
   * Where sections are in the page's address: `#account/` makes `#account/security`, and `/account/` a path. Empty, the
   * address is left alone, and the page says by `section` what is shown.
   */
  @property() base = '#account/';

  /** The section that is shown. */
  @property({ reflect: true }) section = '';

  /** The sections and their order, as names with spaces between; left out, all of ours and then the page's own. */
  @property() sections = '';

  /** Where *Back* leads; nowhere when left out. */
  @property({ attribute: 'back-url' }) backUrl?: string | undefined;

  /** What is there, such as the name of your application. */
  @property({ attribute: 'back-label' }) backLabel = '';

  /** The level of the section's heading in the page. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #route = new RouteController(this, (section, part) => this.#show(section, part));
  readonly #pages = new PagesController(this);
  readonly #leaving = new SubmitController(this, () => this.send(signOut, {}));
  readonly #leave = new LeaveController(this, { leaves: (url) => this.base !== '' && !this.#route.owns(url) });
  /** Somebody wants the focus here, and there is no heading yet. */
  #awaited: FocusOptions | undefined;
  /** A change of section that a person made moves the focus; the first one of the page does not. */
  #moved = false;
  #told = '';
  /** *This wasn’t me* was pressed in a mail: that comes first, whoever is signed in. */
  #called = false;

  constructor() {
    super();
    new SignedOutController(this, () => {
      this.#leave.cancel();
      this.#leaving.reset();
      this.#pages.forget();
    });
  }

  /** Whether something was typed that would be lost with the portal: for routers that take it off the page. */
  get dirty(): boolean {
    return this.#leave.dirty;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const [section, part] = this.#route.named ?? [];
    if (section) this.section = section;
    if (section && part) this.#pages.goTo(section, part);
  }

  /** The focus goes to the heading of the section, as soon as there is one. */
  override focus(options?: FocusOptions): void {
    const heading = this.renderRoot?.querySelector<HTMLElement>('#heading');
    if (heading) heading.focus(options);
    else this.#awaited = options ?? {};
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // The element that is shown for it takes the link up.
    if (location.hash.startsWith('#not-me=') && this.#pages.has(LOCKDOWN)) {
      this.#called = true;
      this.section = LOCKDOWN;
    } else if (this.#isIn) this.#called = false;
    const names = this.#names;
    if (this.section === '' && names[0]) this.section = names[0];
    this.#pages.place(this.section);
    if (!this.#account.problem) this.#pages.expect(this.section);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited) this.focus(awaited);
    const shown = `${this.section} ${this.localize.language}`;
    if (!this.#account.value || this.#told === shown) return;
    this.#told = shown;
    this.dispatchEvent(new SectionChangedEvent(this.section, this.#labelOf(this.section)));
  }

  /** The sections, where the person is let in: loaded when they are shown first, and kept with all that was typed. */
  protected override renderLight(): unknown {
    const section = this.#isIn ? this.section : this.#called ? LOCKDOWN : this.#pages.outlasting;
    return section === undefined ? nothing : this.#pages.render(section);
  }

  override render(): unknown {
    const { localize } = this;
    return html`<div class="layout" lang=${localize.language} dir=${localize.direction}>
        ${
          (this.#called && !this.#isIn) || (this.#pages.outlasting && !this.#account.value)
            ? html`<slot name="light"></slot>`
            : this.#account.render((person) => this.#renderPortal(person), this.#renderSkeleton())
        }
      </div>
      ${this.#leave.render()}`;
  }

  #renderPortal(person: Account): unknown {
    const words = this.#words;
    if (!person.portal) return html`<p class="account-text">${words.noAccess}</p>`;
    return html`<a class="account-button skip" href="#" @click=${this.#handleSkip}>${words.skip}</a>
      <div class="portal">
        <div class="side">
          <div class="who">
            <p class="account-strong"><bdi>${personName(person)}</bdi></p>
            <p class="account-muted"><bdi>${person.email}</bdi></p>
          </div>
          <nav class="nav" part="nav" aria-label=${words.label}>
            <ul role="list">
              ${this.#names.map((name) => html`<li>${this.#renderLink(name)}</li>`)}
            </ul>
            <slot name="nav-extra"></slot>
          </nav>
          <div class="ways-out">
            ${this.#renderBack()}
            <button
              class="account-button account-button-quiet out"
              part="button"
              type="button"
              aria-disabled=${this.#leaving.pending ? 'true' : nothing}
              @click=${this.#handleSignOut}
            >
              ${this.#leaving.pending ? words.signingOut : words.signOut}
            </button>
            <div class="outcome">
              ${this.#leaving.renderOutcome(
                () => nothing,
                (problem) => this.#leaving.renderProblem(problem, words.stillSignedIn),
              )}
            </div>
          </div>
        </div>
        <section class="main" aria-labelledby="heading">
          ${person.lockdown && this.section !== LOCKDOWN ? this.#renderUnfinished() : nothing} ${this.#renderSection()}
        </section>
      </div>`;
  }

  #renderLink(name: string): unknown {
    return this.#renderTo(name, this.#labelOf(name), 'link');
  }

  #renderTo(name: string, label: string, kind: string): unknown {
    const current = name === this.section ? 'page' : nothing;
    const href = this.#route.urlOf(name);
    return href === undefined
      ? html`<button class=${kind} part="link" type="button" aria-current=${current} @click=${() => this.#show(name)}>
          ${label}
        </button>`
      : html`<a class=${kind} part="link" href=${href} aria-current=${current} @click=${this.#handleLink}>${label}</a>`;
  }

  #renderBack(): unknown {
    const href = webUrl(this.backUrl);
    if (href === undefined) return nothing;
    return html`<a class="account-button account-button-quiet back" part="link" href=${href}>
      ${chevronIcon} ${this.backLabel || this.#words.back}
    </a>`;
  }

  /** It leads back to where they stopped. */
  #renderUnfinished(): unknown {
    const { finish, unfinished } = this.#words;
    return html`<div class="head">
      <div class="account-banner">
        <p class="account-text">${unfinished}</p>
        ${this.#renderTo(LOCKDOWN, finish, 'account-button')}
      </div>
    </div>`;
  }

  #renderSection(): unknown {
    const { section } = this;
    const words = this.#words;
    const known = this.#names.includes(section) || (section === LOCKDOWN && this.#pages.has(section));
    const own = this.#pages.ownOf(section);
    return html`<div class="head">
        <div
          class="account-heading title"
          part="heading"
          id="heading"
          role="heading"
          aria-level=${this.headingLevel}
          tabindex="-1"
        >
          ${known ? this.#labelOf(section) : words.label}
        </div>
        ${known && !own && isBuiltIn(section) ? html`<p class="account-muted">${words.leads[section]}</p>` : nothing}
      </div>
      ${known ? nothing : html`<p class="account-text">${words.unknown}</p>`}
      <slot name=${own ? 'current' : 'light'}></slot>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="portal" aria-hidden="true">
      <div class="side">
        <div class="account-skeleton who"></div>
        <div class="account-skeleton nav waiting"></div>
      </div>
      <div class="main"><div class="account-skeleton waiting"></div></div>
    </div>`;
  }

  /** Somebody is signed in whom the server lets in. */
  get #isIn(): boolean {
    return this.#account.value?.portal === true;
  }

  /** What the navigation lists. */
  get #names(): string[] {
    const all = [...new Set([...builtIn, ...this.#pages.ownNames])].filter((name) => this.#pages.has(name));
    const wanted = this.sections.split(/\s+/).filter(Boolean);
    return wanted.length === 0 ? all : wanted.filter((name) => all.includes(name));
  }

  #labelOf(name: string): string {
    return this.#pages.ownOf(name)?.dataset['label'] ?? (isBuiltIn(name) ? this.#words.sections[name] : name);
  }

  get #words(): typeof english {
    return this.localize.words('accountPortal', english);
  }

  #show(section: string, part?: string): void {
    this.#moved = this.section !== section;
    this.section = section;
    if (part !== undefined) this.#pages.goTo(section, part);
    else if (this.#moved) void this.updateComplete.then(() => this.focus());
  }

  readonly #handleLink = (event: MouseEvent) => {
    // In a new tab or window, if the person wants that.
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const href = (event.currentTarget as HTMLAnchorElement).getAttribute('href') ?? '';
    if (this.#route.follow(href)) event.preventDefault();
  };

  readonly #handleSkip = (event: Event) => {
    event.preventDefault();
    this.focus();
  };

  readonly #handleSignOut = async () => {
    if (await this.#leave.mayLeave('signOut')) await this.#leaving.run();
  };
}
