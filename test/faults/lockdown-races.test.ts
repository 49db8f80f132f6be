import { after, before, test } from 'node:test';
import { killMidway, lockAtOnce, lockDownTwiceAtOnce, throwOutAtOnce } from '../support/lockdown-races.ts';
import { TwoProcesses } from '../support/two-processes.ts';

let shared: TwoProcesses;
before(async () => {
  shared = await TwoProcesses.start();
});
after(() => shared.stop());

const rounds = Number(process.env['ROUNDS'] ?? 40);
const long = { timeout: 30 * 60_000 };

test(`${rounds} × two sessions throw each other out at once: one is left`, long, () =>
  lockDownTwiceAtOnce(shared, rounds),
);
test(`${rounds} × each thing that a thief does while the owner throws them out: they are out`, long, () =>
  throwOutAtOnce(shared, rounds),
);
test(
  `${rounds} × each thing that a thief does while the link of a mail locks the account down: they are out`,
  long,
  () => lockAtOnce(shared, rounds),
);
test(`${rounds / 10} × the process is killed on the way: the owner goes on, and the thief is out`, long, () =>
  killMidway(shared, rounds / 10),
);
