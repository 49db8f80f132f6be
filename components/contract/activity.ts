import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant } from './text.ts';
import { Client, Device, Place } from './visit.ts';

/** `access`: who got in or tried to. `events`: everything that happened to the account. */
export const ActivityView = v.picklist(['access', 'events'], 'invalid');
export type ActivityView = v.InferOutput<typeof ActivityView>;

export const ActivityEntry = v.object({
  id: v.string(),
  at: instant,
  /** Names of the OWASP logging vocabulary where it has one; elements translate those they know. */
  type: v.string(),
  outcome: v.picklist(['success', 'failure']),
  reason: v.nullable(v.string()),
  actor: v.picklist(['person', 'operator', 'system']),
  device: v.nullable(Device),
  /** Older ones are kept in part only: `203.0.113.0` for anything that began so. */
  address: v.nullable(v.string()),
  place: v.nullable(Place),
  client: v.nullable(Client),
  /** Names of changed fields and the like; never a secret, never a value. */
  details: v.record(v.string(), v.unknown()),
});
export type ActivityEntry = v.InferOutput<typeof ActivityEntry>;

export const activity = {
  list: endpoint({
    method: 'GET',
    path: '/activity',
    summary: 'What happened, newest first, a page at a time',
    query: v.strictObject({
      view: ActivityView,
      /** `next` of the page before. */
      cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(64, 'too-long'))),
    }),
    result: v.object({
      entries: v.array(ActivityEntry),
      /** Where the next page starts; `null` when that was all. */
      next: v.nullable(v.string()),
    }),
  }),
};
