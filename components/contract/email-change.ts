import * as v from 'valibot';
import { EMAIL_MAX_LENGTH } from './account.ts';
import { endpoint } from './endpoint.ts';
import { instant, mailToken, requiredLine } from './text.ts';

/** A new address that its mailbox has not confirmed yet. */
export const PendingEmail = v.object({
  email: v.string(),
  /** When the link in the mail ends. */
  expiresAt: instant,
});
export type PendingEmail = v.InferOutput<typeof PendingEmail>;

const Link = v.strictObject({ token: mailToken });

/** Another e-mail address: what people sign in with, and where mails go. It changes once the new mailbox has confirmed it. */
export const emailChange = {
  get: endpoint({
    method: 'GET',
    path: '/email-change',
    summary: 'Whether the address can be changed, and which new one waits to be confirmed',
    result: v.object({
      /** Whether it can be changed at all: it takes mails. */
      offered: v.boolean(),
      pending: v.nullable(PendingEmail),
    }),
  }),
  /** Answers the same whether or not somebody has this address: only its mailbox learns. Replaces an earlier request. */
  request: endpoint({
    method: 'POST',
    path: '/email-change',
    summary: 'Send a mail to a new address, with a link that confirms it',
    body: v.strictObject({ email: requiredLine(EMAIL_MAX_LENGTH) }),
    result: PendingEmail,
    stepUp: 'highest',
    problems: ['forbidden', 'too-many-attempts'],
  }),
  cancel: endpoint({
    method: 'DELETE',
    path: '/email-change',
    summary: 'Keep the address: the link that was sent is worth nothing any more',
    // `forbidden`: for whoever acts in the person's place.
    problems: ['forbidden'],
  }),
  /** `link-expired` for every link that confirms nothing, whatever the reason. */
  look: endpoint({
    method: 'POST',
    path: '/email-change/link',
    summary: 'Which address a link confirms; looking changes nothing',
    access: 'public',
    body: Link,
    result: v.object({ email: v.string() }),
    unseen: true,
    problems: ['link-expired'],
  }),
  /** Only whoever is signed in to the account that asked for it: a mailbox alone opens no account. */
  confirm: endpoint({
    method: 'POST',
    path: '/email-change/confirmation',
    summary: 'Confirm the new address with the link of the mail',
    body: Link,
    result: v.object({ email: v.string() }),
    problems: ['link-expired', 'conflict'],
  }),
  lookUndo: endpoint({
    method: 'POST',
    path: '/email-change/undo-link',
    summary: 'Which address a link brings back; looking changes nothing',
    access: 'public',
    body: Link,
    result: v.object({ email: v.string() }),
    unseen: true,
    problems: ['link-expired'],
  }),
  /** Whoever reads the old mailbox needs no session: they may have lost theirs. All sessions end. */
  undo: endpoint({
    method: 'POST',
    path: '/email-change/undo',
    summary: 'Bring the old address back with the link of the notice, and sign out everywhere',
    access: 'public',
    body: Link,
    result: v.object({ email: v.string() }),
    signsOut: true,
    problems: ['link-expired', 'conflict'],
  }),
};
