import { render, type CSSResult, type RootPart } from 'lit';
import { AccountElement } from './account-element.ts';
import { formStyles } from '../theme/form.styles.ts';

/** Counted per page, not per copy of the library: two copies must not make the same ids. */
const page = globalThis as { [INSTANCES]?: number };
const INSTANCES = Symbol.for('account-elements/instances');

function nextInstance(): number {
  page[INSTANCES] = (page[INSTANCES] ?? 0) + 1;
  return page[INSTANCES];
}

/**
 * An element whose form is light DOM: password managers and labels do not see
 * into shadow roots. Subclasses render the form in `renderLight()` and place it
 * in `render()` with `<slot name="light"></slot>`.
 *
 * It owns one child, which holds everything it renders. It leaves the host's
 * children alone, and puts its own back when a host's re-render removed it,
 * with all that was typed.
 *
 * @cssproperty --account-input-surface - What is behind what is typed; the surface, when not set.
 */
export abstract class LightElement extends AccountElement {
  /** @internal The looks of the form, all in `@scope (.account-light)`: what every form has, then what only this one has. */
  static lightStyles: readonly CSSResult[] = [formStyles];

  /** Starts the ids of the controls, so that two of one kind on a page do not clash. */
  protected readonly idPrefix = `account-${nextInstance()}`;

  readonly #light = new LightChild(this);

  /** The form that this element shows. Every element in it carries a class of `lightStyles`. */
  protected abstract renderLight(): unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#light.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#light.disconnect();
  }

  protected override update(changed: Map<PropertyKey, unknown>): void {
    super.update(changed);
    this.#light.render(this.renderLight());
  }

  /** The form, once rendered. */
  protected get form(): HTMLFormElement | null {
    return this.#light.container.querySelector('form');
  }

  /** Finds among the light children that this element rendered. */
  protected queryLight<E extends Element>(selector: string): E | null {
    return this.#light.container.querySelector<E>(selector);
  }

  /** Focus goes to the first field that was refused, else to the first field. */
  override focus(options?: FocusOptions): void {
    // Just put into a dialog, say: what is to have the focus comes in a moment.
    if (!this.hasUpdated) return void this.updateComplete.then(() => this.hasUpdated && this.focus(options));
    const field =
      this.queryLight<HTMLElement>('[aria-invalid="true"]') ??
      this.queryLight<HTMLElement>('input:not([readonly]), select, textarea, button');
    field?.focus(options);
  }
}

/** The one light child of an element, and the care it takes to keep it. */
class LightChild {
  readonly container: HTMLElement;
  readonly #host: LightElement;
  readonly #observer: MutationObserver;
  #part: RootPart | undefined;
  /** What has the focus in here. */
  #focused: HTMLElement | undefined;

  constructor(host: LightElement) {
    this.#host = host;
    this.container = document.createElement('div');
    this.container.className = 'account-light';
    this.container.slot = 'light';
    this.#observer = new MutationObserver(() => this.#attach());
    this.container.addEventListener('focusin', ({ target }) => (this.#focused = target as HTMLElement));
    this.container.addEventListener('focusout', () => {
      // Not when the focus goes because a host removes us, which is not done yet.
      queueMicrotask(() => {
        if (this.container.parentNode === this.#host && !this.container.matches(':focus-within'))
          this.#focused = undefined;
      });
    });
  }

  connect(): void {
    this.#adoptStyles();
    this.#attach();
    this.#observer.observe(this.#host, { childList: true });
    this.#part?.setConnected(true);
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#part?.setConnected(false);
  }

  render(content: unknown): void {
    const { language, direction } = this.#host.localize;
    // Every write of `lang` makes all elements look again which language they have.
    this.#adoptStyles();
    if (this.container.lang !== language) this.container.lang = language;
    this.container.dir = direction;
    this.#part = render(content, this.container, { host: this.#host });
  }

  #attach(): void {
    // What a clone or a server's rendering left behind is a dead copy of ours.
    for (const child of this.#host.querySelectorAll(':scope > .account-light')) {
      if (child !== this.container) child.remove();
    }
    if (this.container.parentNode === this.#host) return;
    this.#host.append(this.container);
    if (document.activeElement === document.body) this.#focused?.focus({ preventScroll: true });
  }

  #adoptStyles(): void {
    const root = this.#host.getRootNode();
    // While it is on no page, it has no root with styles.
    if (!(root instanceof Document || root instanceof ShadowRoot)) return;
    for (const { styleSheet } of (this.#host.constructor as typeof LightElement).lightStyles) {
      // Looked at with every update: hosts replace the whole list.
      if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
    }
  }
}
