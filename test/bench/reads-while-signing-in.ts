import { randomBytes } from 'node:crypto';
import { AccountProcess, keyRing, processConfig } from '../support/account-process.ts';
import type { Browser } from '../support/http-browser.ts';
import { ada, TestServer } from '../support/test-server.ts';

const seconds = 2;
const signingIn = 4;

/** Who am I, asked two hundred times a second, while four clients sign in without pause with hashes of full strength. */
export async function readsWhileSigningIn(rounds: number): Promise<void> {
  const key = randomBytes(32);
  await using server = await TestServer.start({ keys: keyRing(key) });
  await server.person();
  const process = await AccountProcess.start(server.file, key, processConfig.hashing);
  try {
    // The first sign-in makes the hash anew, at full strength.
    const reader = process.browser();
    await reader.signIn(ada.email, ada.password);
    const quiet: number[] = [];
    const busy: number[] = [];
    let signIns = 0;
    await p99Of(reader, 0.5);
    for (let round = 0; round < rounds; round++) {
      quiet.push(await p99Of(reader, seconds));
      const stop = new AbortController();
      const clients = Array.from({ length: signingIn }, async () => {
        while (!stop.signal.aborted) {
          await process.browser().signIn(ada.email, ada.password);
          signIns++;
        }
      });
      busy.push(await p99Of(reader, seconds));
      stop.abort();
      await Promise.all(clients);
    }
    const ratio = median(busy) / median(quiet);
    console.log(
      `reads while ${signingIn} clients sign in without pause, medians of ${rounds} rounds of ${seconds} s (bar × 3.00):`,
    );
    console.log(
      `  p99 of GET /api/account/account   quiet ${median(quiet).toFixed(1)} ms, meanwhile ${median(busy).toFixed(1)} ms   × ${ratio.toFixed(2)}`,
    );
    console.log(`  ${(signIns / rounds / seconds).toFixed(1)} sign-ins per second`);
  } finally {
    process.stop();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** At a constant rate: a slow answer must not keep the next question from being asked. */
async function p99Of(browser: Browser, duration: number): Promise<number> {
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  const until = performance.now() + duration * 1000;
  for (let due = performance.now(); due < until; due += 1000 / 200) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const ask = async () => {
      const start = performance.now();
      const response = await browser.fetch('/api/account/account');
      await response.text();
      if (response.status !== 200) throw new Error(`${response.status}`);
      times.push(performance.now() - start);
    };
    pending.push(ask());
  }
  await Promise.all(pending);
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}
