import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readPublished } from '../../tools/build/published-elements.ts';
import { elementTags } from '../../tools/sizes.ts';

const DIST = 'components/dist';
const read = (file: string) => JSON.parse(readFileSync(`${DIST}/${file}`, 'utf8'));
const published = await readPublished(DIST);
const names = (all: readonly { name: string }[] = []) => all.map(({ name }) => name).toSorted();

interface Told {
  name: string;
  description: string;
  values?: { name: string }[];
}

describe('editors are told of every tag and attribute, with what it is and which values it takes', () => {
  const codes: (Told & { attributes: Told[] })[] = read('vscode.html-custom-data.json').tags;
  const webTypes: (Told & { attributes: Told[]; js: { events: Told[] }; slots: Told[] })[] =
    read('web-types.json').contributions.html.elements;

  for (const [editor, tags] of Object.entries({ 'VS Code': codes, JetBrains: webTypes })) {
    test(editor, () => {
      assert.deepEqual(names(tags), elementTags());
      for (const tag of tags) {
        assert.ok(tag.description, tag.name);
        const element = published.elements.find(({ tagName }) => tagName === tag.name);
        assert.deepEqual(names(tag.attributes), names(element?.attributes));
        for (const attribute of tag.attributes) assert.ok(attribute.description, `${tag.name} ${attribute.name}`);
      }
      const provider = tags.find(({ name }) => name === 'account-provider');
      const theme = provider?.attributes.find(({ name }) => name === 'theme');
      assert.deepEqual(names(theme?.values), ['dark', 'light']);
    });
  }

  test('JetBrains, of events and slots too', () => {
    const form = webTypes.find(({ name }) => name === 'profile-form');
    assert.ok(names(form?.js.events).includes('profile-saved'));
    const signIn = webTypes.find(({ name }) => name === 'sign-in-form');
    assert.ok(names(signIn?.slots).includes('heading'));
  });

  test('VS Code, of custom properties', () => {
    assert.ok(names(read('vscode.css-custom-data.json').properties).includes('--account-accent'));
  });
});

test('docs/reference.md is what the build wrote: copy components/dist/reference.md over it', () => {
  assert.equal(readFileSync('docs/reference.md', 'utf8'), readFileSync(`${DIST}/reference.md`, 'utf8'));
});

test('llms.txt names every tag', () => {
  const text = readFileSync(`${DIST}/llms.txt`, 'utf8');
  for (const tag of elementTags()) assert.ok(text.includes(`\`<${tag}>\``), tag);
});

test('every file of the script without a build has its digest', () => {
  const digests: Record<string, string> = read('cdn/integrity.json');
  assert.deepEqual(Object.keys(digests).toSorted(), globSync('**/*.js', { cwd: `${DIST}/cdn` }).toSorted());
  for (const [file, digest] of Object.entries(digests)) {
    const hash = createHash('sha384').update(readFileSync(`${DIST}/cdn/${file}`));
    assert.equal(digest, `sha384-${hash.digest('base64')}`, file);
  }
});
