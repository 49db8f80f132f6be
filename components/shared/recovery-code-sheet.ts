import { html, nothing, type ReactiveController } from 'lit';
import { recoveryCodeSheet as english } from '../localize/en/recovery-code-sheet.ts';
import type { AccountElement } from './account-element.ts';
import { CopyButton } from './copy-button.ts';
import { RecoveryCodesCreatedEvent } from './events.ts';
import { printAlone } from './print-alone.ts';
import { fileName, saveFile } from './save-file.ts';

/** New recovery codes, and what stands above them on paper. */
interface Codes {
  readonly codes: readonly string[];
  readonly company: string | undefined;
  readonly account: string | undefined;
}

interface Options {
  /** Starts the ids of the controls. */
  readonly idPrefix: string;
  /** The person has saved them. */
  readonly onDone: () => void;
}

/**
 * Shows new recovery codes, once: to copy, download or print. Done with only when
 * the person says that they are saved; the page asks before it is left till then.
 * Light DOM: the element's light styles need those of `recovery-code-sheet.styles.ts`.
 */
export class RecoveryCodeSheet implements ReactiveController {
  readonly #host: AccountElement;
  readonly #options: Options;
  readonly #copy: CopyButton;
  #shown: Codes | undefined;
  #createdAt = new Date();
  /** *Done* was pressed before the box was ticked. */
  #notSaved = false;
  #unprint = (): void => undefined;

  constructor(host: AccountElement, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#copy = new CopyButton(host);
    host.addController(this);
  }

  /** Whether there are codes that are not known to be saved. */
  get shown(): boolean {
    return this.#shown !== undefined;
  }

  show(codes: Codes): void {
    this.forget();
    this.#shown = codes;
    this.#createdAt = new Date();
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new RecoveryCodesCreatedEvent(codes.codes.length));
  }

  /** Nothing of them stays: not here, and not on the sheet for the printer. */
  forget(): void {
    this.#unprint();
    this.#unprint = () => undefined;
    this.#copy.reset();
    this.#notSaved = false;
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    // Not when it was only moved.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.forget();
    });
  }

  /** `before`: what stands above the heading. */
  render(before: unknown = nothing): unknown {
    if (!this.#shown) return nothing;
    const { codes } = this.#shown;
    const words = this.#words;
    const id = `${this.#options.idPrefix}-saved`;
    const heading = `${this.#options.idPrefix}-codes`;
    return html`<form
      class="account-form account-narrow-gaps account-sheet"
      method="post"
      novalidate
      aria-labelledby=${heading}
      @submit=${this.#handleSubmit}
    >
      <div class="account-sheet-head">
        ${before}
        <h2 class="account-heading" id=${heading} tabindex="-1">${words.heading}</h2>
        <p class="account-muted">${words.text}</p>
      </div>
      <div class="account-sheet-paper">
        <ol class="account-codes" role="list" translate="no" aria-label=${words.list}>
          ${codes.map((code) => html`<li class="account-code" dir="ltr">${code}</li>`)}
        </ol>
        <div class="account-sheet-tools">
          ${this.#copy.render({
            label: words.copy,
            text: codes.join('\n'),
            source: () => this.#host.querySelector(':scope > .account-light .account-codes'),
          })}
          <button class="account-button" type="button" @click=${this.#handleDownload}>${words.download}</button>
          <button class="account-button" type="button" @click=${this.#handlePrint}>${words.print}</button>
          ${this.#copy.renderOutcome()}
        </div>
      </div>
      <div class="account-choice">
        <input
          class="account-checkbox"
          type="checkbox"
          id=${id}
          name="saved"
          required
          aria-invalid=${this.#notSaved ? 'true' : nothing}
          aria-describedby=${this.#notSaved ? `${id}-problem` : nothing}
        />
        <label class="account-label" for=${id}>${words.saved}</label>
        ${
          this.#notSaved
            ? html`<p class="account-problem account-sheet-problem" id="${id}-problem">${words.notSaved}</p>`
            : nothing
        }
      </div>
      <div class="account-buttons">
        <button class="account-button account-button-primary">${words.finish}</button>
      </div>
    </form>`;
  }

  get #words(): typeof english {
    return this.#host.localize.words('recoveryCodeSheet', english);
  }

  get #title(): string {
    const company = this.#shown?.company;
    return company ? this.#words.title(company) : this.#words.titleAlone;
  }

  /** What somebody wants to know who finds them years later. */
  get #facts(): string[] {
    const words = this.#words;
    const account = this.#shown?.account;
    const created = words.created(this.#host.localize.date(this.#createdAt, { dateStyle: 'long' }));
    return [...(account ? [words.account(account)] : []), created, words.once];
  }

  readonly #handleDownload = (): void => {
    const { codes = [], company = '' } = this.#shown ?? {};
    const lines = [this.#title, ...this.#facts, '', ...codes];
    // Swedish dates are year, month, day.
    const day = this.#createdAt.toLocaleDateString('sv');
    const text = new Blob([`${lines.join('\n')}\n`], { type: 'text/plain;charset=utf-8' });
    saveFile(text, fileName([this.#words.file, company, day], 'txt'));
  };

  readonly #handlePrint = (): void => {
    this.#unprint();
    const { language, direction } = this.#host.localize;
    this.#unprint = printAlone(
      html`<div lang=${language} dir=${direction}>
        <h1>${this.#title}</h1>
        ${this.#facts.map((fact) => html`<p>${fact}</p>`)}
        <ol class="account-print-codes">
          ${this.#shown?.codes.map((code) => html`<li>${code}</li>`)}
        </ol>
      </div>`,
    );
  };

  readonly #handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const saved = (event.currentTarget as HTMLFormElement).elements.namedItem('saved') as HTMLInputElement;
    this.#notSaved = !saved.checked;
    if (saved.checked) {
      this.forget();
      return this.#options.onDone();
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    saved.focus();
  };
}
