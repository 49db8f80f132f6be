import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { coverage, states, type State } from '../../stories/states.ts';
import { elementTags } from '../../tools/sizes.ts';

/** What each file of stories exports, by its name. */
const stories = new Map(
  globSync('stories/*.stories.ts').map((file) => [
    basename(file, '.stories.ts'),
    new Set(Array.from(readFileSync(file, 'utf8').matchAll(/^export const (\w+)\b/gm), ([, name]) => name!)),
  ]),
);
const names = Object.keys(states) as State[];

test('every element has its stories and its row of states', () => {
  assert.deepEqual(Object.keys(coverage).toSorted(), elementTags());
  assert.deepEqual(
    elementTags().filter((tag) => !stories.has(tag)),
    [],
  );
});

for (const [tag, row] of Object.entries(coverage)) {
  describe(`<${tag}>: every state that it can be in is there to be seen`, () => {
    test('no cell is empty, and none is of no state', () => {
      assert.deepEqual(Object.keys(row).toSorted(), names.toSorted());
    });

    test('what a cell names is a story', () => {
      const missing = names.filter((state) => {
        const cell = row[state];
        if (typeof cell !== 'string') return false;
        const [element, story] = cell.includes('/') ? cell.split('/') : [tag, cell];
        return !stories.get(element ?? '')?.has(story ?? '');
      });
      assert.deepEqual(missing, []);
    });

    test('a reason is a sentence, and no story speaks against it', () => {
      const wrong = names.filter((state) => {
        const cell = row[state];
        if (typeof cell === 'string') return false;
        const named = state.replace(/^./, (letter) => letter.toUpperCase());
        return !/^[A-Z].{10,}\.$/.test(cell.never) || stories.get(tag)?.has(named);
      });
      assert.deepEqual(wrong, []);
    });
  });
}
