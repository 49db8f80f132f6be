import { after, before, test } from 'node:test';
import {
  codeAtOnce,
  confirmAppAtOnce,
  recoveryCodeAtOnce,
  redeemAtOnce,
  removeAppsAtOnce,
  replaceCodesAtOnce,
} from '../support/second-factor-races.ts';
import { TwoProcesses } from '../support/two-processes.ts';

let shared: TwoProcesses;
before(async () => {
  shared = await TwoProcesses.start();
});
after(() => shared.stop());

// A look at each; `npm run test:faults` runs them a thousand times.
const few = { timeout: 60_000 };

test(
  'two processes: a code that comes four times at once, at the sign-in and within sessions, is accepted once',
  few,
  () => codeAtOnce(shared, 5),
);
test('two processes: a recovery code that comes four times at once is used up once', few, () =>
  recoveryCodeAtOnce(shared, 5),
);
test('two processes: a sign-in that waits, redeemed with four good codes at once, signs in once', few, () =>
  redeemAtOnce(shared, 5),
);
test('two processes: an application that is confirmed four times at once is added once', few, () =>
  confirmAppAtOnce(shared, 5),
);
test('two processes: of the last two applications, both removed at once, one is left', few, () =>
  removeAppsAtOnce(shared, 5),
);
test('two processes: a recovery code used while new ones are made came first, or fails', few, () =>
  replaceCodesAtOnce(shared, 5),
);
