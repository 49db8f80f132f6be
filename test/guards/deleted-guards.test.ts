import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isMeasuring } from '../../tools/test/measuring.ts';
import type { Guard } from './guard.ts';
import { allGuards } from './guards.ts';
import { SourcesCopy } from './sources-copy.ts';

/*
 * Each guard is deleted once, in a copy of the sources, and the tests that
 * promise it run there: one of them has to fail. Whatever then waits for ever
 * is noticed, too, once it takes many times as long as with the guard in place.
 */

const AT_ONCE = 2;
/** In milliseconds, for tests of which it is not known yet how long they take. */
const AT_MOST = 240_000;
const TIMES_AS_LONG = 5;

const copies = Array.from({ length: AT_ONCE }, () => new SourcesCopy());
const limits = new Map<string, Promise<number>>();

/** How long the tests of a guard may take, by how long they take while it is there: they have to pass then. */
function limitOf(guard: Guard, copy: SourcesCopy): Promise<number> {
  const key = `${guard.tests} ${guard.names ?? ''}`;
  const known = limits.get(key);
  if (known) return known;
  const limit = measure(guard, copy);
  limits.set(key, limit);
  // Something else may have been in its way: the next guard of these tests looks again.
  limit.catch(() => limits.delete(key));
  return limit;
}

async function measure(guard: Guard, copy: SourcesCopy): Promise<number> {
  const started = performance.now();
  const outcome = await copy.run(guard, AT_MOST);
  assert.deepEqual(outcome, { ended: 'passed' }, `the tests of ${guard.tests} with every guard in place`);
  return Math.ceil((performance.now() - started) * TIMES_AS_LONG);
}

function lookFor(guard: Guard): void {
  const { file, tests, what } = guard;
  test(`without “${what}” (${file}) a test of ${tests} fails`, async (t) => {
    const copy = copies.pop();
    assert.ok(copy);
    try {
      const limit = await limitOf(guard, copy);
      const { ended, failed } = await copy.without(guard, () => copy.run(guard, limit));
      assert.notEqual(ended, 'passed', 'nobody noticed');
      assert.notEqual(ended, 'broken', 'without it no test could even start');
      t.diagnostic(failed ?? `noticed after ${Math.round(limit / 1000)} s of waiting`);
    } finally {
      copies.push(copy);
    }
  });
}

const measures = ({ tests }: Guard): boolean => isMeasuring(`test/server/${tests}.test.ts`);

describe('several at once', { concurrency: AT_ONCE }, () => {
  for (const guard of allGuards) if (!measures(guard)) lookFor(guard);
});

// Something beside them would make these fail, guard or no guard.
describe('one by one', () => {
  for (const guard of allGuards) if (measures(guard)) lookFor(guard);
});
