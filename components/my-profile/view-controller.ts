import type { AccountElement } from '../shared/account-element.ts';
import type { ProfileForm } from '../profile-form/profile-form.ts';
import { create } from '../shared/define.ts';
import { fetchFile } from '../shared/fetch-file.ts';
import { SubmitController } from '../shared/submit-controller.ts';

/** What the rows open, by the id of their button. */
export type ViewName = 'activity' | 'password';

interface ViewElement extends AccountElement {
  /** Resolves to whether there is something to show: it may have to ask something first. */
  show?(): Promise<boolean>;
}

/** The form itself is most of what the dialog needs, and a page may have a dialog that nobody opens. */
export async function makeForm(): Promise<ProfileForm> {
  const { ProfileForm } = await fetchFile(() => import('../profile-form/profile-form.ts'));
  return create(ProfileForm, 'profile-form');
}

/** Most people who look at their profile open none of these: each is loaded when it is. */
const views: Readonly<Record<ViewName, () => Promise<ViewElement>>> = {
  async activity() {
    const { ActivityLog } = await fetchFile(() => import('../activity-log/activity-log.ts'));
    return Object.assign(create(ActivityLog, 'activity-log'), { view: 'access' as const });
  },
  async password() {
    const { PasswordChange } = await fetchFile(() => import('../password-change/password-change.ts'));
    return create(PasswordChange, 'password-change');
  },
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

  /** The name of what is shown instead of the form. */
  get name(): ViewName | undefined {
    return this.#shown ? this.#name : undefined;
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
    this.opening.reset();
    this.#host.requestUpdate();
  }

  async #open(name: ViewName): Promise<void> {
    this.#name = name;
    const element = await views[name]();
    // Closed meanwhile.
    if (this.#name !== name) return;
    this.element = element;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.element !== element) return;
    const ready = (await element.show?.()) ?? true;
    if (this.element !== element) return;
    if (!ready) return this.close();
    this.#shown = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    (this.#host.renderRoot.querySelector<HTMLElement>('#view') ?? element).focus();
  }
}
