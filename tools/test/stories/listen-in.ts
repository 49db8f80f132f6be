/** What a page keeps of it; `globalThis` there, not here. */
export interface Listening {
  listening: {
    /** Forgets everything: a story begins. */
    begin(): void;
    /** What somebody who hears the story would miss. */
    faults(): string[];
  };
}

/**
 * Runs in the page, before everything else. Hears what a screen reader would
 * say by itself: texts that come into live regions and stay. What a play
 * function presses gets the focus first, as it does when a person presses it.
 */
export function listenIn(): void {
  const LIVE = '[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]';
  /** What is gone before that, nobody hears. In milliseconds. */
  const HEARD_AFTER = 80;

  interface Action {
    readonly control: HTMLElement;
    readonly before: string;
    readonly said: string[];
    /** Pressing something has to be answered; typing answers itself. */
    readonly pressed: boolean;
  }
  /** Before anything was done: what regions say in the end, by region. “Loading” is gone by then. */
  let loaded = new Map<Element, string>();
  let actions: Action[] = [];
  let texts = new WeakMap<Element, string>();
  const waiting = new Set<() => void>();
  const roots = new Set<Document | ShadowRoot>();

  const inside = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

  let frame = 0;
  const listen = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    for (const root of roots) {
      if (root instanceof ShadowRoot && !root.host.isConnected) continue;
      for (const region of root.querySelectorAll<HTMLElement>(LIVE)) {
        const text = region.checkVisibility() ? inside(region.innerText) : '';
        if (text === (texts.get(region) ?? '')) continue;
        texts.set(region, text);
        const action = actions.at(-1);
        const hear = (): void => {
          // What changed since is not heard any more: on a slow machine, the next frame may be far.
          if (frame) listen();
          if (!waiting.delete(hear) || !region.isConnected || texts.get(region) !== text) return;
          if (action) action.said.push(text);
          else loaded.set(region, text);
        };
        if (!text) continue;
        waiting.add(hear);
        setTimeout(hear, HEARD_AFTER);
      }
    }
  };
  // Whether something can be seen is asked once per frame: asking has the whole page laid out.
  const observer = new MutationObserver(() => (frame ||= requestAnimationFrame(listen)));
  const watch = (root: Document | ShadowRoot): void => {
    roots.add(root);
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch(document);
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init): ShadowRoot {
    const root = attachShadow.call(this, init);
    watch(root);
    return root;
  };

  const focused = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active === document.body ? null : active;
  };

  /** What a control says of itself. */
  const describe = (control: HTMLElement): string =>
    [
      inside(control.textContent),
      control.closest('details')?.open,
      ...['aria-label', 'aria-expanded', 'aria-pressed', 'aria-disabled'].map((name) => control.getAttribute(name)),
      (control as HTMLInputElement).checked,
    ].join('|');

  let pressedAt = 0;
  const act = (control: HTMLElement | null, pressed = true): void => {
    if (!control) return;
    // What was there before is not the answer.
    if (frame) listen();
    if (focused() !== control) control.focus();
    actions.push({ control, before: describe(control), said: [], pressed });
  };
  const capture = { capture: true };
  addEventListener(
    'click',
    (event) => {
      const [target] = event.composedPath();
      if (event.isTrusted || !(target instanceof HTMLElement)) return;
      pressedAt = performance.now();
      act(target.closest<HTMLElement>('button, a[href], input, summary, [tabindex]'));
    },
    capture,
  );
  addEventListener(
    'submit',
    ({ target }) => {
      const form = target as HTMLFormElement;
      // A click on its button was one action already.
      if (performance.now() - pressedAt > 5) act(form.querySelector<HTMLElement>('button:not([type=button])'));
    },
    capture,
  );

  addEventListener(
    'change',
    (event) => {
      const [target] = event.composedPath();
      // A box that is ticked was pressed.
      if (!event.isTrusted && target instanceof HTMLElement && performance.now() - pressedAt > 5) act(target, false);
    },
    capture,
  );

  (globalThis as unknown as Listening).listening = {
    begin() {
      loaded = new Map();
      actions = [];
      texts = new WeakMap();
      waiting.clear();
      for (const root of roots) if (root instanceof ShadowRoot && !root.host.isConnected) roots.delete(root);
    },
    faults() {
      if (frame) listen();
      for (const hear of waiting) hear();
      const list = (said: string[]): string => said.map((text) => `“${text}”`).join(' and ');
      const faults: string[] = [];
      const first = [...loaded].filter(([region]) => region.isConnected).map(([, text]) => text);
      if (first.length > 1) faults.push(`announcements: ${list(first)} before anything was done`);
      for (const { before, said } of actions) {
        if (said.length > 1) faults.push(`announcements: ${list(said)} after one action (${before})`);
      }
      const last = actions.at(-1);
      if (!last) return faults;
      const { before, control, pressed, said } = last;
      const active = focused();
      if (!active) faults.push(`focus: nothing has it after “${before}”`);
      if (pressed && said.length === 0 && active === control && describe(control) === before)
        faults.push(`announcements: nothing is said and nothing has moved after “${before}”`);
      return faults;
    },
  };
}
