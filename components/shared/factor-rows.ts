import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FACTOR_NAME_MAX_LENGTH } from '../contract/factor-name.ts';
import { isProblem } from '../contract/problem.ts';
import { factors as english } from '../localize/en/factors.ts';
import type { AccountElement } from './account-element.ts';
import { ConfirmController } from './confirm-controller.ts';
import { field } from './field.ts';
import { focused } from './focused.ts';
import { changedFields, formValues } from './form-values.ts';
import { SignOutOthers } from './sign-out-others.ts';
import { SubmitController } from './submit-controller.ts';

/** What somebody proves themselves with, as a list shows it. */
export interface Factor {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** What the server says once a factor is gone. */
interface Removal {
  readonly sessionsEnded: number;
  readonly recoveryCodesRemoved: boolean;
}

interface Removed {
  readonly name: string;
  readonly signOutOthers: boolean;
  /** Left out: it was gone before. */
  readonly removal: Removal | undefined;
}

interface Consequence {
  readonly text: string;
  readonly confirm: string;
}

type Failing = Pick<SubmitController<never, unknown>, 'problem' | 'renderProblem'>;

/** What differs from one kind of factor to the next. */
interface Kind<F extends Factor> {
  /** Starts the ids of the controls. */
  readonly idPrefix: string;
  readonly icon: (factor: F) => unknown;
  /** Left out or `undefined`: the backend cannot do that. */
  readonly rename: () => ((factor: F, name: string) => Promise<unknown>) | undefined;
  readonly remove: () => ((factor: F, signOutOthers: boolean) => Promise<Removal>) | undefined;
  /** What removing it means, and the verb on the button that does it. */
  readonly consequence: (factor: F) => Consequence | Promise<Consequence>;
  /** Why it cannot be removed, and what to do first: said in place of the button. */
  readonly kept?: (factor: F) => string | undefined;
  readonly onRemoved: (removal: Removal) => void;
  /** A name is to be changed, or one to be removed: what was said of something else is old by now. */
  readonly onBegin?: () => void;
  /** What else can be done with one, as buttons. */
  readonly actions?: (factor: F) => unknown;
  /** What else there is to say about one, beside its name. */
  readonly badges?: (factor: F) => unknown;
  /** And before when it was created. */
  readonly facts?: (factor: F) => unknown;
}

/**
 * A list of factors, each with its name, when it was created and last used,
 * *Rename* and *Remove*. Light DOM: the element's light styles need those of
 * `factor-rows.styles.ts`, its shadow root those of dialogs and forms.
 */
export class FactorRows<F extends Factor> {
  /** The element's one: for what it asks besides. */
  readonly signOutOthers: SignOutOthers;

  readonly #host: AccountElement;
  readonly #kind: Kind<F>;
  readonly #confirm: ConfirmController;
  readonly #rename: SubmitController<[F, string], string>;
  readonly #remove: SubmitController<[F, boolean], Removed>;
  /** The one whose name is a field now; `made`: a moment ago. */
  #editing: { readonly id: string; readonly made: boolean } | undefined;
  #empty = false;
  /** The one that is to be removed. */
  #target: string | undefined;
  /** Another one each time that something is begun or taken back: what comes late for an older one is not shown. */
  #begun = {};
  /** What the server said is gone goes at once, before or without reading the list again. */
  readonly #gone = new Set<string>();

  constructor(host: AccountElement, kind: Kind<F>) {
    this.#host = host;
    this.#kind = kind;
    this.signOutOthers = new SignOutOthers(host);
    this.#confirm = new ConfirmController(host);
    this.#rename = new SubmitController(host, async (factor, name) => {
      await this.#kind.rename()?.(factor, name);
      return name;
    });
    this.#remove = new SubmitController(host, (factor, signOutOthers) => this.#write(factor, signOutOthers));
  }

  /** Whether a name was typed that is not saved. */
  get dirty(): boolean {
    const form = this.#find<HTMLFormElement>('.account-factor-form');
    return form !== null && changedFields(form).length > 0;
  }

  /** Of a list that was read, what is still there. */
  left(read: readonly F[]): readonly F[] {
    return read.filter(({ id }) => !this.#gone.has(id));
  }

  /** Takes back all that was asked and said. */
  forget(): void {
    this.#begun = {};
    this.#confirm.cancel();
    this.#editing = undefined;
    this.#rename.reset();
    this.#remove.reset();
  }

  /** Lets the person name what they have just made: it has a name already, and stays whatever they do. */
  name(factor: F): Promise<void> {
    return this.#edit(factor, true);
  }

  /** What came of the last change; in its place all the time, because readers miss live regions that come with text. */
  renderOutcome(): unknown {
    return html`<div class="account-outcome">
      ${this.#rename.renderOutcome(this.#words.renamed, () => nothing)}
      ${this.#remove.renderOutcome(this.#renderRemoved, () => nothing)}
    </div>`;
  }

  render(read: readonly F[]): unknown {
    return html`<ul class="account-factors" role="list">
      ${repeat(
        this.left(read),
        ({ id }) => id,
        (factor) =>
          html`<li
            class="account-factor ${this.#editing?.id === factor.id && this.#editing.made ? 'account-factor-made' : ''}"
            data-factor=${factor.id}
          >
            <span class="account-factor-icon">${this.#kind.icon(factor)}</span>
            ${this.#editing?.id === factor.id ? this.#renderForm(factor, this.#editing.made) : this.#renderFactor(factor)}
          </li>`,
      )}
    </ul>`;
  }

  /** The question before one is removed; belongs into the shadow root. */
  renderQuestion(): unknown {
    return this.#confirm.render();
  }

  #renderFactor(factor: F): unknown {
    const { localize } = this.#host;
    const words = this.#words;
    const { name, createdAt, lastUsedAt } = factor;
    const removing = this.#target === factor.id;
    const kept = this.#kind.remove() && this.#kind.kept?.(factor);
    const pending = removing && this.#remove.pending;
    return html`<div class="account-factor-text">
        <div class="account-factor-title">
          <h3 class="account-factor-name"><bdi>${name}</bdi></h3>
          ${this.#kind.badges?.(factor) ?? nothing}
        </div>
        <p class="account-hint account-factor-facts">
          ${this.#kind.facts?.(factor) ?? nothing}
          <time datetime=${createdAt}>${words.created(localize.date(createdAt, { dateStyle: 'medium' }))}</time>
          ${
            lastUsedAt
              ? html`<time datetime=${lastUsedAt}>${words.lastUsed(localize.date(lastUsedAt))}</time>`
              : html`<span>${words.neverUsed}</span>`
          }
        </p>
        ${kept ? html`<p class="account-hint account-factor-kept">${kept}</p>` : nothing}
      </div>
      <div class="account-factor-buttons">
        ${
          this.#kind.rename()
            ? html`<button
                class="account-button account-button-quiet account-factor-rename"
                type="button"
                aria-label=${words.renameNamed(name)}
                aria-disabled=${this.#rename.pending ? 'true' : nothing}
                @click=${() => void this.#edit(factor)}
              >
                ${words.rename}
              </button>`
            : nothing
        }
        ${this.#kind.actions?.(factor) ?? nothing}
        ${
          this.#kind.remove() && !kept
            ? html`<button
                class="account-button account-button-quiet account-factor-remove"
                type="button"
                aria-label=${pending ? nothing : words.removeNamed(name)}
                aria-disabled=${this.#remove.pending ? 'true' : nothing}
                @click=${() => void this.#handleRemove(factor)}
              >
                ${pending ? words.removing : words.remove}
              </button>`
            : nothing
        }
      </div>
      ${removing ? this.#renderProblem(this.#remove, words.stillThere(name)) : nothing}`;
  }

  #renderForm(factor: F, made: boolean): unknown {
    const { actions, states } = this.#host.localize.terms;
    const words = this.#words;
    const { pending } = this.#rename;
    const problem = this.#empty ? 'required' : this.#rename.rejected('name');
    return html`<form
      class="account-factor-form"
      novalidate
      @submit=${(event: SubmitEvent) => void this.#handleRename(event, factor)}
      @keydown=${(event: KeyboardEvent) => this.#handleKey(event, factor)}
    >
      ${field({
        id: `${this.#kind.idPrefix}-name`,
        name: 'name',
        label: words.name,
        hint: words.nameHint,
        value: factor.name,
        autocomplete: 'off',
        maxLength: FACTOR_NAME_MAX_LENGTH,
        problem: this.#host.localize.fieldProblem(problem),
      })}
      ${problem ? nothing : this.#renderProblem(this.#rename)}
      <div class="account-buttons">
        <button class="account-button account-button-primary account-swap" aria-disabled=${pending ? 'true' : nothing}>
          <span class="account-swapped" ?data-shown=${!pending}>${made ? words.saveName : actions.save}</span>
          <span class="account-swapped" ?data-shown=${pending}>${states.saving}</span>
        </button>
        <button class="account-button" type="button" @click=${() => void this.#stopEditing(factor)}>
          ${made ? words.keepName(factor.name) : actions.cancel}
        </button>
      </div>
    </form>`;
  }

  /** Why it was not done, where the button is; the person's own decision is no problem. */
  #renderProblem({ problem, renderProblem }: Failing, more?: string): unknown {
    if (!problem || problem.code === 'reauthentication-required') return nothing;
    return html`<div class="account-factor-problem" role="alert">${renderProblem(problem, more)}</div>`;
  }

  readonly #renderRemoved = ({ name, signOutOthers, removal }: Removed): unknown => {
    const words = this.#words;
    const codes = removal?.recoveryCodesRemoved ? words.codesRemoved : '';
    const others = removal && signOutOthers ? this.signOutOthers.outcome(removal.sessionsEnded) : '';
    return [words.removed(name), codes, others].filter(Boolean).join(' ');
  };

  get #words(): typeof english {
    return this.#host.localize.words('factors', english);
  }

  async #write(factor: F, signOutOthers: boolean): Promise<Removed> {
    let removal: Removal | undefined;
    try {
      removal = await this.#kind.remove()?.(factor, signOutOthers);
    } catch (error) {
      // Gone is gone, whoever did it.
      if (!isProblem(error, 'not-found')) throw error;
    }
    this.#gone.add(factor.id);
    return { name: factor.name, signOutOthers, removal };
  }

  async #handleRemove(factor: F): Promise<void> {
    if (this.#remove.pending) return;
    this.forget();
    this.#kind.onBegin?.();
    const begun = this.#begun;
    const { text, confirm } = await this.#kind.consequence(factor);
    if (this.#begun !== begun) return;
    const sure = await this.#confirm.ask({
      heading: this.#words.removeHeading(factor.name),
      text,
      confirm,
      choice: () => this.signOutOthers.render('account'),
    });
    if (!sure) return;
    this.#target = factor.id;
    const position = this.#rows.findIndex(({ dataset }) => dataset['factor'] === factor.id);
    if (!(await this.#remove.run(factor, this.#confirm.chosen('signOutOthers')))) return;
    await this.#host.updateComplete;
    const { state } = this.#remove;
    if (state.name === 'done' && state.value.removal) this.#kind.onRemoved(state.value.removal);
    // The button went with its row: the next one, else the top of the list. Not if the person is somewhere else by now.
    if (focused() && focused() !== document.body) return;
    const next = this.#rows[Math.min(position, this.#rows.length - 1)];
    (next?.querySelector<HTMLElement>('.account-factor-remove') ?? this.#find('h2'))?.focus();
  }

  async #handleRename(event: SubmitEvent, factor: F): Promise<void> {
    event.preventDefault();
    if (this.#rename.pending) return;
    const { name = '' } = formValues(event.currentTarget as HTMLFormElement);
    if (name.trim() === factor.name) return this.#stopEditing(factor);
    this.#rename.reset();
    this.#empty = name.trim() === '';
    this.#host.requestUpdate();
    if (!this.#empty && (await this.#rename.run(factor, name.trim()))) return this.#showFactor(factor);
    await this.#host.updateComplete;
    if (this.#empty || this.#rename.problem?.fields.length) this.#find('[aria-invalid="true"]')?.focus();
  }

  async #edit(factor: F, made = false): Promise<void> {
    // Its answer would be taken for one to this.
    if (this.#rename.pending) return;
    this.forget();
    if (!made) this.#kind.onBegin?.();
    this.#empty = false;
    this.#editing = { id: factor.id, made };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const input = this.#find<HTMLInputElement>('.account-factor-form input');
    input?.focus();
    input?.select();
  }

  #stopEditing(factor: F): Promise<void> {
    this.#rename.reset();
    return this.#showFactor(factor);
  }

  async #showFactor(factor: F): Promise<void> {
    this.#editing = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#find(`[data-factor="${CSS.escape(factor.id)}"] .account-factor-rename`)?.focus();
  }

  readonly #handleKey = (event: KeyboardEvent, factor: F): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Around it may be a dialog that closes by Esc, too.
    event.preventDefault();
    event.stopPropagation();
    void this.#stopEditing(factor);
  };

  get #rows(): HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>(':scope > .account-light .account-factor')];
  }

  #find<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.#host.querySelector<E>(`:scope > .account-light ${selector}`);
  }
}
