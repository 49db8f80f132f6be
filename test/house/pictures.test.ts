import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { elementTags } from '../../tools/sizes.ts';
import { elements, pages } from '../pictures/scenes.ts';

/** Shows nothing of its own. */
const UNSEEN = ['account-provider'];

test('there is a picture of every element', () => {
  const pictured = elements.map(({ name }) => name);
  assert.deepEqual(
    elementTags().filter((tag) => !pictured.includes(tag)),
    UNSEEN,
  );
});

test('every picture is there, wide, narrow and dark, and stands in the gallery', () => {
  const gallery = readFileSync('docs/elements.md', 'utf8');
  const files = [...pages, ...elements].flatMap(({ name }) =>
    ['wide', 'narrow', 'dark'].map((look) => `pictures/${name}-${look}.webp`),
  );
  assert.deepEqual(
    files.filter((file) => !existsSync(`docs/${file}`) || !gallery.includes(file)),
    [],
  );
});
