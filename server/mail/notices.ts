import type { ActivityType } from '../activity/record.ts';
import type { ActivityRow } from '../activity/schema.ts';

/** What people are told by mail without having asked. The words are in `words/`. */
export const notices = [
  'new-sign-in',
  'password-changed',
  'password-change-required',
  'authenticators-changed',
  'passkeys-changed',
  'recovery-codes-changed',
  'recovery-code-used',
  'password-locked',
  'codes-locked',
  'sessions-ended',
  'deletion-requested',
  'deletion-cancelled',
] as const;
export type Notice = (typeof notices)[number];

type Line = Pick<ActivityRow, 'details' | 'reason'>;

/** `null`: no notice. */
type Rule = Notice | null | ((line: Line) => Notice | null);

/** Each thing that can happen, and whether its person is told by mail. A sign-in is told of if device or place are new: see `notify.ts`. */
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
  session_use_after_rotation: null,
  user_created: null,
  user_updated: null,
  user_disabled: null,
  user_enabled: null,
  user_data_exported: null,
  user_deletion_requested: 'deletion-requested',
  user_deletion_cancelled: 'deletion-cancelled',
  user_deleted: null,
  privilege_permissions_changed: null,
  sys_startup: null,
  sys_shutdown: null,
};

/** A newer program may have written lines that this one does not know. */
export function noticeOf(line: Line & { readonly type: string }): Notice | null {
  const rule = Object.hasOwn(rules, line.type) ? rules[line.type as ActivityType] : null;
  return typeof rule === 'function' ? rule(line) : rule;
}
