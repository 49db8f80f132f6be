import type { ActivityEntry } from '../contract/activity.ts';
import type { LocalizeController } from '../localize/localize-controller.ts';

interface Day {
  /** Such as “Monday, 23 November 2026”. */
  readonly day: string;
  readonly entries: ActivityEntry[];
}

/** The entries of each day, as days begin and end where the person is. */
export function byDay(entries: readonly ActivityEntry[], localize: LocalizeController): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = localize.date(entry.at, { dateStyle: 'full' });
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
