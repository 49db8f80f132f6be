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

const rounds = Number(process.env['ROUNDS'] ?? 1000);
const long = { timeout: 30 * 60_000 };

test(`${rounds} × one code at two sign-ins and two confirmations at once: it is accepted once`, long, () =>
  codeAtOnce(shared, rounds),
);
test(`${rounds} × one recovery code at four sign-ins at once: it is used up once`, long, () =>
  recoveryCodeAtOnce(shared, rounds),
);
test(`${rounds} × one half-done sign-in redeemed with four good codes at once: it signs in once`, long, () =>
  redeemAtOnce(shared, rounds),
);
test(`${rounds} × one application confirmed four times at once: it is added once`, long, () =>
  confirmAppAtOnce(shared, rounds),
);
test(`${rounds} × the last two applications removed at once: one is left`, long, () =>
  removeAppsAtOnce(shared, rounds),
);
test(`${rounds} × recovery codes replaced while an old one is used: one set is left`, long, () =>
  replaceCodesAtOnce(shared, rounds),
);
