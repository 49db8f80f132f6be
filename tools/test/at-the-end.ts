import { after } from 'node:test';

let works: (() => unknown)[] | undefined;

/** Has something done after the last test file of this process. */
export function atTheEnd(work: () => unknown): void {
  if (works) works.push(work);
  // This file was started by itself.
  else after(() => work());
}

/** Runs several files; what is for the end waits until they are through. */
export async function untilTheEnd(run: () => Promise<void>): Promise<void> {
  works = [];
  await run();
  for (const work of works) await work();
}
