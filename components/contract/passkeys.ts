import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { factorName } from './factor-name.ts';
import { PasskeyAttestation, PasskeyCreation } from './passkey-ceremony.ts';
import { instant } from './text.ts';

export const Passkey = v.object({
  id: v.string(),
  name: v.string(),
  /** The password manager or security key it is kept in, as that names itself; `null` when unknown. A hint, never a proof. */
  provider: v.nullable(v.string()),
  /** A key that one plugs in or holds to the device, rather than a password manager. */
  securityKey: v.boolean(),
  /** Whether it can reach the person’s other devices; if not, it is lost with this one. */
  synced: v.boolean(),
  createdAt: instant,
  lastUsedAt: v.nullable(instant),
  /** This session began with it, or was confirmed with it. */
  usedHere: v.boolean(),
  /** Whether the account still has a way in without it. */
  removable: v.boolean(),
});
export type Passkey = v.InferOutput<typeof Passkey>;

/** What browsers are told about which passkeys still work (WebAuthn Level 3 §5.1.10). */
export const AcceptedPasskeys = v.object({
  rpId: v.string(),
  userId: v.string(),
  /** The e-mail address, and the person’s name. */
  name: v.string(),
  displayName: v.string(),
  /** Of all passkeys of the account, always complete. */
  credentialIds: v.array(v.string()),
});
export type AcceptedPasskeys = v.InferOutput<typeof AcceptedPasskeys>;

export const passkeys = {
  list: endpoint({
    method: 'GET',
    path: '/passkeys',
    summary: 'The passkeys, in the order in which they were created',
    result: v.array(Passkey),
  }),
  accepted: endpoint({
    method: 'GET',
    path: '/passkeys/accepted',
    summary: 'What to tell the browser about the passkeys that work',
    result: AcceptedPasskeys,
  }),
  start: endpoint({
    method: 'POST',
    path: '/passkeys/setup',
    summary: 'What the browser needs to create a passkey',
    body: v.strictObject({
      /** Created in passing, without a question, right after signing in with a password. */
      conditional: v.optional(v.boolean()),
    }),
    result: PasskeyCreation,
    unseen: true,
    stepUp: 'enrolment',
    // `forbidden`: not in passing, because the password was not typed just now.
    problems: ['limit-reached', 'forbidden'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/passkeys',
    summary: 'Keep a passkey that the browser has created',
    body: v.strictObject({ response: PasskeyAttestation, signOutOthers: v.boolean() }),
    result: v.object({ passkey: Passkey, sessionsEnded: v.number() }),
    stepUp: 'enrolment',
    problems: ['passkey-refused', 'limit-reached', 'conflict'],
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/passkeys/:id',
    summary: 'Give a passkey another name',
    body: v.strictObject({ name: factorName }),
    result: Passkey,
  }),
  remove: endpoint({
    method: 'POST',
    path: '/passkeys/:id/removal',
    summary: 'Remove a passkey',
    body: v.strictObject({ signOutOthers: v.boolean() }),
    result: v.object({ sessionsEnded: v.number(), recoveryCodesRemoved: v.boolean() }),
    stepUp: 'highest',
    problems: ['last-way-in', 'conflict'],
  }),
};
