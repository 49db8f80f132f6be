/** Gives an element its tag, unless the page already has one of that name: a warning then, never an exception. */
export function define(tag: string, element: CustomElementConstructor): void {
  const taken = customElements.get(tag);
  if (taken === element) return;
  if (taken) {
    console.warn(`account-elements: <${tag}> is already defined on this page; the first definition stays.`);
    return;
  }
  registered.add(tag);
  // A class can have one tag only: a second name gets a class of its own.
  customElements.define(tag, customElements.getName(element) ? class extends element {} : element);
}

/** The tags that are ours. */
const registered = new Set<string>();

/** A tag that nobody uses: another copy of the library may have taken the first ones. */
function freeTag(): string {
  let number = 1;
  while (customElements.get(`account-elements-${number}`)) number += 1;
  return `account-elements-${number}`;
}

let usualTags = false;

/** From now on, what composites make has its usual tag, as pages and their style sheets know it. */
export function useUsualTags(): void {
  usualTags = true;
}

/**
 * Makes an element by its class, so that a composite works under any tag names:
 * renamed by a prefix, or taken by another copy of the library. `tag` is its usual one.
 */
export function create<E extends HTMLElement>(element: new () => E, tag?: string): E {
  if (!customElements.getName(element)) {
    // The script without a build has some elements twice: alone, and among those of the portal. The first one stays.
    const first = usualTags && tag && registered.has(tag) && (customElements.get(tag) as typeof element | undefined);
    if (first) return new first();
    customElements.define(usualTags && tag && !customElements.get(tag) ? tag : freeTag(), element);
  }
  return new element();
}
