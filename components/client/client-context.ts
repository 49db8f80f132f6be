import { ContextRoot, createContext } from '@lit/context';
import type { AccountClient } from './account-client.ts';

/** Shares a client with everything below (the Web Components Community Group's context protocol). */
export const clientContext = createContext<AccountClient>(Symbol.for('account-elements/client'));

let root: ContextRoot | undefined;

/**
 * Remembers requests that nobody answered yet: an element may be upgraded
 * before the provider around it, which would otherwise never hear of it.
 */
export function awaitProviders(): void {
  if (root) return;
  root = new ContextRoot();
  root.attach(document.documentElement);
}

/** Settles when the providers around an element work: a page's markup names them before their script is there. */
export async function providersAround(element: Element): Promise<void> {
  for (
    let node: Node | null = element;
    node;
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  ) {
    if (!(node instanceof Element) || !/(^|-)account-provider$/.test(node.localName) || node.matches(':defined'))
      continue;
    const { localName } = node;
    const late = setTimeout(() => console.warn(`account-elements: waiting for <${localName}> to be defined.`), 5000);
    await customElements.whenDefined(localName);
    clearTimeout(late);
  }
}
