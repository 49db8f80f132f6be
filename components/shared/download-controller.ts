import { html, nothing } from 'lit';
import type { ExportFormat } from '../contract/account-data.ts';
import type { Download } from '../contract/endpoint.ts';
import { Problem, isProblem } from '../contract/problem.ts';
import { download as english } from '../localize/en/download.ts';
import type { AccountElement } from './account-element.ts';
import { focused } from './focused.ts';
import { fileName, saveFile } from './save-file.ts';
import { SubmitController } from './submit-controller.ts';

/** Those that people want come first. */
const formats: readonly ExportFormat[] = ['csv', 'json'];

/** Milliseconds between two looks at how much has come. */
const PACE = 200;

interface Saved {
  readonly name: string;
  readonly bytes: number;
}

/** What is received, and what it is called where the server gives it no name. */
interface Source {
  readonly receive: (format: ExportFormat, signal: AbortSignal) => Promise<Download>;
  readonly file: () => string;
}

/**
 * Receives a file that the server makes and hands it to the browser: all of it
 * or nothing. Says how much has come, and lets the person stop it.
 */
export class DownloadController {
  readonly #host: AccountElement;
  readonly #source: Source;
  readonly #save: SubmitController<[ExportFormat], Saved | undefined>;
  #format: ExportFormat = 'csv';
  /** Aborted when nobody wants the file any more. */
  #wanted: AbortController | undefined;
  #running: Promise<boolean> | undefined;
  #received = 0;

  constructor(host: AccountElement, source: Source) {
    this.#host = host;
    this.#source = source;
    this.#save = new SubmitController(host, (format: ExportFormat) => this.#receive(format));
    host.addController({
      // Not when it was only moved.
      hostDisconnected: () => queueMicrotask(() => host.isConnected || this.#wanted?.abort()),
    });
  }

  get pending(): boolean {
    return this.#save.pending;
  }

  /** Wants no more of it, and says nothing about it. */
  async forget(): Promise<void> {
    this.#wanted?.abort();
    await this.#running;
    this.#save.reset();
  }

  render(): unknown {
    const { pending } = this;
    const words = this.#words;
    return html`<div class="buttons">
        ${formats.map(
          (format) =>
            html`<button
              class="account-button"
              part="button"
              type="button"
              data-format=${format}
              aria-describedby="formats"
              aria-disabled=${pending ? 'true' : nothing}
              @click=${() => void this.#handleDownload(format)}
            >
              ${words.as[format]}
            </button>`,
        )}
      </div>
      ${pending ? this.#renderProgress() : nothing}
      <span class="account-visually-hidden" role="status">${pending ? words.pending : nothing}</span>
      <div class="outcome">
        ${this.#save.renderOutcome(
          (saved) => (saved ? words.saved(saved.name, this.#size(saved.bytes)) : words.cancelled),
          (problem) => this.#save.renderProblem(problem, words.notSaved),
        )}
      </div>
      ${this.#renderRetry()}`;
  }

  #renderProgress(): unknown {
    const words = this.#words;
    return html`<div class="progress">
      <p class="account-muted">${this.#received > 0 ? words.received(this.#size(this.#received)) : words.pending}</p>
      <button class="account-button account-button-quiet" part="button" type="button" @click=${this.#handleCancel}>
        ${this.#host.localize.terms.actions.cancel}
      </button>
    </div>`;
  }

  /** Beside the alert, not in it: it is not read out with it. */
  #renderRetry(): unknown {
    const { problem } = this.#save;
    const final = ['unauthenticated', 'forbidden', 'reauthentication-required'];
    if (!problem || final.includes(problem.code)) return nothing;
    return html`<div class="buttons">
      <button
        class="account-button again"
        part="button"
        type="button"
        @click=${() => void this.#handleDownload(this.#format)}
      >
        ${this.#host.localize.terms.states.retry}
      </button>
    </div>`;
  }

  get #words(): typeof english {
    return this.#host.localize.words('download', english);
  }

  #size(bytes: number): string {
    const large = bytes >= 1_000_000;
    return this.#host.localize.number(Math.max(1, bytes / 1000) / (large ? 1000 : 1), {
      style: 'unit',
      unit: large ? 'megabyte' : 'kilobyte',
      maximumFractionDigits: large ? 1 : 0,
    });
  }

  async #receive(format: ExportFormat): Promise<Saved | undefined> {
    const { signal } = (this.#wanted = new AbortController());
    this.#received = 0;
    try {
      const { name, type, body } = await this.#source.receive(format, signal);
      const file = new Blob(await this.#piecesOf(body, signal), { type });
      const saved = name || fileName([this.#source.file(), new Date().toLocaleDateString('sv')], format);
      saveFile(file, saved);
      return { name: saved, bytes: file.size };
    } catch (error) {
      // The person's own decision.
      if (signal.aborted) return undefined;
      throw isProblem(error) ? error : new Problem('unreachable', {}, { cause: error });
    }
  }

  async #piecesOf(
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const reader = body.getReader();
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let seen = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return pieces;
      pieces.push(value);
      this.#received += value.byteLength;
      if (performance.now() - seen < PACE) continue;
      seen = performance.now();
      this.#host.requestUpdate();
    }
  }

  async #handleDownload(format: ExportFormat): Promise<void> {
    if (this.pending) return;
    this.#format = format;
    this.#running = this.#save.run(format);
    await this.#keepFocus('.progress > button');
    await this.#running;
    await this.#keepFocus(`[data-format="${format}"]`);
  }

  /** *Cancel* and *Try again* go with what they were for. */
  async #keepFocus(next: string): Promise<void> {
    await this.#host.updateComplete;
    const where = focused();
    if (!where || where === document.body) this.#host.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  readonly #handleCancel = (): void => this.#wanted?.abort();
}
