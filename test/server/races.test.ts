import { after, before, test } from 'node:test';
import {
  changePasswordAtOnce,
  guessAtOnce,
  proveAtOnce,
  revokeAtOnce,
  revokeOthersAtOnce,
  revokeUnderLoad,
} from '../support/races.ts';
import { TwoProcesses } from '../support/two-processes.ts';

let shared: TwoProcesses;
before(async () => {
  shared = await TwoProcesses.start();
});
after(() => shared.stop());

// A look at each; `npm run test:faults` runs them a thousand times.
const few = { timeout: 60_000 };

test('two processes, one password: of two changes at once one wins and one is told that it lost', few, () =>
  changePasswordAtOnce(shared, 5),
);
test('two processes, one token: of four proofs at once one renews it', few, () => proveAtOnce(shared, 5));
test('two processes, one session: ended by four at once it ends once', few, () => revokeAtOnce(shared, 5));
test('two processes: of three sessions that end all others one is left', few, () => revokeOthersAtOnce(shared, 5));
test('two processes: of twelve wrong proofs at once five are looked at', few, () => guessAtOnce(shared, 3));
test('two processes: a revoked session does nothing once that is acknowledged', few, () => revokeUnderLoad(shared, 10));
