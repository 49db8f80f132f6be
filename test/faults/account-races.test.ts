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

const rounds = Number(process.env['ROUNDS'] ?? 1000);
const long = { timeout: 30 * 60_000 };

test(`${rounds} × two processes change one password at once: each time one wins`, long, () =>
  changePasswordAtOnce(shared, rounds),
);
test(`${rounds} × one token proves itself four times at once: it is renewed once`, long, () =>
  proveAtOnce(shared, rounds),
);
test(`${rounds} × one session is ended by four at once: it ends once`, long, () => revokeAtOnce(shared, rounds));
test(`${rounds} × three sessions end all others at once: one is left`, long, () => revokeOthersAtOnce(shared, rounds));
test(`${rounds} × twelve wrong proofs at once: five are looked at`, long, () => guessAtOnce(shared, rounds));
test(`${rounds} × a session is revoked under load: nothing succeeds after the acknowledgement`, long, () =>
  revokeUnderLoad(shared, rounds),
);
