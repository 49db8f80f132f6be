import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { finishLockdown } from './lockdown-end.ts';
import { instant, mailToken, token } from './text.ts';
import { Device, Place } from './visit.ts';

const id = v.pipe(token(64), v.nonEmpty('required'));
const Link = v.strictObject({ token: mailToken });

/** What it was that the person did not do: a session, something in the activity record, or what a mail told. */
export const Suspect = v.variant('by', [
  v.strictObject({ by: v.literal('session'), id }),
  v.strictObject({ by: v.literal('activity'), id }),
  v.strictObject({ by: v.literal('link'), token: mailToken }),
]);
export type Suspect = v.InferInput<typeof Suspect>;

/** The same, as the person can recognise it. */
export const Suspicion = v.object({
  /** As in the activity record; a session is its `session_created`. */
  type: v.string(),
  at: instant,
  device: v.nullable(Device),
  place: v.nullable(Place),
  address: v.nullable(v.string()),
  /** Of the session that did it: still there, over or never there, or the one that asks. */
  session: v.picklist(['alive', 'over', 'current']),
  /** How many sessions there are besides the one that asks. */
  others: v.number(),
});
export type Suspicion = v.InferOutput<typeof Suspicion>;

/** Which sessions end. */
export const LockdownScope = v.picklist(['others', 'session'], 'invalid');
export type LockdownScope = v.InferOutput<typeof LockdownScope>;

/** A way in that the person says is theirs, or is not. */
export const SuspectedFactor = v.object({
  kind: v.picklist(['passkey', 'authenticator']),
  id: v.string(),
  name: v.string(),
  createdAt: instant,
  lastUsedAt: v.nullable(instant),
  /** There is no knowing whose it is: it was added when it happened, or later. */
  isNew: v.boolean(),
  /** It signs nobody in until the person has said that it is theirs. */
  held: v.boolean(),
  /** The person has said so. */
  kept: v.boolean(),
  /** The session that asks was proven with it. */
  usedHere: v.boolean(),
});
export type SuspectedFactor = v.InferOutput<typeof SuspectedFactor>;

/** How far somebody has come who takes their account back. */
export const Lockdown = v.object({
  /** When it happened, whatever it was. */
  since: instant,
  startedAt: instant,
  /** When the person was through with it. */
  finishedAt: v.nullable(instant),
  /** `due`: another one is to be chosen; `none`: the account has none. */
  password: v.picklist(['due', 'chosen', 'none']),
  /** The address of before, where it was changed since and can be brought back. */
  email: v.nullable(v.object({ now: v.string(), before: v.string() })),
  factors: v.array(SuspectedFactor),
  /** `null` where there are none. */
  recoveryCodes: v.nullable(
    v.object({ left: v.number(), createdAt: instant, isNew: v.boolean(), renewed: v.boolean(), kept: v.boolean() }),
  ),
  /** What was done since it began, from the activity record. */
  done: v.object({
    sessionsEnded: v.number(),
    passwordChosen: v.boolean(),
    emailRestored: v.boolean(),
    passkeysRemoved: v.number(),
    authenticatorsRemoved: v.number(),
    recoveryCodesRenewed: v.boolean(),
  }),
});
export type Lockdown = v.InferOutput<typeof Lockdown>;

/** What the person says is theirs. */
export const Kept = v.variant('what', [
  v.strictObject({ what: v.literal('passkey'), id }),
  v.strictObject({ what: v.literal('authenticator'), id }),
  v.strictObject({ what: v.literal('recovery-codes') }),
  v.strictObject({ what: v.literal('email') }),
]);
export type Kept = v.InferInput<typeof Kept>;

/**
 * *This wasn’t me*: throws others out and takes the account back, step by step.
 * Every step counts as soon as it is done; whoever comes back goes on where they were.
 */
export const accountLockdown = {
  get: endpoint({
    method: 'GET',
    path: '/lockdown',
    summary: 'How far the account was taken back; null where nobody does',
    result: v.object({ lockdown: v.nullable(Lockdown) }),
  }),
  suspect: endpoint({
    method: 'POST',
    path: '/lockdown/suspicion',
    summary: 'What it was, as the person can recognise it; looking changes nothing',
    body: Suspect,
    result: Suspicion,
    unseen: true,
    problems: ['not-found', 'link-expired'],
  }),
  /**
   * Ends sessions at once, and what whoever it was has begun or added does not work any more. For anybody who could sign
   * in: with a second factor that somebody else has added, the account could not be defended otherwise.
   */
  start: endpoint({
    method: 'POST',
    path: '/lockdown',
    summary: 'Throw others out and begin to take the account back',
    body: v.strictObject({ suspect: v.optional(Suspect), scope: LockdownScope }),
    result: Lockdown,
    stepUp: 'recent',
    problems: ['not-found', 'link-expired', 'too-many-attempts'],
  }),
  /** Also what was changed several times since. */
  restoreEmail: endpoint({
    method: 'POST',
    path: '/lockdown/email',
    summary: 'Bring back the e-mail address of before',
    result: v.object({ email: v.string() }),
    stepUp: 'highest',
    problems: ['not-found', 'conflict'],
  }),
  keep: endpoint({
    method: 'POST',
    path: '/lockdown/kept',
    summary: 'Say that something is one’s own: it stays, and works',
    body: Kept,
    stepUp: 'highest',
    problems: ['not-found'],
  }),
  finish: finishLockdown,
  /** For whoever is not signed in; says no more than the mail. `link-expired` for every link that does nothing, whatever the reason. */
  look: endpoint({
    method: 'POST',
    path: '/lockdown/link',
    summary: 'What a mail told; looking changes nothing',
    access: 'public',
    body: Link,
    result: v.object({
      type: v.string(),
      at: instant,
      /** This link has locked the account down already. */
      locked: v.boolean(),
    }),
    unseen: true,
    problems: ['link-expired'],
  }),
  /**
   * Signs out everywhere. The password works no more, nor what was added since; the address of before comes back. Opens
   * nothing: the owner comes back by a passkey of before, or by a new password and whatever the account asks for beside it.
   * The same again has no second effect.
   */
  lock: endpoint({
    method: 'POST',
    path: '/lockdown/link/lock',
    summary: 'Lock the account down with the link of a mail',
    access: 'public',
    body: Link,
    /** Whether a mail with a link to a new password is on its way. */
    result: v.object({ mailSent: v.boolean() }),
    problems: ['link-expired', 'too-many-attempts'],
  }),
};
