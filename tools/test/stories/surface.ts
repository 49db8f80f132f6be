import { readFileSync } from 'node:fs';

/** What a page sees of an element from outside. */
export interface Surface {
  /** Events that the element itself tells. */
  readonly events: readonly string[];
  /** Events that elements inside it tell, and that pass it. */
  readonly passing: readonly string[];
  readonly parts: readonly string[];
  readonly slots: readonly string[];
  readonly states: readonly string[];
}

/** By tag. */
export type Surfaces = Readonly<Record<string, Surface>>;

/** What a page keeps of it; `globalThis` there, not here. */
export interface Watching {
  surface: {
    /** Looks at what is shown, too. Resolves to all that was seen since the page was opened. */
    look(): Surfaces;
  };
}

/** Runs in the page, before everything else. */
export function watchSurface(): void {
  type Kind = keyof Surface;
  const seen: Record<string, Record<Kind, Set<string>>> = {};
  const keep = ({ localName }: Element, kind: Kind, name: string): void => {
    const surface = (seen[localName] ??= {
      events: new Set(),
      passing: new Set(),
      parts: new Set(),
      slots: new Set(),
      states: new Set(),
    });
    surface[kind].add(name);
  };
  const isCustom = (node: unknown): node is HTMLElement => node instanceof HTMLElement && node.localName.includes('-');

  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event: Event): boolean {
    // Ours say themselves how they are called.
    const ours = (event.constructor as { type?: unknown }).type === event.type;
    if (ours && isCustom(this)) {
      keep(this, 'events', event.type);
      const up = (node: Node): Node | null => node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
      for (let node = up(this); node; node = up(node)) if (isCustom(node)) keep(node, 'passing', event.type);
    }
    return dispatchEvent.call(this, event);
  };

  const { attachInternals } = HTMLElement.prototype;
  HTMLElement.prototype.attachInternals = function (): ElementInternals {
    const internals = attachInternals.call(this);
    const { states } = internals;
    const add = states.add.bind(states);
    states.add = (name: string) => {
      keep(this, 'states', name);
      return add(name);
    };
    return internals;
  };

  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (!element.shadowRoot) continue;
      for (const part of element.shadowRoot.querySelectorAll('[part]'))
        for (const name of part.getAttribute('part')?.split(/\s+/) ?? []) keep(element, 'parts', name);
      for (const slot of element.shadowRoot.querySelectorAll('slot')) keep(element, 'slots', slot.name);
      look(element.shadowRoot);
    }
  };
  (globalThis as unknown as Watching).surface = {
    look() {
      look(document);
      const list = (surface: Record<Kind, Set<string>>): Surface =>
        Object.fromEntries(Object.entries(surface).map(([kind, names]) => [kind, [...names]])) as unknown as Surface;
      return Object.fromEntries(Object.entries(seen).map(([tag, surface]) => [tag, list(surface)]));
    },
  };
}

interface Documented {
  readonly name: string;
  readonly inheritedFrom?: object;
}
interface Declaration {
  readonly tagName?: string;
  readonly events?: readonly Documented[];
  readonly cssParts?: readonly Documented[];
  readonly cssStates?: readonly Documented[];
  readonly slots?: readonly Documented[];
}

/** Where an element puts what it made itself: nothing for a page. */
const OWN_SLOT = 'light';
/** Where `<account-portal>` puts the one of a page's children that is shown: for the page, they have no slot. */
const CURRENT_SLOT = 'current';

/** All that stories have shown of the elements, against what custom-elements.json says of them. */
export class SurfaceCheck {
  readonly #pages: Surfaces[] = [];

  add(page: Surfaces): void {
    this.#pages.push(page);
  }

  /** What is there and not documented; where every story was shown, also what is documented and was not to be seen. */
  faults(all: boolean): string[] {
    const { modules } = JSON.parse(readFileSync('components/dist/custom-elements.json', 'utf8')) as {
      modules: { declarations?: Declaration[] }[];
    };
    const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
    const undocumented: string[] = [];
    const unseen: string[] = [];
    const compare = (
      what: string,
      documentedOf: (element: Declaration) => readonly Documented[],
      kinds: Kinds,
    ): void => {
      const everywhere = new Set<string>();
      for (const element of elements) for (const name of this.#seen(element.tagName!, kinds.may)) everywhere.add(name);
      for (const element of elements) {
        const tag = element.tagName!;
        const documented = documentedOf(element);
        const known = new Set(documented.map(({ name }) => name));
        for (const name of this.#seen(tag, kinds.must)) {
          if (!known.has(name)) undocumented.push(`<${tag}> has the ${what} “${name}”, which is not documented`);
        }
        const seen = this.#seen(tag, kinds.may);
        for (const { inheritedFrom, name } of documented) {
          // What all have is to be seen somewhere.
          if (!(inheritedFrom ? everywhere : seen).has(name))
            unseen.push(`<${tag}> is said to have the ${what} “${name}”, and no story shows it`);
        }
      }
    };
    compare('event', ({ events = [] }) => events, { must: ['events'], may: ['events', 'passing'] });
    compare('part', ({ cssParts = [] }) => cssParts, { must: ['parts'], may: ['parts'] });
    compare('state', ({ cssStates = [] }) => cssStates, { must: ['states'], may: ['states'] });
    compare('slot', ({ slots = [] }) => slots, { must: ['slots'], may: ['slots'] });
    return all ? [...undocumented, ...unseen] : undocumented;
  }

  #seen(tag: string, kinds: readonly (keyof Surface)[]): Set<string> {
    const names = this.#pages.flatMap((page) => kinds.flatMap((kind) => page[tag]?.[kind] ?? []));
    if (!kinds.includes('slots')) return new Set(names);
    return new Set(names.filter((name) => name !== OWN_SLOT).map((name) => (name === CURRENT_SLOT ? '' : name)));
  }
}

interface Kinds {
  readonly must: readonly (keyof Surface)[];
  readonly may: readonly (keyof Surface)[];
}
