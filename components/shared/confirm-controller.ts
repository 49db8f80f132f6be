import { html, nothing, type ReactiveController } from 'lit';
import type { AccountElement } from './account-element.ts';

/** What is asked before something that cannot be taken back. */
export interface Question {
  /** A question that names what it is about. */
  readonly heading: string;
  /** What happens then. */
  readonly text: string;
  /** The verb again, on the button that does it. */
  readonly confirm: string;
  /** On the button that leaves everything as it is; *Cancel* when left out. */
  readonly cancel?: string;
  /** What is to be decided along with it: checkboxes, in the looks of forms, which the element's styles need then. */
  readonly choice?: () => unknown;
  /** Nothing is lost by it. */
  readonly harmless?: boolean;
}

/**
 * Asks before something that cannot be taken back: one question at a time, and
 * the button that changes nothing has the focus. The element's styles need
 * `dialogs` of `theme/dialog.styles.ts`.
 */
export class ConfirmController implements ReactiveController {
  readonly #host: AccountElement;
  #question: Question | undefined;
  #answer: Promise<boolean> | undefined;
  #shown = false;

  constructor(host: AccountElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Resolves to whether the person confirmed. Asked again while it is open, it is the same question. */
  async ask(question: Question): Promise<boolean> {
    // The browser tells of an answer a moment after it closed the dialog. What is asked in between is another question,
    // as it is after one that was taken back.
    if (this.#answer && (!this.#question || (this.#shown && !this.#dialog?.open))) await this.#answer;
    this.#answer ??= this.#open(question).finally(() => {
      this.#answer = undefined;
      this.#shown = false;
    });
    return this.#answer;
  }

  /** Whether the checkbox of that name was ticked when the last question was answered. */
  chosen(name: string): boolean {
    return this.#dialog?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.checked ?? false;
  }

  /** Takes the question back, with all that it said. */
  cancel(): void {
    this.#dialog?.close('');
    if (!this.#question) return;
    this.#question = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.cancel();
  }

  /** The dialog, closed until something is asked; belongs at the end of the element's template. */
  render(): unknown {
    const { localize } = this.#host;
    const question = this.#question;
    const answer = (value: string) => () => this.#dialog?.close(value);
    return html`<dialog
      class="account-question"
      part="dialog"
      role="alertdialog"
      lang=${localize.language}
      dir=${localize.direction}
      aria-labelledby="account-question"
      aria-describedby="account-consequence"
    >
      <h2 class="account-heading" id="account-question">${question?.heading}</h2>
      <p class="account-muted" id="account-consequence">${question?.text}</p>
      ${question?.choice ? html`<div class="account-light">${question.choice()}</div>` : nothing}
      <div class="account-answers">
        <button class="account-button" part="button" type="button" autofocus @click=${answer('')}>
          ${question?.cancel ?? localize.terms.actions.cancel}
        </button>
        <button
          class="account-button ${question?.harmless ? 'account-button-primary' : 'account-button-danger'}"
          part="button"
          type="button"
          @click=${answer('confirmed')}
        >
          ${question?.confirm}
        </button>
      </div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot?.querySelector<HTMLDialogElement>('.account-question');
  }

  async #open(question: Question): Promise<boolean> {
    this.#question = question;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const dialog = this.#dialog;
    // Taken back meanwhile: words may have been on their way.
    if (!this.#question || !dialog?.isConnected) return false;
    dialog.returnValue = '';
    for (const input of dialog.querySelectorAll('input')) input.checked = input.defaultChecked;
    dialog.showModal();
    this.#shown = true;
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return dialog.returnValue === 'confirmed';
  }
}
