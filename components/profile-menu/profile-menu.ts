import { html, nothing, type CSSResultGroup } from 'lit';
import { property } from 'lit/decorators.js';
import { account, type Account } from '../contract/account.ts';
import { signOut } from '../contract/sign-out.ts';
import type { Problem } from '../contract/problem.ts';
import { profileMenu as english } from '../localize/en/profile-menu.ts';
import type { MyProfile } from '../my-profile/my-profile.ts';
import { AccountElement } from '../shared/account-element.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { focusStays } from '../shared/focused.ts';
import { LeaveController } from '../shared/leave-controller.ts';
import { LightElement } from '../shared/light-element.ts';
import { LoadController } from '../shared/load-controller.ts';
import { initials, personName } from '../shared/person-name.ts';
import { webUrl } from '../shared/safe-url.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { chevronIcon, personIcon } from '../theme/icons.ts';
import { MyProfileOpenEvent, SignedOutEvent } from './events.ts';
import { MenuController } from './menu-controller.ts';
import { styles } from './profile-menu.styles.ts';

// With the types of its events.
export type * from './events.ts';

/**
 * The signed-in person's name at the top right of a page, with a menu: *My
 * Profile*, what the page adds, and *Sign out*. Signed out, it offers to sign in.
 *
 * @element profile-menu
 * @summary The signed-in person's name and menu.
 *
 * @fires {MyProfileOpenEvent} my-profile-open - The person asks for their profile. Cancel it to show something else.
 * @fires {SignedOutEvent} signed-out - The person signed out, here or in another tab.
 * @fires {SignInRequestEvent} sign-in-request - The person wants to sign in, and there is no `sign-in-url`.
 *
 * @slot items - Links and buttons of the page, between *My Profile* and *Sign out*.
 *
 * @csspart trigger - The button with the name.
 * @csspart avatar - The initials.
 * @csspart name - The name in the button.
 * @csspart menu - The frame of the menu.
 * @csspart item - *My Profile* and *Sign out*.
 * @csspart button - *Sign in*, *Try again*, and the buttons of the dialog.
 * @csspart dialog - What is asked before signing out loses typed changes.
 *
 * @cssproperty --account-menu-width - The width that the element keeps. Default: 14rem.
 * @cssproperty --account-menu-width-narrow - The same where the window is narrower than 30rem. Default: auto.
 * @cssproperty --account-menu-text - The colour of the name, for headers of another colour.
 */
export class ProfileMenu extends LightElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  /** Where the account portal is; `<my-profile>` shows it to those whom the server lets in. */
  @property({ attribute: 'manage-url' }) manageUrl?: string;

  /** Where to sign in; left out, the page hears `sign-in-request`. */
  @property({ attribute: 'sign-in-url' }) signInUrl?: string;

  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #signOut = new SubmitController(this, () => this.send(signOut, {}));
  readonly #openProfile = new SubmitController(this, () => this.#load());
  readonly #menu = new MenuController(this);
  /** Signing out takes away what is typed anywhere on the page. */
  readonly #leaving = new LeaveController(this, { within: () => document });
  #profile: MyProfile | undefined;

  constructor() {
    super();
    new SignedOutController(this, () => {
      this.#leaving.cancel();
      this.dispatchEvent(new SignedOutEvent());
    });
  }

  /** Opens *My Profile*, as its menu item does. */
  async showProfile(): Promise<void> {
    const wanted = this.dispatchEvent(new MyProfileOpenEvent());
    const { open } = this.#menu;
    // The menu stays until there is something instead. Whoever closes it takes that back.
    if (wanted && (!(await this.#openProfile.run()) || (open && !this.#menu.open))) return;
    this.#menu.hide();
    if (wanted) await this.#profile?.show();
  }

  /** Focus goes to the button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.trigger, .account-button')?.focus(options);
  }

  override render(): unknown {
    const { localize } = this;
    return html`<div class="frame" lang=${localize.language} dir=${localize.direction}>${this.#renderState()}</div>
      ${this.#leaving.render()}
      <slot name="light"></slot>`;
  }

  // Where its form belongs: in no shadow root of ours.
  protected override renderLight(): unknown {
    if (!this.#profile) return nothing;
    this.#profile.client = this.client;
    this.#profile.api = this.api;
    this.#profile.manageUrl = this.manageUrl;
    return this.#profile;
  }

  get #words(): typeof english {
    return this.localize.words('profileMenu', english);
  }

  #renderState(): unknown {
    const { value, problem } = this.#account;
    if (problem?.code === 'unauthenticated') return this.#renderSignedOut();
    // Hidden until it is known whose it is: then trying again has to show.
    if (value && !(problem && this.#account.unconfirmed)) return this.#renderMenu(value);
    if (problem?.code === 'unsupported') return nothing;
    return problem ? this.#renderFailed(problem) : this.#renderLoading();
  }

  #renderMenu(person: Account): unknown {
    const words = this.#words;
    const { pending } = this.#signOut;
    const name = personName(person);
    return html`
      <button
        class="trigger"
        id="trigger"
        part="trigger"
        type="button"
        popovertarget="popover"
        aria-haspopup="menu"
        aria-expanded=${this.#menu.open}
        aria-controls="menu"
        @keydown=${this.#menu.handleButtonKey}
      >
        <span class="avatar" part="avatar" aria-hidden="true">${initials(person) || personIcon}</span>
        <span class="name" part="name"><bdi>${name}</bdi></span>
        ${chevronIcon}
      </button>
      <div
        class="popover"
        id="popover"
        part="menu"
        popover
        @beforetoggle=${this.#menu.handleBeforeToggle}
        @toggle=${this.#handleToggle}
        @keydown=${this.#menu.handleMenuKey}
        @click=${this.#handleChoice}
      >
        <div class="who">
          <bdi class="who-name">${name}</bdi>
          ${name === person.email ? nothing : html`<bdi class="who-email">${person.email}</bdi>`}
        </div>
        <div class="items" id="menu" role="menu" aria-labelledby="trigger">
          <button class="item" part="item" type="button" role="menuitem" tabindex="-1" data-choice="profile">
            ${words.myProfile}
          </button>
          <slot name="items" @slotchange=${this.#menu.handleSlotChange}></slot>
          <div class="separator" role="separator"></div>
          <button
            class="item"
            part="item"
            type="button"
            role="menuitem"
            tabindex="-1"
            data-choice="sign-out"
            aria-disabled=${pending ? 'true' : nothing}
          >
            ${pending ? words.signingOut : words.signOut}
          </button>
        </div>
        <div class="problem" role="alert">${this.#renderProblem()}</div>
      </div>
    `;
  }

  #renderProblem(): unknown {
    const problem = this.#signOut.problem ?? this.#openProfile.problem;
    if (!problem) return nothing;
    return html`<div class="account-banner">
      <p class="account-text">
        ${this.#signOut.problem ? this.#words.stillSignedIn : nothing} ${this.localize.problem(problem)}
      </p>
    </div>`;
  }

  #renderSignedOut(): unknown {
    const { signIn } = this.localize.terms.actions;
    const url = webUrl(this.signInUrl);
    return url === undefined
      ? this.renderSignIn(signIn)
      : html`<a class="account-button" part="button" href=${url}>${signIn}</a>`;
  }

  #renderFailed(problem: Problem): unknown {
    const { terms } = this.localize;
    const reason = this.localize.problem(problem);
    return html`<span class="account-visually-hidden account-shown" role="alert">${reason}</span>
      <button
        class="account-button account-shown"
        part="button"
        type="button"
        title=${reason}
        @click=${this.#handleRetry}
      >
        ${terms.states.retry}
      </button>`;
  }

  #renderLoading(): unknown {
    const { slow } = this.wait;
    return html`<div class="loading" aria-busy="true">
        <span class="avatar"></span>${slow ? nothing : html`<span class="line"></span>`}
      </div>
      <span class=${slow ? 'still' : 'account-visually-hidden'} role="status"
        >${slow ? this.localize.terms.states.stillLoading : this.#words.loading}</span
      >`;
  }

  readonly #handleChoice = (event: Event) => {
    const item = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.getAttribute('role') === 'menuitem');
    if (!item) return;
    // The menu stays until the server said so: there is something to tell if it does not.
    if (item.dataset['choice'] === 'sign-out') void this.#leave();
    else if (item.dataset['choice'] === 'profile') void this.showProfile();
    else this.#menu.hide();
  };

  readonly #handleToggle = (event: ToggleEvent) => {
    this.#menu.handleToggle();
    if (event.newState === 'open') return;
    this.#signOut.reset();
    this.#openProfile.reset();
  };

  /** Only now: most visits to a page never open it. */
  async #load(): Promise<void> {
    const [{ MyProfile }] = await Promise.all([
      fetchFile(() => import('../my-profile/my-profile.ts')),
      // Which would ask for it only when it has come.
      fetchFile(() => import('../profile-form/profile-form.ts')),
    ]);
    this.#profile ??= create(MyProfile, 'my-profile');
    this.requestUpdate();
    await this.updateComplete;
  }

  async #leave(): Promise<void> {
    const stays = focusStays();
    if (!(await this.#leaving.mayLeave('signOut')) || !(await this.#signOut.run())) return;
    await this.updateComplete;
    // Or where the page put it.
    if (stays()) this.focus();
  }

  readonly #handleRetry = () => void this.#account.retry();
}
