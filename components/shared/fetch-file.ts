import { Problem } from '../contract/problem.ts';

/**
 * Fetches a file of ours that is needed only now; rejects with a `Problem` when it does not come. Browsers may remember
 * as long as the page is open that a file could not be had, so the next try is under another address. Which one it
 * was, only their message tells; where it does not, they are asked the same again.
 */
export async function fetchFile<File>(load: () => Promise<File>): Promise<File> {
  try {
    return await load();
  } catch (cause) {
    const address = cause instanceof TypeError && /https?:\S+$/.exec(cause.message)?.[0];
    if (address) return again<File>(address);
    throw new Problem('unreachable', {}, { cause });
  }
}

let tries = 0;
const retries = new Map<string, Promise<unknown>>();

/** One at a time, and one copy of it for all who want it. */
function again<File>(address: string): Promise<File> {
  const other = `${address}${address.includes('?') ? '&' : '?'}again=${++tries}`;
  const retry = retries.get(address) ?? import(/* @vite-ignore */ /* webpackIgnore: true */ other);
  retries.set(address, retry);
  return (retry as Promise<File>).catch((cause: unknown) => {
    retries.delete(address);
    throw new Problem('unreachable', {}, { cause });
  });
}
