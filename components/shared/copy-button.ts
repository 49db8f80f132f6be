import { html, nothing, type ReactiveController } from 'lit';
import { copy as english } from '../localize/en/copy.ts';
import type { AccountElement } from './account-element.ts';

/** What there is to copy, and where it stands on screen. */
interface Copied {
  readonly label: string;
  readonly text: string;
  /** Finds it, so that it can be selected where the browser refuses to copy. */
  readonly source: () => Node | null;
}

type Outcome = 'copied' | 'refused' | undefined;

/** Milliseconds for which *Copied* stands in place of the label. */
const SAID_FOR = 4000;

/** A button that copies. Where the browser does not let it, it selects the text and says which keys to press. */
export class CopyButton implements ReactiveController {
  readonly #host: AccountElement;
  #outcome: Outcome;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AccountElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#say(undefined);
  }

  render(copied: Copied): unknown {
    const words = this.#host.localize.words('copy', english);
    const done = this.#outcome === 'copied';
    return html`<button class="account-button account-swap" type="button" @click=${() => void this.#copy(copied)}>
      <span class="account-swapped" ?data-shown=${!done}>${copied.label}</span>
      <span class="account-swapped" ?data-shown=${done}>${words.copied}</span>
    </button>`;
  }

  /** What came of it: there all the time, because readers miss live regions that come with their text. */
  renderOutcome(): unknown {
    const words = this.#host.localize.words('copy', english);
    const refused = this.#outcome === 'refused';
    return html`<p class=${refused ? 'account-hint' : 'account-visually-hidden'} role="status">
      ${refused ? words.byHand(copyKeys()) : this.#outcome ? words.done : nothing}
    </p>`;
  }

  async #copy({ text, source }: Copied): Promise<void> {
    this.reset();
    try {
      // Missing where the page is not served securely; refused by the page's policy or the person.
      await navigator.clipboard.writeText(text);
      this.#say('copied');
      this.#timer = setTimeout(() => this.#say(undefined), SAID_FOR);
    } catch {
      const node = source();
      if (node) getSelection()?.selectAllChildren(node);
      this.#say('refused');
    }
  }

  #say(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#host.requestUpdate();
  }
}

const copyKeys = (): string => (/Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘C' : 'Ctrl+C');
