import type { ActivityFilter, ActivityKind, ActivityView } from '../contract/activity.ts';

/** What pages and people set, as attributes: anything may stand there. */
export interface Chosen {
  readonly view: string;
  readonly kind?: string | undefined;
  readonly outcome?: string | undefined;
  readonly application?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly search?: string | undefined;
}

const DAY = 86_400_000;

/** Pages may write anything into an attribute. */
export const viewOf = ({ view }: Chosen): ActivityView => (view === 'access' ? 'access' : 'events');

/** Whether anything is left out. */
export const isFiltered = ({ application, kind, outcome, search, since, until }: Chosen): boolean =>
  Boolean(application || kind || outcome || search || since || until);

/** The same as the server is asked. `codes`: what the search is called where the person reads. */
export function filterOf(chosen: Chosen, timeZone: string | undefined, codes: string): ActivityFilter {
  const { application, kind, outcome, search, since, until } = chosen;
  const [from, to] = [dayStart(since, timeZone), dayStart(until, timeZone, DAY)];
  const text = search?.trim().slice(0, 100);
  return {
    view: viewOf(chosen),
    ...(kind && { kind: kind as ActivityKind }),
    ...((outcome === 'success' || outcome === 'failure') && { outcome }),
    ...(application && { client: application }),
    ...(from && { since: from }),
    ...(to && { before: to }),
    ...(text && { text }),
    ...(text && codes && { codes }),
  };
}

/** When a day begins where the person is, or the one so much later. */
function dayStart(day: string | undefined, timeZone: string | undefined, later = 0): string | undefined {
  const utc = Date.parse(`${day}T00:00:00Z`) + later;
  if (!day || Number.isNaN(utc)) return undefined;
  // Twice, because the clock may change between the two.
  const first = utc - offsetAt(utc, timeZone);
  return new Date(utc - offsetAt(first, timeZone)).toISOString();
}

/** How far clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string | undefined): number {
  const local = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
