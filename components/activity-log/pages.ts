import type { ActivityEntry } from '../contract/activity.ts';

/** The pages that were read so far, newest first. */
export interface Pages {
  readonly entries: readonly ActivityEntry[];
  /** Where the next page starts; `null` when that was all. */
  readonly next: string | null;
  /** How far back was looked, when that was not enough. */
  readonly searchedTo?: string | undefined;
}

/** The first page was read again: what was read before stays behind it, unless there is a gap between the two. */
export function startWith(first: Pages, known: Pages | undefined): Pages {
  const last = first.entries.at(-1);
  const seam = known?.entries.findIndex(({ id }) => id === last?.id) ?? -1;
  if (!known || seam < 0) return first;
  return { ...known, entries: [...first.entries, ...known.entries.slice(seam + 1)] };
}

/** One more page at the end. */
export const continueWith = (known: Pages, page: Pages): Pages => ({
  ...page,
  entries: [...known.entries, ...page.entries],
});
