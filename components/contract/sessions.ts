import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant, line, token } from './text.ts';
import { Client, Device, Place } from './visit.ts';

export const SESSION_NAME_MAX_LENGTH = 64;
/** How many one request can sign out: few enough for one answer, and for others not to wait for it. */
export const SESSIONS_AT_ONCE = 100;

export const Session = v.object({
  /** Public: never the token. */
  id: v.string(),
  current: v.boolean(),
  /** What its person calls it. */
  name: v.optional(v.nullable(v.string())),
  /** It began since its person last looked, as far as the backend knows. */
  isNew: v.optional(v.boolean()),
  /** Who acts in it, in the person's place, such as somebody of the support. */
  operator: v.optional(v.nullable(v.string())),
  device: Device,
  /** Where it was last used from; `null` when unknown. */
  address: v.nullable(v.string()),
  place: v.nullable(Place),
  startedAt: instant,
  lastSeenAt: instant,
  /** When it ends unless it is used before. */
  expiresAt: instant,
  /** The applications that used it, in the order in which they first did. */
  clients: v.array(Client),
});
export type Session = v.InferOutput<typeof Session>;

export const sessions = {
  list: endpoint({
    method: 'GET',
    path: '/sessions',
    summary: 'Where the account is signed in: this session first, then the last used',
    result: v.array(Session),
  }),
  /** What *Sign out from other devices* would end. */
  others: endpoint({
    method: 'GET',
    path: '/other-sessions',
    summary: 'How many sessions there are besides this one',
    result: v.object({ count: v.number() }),
  }),
  /** A label for one's own eyes: what the session was begun with is shown beside it. */
  rename: endpoint({
    method: 'PATCH',
    path: '/sessions/:id',
    summary: 'Give a session a name, or none',
    body: v.strictObject({ name: line(SESSION_NAME_MAX_LENGTH) }),
  }),
  /** Reading alone never tells: a page asks for the list long before anybody looks at it. */
  seen: endpoint({
    method: 'POST',
    path: '/sessions/seen',
    summary: 'The person has seen the sessions that began up to an instant',
    body: v.strictObject({ until: instant }),
    unseen: true,
  }),
  revoke: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Sign out one session',
    stepUp: 'recent',
  }),
  /** For one decision about sessions that are alike; those that are over already do not count. */
  revokeSome: endpoint({
    method: 'POST',
    path: '/sessions/revocation',
    summary: 'Sign out some sessions',
    body: v.strictObject({ ids: v.pipe(v.array(token(64)), v.maxLength(SESSIONS_AT_ONCE, 'too-long')) }),
    result: v.object({ sessionsEnded: v.number() }),
    stepUp: 'recent',
  }),
  revokeOthers: endpoint({
    method: 'DELETE',
    path: '/other-sessions',
    summary: 'Sign out every session but this one',
    result: v.object({ sessionsEnded: v.number() }),
    stepUp: 'recent',
  }),
};
