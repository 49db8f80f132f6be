import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attribute, Documented, Published, PublishedElement } from './published-elements.ts';

/*
 * What editors complete and explain.
 * VS Code: https://github.com/microsoft/vscode-custom-data
 * JetBrains: https://github.com/JetBrains/web-types
 */

export async function writeEditorData(folder: string, published: Published): Promise<void> {
  const { elements } = published;
  const { version } = JSON.parse(await readFile(join(folder, '../package.json'), 'utf8')) as { version: string };
  const write = (file: string, data: object) => writeFile(join(folder, file), `${JSON.stringify(data, null, 2)}\n`);
  await write('vscode.html-custom-data.json', {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tagName,
      description: explain(element),
      attributes: (element.attributes ?? []).map((attribute) => ({
        ...told(attribute),
        ...values(attribute, published, (name) => ({ name })),
        ...(typeOf(attribute) === 'boolean' && { valueSet: 'v' }),
      })),
    })),
  });
  await write('vscode.css-custom-data.json', {
    version: 1.1,
    properties: properties(elements).map(told),
  });
  await write('web-types.json', {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: 'account-elements',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: { elements: elements.map((element) => webType(element, published)) },
      css: { properties: properties(elements).map(told) },
    },
  });
}

function webType(element: PublishedElement, published: Published): object {
  const set = (element.members ?? []).filter(({ kind }) => kind === 'field');
  return {
    name: element.tagName,
    description: explain(element),
    source: { module: `account-elements/${element.tagName}`, symbol: element.name },
    attributes: (element.attributes ?? []).map((attribute) => ({
      ...told(attribute),
      ...(attribute.default !== undefined && { default: attribute.default }),
      ...(typeOf(attribute) === 'boolean' ? { value: { kind: 'no-value' } } : { value: { type: typeOf(attribute) } }),
      ...values(attribute, published, (name) => ({ name })),
    })),
    slots: (element.slots ?? []).map(told),
    js: {
      properties: set.map((member) => ({ ...told(member), value: { type: typeOf(member) } })),
      events: (element.events ?? []).map(told),
    },
    css: {
      parts: (element.cssParts ?? []).map(told),
      'pseudo-classes': (element.cssStates ?? []).map(({ name, description = '' }) => ({
        name: `state(${name})`,
        description,
      })),
    },
  };
}

const explain = ({ summary = '', description = '' }: PublishedElement): string =>
  [summary, description].filter(Boolean).join('\n\n');

const told = ({ name, description = '' }: Documented): Documented => ({ name, description });

const typeOf = ({ type }: Attribute): string => type?.text ?? 'string';

function values<Value>(
  attribute: Attribute,
  { choices }: Published,
  write: (name: string) => Value,
): { values?: Value[] } {
  const words = choices(typeOf(attribute));
  return words.length > 0 ? { values: words.map(write) } : {};
}

/** Each custom property once: all elements know the tokens. */
function properties(elements: readonly PublishedElement[]): Documented[] {
  const all = elements.flatMap(({ cssProperties = [] }) => cssProperties);
  return [...new Map(all.map((property) => [property.name, property])).values()];
}
