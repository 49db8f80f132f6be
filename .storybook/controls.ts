import { action } from 'storybook/actions';
import manifest from '../components/dist/custom-elements.json' with { type: 'json' };

interface Declaration {
  readonly tagName?: string;
  readonly events?: readonly { readonly name: string }[];
}

const declarations = (manifest as { modules: { declarations?: Declaration[] }[] }).modules.flatMap(
  ({ declarations = [] }) => declarations,
);
const events = new Set(declarations.flatMap(({ events = [] }) => events.map(({ name }) => name)));

/** What the panel *Controls* was told, on the element that the stories are about. */
export function applyControls(canvas: Element, tag: unknown, args: Readonly<Record<string, unknown>>): void {
  if (typeof tag !== 'string') return;
  for (const element of canvas.querySelectorAll(tag)) {
    for (const [name, value] of Object.entries(args)) {
      // Events are listed there, too, with functions of Storybook's that are nothing to set.
      if (value === undefined || typeof value === 'function') continue;
      if (name in element) Reflect.set(element, name, value);
      else if (typeof value === 'boolean') element.toggleAttribute(name, value);
      else element.setAttribute(name, String(value));
    }
  }
}

const heard = new WeakSet<Element>();

/** Every event of the manifest appears in the panel *Actions*, with what it tells. */
export function tellActions(canvas: Element): void {
  if (heard.has(canvas)) return;
  heard.add(canvas);
  for (const name of events) {
    canvas.addEventListener(name, (event) => {
      const told = Object.entries(event).filter(
        ([key, value]) => key !== 'isTrusted' && !(value instanceof EventTarget),
      );
      action(name)(Object.fromEntries(told));
    });
  }
}
