import type { LitElement } from 'lit';

/** How long typed letters belong together. */
const TYPE_AHEAD_MS = 500;

/**
 * A menu button as the ARIA Authoring Practices Guide has it. The menu is a
 * native popover: in the top layer, closed by a click elsewhere. Its items are
 * those of the element's shadow root and those that the page puts into slots.
 */
export class MenuController {
  readonly #host: LitElement;
  #typed = '';
  #typedAt = 0;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Whether the menu shows. A menu that is taken off the page tells nobody that it closed. */
  get open(): boolean {
    return this.#popover?.matches(':popover-open') === true;
  }

  /** Closes the menu, and gives the focus back to the button if it was in the menu. */
  hide(): void {
    const hadFocus = this.#items().some((item) => item.matches(':focus'));
    if (this.open) this.#popover?.hidePopover();
    if (hadFocus) this.#button?.focus();
  }

  // The button opens the menu by `popovertarget`: that way a click on it while the menu shows closes it.
  readonly handleButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#popover?.showPopover();
    this.#items()
      .at(event.key === 'ArrowDown' ? 0 : -1)
      ?.focus();
  };

  readonly handleMenuKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab') return this.hide();
    if (this.#handle(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  readonly handleBeforeToggle = ({ newState }: ToggleEvent): void => {
    if (newState === 'open') this.#place();
  };

  readonly handleToggle = (): void => {
    this.#host.requestUpdate();
    if (this.open && !this.#items().some((item) => item.matches(':focus'))) this.#items()[0]?.focus();
  };

  /** Links and buttons of the page become items of the menu. */
  readonly handleSlotChange = ({ target }: Event): void => {
    for (const element of (target as HTMLSlotElement).assignedElements({ flatten: true })) {
      element.setAttribute('role', 'menuitem');
      (element as HTMLElement).tabIndex = -1;
    }
  };

  #handle(event: KeyboardEvent): boolean {
    const items = this.#items();
    const current = items.findIndex((item) => item.matches(':focus'));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) return focusItem(items[(current + step + items.length) % items.length]);
    switch (event.key) {
      case 'Home':
        return focusItem(items[0]);
      case 'End':
        return focusItem(items.at(-1));
      case 'Escape':
        this.hide();
        return true;
      case 'Enter':
        // Held down since it opened the menu, it must not choose from it.
        return event.repeat;
      case ' ':
        if (this.#isTyping(event)) return this.#typeAhead(event, items, current);
        // A link does not know the space bar.
        if (!event.repeat) items[current]?.click();
        return true;
      default:
        return event.key.length === 1 && this.#typeAhead(event, items, current);
    }
  }

  #isTyping({ timeStamp }: KeyboardEvent): boolean {
    return this.#typed !== '' && timeStamp - this.#typedAt < TYPE_AHEAD_MS;
  }

  #typeAhead(event: KeyboardEvent, items: readonly HTMLElement[], current: number): boolean {
    this.#typed = (this.#isTyping(event) ? this.#typed : '') + event.key.toLocaleLowerCase();
    // When it was typed, which may be long before a busy page hears of it.
    this.#typedAt = event.timeStamp;
    // The same letter again goes on to the next item with it.
    const again = [...this.#typed].every((letter) => letter === this.#typed[0]);
    const wanted = again ? (this.#typed[0] ?? '') : this.#typed;
    const from = again ? current + 1 : current;
    const inOrder = [...items.slice(from), ...items.slice(0, from)];
    focusItem(inOrder.find((item) => nameOf(item).startsWith(wanted)));
    return true;
  }

  #items(): HTMLElement[] {
    const found = this.#popover?.querySelectorAll<HTMLElement>('[role="menuitem"], slot') ?? [];
    return [...found]
      .flatMap((node) => (node instanceof HTMLSlotElement ? node.assignedElements({ flatten: true }) : [node]))
      .filter((item): item is HTMLElement => item instanceof HTMLElement && isUsable(item));
  }

  get #popover(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[popover]');
  }

  get #button(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[popovertarget]');
  }

  /** Where CSS cannot tie the menu to its button yet. */
  #place(): void {
    if (CSS.supports('position-area', 'block-end') || !this.#button || !this.#popover) return;
    const { bottom, left, right } = this.#button.getBoundingClientRect();
    const rightToLeft = getComputedStyle(this.#popover).direction === 'rtl';
    this.#popover.style.setProperty('--_block', `${bottom}px`);
    this.#popover.style.setProperty(
      '--_inline',
      `${rightToLeft ? left : document.documentElement.clientWidth - right}px`,
    );
  }
}

const isUsable = (item: HTMLElement): boolean => !item.hidden && !item.matches(':disabled');

const nameOf = (item: HTMLElement): string =>
  (item.getAttribute('aria-label') ?? item.textContent).trim().toLocaleLowerCase();

function focusItem(item: HTMLElement | undefined): true {
  item?.focus();
  return true;
}
