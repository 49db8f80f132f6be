import { html, nothing } from 'lit';
import { SESSION_NAME_MAX_LENGTH, sessions, type Session } from '../contract/sessions.ts';
import { sessionNaming as english } from '../localize/en/session-naming.ts';
import { deviceText } from '../localize/visit-text.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { field } from '../shared/field.ts';
import { changedFields, formValues } from '../shared/form-values.ts';
import { SubmitController } from '../shared/submit-controller.ts';
import { UnsavedController } from '../shared/unsaved-controller.ts';

/** A name of one’s own for a session: the form in place of its heading. */
export class SessionNaming {
  readonly #host: AccountElement;
  readonly #save: SubmitController<[Session, string], string>;
  /** The one whose name is a field now. */
  #session: string | undefined;

  constructor(host: AccountElement) {
    this.#host = host;
    this.#save = new SubmitController(host, async (session, name) => {
      await host.send(sessions.rename, { params: { id: session.id }, body: { name } });
      return name === ''
        ? this.#words.nameless(deviceText(session.device, host.localize.terms))
        : this.#words.renamed(name);
    });
    new UnsavedController(host, () => this.#form !== null && changedFields(this.#form).length > 0);
  }

  get pending(): boolean {
    return this.#save.pending;
  }

  async begin({ id }: Session): Promise<void> {
    // Its answer would be taken for one to this.
    if (this.pending) return;
    this.forget();
    this.#session = id;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const input = this.#form?.querySelector('input');
    input?.focus();
    input?.select();
  }

  /** Takes back what was asked and said. */
  forget(): void {
    this.#session = undefined;
    this.#save.reset();
  }

  renderOutcome(): unknown {
    return this.#save.renderOutcome(
      (said) => said,
      () => nothing,
    );
  }

  /** The form, if it is this one that is named now. */
  renderForm(session: Session): unknown {
    if (session.id !== this.#session) return undefined;
    const { actions, states } = this.#host.localize.terms;
    const words = this.#words;
    const device = deviceText(session.device, this.#host.localize.terms);
    const { pending, problem } = this.#save;
    const refused = this.#host.localize.fieldProblem(this.#save.rejected('name'));
    return html`<div class="naming">
      <div class="account-light">
        <form
          class="account-form"
          novalidate
          @submit=${(event: SubmitEvent) => void this.#handleSubmit(event, session)}
          @keydown=${(event: KeyboardEvent) => this.#handleKey(event, session)}
        >
          ${field({
            id: 'session-name',
            name: 'name',
            label: words.name,
            hint: words.nameHint(device),
            value: session.name ?? '',
            autocomplete: 'off',
            maxLength: SESSION_NAME_MAX_LENGTH,
            problem: refused,
          })}
          ${problem && !refused ? html`<div role="alert">${this.#save.renderProblem(problem)}</div>` : nothing}
          <div class="account-buttons">
            <button
              class="account-button account-button-primary account-swap"
              aria-disabled=${pending ? 'true' : nothing}
            >
              <span class="account-swapped" ?data-shown=${!pending}>${actions.save}</span>
              <span class="account-swapped" ?data-shown=${pending}>${states.saving}</span>
            </button>
            <button class="account-button" type="button" @click=${() => void this.#stop(session)}>
              ${actions.cancel}
            </button>
          </div>
        </form>
      </div>
    </div>`;
  }

  get #words(): typeof english {
    return this.#host.localize.words('sessionNaming', english);
  }

  get #form(): HTMLFormElement | null {
    return this.#host.renderRoot.querySelector<HTMLFormElement>('.naming form');
  }

  async #handleSubmit(event: SubmitEvent, session: Session): Promise<void> {
    event.preventDefault();
    if (this.#save.pending) return;
    const name = (formValues(event.currentTarget as HTMLFormElement)['name'] ?? '').trim();
    if (name === (session.name ?? '')) return this.#stop(session);
    if (await this.#save.run(session, name)) return this.#close(session);
    await this.#host.updateComplete;
    this.#form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  #stop(session: Session): Promise<void> {
    this.#save.reset();
    return this.#close(session);
  }

  async #close({ id }: Session): Promise<void> {
    // Another one may be named by now.
    if (this.#session !== id) return;
    this.#session = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"] .rename`)?.focus();
  }

  #handleKey(event: KeyboardEvent, session: Session): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Around it may be a dialog that closes by Esc, too.
    event.preventDefault();
    event.stopPropagation();
    void this.#stop(session);
  }
}
