import { Problem } from '../contract/problem.ts';
import type { PasswordChange } from '../password-change/password-change.ts';
import type { AccountElement } from '../shared/account-element.ts';
import { create } from '../shared/define.ts';
import { SubmitController } from '../shared/submit-controller.ts';

/** What the rows open, by the id of their button. */
export type ViewName = 'password';
type ViewElement = PasswordChange;

/** Most people who look at their profile open none of these: each is loaded when it is. */
const views: Readonly<Record<ViewName, () => Promise<new () => ViewElement>>> = {
  password: () => import('../password-change/password-change.ts').then(({ PasswordChange }) => PasswordChange),
};

/** What a row opens in place of the form, which stays, with what was typed. */
export class ViewController {
  /** There from the moment it is opened: it may have to ask something before it shows. */
  element: ViewElement | undefined;

  readonly opening: SubmitController<[ViewName], void>;
  readonly #host: AccountElement;
  #name: ViewName | undefined;
  #shown = false;

  constructor(host: AccountElement) {
    this.#host = host;
    this.opening = new SubmitController(host, (name) => this.#open(name));
    host.addEventListener('password-change-closed', () => void this.close());
  }

  get shown(): ViewElement | undefined {
    return this.#shown ? this.element : undefined;
  }

  /** Back to the form, and to the row that led away from it. */
  async close(): Promise<void> {
    const name = this.#name;
    this.forget();
    await this.#host.updateComplete;
    if (name) this.#host.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
  }

  forget(): void {
    this.element = undefined;
    this.#name = undefined;
    this.#shown = false;
    this.#host.requestUpdate();
  }

  async #open(name: ViewName): Promise<void> {
    const View = await views[name]().catch((cause: unknown) => {
      throw new Problem('unreachable', {}, { cause });
    });
    const element = create(View);
    this.element = element;
    this.#name = name;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const ready = await element.show();
    // Closed meanwhile.
    if (this.element !== element) return;
    if (!ready) return this.close();
    this.#shown = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    element.focus();
  }
}
