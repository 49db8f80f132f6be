import * as v from 'valibot';
import { endpoint } from './endpoint.ts';

/**
 * The notices that people may do without: none of them tells that somebody else could get into the account. All others
 * are always sent.
 */
export const optionalNotices = ['sign-in-elsewhere', 'usual-sign-in', 'sessions-ended', 'profile-changed'] as const;
export type OptionalNotice = (typeof optionalNotices)[number];

/** Whether each is wanted, in the order in which they are shown; none where the server sends no mails. */
export const EmailNotices = v.object({ notices: v.array(v.object({ name: v.string(), wanted: v.boolean() })) });
export type EmailNotices = v.InferOutput<typeof EmailNotices>;

const wanted = v.exactOptional(v.boolean());

/** Only those that change. */
export const EmailNoticesChange = v.strictObject({
  'sign-in-elsewhere': wanted,
  'usual-sign-in': wanted,
  'sessions-ended': wanted,
  'profile-changed': wanted,
} satisfies Record<OptionalNotice, typeof wanted>);
export type EmailNoticesChange = v.InferOutput<typeof EmailNoticesChange>;

export const emailNotices = {
  get: endpoint({
    method: 'GET',
    path: '/email-notices',
    summary: 'Which of the notices that people may do without are sent',
    result: EmailNotices,
  }),
  /** With a proof: silence is what whoever found an open session would want. */
  update: endpoint({
    method: 'PATCH',
    path: '/email-notices',
    summary: 'Choose which of them are sent',
    body: EmailNoticesChange,
    result: EmailNotices,
    stepUp: 'recent',
  }),
};
