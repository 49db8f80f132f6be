import { html, nothing } from 'lit';
import type { Lockdown } from '../contract/account-lockdown.ts';
import type { Problem } from '../contract/problem.ts';
import type { RecoveryCodes } from '../recovery-codes/recovery-codes.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import type { Work } from './work.ts';

/** The recovery codes: new ones, or those that there are are the person's own. */
export class CodesStep {
  readonly #work: Work;
  readonly #fetching: SubmitController<[], void>;
  #codes: RecoveryCodes | undefined;
  #stays = false;

  constructor(work: Work) {
    this.#work = work;
    this.#fetching = new SubmitController(work.host, () => this.#fetch());
  }

  /** New codes are on screen until the person goes on. */
  get stays(): boolean {
    return this.#stays;
  }

  /** Whether there are codes that nobody has said are saved. */
  get dirty(): boolean {
    return this.#codes?.dirty === true;
  }

  forget(): void {
    this.#codes = undefined;
    this.#fetching.reset();
    this.#stays = false;
  }

  render({ recoveryCodes }: Lockdown): unknown {
    const words = this.#work.words.codes;
    return html`<p class="account-text">${words.text} ${recoveryCodes?.isNew ? words.isNew : nothing}</p>
      ${this.#element}
      <div class="account-buttons">
        ${
          recoveryCodes?.renewed
            ? html`<button
                class="account-button account-button-primary"
                type="button"
                aria-disabled=${this.dirty ? 'true' : nothing}
                @click=${this.#handleGoOn}
              >
                ${words.goOn}
              </button>`
            : this.#work.renderKeep({ what: 'recovery-codes' }, words.keep, () => '')
        }
      </div>`;
  }

  /** The same as in the section *Security*, fetched when it is wanted. */
  get #element(): unknown {
    const { host } = this.#work;
    if (this.#codes) return Object.assign(this.#codes, { client: host.client, api: host.api });
    const { problem, state } = this.#fetching;
    if (problem) return this.#renderProblem(problem);
    if (state.name === 'idle') void host.updateComplete.then(() => this.#fetching.run());
    return nothing;
  }

  #renderProblem(problem: Problem): unknown {
    const { localize } = this.#work.host;
    return html`<div class="account-banner" role="alert">
      <p class="account-text">${localize.problem(problem)}</p>
      <button class="account-button" type="button" @click=${() => void this.#fetching.run()}>
        ${localize.terms.states.retry}
      </button>
    </div>`;
  }

  async #fetch(): Promise<void> {
    const { RecoveryCodes: Codes } = await fetchFile(() => import('../recovery-codes/recovery-codes.ts'));
    this.#codes = create(Codes, 'recovery-codes');
    this.#codes.addEventListener('recovery-codes-created', () => (this.#stays = true));
    this.#codes.addEventListener('dirty-change', () => this.#work.host.requestUpdate());
  }

  readonly #handleGoOn = (): void => {
    if (this.dirty) return;
    this.#stays = false;
    void this.#work.options.onDone();
  };
}
