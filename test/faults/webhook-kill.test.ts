import process from 'node:process';
import { test } from 'node:test';
import { killedWhileSending } from '../support/webhook-kills.ts';

const kills = Number(process.env['ROUNDS'] ?? 50);

test('a process that is killed while it sends events to the webhook loses none', { timeout: 600_000 }, async (t) => {
  const { events, twice } = await killedWhileSending(kills);
  t.diagnostic(`${kills} kills, ${events} events, none lost, ${twice} sent again`);
});
