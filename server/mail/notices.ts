import { optionalNotices } from 'account-elements/contract/email-notices.js';
import type { ActivityType } from '../activity/record.ts';
import type { ActivityRow } from '../activity/schema.ts';

/** What people are always told. The words are in `words/`. */
const always = [
  'new-sign-in',
  'password-changed',
  'password-change-required',
  'authenticators-changed',
  'passkeys-changed',
  'recovery-codes-changed',
  'recovery-code-used',
  'password-locked',
  'codes-locked',
  'email-change-requested',
  'email-changed',
  'email-change-undone',
  'locked-down',
  'session-replayed',
  'data-exported',
  'notices-changed',
  'deletion-requested',
  'deletion-cancelled',
] as const;

/** What people are told by mail without having asked. */
export const notices = [...always, ...optionalNotices] as const;
export type Notice = (typeof notices)[number];

type Line = Pick<ActivityRow, 'details' | 'reason'>;

/** `null`: no notice. */
type Rule = Notice | null | ((line: Line) => Notice | null);

/** Each thing that can happen, and whether its person is told by mail. How new a sign-in is, `sign-in-notice.ts` knows; who wants to hear of it, `email-notices/choices.ts`. */
const rules: Readonly<Record<ActivityType, Rule>> = {
  authn_login_success: 'new-sign-in',
  authn_login_fail: null,
  authn_login_lock: 'password-locked',
  authn_login_unlock: null,
  authn_reauth_success: null,
  authn_reauth_fail: null,
  authn_reauth_end: null,
  authn_second_factor_required: null,
  authn_code_lock: 'codes-locked',
  authenticator_setup_started: null,
  authenticator_added: 'authenticators-changed',
  authenticator_renamed: null,
  authenticator_removed: 'authenticators-changed',
  passkey_added: 'passkeys-changed',
  passkey_renamed: null,
  passkey_removed: 'passkeys-changed',
  passkey_counter_regressed: null,
  recovery_codes_created: 'recovery-codes-changed',
  recovery_code_used: 'recovery-code-used',
  recovery_codes_removed: 'recovery-codes-changed',
  key_missing: null,
  authn_password_change: 'password-changed',
  authn_password_change_required: 'password-change-required',
  // That was a mail itself.
  authn_password_reset_requested: null,
  session_created: null,
  session_renewed: null,
  // Those that end with a change of a factor are told with it.
  session_ended: ({ reason }) => (reason === 'revoked' ? 'sessions-ended' : null),
  session_renamed: null,
  session_use_after_rotation: 'session-replayed',
  user_created: null,
  user_updated: 'profile-changed',
  // Whoever silences one is told so.
  user_notices_changed: ({ details }) => (switchedOff(details) ? 'notices-changed' : null),
  user_disabled: null,
  user_enabled: null,
  user_email_change_requested: 'email-change-requested',
  user_email_changed: 'email-changed',
  user_email_change_undone: 'email-change-undone',
  user_email_change_cancelled: null,
  user_email_change_expired: null,
  user_locked_down: 'locked-down',
  user_lockdown_kept: null,
  user_lockdown_finished: null,
  // Whoever lets it in again has shown the account's strongest proof.
  passkey_released: null,
  // A file of what happened shows no more than the page does.
  user_data_exported: ({ reason }) => (reason === null ? 'data-exported' : null),
  user_deletion_requested: 'deletion-requested',
  user_deletion_cancelled: 'deletion-cancelled',
  user_deleted: null,
  privilege_permissions_changed: null,
  sys_startup: null,
  sys_shutdown: null,
  sys_restored: null,
};

const switchedOff = (details: string | null): boolean =>
  ((JSON.parse(details ?? '{}') as { off?: unknown[] }).off?.length ?? 0) > 0;

/**
 * Told once a day for each session: they can be caused again and again with one session, or with what is left of one, and
 * would use up the share of mails of an account.
 */
export const toldOnceADay: ReadonlySet<Notice> = new Set(['session-replayed', 'data-exported']);

/** A newer program may have written lines that this one does not know. */
export function noticeOf(line: Line & { readonly type: string }): Notice | null {
  const rule = Object.hasOwn(rules, line.type) ? rules[line.type as ActivityType] : null;
  return typeof rule === 'function' ? rule(line) : rule;
}
