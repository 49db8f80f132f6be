import { readFile } from 'node:fs/promises';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Documented {
  readonly name: string;
  readonly description?: string;
}

export interface Attribute extends Documented {
  readonly type?: { readonly text: string };
  readonly default?: string;
  readonly fieldName?: string;
}

export interface PublishedEvent extends Documented {
  readonly type?: { readonly text: string };
}

/** An element as the custom-elements manifest describes it. */
export interface PublishedElement extends Documented {
  readonly tagName: string;
  readonly summary?: string;
  readonly members?: readonly (Attribute & { readonly kind: string; readonly attribute?: string })[];
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly PublishedEvent[];
  readonly slots?: readonly Documented[];
  readonly cssParts?: readonly Documented[];
  readonly cssProperties?: readonly Documented[];
  readonly cssStates?: readonly Documented[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly PublishedElement[] }[];
}

/** What the package says of itself, for all that is made from it: types, editors' data, tables. */
export interface Published {
  readonly elements: readonly PublishedElement[];
  /** The module of a class, beside the manifest: `./profile-form/events.js`. */
  readonly home: ReadonlyMap<string, string>;
  /** The values of a type that is a choice of words, such as `'light' | 'dark'`; nothing for any other. */
  choices(type: string): readonly string[];
}

export async function readPublished(folder: string): Promise<Published> {
  const { modules } = JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8')) as Manifest;
  const home = new Map(
    modules.flatMap(({ path, declarations = [] }) =>
      declarations.map(({ name }) => [name, path.replace(/^dist\//, './')] as const),
    ),
  );
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName))
    .toSorted((a, b) => a.tagName.localeCompare(b.tagName));
  const aliases = new Map(
    globSync(`${folder}/**/*.d.ts`).flatMap((file) =>
      Array.from(readFileSync(file, 'utf8').matchAll(/^export type (\w+) = ((?:\| )?'[^;]*);$/gm), ([, name, text]) => [
        name ?? '',
        text ?? '',
      ]),
    ) as [string, string][],
  );
  const choices = (type: string): string[] =>
    type.split('|').flatMap((part) => {
      const one = part.trim();
      const [, word] = /^'([^']*)'$/.exec(one) ?? [];
      if (word !== undefined) return [word];
      return aliases.has(one) ? choices(aliases.get(one) ?? '') : [];
    });
  return { elements, home, choices };
}

export const eventsOf = ({ events = [] }: PublishedElement): [name: string, type: string][] =>
  events.map(({ name, type }) => [name, type?.text ?? 'Event']);

/** `onProfileSaved` for `profile-saved`. */
export const camelHandler = (event: string): string =>
  `on-${event}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Imports of the types of ours that are named. */
export function importTypes(names: Iterable<string>, { home }: Published, from = './'): string {
  return [...new Set(names)]
    .filter((name) => home.has(name))
    .map((name) => `import type { ${name} } from '${from}${home.get(name)?.slice(2)}';`)
    .join('\n');
}
