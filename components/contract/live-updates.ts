import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { token } from './text.ts';

/** What pages are told: that something changed, never what it is now. */
export const LiveUpdate = v.object({
  /** To be given back as `after`, where the stream is opened again: what changed in between is told then. */
  position: v.optional(v.string()),
  /** Paths of this contract whose answers are others now; `null`: any of them may be. Empty: nothing changed, and the stream lives. */
  stale: v.nullable(v.array(v.string())),
  /** The session has ended. Nothing comes after that. */
  signedOut: v.optional(v.boolean()),
});
export type LiveUpdate = v.InferOutput<typeof LiveUpdate>;

/**
 * For pages that want to hear at once of what happens elsewhere. A backend may leave it away: everything works when it
 * is read again.
 */
export const liveUpdates = {
  changes: endpoint({
    method: 'GET',
    path: '/live-updates',
    summary: 'What changed, as it happens, until the session ends or has another token',
    query: v.strictObject({
      /** `position` of the last update that arrived. */
      after: v.exactOptional(token(64)),
      /** Without one: for how many milliseconds the page has had what it shows. */
      age: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,12}$/, 'invalid'), v.transform(Number))),
    }),
    stream: LiveUpdate,
    problems: ['not-found'],
  }),
};
