import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Element {
  name: string;
  tagName?: string;
  summary?: string;
  events?: { name: string; type?: { text: string } }[];
}

interface Module {
  path: string;
  declarations?: Element[];
}

/** Writes types that tell React 19 and Vue 3 about the tags, their properties and their events. */
export async function writeFrameworkTypes(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8')) as { modules: Module[] };
  const elements = manifest.modules.flatMap(({ path, declarations = [] }) =>
    declarations.filter(({ tagName }) => tagName).map((element) => ({ ...element, path: toImport(path) })),
  );
  const imports = elements.map(({ name, path }) => `import type { ${name} } from '${path}';`).join('\n');
  await writeFile(join(folder, 'jsx.d.ts'), `${imports}\n${jsx(elements)}`);
  await writeFile(join(folder, 'vue.d.ts'), `${imports}\n${vue(elements)}`);
}

const toImport = (path: string): string => path.replace(/^dist\//, './');

/** An event as the manifest documents it; its class tells `target` and its own fields. */
const eventsOf = ({ events = [] }: Element): [string, string][] =>
  events.map(({ name, type }) => [name, type ? `HTMLElementEventMap['${name}']` : 'Event']);

const jsx = (elements: (Element & { path: string })[]): string => `
type Properties<E> = Partial<Omit<E, keyof HTMLElement>>;

interface Common {
  key?: string | number | null;
  ref?: unknown;
  children?: unknown;
  id?: string;
  slot?: string;
  lang?: string;
  dir?: string;
  hidden?: boolean;
  className?: string;
  class?: string;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map((element) => `      '${element.tagName}': Common & Properties<${element.name}>${handlers(element)};`).join('\n')}
    }
  }
}
`;

function handlers(element: Element): string {
  const events = eventsOf(element).map(([name, type]) => `'on${name}'?: (event: ${type}) => void`);
  return events.length > 0 ? ` & { ${events.join('; ')} }` : '';
}

const vue = (elements: (Element & { path: string })[]): string => `
type Properties<E> = Partial<Omit<E, keyof HTMLElement>>;
type Tag<E, Events = unknown> = new () => { $props: Properties<E> & Events };

declare module 'vue' {
  interface GlobalComponents {
${elements.map((element) => `    '${element.tagName}': Tag<${element.name}${vueHandlers(element)}>;`).join('\n')}
  }
}
`;

function vueHandlers(element: Element): string {
  const events = eventsOf(element).map(([name, type]) => `${camel(`on-${name}`)}?: (event: ${type}) => void`);
  return events.length > 0 ? `, { ${events.join('; ')} }` : '';
}

const camel = (text: string): string => text.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
