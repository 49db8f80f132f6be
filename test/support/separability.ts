/** How well one threshold could tell two samples apart: 0.5 not at all, 1 always. */
export function separability(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const auc = wins / (a.length * b.length);
  return Math.max(auc, 1 - auc);
}

/** Samples of each kind, again, until none can be told from the first or there are so many that it is no chance. */
const ROUNDS = 150;
const MOST_ROUNDS = 900;

/** So well can one threshold tell a time from another by any means (case 023). */
export const TOLD_APART = 0.6;

/**
 * How well the time that `once` takes tells each kind from the first one. All kinds take turns, in an order left to
 * chance, so that whatever else the machine does slows down all alike.
 */
export async function toldByTime(
  kinds: readonly string[],
  once: (kind: string) => Promise<unknown>,
  afterwards: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const times = new Map(kinds.map((kind) => [kind, [] as number[]]));
  const [first = [], ...others] = times.values();
  const told = () => others.map((samples) => separability(first, samples));
  for (let round = -20; round < MOST_ROUNDS; round++) {
    if (round > 0 && round % ROUNDS === 0 && Math.max(...told()) <= TOLD_APART) break;
    for (const kind of shuffled(kinds)) {
      const started = performance.now();
      await once(kind);
      if (round >= 0) times.get(kind)?.push(performance.now() - started);
    }
    await afterwards();
  }
  return Object.fromEntries(kinds.slice(1).map((kind, i) => [kind, told()[i] ?? 0]));
}

/** Every order is as likely as any other; sorting by chance prefers the given one. */
function shuffled(kinds: readonly string[]): string[] {
  const places = kinds.map((kind) => ({ kind, place: Math.random() }));
  return places.toSorted((a, b) => a.place - b.place).map(({ kind }) => kind);
}
