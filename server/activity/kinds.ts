import type { ActivityKind, ActivityView } from 'account-elements/contract/activity.js';
import type { ActivityType } from './record.ts';

/** What each thing that can happen is about; `null` for what happens to the server, which is nobody's own. */
const kinds: Readonly<Record<ActivityType, ActivityKind | null>> = {
  authn_login_success: 'sign-in',
  authn_login_fail: 'sign-in',
  authn_login_lock: 'sign-in',
  authn_login_unlock: 'sign-in',
  authn_second_factor_required: 'sign-in',
  authn_code_lock: 'sign-in',
  authn_reauth_success: 'sign-in',
  authn_reauth_fail: 'sign-in',
  authn_reauth_end: 'sign-in',
  authenticator_setup_started: 'authenticator',
  authenticator_added: 'authenticator',
  authenticator_renamed: 'authenticator',
  authenticator_removed: 'authenticator',
  key_missing: 'authenticator',
  passkey_added: 'passkey',
  passkey_renamed: 'passkey',
  passkey_removed: 'passkey',
  passkey_released: 'passkey',
  passkey_counter_regressed: 'passkey',
  recovery_codes_created: 'recovery-code',
  recovery_code_used: 'recovery-code',
  recovery_codes_removed: 'recovery-code',
  authn_password_change: 'password',
  authn_password_change_required: 'password',
  authn_password_reset_requested: 'password',
  session_created: 'session',
  session_renewed: 'session',
  session_ended: 'session',
  session_renamed: 'session',
  session_use_after_rotation: 'session',
  user_updated: 'profile',
  user_notices_changed: 'profile',
  user_created: 'account',
  user_disabled: 'account',
  user_enabled: 'account',
  user_data_exported: 'account',
  user_deletion_requested: 'account',
  user_deletion_cancelled: 'account',
  user_deleted: 'account',
  user_locked_down: 'account',
  user_lockdown_kept: 'account',
  user_lockdown_finished: 'account',
  user_email_change_requested: 'account',
  user_email_changed: 'account',
  user_email_change_undone: 'account',
  user_email_change_cancelled: 'account',
  user_email_change_expired: 'account',
  privilege_permissions_changed: 'account',
  sys_startup: null,
  sys_shutdown: null,
  sys_restored: null,
};

/** Everything that can happen. */
export const activityTypes = Object.keys(kinds) as readonly ActivityType[];

/** What something of that type is about; nothing where that is nobody's own, or this process does not know the type. */
export const kindOf = (type: string): ActivityKind | null => kinds[type as ActivityType] ?? null;

/** Who got in or tried to. */
const access: readonly ActivityType[] = ['authn_login_success', 'authn_login_fail'];

/** The types that somebody wants to see; nothing for all of them, those included that another program wrote. */
export function typesOf(view: ActivityView, kind: ActivityKind | undefined): readonly ActivityType[] | undefined {
  const inView = view === 'access' ? access : activityTypes;
  if (kind === undefined) return view === 'access' ? access : undefined;
  return inView.filter((type) => kinds[type] === kind);
}
