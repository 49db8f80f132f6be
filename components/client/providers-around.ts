/** The nearest provider around an element, whatever shadow roots are between them. */
export const providerAround = (element: Element): Element | undefined => providers(element).next().value ?? undefined;

/**
 * Settles when the providers around an element work: a page's markup names them before their script is there.
 * Resolves to whether that took any time.
 */
export async function providersAround(element: Element): Promise<boolean> {
  let waited = false;
  for (const provider of providers(element)) {
    if (provider.matches(':defined')) continue;
    waited = true;
    const { localName } = provider;
    const late = setTimeout(() => console.warn(`account-elements: waiting for <${localName}> to be defined.`), 5000);
    await customElements.whenDefined(localName);
    clearTimeout(late);
  }
  return waited;
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
