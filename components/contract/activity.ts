import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant, line, token } from './text.ts';
import { TimeZone } from './locale.ts';
import { Client, Device, Place } from './visit.ts';

/** `access`: who got in or tried to. `events`: everything that happened to the account. */
export const ActivityView = v.picklist(['access', 'events'], 'invalid');
export type ActivityView = v.InferOutput<typeof ActivityView>;

/** What an event is about. */
export const activityKinds = [
  'sign-in',
  'password',
  'authenticator',
  'passkey',
  'recovery-code',
  'session',
  'profile',
  'account',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const ActivityOutcome = v.picklist(['success', 'failure'], 'invalid');
export type ActivityOutcome = v.InferOutput<typeof ActivityOutcome>;

/** Which of it is wanted: what fits all that is given. */
const filter = {
  view: ActivityView,
  kind: v.exactOptional(v.picklist(activityKinds, 'invalid')),
  outcome: v.exactOptional(ActivityOutcome),
  /** Id of an application. */
  client: v.exactOptional(token(64)),
  since: v.exactOptional(instant),
  /** Up to this instant, without it. */
  before: v.exactOptional(instant),
  /** Words that all have to be in the names of device, place, address or application. */
  text: v.exactOptional(line(100)),
  /** With `text`: the codes, separated by commas, that are called so where it is read. Entries with one of them fit, too. */
  codes: v.exactOptional(token(2000)),
};
export type ActivityFilter = v.InferOutput<v.StrictObjectSchema<typeof filter, undefined>>;

export const ActivityEntry = v.object({
  id: v.string(),
  at: instant,
  /** Names of the OWASP logging vocabulary where it has one; elements translate those they know. */
  type: v.string(),
  outcome: ActivityOutcome,
  reason: v.nullable(v.string()),
  actor: v.picklist(['person', 'operator', 'system']),
  device: v.nullable(Device),
  /** Older ones are kept in part only: `203.0.113.0` for anything that began so. */
  address: v.nullable(v.string()),
  place: v.nullable(Place),
  client: v.nullable(Client),
  /** Public id of the session that it happened in, or that it is about. */
  session: v.optional(v.nullable(v.string())),
  /** How the browser calls itself, cut to a length. */
  userAgent: v.optional(v.nullable(v.string())),
  /** Origin of the page that it was done on. */
  origin: v.optional(v.nullable(v.string())),
  /** It happened in the session that asks. */
  current: v.optional(v.boolean()),
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
      ...filter,
      /** `next` of the page before, whatever was wanted there. */
      cursor: v.exactOptional(token(64)),
    }),
    result: v.object({
      entries: v.array(ActivityEntry),
      /** Where the next page starts; `null` when that was all. */
      next: v.nullable(v.string()),
      /**
       * When a search takes long, a page may have fewer entries than there is room for, or none: so far back was
       * looked, and `next` goes on from there.
       */
      searchedTo: v.optional(instant),
    }),
  }),
  clients: endpoint({
    method: 'GET',
    path: '/activity/clients',
    summary: 'The applications that something happened in',
    result: v.array(Client),
  }),
  export: endpoint({
    method: 'GET',
    path: '/activity/export',
    summary: 'What happened, as a file',
    query: v.strictObject({
      ...filter,
      format: v.picklist(['json', 'csv'], 'invalid'),
      /** Beside the time in UTC, the one of this zone stands in a CSV. */
      timeZone: v.exactOptional(TimeZone),
    }),
    download: ['application/json', 'text/csv; charset=utf-8'],
    // `forbidden`: for whoever acts in the person's place.
    problems: ['forbidden'],
  }),
};
