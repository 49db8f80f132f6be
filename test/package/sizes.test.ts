import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { measureAll, sizeTable } from '../../tools/sizes.ts';

describe('what a page downloads stays small', async () => {
  const rows = await measureAll();
  test('the table', (t) => t.diagnostic(sizeTable(rows)));
  for (const { name, bytes, budget } of rows) {
    test(`${name} keeps its budget`, () => assert.ok(bytes <= budget, `${bytes} bytes are more than ${budget}`));
  }
});
