import type { ReactiveControllerHost } from 'lit';
import { formValues } from '../shared/form-values.ts';
import { loadTelephones, noteOn, toShown, type TelephoneNote } from './telephone.ts';

/** What the telephone field shows of what is stored, and what there is to say about what is typed in it. */
export class TelephoneField {
  note: TelephoneNote | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #form: () => HTMLFormElement | null;
  #stored: string | undefined;
  #shown = '';

  constructor(host: ReactiveControllerHost, form: () => HTMLFormElement | null) {
    this.#host = host;
    this.#form = form;
  }

  /** What the field starts from: the same number is not written another way under somebody's cursor. */
  startFrom(stored: string): string {
    const control = this.#form()?.elements.namedItem('telephone') as HTMLElement | null | undefined;
    if (stored !== this.#stored || !control?.matches(':focus')) this.#shown = toShown(stored);
    this.#stored = stored;
    return this.#shown;
  }

  /** Looks at what was typed, as soon as that is possible. */
  async read(): Promise<void> {
    await loadTelephones();
    const form = this.#form();
    const { telephone = '', country = '' } = form ? formValues(form) : {};
    this.note = noteOn(telephone, country);
    this.#host.requestUpdate();
  }

  /** A save waits for the reading of telephone numbers, but not for long. */
  async ready(): Promise<void> {
    await Promise.race([loadTelephones(), new Promise((resolve) => setTimeout(resolve, 3000))]);
  }

  readonly handleFocusIn = ({ target }: FocusEvent): void => {
    if ((target as HTMLInputElement).name === 'telephone') void loadTelephones();
  };

  readonly handleFocusOut = ({ target }: FocusEvent): void => {
    if ((target as HTMLInputElement).name === 'telephone') this.#host.requestUpdate();
  };
}
