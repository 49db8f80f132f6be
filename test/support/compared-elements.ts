// Of two elements that differ, the runner would copy all that hangs on them, the whole page, for ever.

import { Assertion } from 'chai';

interface Difference {
  actual?: unknown;
  expected?: unknown;
}

const { assert } = Assertion.prototype as unknown as { assert(...told: unknown[]): void };

Object.assign(Assertion.prototype, {
  assert(this: unknown, ...told: unknown[]): void {
    try {
      assert.apply(this, told);
    } catch (error) {
      const difference = error as Difference;
      difference.actual = withoutElement(difference.actual);
      difference.expected = withoutElement(difference.expected);
      throw error;
    }
  },
});

const withoutElement = (value: unknown): unknown => (value instanceof Node ? value.nodeName : value);
