import { html, nothing, type CSSResultGroup } from 'lit';
import { account } from '../contract/account.ts';
import { accountData } from '../contract/account-data.ts';
import { capabilities, type Capabilities } from '../contract/capabilities.ts';
import type { Problem } from '../contract/problem.ts';
import { accountData as english } from '../localize/en/account-data.ts';
import { download as englishDownload } from '../localize/en/download.ts';
import { answerStepUps } from '../reauth-dialog/answer.ts';
import { AccountElement } from '../shared/account-element.ts';
import { ConfirmController } from '../shared/confirm-controller.ts';
import { DownloadController } from '../shared/download-controller.ts';
import { LoadController } from '../shared/load-controller.ts';
import { SignedOutController } from '../shared/signed-out-controller.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { dialogs } from '../theme/dialog.styles.ts';
import { styles } from './account-data.styles.ts';
import { AccountDeletionRequestedEvent } from './events.ts';

// With the types of its events.
export type * from './events.ts';

/** What people know of the server, as far as it tells. */
type Terms = Pick<Capabilities, 'deletionDays' | 'activityMonths'>;

/**
 * A copy of all that is stored about the person, as a file, and the way to have
 * the account deleted: after some days, in which signing in keeps it.
 *
 * @element account-data
 * @summary Downloads all that is stored about oneself, and deletes the account.
 *
 * @fires {AccountDeletionRequestedEvent} account-deletion-requested - Nobody is signed in any more; the account is erased on `due`, unless the person signs in.
 * @fires {SignInRequestEvent} sign-in-request - The person wants to sign in, to keep the account or because the session ended.
 * @fires {StepUpRequestEvent} step-up-request - A proof of identity is wanted. A page may answer with its own dialog.
 *
 * @csspart section - *Download your data*, *Delete your account*, and what is there once that was asked for.
 * @csspart button - Every button.
 * @csspart problem - Why something could not be read.
 * @csspart dialog - What is asked before the account is deleted.
 */
export class AccountData extends AccountElement {
  static override styles: CSSResultGroup = [AccountElement.styles, dialogs, styles];

  readonly #account = new LoadController(this, account.get, () => ({}));
  readonly #capabilities = new LoadController(this, capabilities.get, () => ({}));
  readonly #download = new DownloadController(this, {
    receive: (format, signal) => this.send(accountData.export, { query: { format } }, { signal }),
    file: () => this.#words.download.file,
  });
  readonly #delete = new SubmitController(this, () => this.send(accountData.delete, {}));
  readonly #confirm = new ConfirmController(this);

  constructor() {
    super();
    answerStepUps();
    new SignedOutController(this, () => {
      this.#confirm.cancel();
      this.#delete.reset();
      void this.#download.forget();
    });
  }

  override get stepUpReason(): string {
    return this.#delete.pending ? this.#words.deletion.reason : this.#words.download.reason;
  }

  /** Whoever has just left reads on, signed out. */
  override get outlastsSession(): boolean {
    return this.#delete.pending || this.#due !== undefined;
  }

  /** When the account is erased, until somebody signs in. */
  get #due(): string | undefined {
    const { state } = this.#delete;
    return state.name === 'done' && !this.#account.value ? state.value.due : undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    // Somebody signed in.
    if (this.#account.value && this.#delete.state.name === 'done') this.#delete.reset();
  }

  override render(): unknown {
    const { direction, language } = this.localize;
    const due = this.#due;
    return html`<div class="layout" lang=${language} dir=${direction}>
        ${due === undefined ? this.#renderSections() : this.#renderFarewell(due)}
      </div>
      ${this.#confirm.render()}`;
  }

  #renderSections(): unknown {
    const { activeClient, localize } = this;
    if (!activeClient.supports(accountData.export) && !activeClient.supports(accountData.delete))
      return html`<p class="account-muted">${localize.terms.problems.unsupported()}</p>`;
    // A backend may let people leave without telling who they are.
    const nameless = this.#account.problem?.code === 'unsupported';
    if (nameless) return this.#renderKnown(undefined);
    return this.#account.render(({ email }) => this.#renderKnown(email), this.#renderSkeleton());
  }

  #renderKnown(email: string | undefined): unknown {
    const { problem } = this.#capabilities;
    if (problem?.code === 'unsupported') return this.#renderBoth({}, email);
    return this.#capabilities.render((terms) => this.#renderBoth(terms, email), this.#renderSkeleton());
  }

  #renderBoth(terms: Terms, email: string | undefined): unknown {
    const { activeClient } = this;
    return [
      activeClient.supports(accountData.export) ? this.#renderDownload() : nothing,
      activeClient.supports(accountData.delete) && terms.deletionDays !== null
        ? this.#renderDeletion(terms, email)
        : nothing,
    ];
  }

  #renderDownload(): unknown {
    const words = this.#words.download;
    return html`<section class="section download" part="section" aria-labelledby="download">
      <h2 class="account-heading" id="download">${words.heading}</h2>
      <p class="account-text">${words.text}</p>
      <p class="account-muted" id="formats">${this.localize.words('download', englishDownload).formats}</p>
      ${this.#download.render()}
    </section>`;
  }

  #renderDeletion({ activityMonths, deletionDays }: Terms, email: string | undefined): unknown {
    const { after, ask, grace, heading, now, pending, rest } = this.#words.deletion;
    const days = deletionDays ?? undefined;
    const steps = [
      now,
      { when: days === undefined ? grace.whenUnknown : grace.when(days), what: grace.what },
      after,
      { when: rest.when, what: activityMonths ? `${rest.what} ${rest.until(activityMonths)}` : rest.what },
    ];
    return html`<section class="section deletion" part="section" aria-labelledby="deletion">
      <h2 class="account-heading" id="deletion">${heading}</h2>
      <dl class="steps">
        ${steps.map(
          ({ when, what }) =>
            html`<div class="step">
              <dt class="account-strong">${when}</dt>
              <dd>${what}</dd>
            </div>`,
        )}
      </dl>
      <div class="buttons">
        <button
          class="account-button account-button-danger"
          part="button"
          type="button"
          aria-disabled=${this.#delete.pending ? 'true' : nothing}
          @click=${() => void this.#handleDelete(days, email)}
        >
          ${this.#delete.pending ? pending : ask}
        </button>
      </div>
      <div class="outcome">${this.#delete.renderOutcome(() => nothing, this.#renderProblem)}</div>
    </section>`;
  }

  readonly #renderProblem = (problem: Problem): unknown => {
    const { stays, unsure } = this.#words.deletion;
    // Only the answer may have got lost.
    const lost = problem.code === 'unreachable' || problem.code === 'unreadable';
    return this.#delete.renderProblem(problem, lost ? unsure : stays);
  };

  #renderFarewell(due: string): unknown {
    const words = this.#words.farewell;
    return html`<section class="section farewell" part="section" aria-labelledby="farewell">
      <h2 class="account-heading" id="farewell" tabindex="-1" aria-describedby="due">${words.heading}</h2>
      <p class="account-text" id="due">
        ${words.text(this.localize.date(due, { dateStyle: 'long', timeStyle: 'short' }))} ${words.back}
      </p>
      <div class="buttons">${this.renderSignIn(words.signIn)}</div>
    </section>`;
  }

  #renderSkeleton(): unknown {
    return html`<div class="account-skeleton section skeleton" aria-hidden="true"></div>
      <div class="account-skeleton section skeleton" aria-hidden="true"></div>`;
  }

  get #words(): typeof english {
    return this.localize.words('accountData', english);
  }

  async #handleDelete(days: number | undefined, email: string | undefined): Promise<void> {
    if (this.#delete.pending) return;
    this.#delete.reset();
    const { ask, consequence, question } = this.#words.deletion;
    const sure = await this.#confirm.ask({ heading: question(email), text: consequence(days), confirm: ask });
    if (!sure) return;
    // Whoever may be signed out by now is told so.
    if (!(await this.#delete.run())) return this.#account.reload();
    const due = this.#due;
    if (due !== undefined) this.dispatchEvent(new AccountDeletionRequestedEvent(new Date(due)));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#farewell')?.focus();
  }
}
