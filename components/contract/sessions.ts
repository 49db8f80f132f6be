import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { instant } from './text.ts';
import { Client, Device, Place } from './visit.ts';

export const Session = v.object({
  /** Public: never the token. */
  id: v.string(),
  current: v.boolean(),
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
  revoke: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Sign out one session',
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
