/** What stands before every tag, once it is known that the usual names of all elements are ours to take. */
let before: string | undefined;
/** Some tag was asked for: what is said of tags afterwards comes too late for it. */
let asked = false;
/** The tags that are ours. */
const registered = new Set<string>();

/**
 * From now on, what composites make has its usual tag, too, as pages and their style sheets know it, behind the prefix that
 * this or an earlier call named. Returns whether some element asked for its tag before.
 */
export function useUsualTags(prefix?: string): boolean {
  const last = before ?? '';
  before = prefix === undefined ? last : prefix && `${prefix}-`;
  return asked && before !== last;
}

/** The name that an element has on this page. */
export function tagFor(tag: string): string {
  asked = true;
  return (before ?? '') + tag;
}

/**
 * Gives an element its tag, behind the page's prefix, unless the page already has one of that name: a warning then, never
 * an exception. On a server, where pages are only written, it does nothing.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof document === 'undefined') return;
  const name = tagFor(tag);
  const taken = customElements.get(name);
  if (taken === element || taken?.prototype instanceof element) return;
  if (taken) {
    console.warn(`account-elements: <${name}> is already defined on this page; the first definition stays.`);
    return;
  }
  // A class can have one tag only: a second name gets a class of its own.
  register(name, customElements.getName(element) ? class extends element {} : element);
}

function register(name: string, element: CustomElementConstructor): void {
  registered.add(name);
  customElements.define(name, element);
}

/** The tag, or one of ours that nobody uses: the page or another copy of the library may have taken it, and the first of those. */
function freeTag(tag: string): string {
  let free = tag;
  for (let number = 1; !free || customElements.get(free); number += 1) free = `account-elements-${number}`;
  return free;
}

/**
 * Makes an element by its class, so that a composite works under any tag names:
 * renamed by a prefix, or taken by another copy of the library. `tag` is its usual one.
 */
export function create<E extends HTMLElement>(element: new () => E, tag: string): E {
  if (!customElements.getName(element)) {
    const usual = before === undefined ? '' : tagFor(tag);
    // The script without a build has some elements twice: alone, and among those of the portal. The first one stays.
    if (registered.has(usual)) return document.createElement(usual) as E;
    register(freeTag(usual), element);
  }
  return new element();
}
