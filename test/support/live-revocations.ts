import assert from 'node:assert/strict';
import { sessions } from 'account-elements/contract/sessions.js';
import { longestStall } from './event-loop.ts';
import { LiveListener } from './live-listener.ts';
import type { Browser } from './http-browser.ts';
import { ada } from './test-server.ts';
import type { TwoProcesses } from './two-processes.ts';

/** A revocation is heard within this many milliseconds. */
const PROMISED = 2000;

const own = async (browser: Browser) => {
  const { result } = await browser.call(sessions.list, {});
  return result.find(({ current }) => current)?.id ?? '';
};

/**
 * Sessions whose pages listen at one process are ended at the other, so many times one after the other. Resolves to how
 * long each took to be heard, sorted; each of them within two seconds.
 */
export async function revocationsAreHeard(shared: TwoProcesses, rounds: number): Promise<readonly number[]> {
  const email = `revocations${rounds}@people.example`;
  await shared.person(email);
  const times: number[] = [];
  let ending = await shared.signedIn(0, email);
  for (let round = 0; round < rounds; round++) {
    // A sign-in counts as proof for ten minutes.
    if (round % 100 === 99) ending = await shared.signedIn(0, email);
    const page = await shared.signedIn(1, email, ada.password);
    const id = await own(page);
    const listener = await LiveListener.open(page);
    const start = performance.now();
    const { stall } = await longestStall(async () => {
      assert.equal((await ending.call(sessions.revoke, { params: { id } })).status, 204);
      await listener.until(() => listener.ended);
    });
    // What the machine held this process up by is no time that the servers took.
    const took = performance.now() - start - stall;
    assert.ok(listener.signedOut);
    assert.ok(took <= PROMISED, `round ${round} took ${took.toFixed(0)} ms`);
    times.push(took);
  }
  return times.toSorted((a, b) => a - b);
}
