import * as v from 'valibot';
import { endpoint } from './endpoint.ts';

/** What this server offers, the same for everyone. */
export const Capabilities = v.object({
  /** Whose account service this is, as it names itself to people. */
  company: v.string(),
  /** Whether people may create accounts themselves. */
  signUp: v.boolean(),
  /** Whether somebody who forgot their password can have a mail that lets them choose another. */
  passwordReset: v.optional(v.boolean()),
  /** After how many days an account is erased that its person deletes; `null` where people cannot delete theirs. */
  deletionDays: v.optional(v.nullable(v.number())),
  /** For how many months the record of what happened is kept. */
  activityMonths: v.optional(v.number()),
  /** The choices of *Relationship*: known codes are translated, others are shown as they are. */
  relationships: v.array(v.string()),
});
export type Capabilities = v.InferOutput<typeof Capabilities>;

export const capabilities = {
  get: endpoint({
    method: 'GET',
    path: '/capabilities',
    summary: 'What this server offers',
    access: 'public',
    result: Capabilities,
  }),
};
