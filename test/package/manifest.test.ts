import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { elementTags } from '../../tools/sizes.ts';

interface Documented {
  name: string;
  description?: string;
}

interface Element extends Documented {
  tagName?: string;
  summary?: string;
  members?: (Documented & { kind: string })[];
  attributes?: Documented[];
  events?: Documented[];
  slots?: Documented[];
  cssParts?: Documented[];
  cssProperties?: Documented[];
}

const { modules } = JSON.parse(readFileSync('components/dist/custom-elements.json', 'utf8')) as {
  modules: { declarations?: Element[]; exports?: { kind: string; name: string }[] }[];
};
const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
const defined = modules
  .flatMap(({ exports = [] }) => exports)
  .filter(({ kind }) => kind === 'custom-element-definition')
  .map(({ name }) => name);

test('custom-elements.json knows every tag', () => {
  assert.deepEqual(elements.map(({ tagName = '' }) => tagName).toSorted(), elementTags());
  assert.deepEqual(defined.toSorted(), elementTags());
});

for (const element of elements) {
  const { tagName = '' } = element;
  describe(`<${tagName}> is documented`, () => {
    const sources = globSync(`components/${tagName}/*.ts`)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');

    test('a summary, and a sentence for everything public', () => {
      assert.ok(element.summary, 'no @summary');
      assert.ok(element.description, 'no description');
      const { members = [], attributes = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element;
      const silent = [...members, ...attributes, ...events, ...slots, ...cssParts, ...cssProperties]
        .filter(({ description }) => !description)
        .map(({ name }) => name);
      assert.deepEqual(silent, []);
    });

    test('every event that it dispatches', () => {
      const classes = new Set(Array.from(sources.matchAll(/dispatchEvent\(\s*new (\w+Event)\(/g), ([, name]) => name));
      classes.delete('Event');
      const missing = [...classes].filter((name) => !sources.includes(`@fires {${name}}`));
      assert.deepEqual(missing, []);
    });

    test('every part and every slot', () => {
      const inTemplates = (pattern: RegExp): string[] => [
        ...new Set([...sources.matchAll(pattern)].flatMap(([, names = '']) => names.split(/\s+/)).filter(Boolean)),
      ];
      const names = (list: Documented[] = []): string[] => list.map(({ name }) => name);
      const parts = inTemplates(/\spart="([\w\s-]+)"/g).filter((name) => !names(element.cssParts).includes(name));
      // The slot `light` is where an element puts its own form.
      const slots = inTemplates(/<slot name="([\w-]+)"/g).filter(
        (name) => name !== 'light' && !names(element.slots).includes(name),
      );
      assert.deepEqual({ parts, slots }, { parts: [], slots: [] });
    });
  });
}
