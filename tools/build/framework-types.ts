import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Declaration {
  name: string;
  tagName?: string;
  events?: { name: string; type?: { text: string } }[];
}

interface Manifest {
  modules: { path: string; declarations?: Declaration[] }[];
}

/** Writes types that tell React 19 and Vue 3 about the tags, their properties and their events. */
export async function writeFrameworkTypes(folder: string): Promise<void> {
  const { modules } = JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8')) as Manifest;
  const home = new Map(
    modules.flatMap(({ path, declarations = [] }) =>
      declarations.map(({ name }) => [name, path.replace(/^dist\//, './')] as const),
    ),
  );
  const elements = modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName));
  const used = new Set(elements.flatMap((element) => [element.name, ...eventsOf(element).map(([, type]) => type)]));
  const imports = [...used]
    .filter((name) => home.has(name))
    .map((name) => `import type { ${name} } from '${home.get(name)}';`)
    .join('\n');
  await writeFile(join(folder, 'jsx.d.ts'), `${imports}\n${jsx(elements)}`);
  await writeFile(join(folder, 'vue.d.ts'), `${imports}\n${vue(elements)}`);
}

const eventsOf = ({ events = [] }: Declaration): [name: string, type: string][] =>
  events.map(({ name, type }) => [name, type?.text ?? 'Event']);

/** What the element adds to HTMLElement; its methods are not to be set. */
const PROPERTIES = `
type Properties<E> = Partial<Omit<E, keyof HTMLElement | 'updateComplete' | 'renderRoot' | 'renderOptions'>>;
`;

const jsx = (elements: Declaration[]): string => `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${PROPERTIES}
type Tag<E extends HTMLElement, Events = unknown> = DetailedHTMLProps<HTMLAttributes<E>, E> & Properties<E> & Events;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map((element) => `      '${element.tagName}': Tag<${element.name}${handlers(element, (name) => `on${name}`)}>;`).join('\n')}
    }
  }
}
`;

const vue = (elements: Declaration[]): string => `import type { HTMLAttributes } from 'vue';
${PROPERTIES}
type Tag<E extends HTMLElement, Events = unknown> = new () => { $props: HTMLAttributes & Properties<E> & Events };

declare module 'vue' {
  interface GlobalComponents {
${elements.map((element) => `    '${element.tagName}': Tag<${element.name}${handlers(element, (name) => camel(`on-${name}`))}>;`).join('\n')}
  }
}
`;

function handlers(element: Declaration, toHandler: (event: string) => string): string {
  const events = eventsOf(element).map(([name, type]) => `'${toHandler(name)}'?: (event: ${type}) => void`);
  return events.length > 0 ? `, { ${events.join('; ')} }` : '';
}

const camel = (text: string): string => text.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
