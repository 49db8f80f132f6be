import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allGuards } from '../guards/guards.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

// To delete each of them and see a test fail takes long (`npm run test:guards`); that there is something to delete, no time.
test('each guard that is to be deleted stands where its table says, and its tests exist', () => {
  const lost = allGuards
    .filter(
      ({ file, tests, text }) =>
        !existsSync(`${root}test/server/${tests}.test.ts`) || !readFileSync(root + file, 'utf8').includes(text),
    )
    .map(({ file, tests, what }) => `${what} (${file}, ${tests})`);
  assert.deepEqual(lost, []);
});
