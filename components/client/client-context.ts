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

/** The nearest provider around an element, whatever shadow roots are between them. */
export const providerAround = (element: Element): Element | undefined => providers(element).next().value ?? undefined;

/** Settles when the providers around an element work: a page's markup names them before their script is there. */
export async function providersAround(element: Element): Promise<void> {
  for (const provider of providers(element)) {
    if (provider.matches(':defined')) continue;
    const { localName } = provider;
    const late = setTimeout(() => console.warn(`account-elements: waiting for <${localName}> to be defined.`), 5000);
    await customElements.whenDefined(localName);
    clearTimeout(late);
  }
}

/** By name: a page may have registered them under a prefix, or not yet. */
function* providers(element: Element): Generator<Element, undefined> {
  for (
    let node: Node | null = element;
    node;
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  ) {
    if (node instanceof Element && /(^|-)account-provider$/.test(node.localName)) yield node;
  }
}
