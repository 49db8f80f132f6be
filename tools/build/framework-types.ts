import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { camelHandler, eventsOf, importTypes, type Published, type PublishedElement } from './published-elements.ts';

/**
 * Writes types that tell React 19, Vue 3 and Svelte 5 about the tags, their properties and their events: `jsx.d.ts` about
 * the usual ones, `jsx/prefixed.d.ts` about those behind a prefix, which a page declares itself.
 */
export async function writeFrameworkTypes(folder: string, published: Published): Promise<void> {
  const { elements } = published;
  const used = elements.flatMap((element) => [element.name, ...eventsOf(element).map(([, type]) => type)]);
  const imports = importTypes(used, published, '../');
  for (const [name, framework] of Object.entries(FRAMEWORKS)) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'prefixed.d.ts'), `${imports}\n${prefixed(elements, framework)}`);
    await writeFile(join(folder, `${name}.d.ts`), usual(name, framework));
  }
}

interface Framework {
  /** `Tag`: what an element is to it, of our class and its handlers. */
  readonly tag: string;
  /** How it calls the handler of an event. */
  handler(event: string): string;
  /** Where it looks for tags. */
  readonly module: string;
  declare(tags: string): string;
}

const lowerHandler = (event: string): string => `on${event}`;

const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  jsx: {
    tag: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
type Tag<E extends HTMLElement, Events = unknown> = DetailedHTMLProps<HTMLAttributes<E>, E> & Properties<E> & Events;`,
    handler: lowerHandler,
    module: 'react',
    declare: (tags) => `namespace JSX {
    interface IntrinsicElements extends ${tags} {}
  }`,
  },
  vue: {
    tag: `import type { HTMLAttributes } from 'vue';
type Tag<E extends HTMLElement, Events = unknown> = new () => { $props: HTMLAttributes & Properties<E> & Events };`,
    handler: camelHandler,
    module: 'vue',
    declare: (tags) => `interface GlobalComponents extends ${tags} {}`,
  },
  svelte: {
    tag: `import type { HTMLAttributes } from 'svelte/elements';
type Tag<E extends HTMLElement, Events = unknown> = HTMLAttributes<E> & Properties<E> & Events;`,
    handler: lowerHandler,
    module: 'svelte/elements',
    declare: (tags) => `interface SvelteHTMLElements extends ${tags} {}`,
  },
};

const prefixed = (
  elements: readonly PublishedElement[],
  { declare, handler, module, tag }: Framework,
): string => `${tag}

/** What the element adds to HTMLElement; its methods are not to be set. */
type Properties<E> = Partial<Omit<E, keyof HTMLElement | 'updateComplete' | 'renderRoot' | 'renderOptions'>>;

/** Every element by its usual tag. */
export interface Tags {
${elements.map((element) => `  '${element.tagName}': Tag<${element.name}${handlers(element, handler)}>;`).join('\n')}
}

/**
 * Every element by its tag behind a prefix:
 *
 *     declare module '${module}' {
 *       ${declare("Prefixed<'acme'>").replaceAll('\n', '\n *     ')}
 *     }
 */
export type Prefixed<Prefix extends string> = { [Name in keyof Tags as \`\${Prefix}-\${Name}\`]: Tags[Name] };
`;

const usual = (
  name: string,
  { declare, module }: Framework,
): string => `import type { Tags } from './${name}/prefixed.js';

declare module '${module}' {
  ${declare('Tags')}
}
`;

function handlers(element: PublishedElement, toHandler: (event: string) => string): string {
  const events = eventsOf(element).map(([name, type]) => `'${toHandler(name)}'?: (event: ${type}) => void`);
  return events.length > 0 ? `, { ${events.join('; ')} }` : '';
}
