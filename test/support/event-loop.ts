/**
 * Runs a job and measures the longest time, in milliseconds, for which the
 * process did nothing else: how late the worst of the timers fired.
 */
export async function longestStall<T>(job: () => Promise<T>): Promise<{ result: T; stall: number }> {
  let stall = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    stall = Math.max(stall, now - last - 5);
    last = now;
  }, 5);
  try {
    const result = await job();
    stall = Math.max(stall, performance.now() - last - 5);
    return { result, stall };
  } finally {
    clearInterval(timer);
  }
}

/**
 * The least that is measured in up to three tries, and no more of them once one is below `enough`: other work on this
 * machine may slow one down, what is slow by itself is so in all of them.
 */
export async function leastOf(enough: number, measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let tries = 0; tries < 3 && least >= enough; tries++) least = Math.min(least, await measure());
  return least;
}
