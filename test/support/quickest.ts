/** The shortest of some runs, in milliseconds: the others may have waited for something else on this machine. */
export function quickest(runs: number, job: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    job();
    return performance.now() - start;
  });
  return Math.min(...times);
}
