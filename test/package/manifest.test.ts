import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { elementTags } from '../../tools/sizes.ts';

interface Documented {
  name: string;
  description?: string;
}

interface Typed extends Documented {
  type?: { text: string };
}

interface Element extends Documented {
  tagName?: string;
  summary?: string;
  members?: (Documented & { kind: string })[];
  attributes?: Documented[];
  events?: Typed[];
  slots?: Documented[];
  cssParts?: Documented[];
  cssProperties?: Documented[];
  cssStates?: Documented[];
}

const { modules } = JSON.parse(readFileSync('components/dist/custom-elements.json', 'utf8')) as {
  modules: { declarations?: Element[]; exports?: { kind: string; name: string }[] }[];
};
const elements = modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
const defined = modules
  .flatMap(({ exports = [] }) => exports)
  .filter(({ kind }) => kind === 'custom-element-definition')
  .map(({ name }) => name);

const sources = globSync('components/**/*.ts', { exclude: ['components/dist/**', 'components/node_modules/**'] }).map(
  (file) => readFileSync(file, 'utf8'),
);
/** What the events are called that classes of ours are. */
const eventClasses = new Map(
  sources.flatMap((source) =>
    Array.from(
      source.matchAll(/export class (\w+) extends Event \{\s+static readonly type = '([\w-]+)'/g),
      ([, name, type]) => [name!, type!] as const,
    ),
  ),
);

test('every custom property that is used is documented, and every one that is documented is used', () => {
  const used = sources.flatMap((source) =>
    Array.from(source.matchAll(/var\((--account-[\w-]+)/g), ([, name]) => name!),
  );
  const documented = elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
  assert.deepEqual([...new Set(documented)].toSorted(), [...new Set(used)].toSorted());
});

test('no page of ours sets a custom property that nobody uses', () => {
  const used = new Set(elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)));
  const pages = globSync([
    'README.md',
    'docs/**/*.md',
    'stories/**/*.ts',
    'demo/**/*.{css,ts,html}',
    'components/README.md',
  ]);
  const strange = pages.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(/(--account-[a-z-]*[a-z])\b(?![-\w${])/g), ([, name]) => name!)
      .filter((name) => !used.has(name))
      .map((name) => `${file}: ${name}`),
  );
  assert.deepEqual(strange, []);
});

test('every event of ours is told by some element', () => {
  const told = new Set(elements.flatMap(({ events = [] }) => events.map(({ name }) => name)));
  assert.deepEqual(
    [...eventClasses.values()].filter((name) => !told.has(name)),
    [],
  );
});

test('custom-elements.json knows every tag', () => {
  assert.deepEqual(elements.map(({ tagName = '' }) => tagName).toSorted(), elementTags());
  assert.deepEqual(defined.toSorted(), elementTags());
});

for (const element of elements) {
  const { tagName = '' } = element;
  describe(`<${tagName}> is documented`, () => {
    test('a summary, and a sentence for everything public', () => {
      assert.ok(element.summary, 'no @summary');
      assert.ok(element.description, 'no description');
      const {
        members = [],
        attributes = [],
        events = [],
        slots = [],
        cssParts = [],
        cssProperties = [],
        cssStates = [],
      } = element;
      const silent = [...members, ...attributes, ...events, ...slots, ...cssParts, ...cssProperties, ...cssStates]
        .filter(({ description }) => !description)
        .map(({ name }) => name);
      assert.deepEqual(silent, []);
    });

    test('every event by its class', () => {
      const wrong = (element.events ?? []).filter(({ name, type }) => eventClasses.get(type?.text ?? '') !== name);
      assert.deepEqual(wrong, []);
    });

    test('every public method and accessor, and none that is not there', () => {
      const { members = [] } = element;
      const own = readFileSync(`components/${tagName}/${tagName}.ts`, 'utf8').replaceAll(
        /\/\*\* @internal[^]*?\*\/\s+[^\n]+/g,
        '',
      );
      const written = [...own.matchAll(/^ {2}(?:async )?(?:get )?([a-z]\w*)\(/gm)]
        .map(([, name]) => name!)
        .filter((name) => name !== 'constructor');
      assert.deepEqual(
        written.filter((name) => !members.some((member) => member.name === name)),
        [],
      );
    });
  });
}
