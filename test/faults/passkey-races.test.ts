import { after, before, test } from 'node:test';
import { confirmAtOnce, removeLastAtOnce, signInAtOnce } from '../support/passkey-races.ts';
import { TwoProcesses } from '../support/two-processes.ts';

let shared: TwoProcesses;
before(async () => {
  shared = await TwoProcesses.start();
});
after(() => shared.stop());

const rounds = Number(process.env['ROUNDS'] ?? 1000);
const long = { timeout: 30 * 60_000 };

test(`${rounds} × one answer signs in four times at once: it does once`, long, () => signInAtOnce(shared, rounds));
test(`${rounds} × one answer confirms four times at once: it does once`, long, () => confirmAtOnce(shared, rounds));
test(`${rounds} × both of the last two passkeys are removed at once: one is left`, long, () =>
  removeLastAtOnce(shared, rounds),
);
