import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { account } from '../contract/account.ts';
import { activity } from '../contract/activity.ts';
import { password } from '../contract/password.ts';
import { myProfile as english } from '../localize/en/my-profile.ts';
import type { ProfileForm } from '../profile-form/profile-form.ts';
import { AccountElement } from '../shared/account-element.ts';
import { focused } from '../shared/focused.ts';
import { LeaveController } from '../shared/leave-controller.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { personName } from '../shared/person-name.ts';
import { webUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { chevronIcon, closeIcon } from '../theme/icons.ts';
import { MyProfileClosedEvent } from './events.ts';
import { ViewController, makeForm, type ViewName } from './view-controller.ts';
import { styles } from './my-profile.styles.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * A person's profile, in a dialog that `show()` opens, or with `inline` in the
 * page itself. Closing it never loses what was typed without asking.
 *
 * @element my-profile
 * @summary The dialog *My Profile*: the profile form, and the way to the account portal.
 *
 * @fires {MyProfileClosedEvent} my-profile-closed - The dialog closed.
 * @fires {DirtyChangeEvent} dirty-change - Bubbles from what is inside: see `dirty`.
 *
 * @csspart dialog - The dialog.
 * @csspart heading - The heading.
 * @csspart body - What scrolls below the heading.
 * @csspart row - What leads on from here, such as *Password: Change*.
 * @csspart button - Every button.
 */
export class MyProfile extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  /** Where the account portal is. Shown to those whom the server lets in. */
  @property({ attribute: 'manage-url' }) manageUrl?: string | undefined;

  /** Shows it in the page instead of in a dialog. */
  @property({ type: Boolean, reflect: true }) inline = false;

  readonly #account = new LoadController(this, account.get, () => ({}));
  /** There while it shows: a closed dialog holds nothing personal. */
  #form: ProfileForm | undefined;
  readonly #fetching = new SubmitController(this, async () => {
    const form = await makeForm();
    // Closed meanwhile, it holds nothing.
    if (!this.#leaving) this.#form = form;
  });
  readonly #views = new ViewController(this);
  readonly #question = new LeaveController(this, {
    leaves: () => this.#dialog?.open === true,
    onLeave: () => this.#leave(),
  });
  #opener: HTMLElement | undefined;
  /** Between the wish to open and the open dialog, the form may have to be fetched. */
  #opening = false;
  /** Closing was decided: what is typed may go. */
  #leaving = false;

  constructor() {
    super();
    new SignedOutController(this, () => {
      this.#views.forget();
      this.#leave();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // Moved in the tree, an open dialog has lost its place above the page.
      const wasOpen = this.#dialog?.open === true && !this.inline;
      if (!this.isConnected) this.#leave();
      else if (wasOpen) this.#showModal();
    });
  }

  /** Whether something was typed that would be lost by closing: for routers that take it off the page. */
  get dirty(): boolean {
    return this.#question.dirty;
  }

  /** Opens the dialog. */
  async show(): Promise<void> {
    this.#leaving = false;
    if (this.inline || this.#dialog?.open || this.#opening) return;
    this.#opener = focused();
    this.#opening = true;
    await this.#fetching.run();
    await this.updateComplete;
    this.#opening = false;
    // Closed or signed out meanwhile, or taken off the page.
    if (this.#leaving) this.#leave();
    else this.#showModal();
  }

  /** Closes the dialog; asks first if that would lose what was typed. Resolves to whether it closed. */
  async close(): Promise<boolean> {
    if (!this.#dialog?.open) {
      if (this.#opening) this.#leaving = true;
      return true;
    }
    if (!(await this.#question.mayLeave())) return false;
    this.#leave();
    return true;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus(options);
  }

  // In the page itself, the form comes with the frame or not at all: nothing moves when it is there.
  protected override async scheduleUpdate(): Promise<void> {
    if (this.inline && !this.#form && this.#fetching.state.name === 'idle') await this.#fetching.run();
    await super.scheduleUpdate();
  }

  protected override renderLight(): unknown {
    if (!this.#form) return this.#renderMissing();
    const { element, shown } = this.#views;
    const children = element ? [this.#form, element] : [this.#form];
    for (const child of children) {
      child.client = this.client;
      child.api = this.api;
      child.hidden = child !== (shown ?? this.#form);
    }
    return children;
  }

  #renderMissing(): unknown {
    const { problem } = this.#fetching;
    if (!problem) return nothing;
    return html`<div class="account-banner" role="alert">
      <p class="account-text">${this.localize.problem(problem)}</p>
      <button class="account-button" type="button" @click=${this.#handleRetry}>
        ${this.localize.terms.states.retry}
      </button>
    </div>`;
  }

  override render(): unknown {
    const { localize } = this;
    if (this.inline) {
      return html`<section lang=${localize.language} dir=${localize.direction} aria-labelledby="heading">
        ${this.#renderContent()}
      </section>`;
    }
    return html`<dialog
        class="main sheet ${this.#views.name ?? ''}"
        part="dialog"
        lang=${localize.language}
        dir=${localize.direction}
        aria-labelledby="heading"
        @cancel=${this.#handleCancel}
        @close=${this.#handleClose}
        @keydown=${this.#handleKey}
      >
        ${this.#renderContent()}
      </dialog>
      ${this.#question.render()}`;
  }

  #renderContent(): unknown {
    const words = this.#words;
    const person = this.#account.value;
    // While there is nothing in the body to focus, keys scroll the body itself.
    return html`<div class="header">
        <div>
          <h2 class="account-heading" part="heading" id="heading" tabindex="-1" autofocus>${words.heading}</h2>
          <p class="who">${person ? html`${words.signedInAs} <bdi>${personName(person)}</bdi>` : nothing}</p>
        </div>
        ${
          this.inline
            ? nothing
            : html`<button
                class="account-button account-button-quiet close"
                part="button"
                type="button"
                aria-label=${this.localize.terms.actions.close}
                @click=${() => void this.close()}
              >
                ${closeIcon}
              </button>`
        }
      </div>
      <div class="body" part="body" tabindex=${person ? nothing : 0}>
        ${this.#views.shown ? this.#renderBack() : nothing}
        <slot name="light"></slot>
        ${this.#views.shown ? nothing : this.#renderRows()}
      </div>`;
  }

  /** What leads on from here. */
  #renderRows(): unknown {
    const words = this.#words;
    const manage = this.#account.value?.portal ? webUrl(this.manageUrl) : undefined;
    const rows = [
      this.#account.value && this.activeClient.supports(password.change)
        ? this.#renderRow('password', words.password, words.changePassword)
        : nothing,
      this.#account.value && this.activeClient.supports(activity.list)
        ? this.#renderRow('activity', words.activity, words.showActivity)
        : nothing,
      manage === undefined
        ? nothing
        : html`<li class="row" part="row">
            <div class="row-text">
              <span class="row-label" id="manage-label">${words.account}</span>
              <span class="row-hint">${words.accountHint}</span>
            </div>
            <a class="account-button" part="button" id="manage" aria-labelledby="manage manage-label" href=${manage}
              >${words.manage}</a
            >
          </li>`,
    ];
    if (rows.every((row) => row === nothing)) return nothing;
    return html`<ul class="rows" role="list">
        ${rows}
      </ul>
      <div class="outcome">${this.#views.opening.renderOutcome(() => nothing)}</div>`;
  }

  #renderRow(name: ViewName, label: string, action: string): unknown {
    return html`<li class="row" part="row">
      <div class="row-text"><span class="row-label" id="${name}-label">${label}</span></div>
      <button
        class="account-button"
        part="button"
        type="button"
        id=${name}
        aria-labelledby="${name} ${name}-label"
        aria-disabled=${this.#views.opening.pending ? 'true' : nothing}
        @click=${() => void this.#views.opening.run(name)}
      >
        ${action}
      </button>
    </li>`;
  }

  #renderBack(): unknown {
    const words = this.#words;
    return html`<button
        class="account-button account-button-quiet back"
        part="button"
        type="button"
        @click=${() => void this.#views.close()}
      >
        ${chevronIcon} ${words.back}
      </button>
      ${
        this.#views.name === 'activity'
          ? html`<h3 class="account-heading view" id="view" tabindex="-1">${words.activity}</h3>`
          : nothing
      }`;
  }

  get #words(): typeof english {
    return this.localize.words('myProfile', english);
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector<HTMLDialogElement>('dialog.main');
  }

  #showModal(): void {
    this.#dialog?.removeAttribute('open');
    this.#dialog?.showModal();
  }

  /** Closes without asking, and keeps nothing. */
  #leave(): void {
    if (this.inline) return;
    this.#leaving = true;
    this.#question.cancel();
    if (this.#dialog?.open) this.#dialog.close();
    this.#form = undefined;
    this.#fetching.reset();
    this.#views.forget();
    this.requestUpdate();
  }

  readonly #handleClose = () => {
    // Opened again before the event came.
    if (this.#dialog?.open || this.#opening) return;
    // A browser may close a dialog that asked to stay open, once: the second Esc, or Back on Android.
    if (!this.#leaving && this.dirty) {
      this.#showModal();
      void this.close();
      return;
    }
    this.#leave();
    if (focused() === document.body) this.#opener?.focus();
    this.#opener = undefined;
    this.dispatchEvent(new MyProfileClosedEvent());
  };

  readonly #handleCancel = (event: Event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    void this.close();
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    void this.close();
  };

  readonly #handleRetry = async () => {
    if (!(await this.#fetching.run())) return;
    await this.updateComplete;
    this.focus();
  };
}
