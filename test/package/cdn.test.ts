import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadableTags } from '../../components/loader.ts';
import { elementTags } from '../../tools/sizes.ts';

const CDN = 'components/dist/cdn';
const read = (file: string): string => readFileSync(join(CDN, file), 'utf8');

test('the script knows every tag', () => assert.deepEqual(loadableTags.toSorted(), elementTags()));

test('every file that a file of it asks for is there, beside it', () => {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    assert.ok(existsSync(join(CDN, file)), `${file} is missing`);
    for (const [, next = ''] of read(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      follow(join(file, '..', next));
    }
  };
  follow('account-elements.js');
  for (const tag of elementTags())
    assert.ok(
      [...seen].some((file) => file.startsWith(`chunks/${tag}-`)),
      tag,
    );
});

test('the script itself is small: all else is fetched for what a page uses', () =>
  assert.ok(read('account-elements.js').length < 3000));
