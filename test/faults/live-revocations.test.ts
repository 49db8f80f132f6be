import process from 'node:process';
import { test } from 'node:test';
import { revocationsAreHeard } from '../support/live-revocations.ts';
import { TwoProcesses } from '../support/two-processes.ts';

const rounds = Number(process.env['ROUNDS'] ?? 200);

test(
  `${rounds} × a session ended at one process while its page listens at the other: heard within two seconds`,
  { timeout: 30 * 60_000 },
  async (t) => {
    const shared = await TwoProcesses.start();
    try {
      const times = await revocationsAreHeard(shared, rounds);
      const at = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(0);
      t.diagnostic(`${times.length} of ${rounds}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`);
    } finally {
      shared.stop();
    }
  },
);
