import { after, before, test } from 'node:test';
import { confirmAtOnce, removeLastAtOnce, signInAtOnce } from '../support/passkey-races.ts';
import { TwoProcesses } from '../support/two-processes.ts';

let shared: TwoProcesses;
before(async () => {
  shared = await TwoProcesses.start();
});
after(() => shared.stop());

// A look at each; `npm run test:faults` runs them a thousand times.
const few = { timeout: 60_000 };

test('two processes: a passkey’s answer that comes four times at once signs in once', few, () =>
  signInAtOnce(shared, 5),
);
test('two processes: a passkey’s answer that comes four times at once confirms once', few, () =>
  confirmAtOnce(shared, 5),
);
test('two processes: of the last two passkeys, both removed at once, one is left', few, () =>
  removeLastAtOnce(shared, 5),
);
