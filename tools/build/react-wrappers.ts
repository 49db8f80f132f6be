import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { camelHandler, eventsOf, importTypes, type Published, type PublishedElement } from './published-elements.ts';

/**
 * Writes a React component for each element: for React 18, which sets attributes only, and for pages that React writes on
 * a server. React 19 needs none of them on a page of its own.
 */
export async function writeReactWrappers(folder: string, published: Published): Promise<void> {
  const { elements } = published;
  await mkdir(join(folder, 'react'), { recursive: true });
  const write = (file: string, text: string) => writeFile(join(folder, 'react', file), text);
  for (const element of elements) {
    await write(`${element.tagName}.js`, wrapper(element, published));
    await write(`${element.tagName}.d.ts`, types(element, published));
  }
  await write('component-of.js', COMPONENT_OF);
  // By name: Next.js takes no `export *` where what is the client's begins.
  const all = elements.map((element) => `export { ${component(element)} } from './${element.tagName}.js';\n`).join('');
  await write('index.js', `'use client';\n${all}`);
  await write('index.d.ts', all);
}

/**
 * A component of an element. It learns the tag when it is rendered, when the page has said what stands before its tags,
 * and registers it when React has taken over what it wrote on a server: before, React would find our forms in the
 * page, take them for a mistake, and write the whole page anew.
 */
const COMPONENT_OF = `'use client';
import { createComponent } from '@lit/react';
import * as react from 'react';
import { define, tagFor } from '../shared/define.js';

export function componentOf(tag, elementClass, events) {
  let Element;
  let made;
  const Component = react.forwardRef((props, ref) => {
    const tagName = tagFor(tag);
    if (tagName !== made) Element = createComponent({ react, tagName, elementClass, events });
    made = tagName;
    react.useEffect(() => define(tag, elementClass), [tagName]);
    return react.createElement(Element, { ...props, ref });
  });
  Component.displayName = elementClass.name;
  return Component;
}
`;

/** `ProfileForm` for `profile-form`. */
const component = ({ tagName }: PublishedElement): string =>
  `-${tagName}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const home = ({ name }: PublishedElement, published: Published): string => `.${published.home.get(name)}`;

function wrapper(element: PublishedElement, published: Published): string {
  const events = eventsOf(element).map(([name]) => `${camelHandler(name)}: '${name}'`);
  return `'use client';
import { componentOf } from './component-of.js';
import { ${element.name} as elementClass } from '${home(element, published)}';

export const ${component(element)} = /* @__PURE__ */ componentOf('${element.tagName}', elementClass, {
  ${events.join(',\n  ')}
});
`;
}

function types(element: PublishedElement, published: Published): string {
  const events = eventsOf(element);
  const imported = importTypes(
    events.map(([, type]) => type),
    published,
    '../',
  );
  const named = events.map(([name, type]) => `${camelHandler(name)}: EventName<${type}>`);
  return `import type { ${named.length > 0 ? 'EventName, ' : ''}ReactWebComponent } from '@lit/react';
import type { ${element.name} as Element } from '${home(element, published)}';
${imported}

/** ${element.summary ?? ''} */
export declare const ${component(element)}: ReactWebComponent<Element, { ${named.join('; ')} }>;
`;
}
