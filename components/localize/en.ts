import { accountData } from './en/account-data.ts';
import { accountLockdown } from './en/account-lockdown.ts';
import { accountName } from './en/account-name.ts';
import { accountPortal } from './en/account-portal.ts';
import { activity } from './en/activity.ts';
import { activityDetails } from './en/activity-details.ts';
import { activityTools } from './en/activity-tools.ts';
import { authenticatorSetup } from './en/authenticator-setup.ts';
import { authenticatorSteps } from './en/authenticator-steps.ts';
import { copy } from './en/copy.ts';
import { download } from './en/download.ts';
import { emailChange } from './en/email-change.ts';
import { emailNotices } from './en/email-notices.ts';
import { emailSteps } from './en/email-steps.ts';
import { factors } from './en/factors.ts';
import { myProfile } from './en/my-profile.ts';
import { passkeyRegistration } from './en/passkey-registration.ts';
import { passkeySetup } from './en/passkey-setup.ts';
import { passwordChange } from './en/password-change.ts';
import { passwordReset } from './en/password-reset.ts';
import { profileForm } from './en/profile-form.ts';
import { profileMenu } from './en/profile-menu.ts';
import { proofs } from './en/proofs.ts';
import { reauth } from './en/reauth.ts';
import { recoveryCodeSheet } from './en/recovery-code-sheet.ts';
import { recoveryCodes } from './en/recovery-codes.ts';
import { securityOverview } from './en/security-overview.ts';
import { sessionGroups } from './en/session-groups.ts';
import { sessionNaming } from './en/session-naming.ts';
import { sessions } from './en/sessions.ts';
import { shared } from './en/shared.ts';
import { signIn } from './en/sign-in.ts';
import { signOutOthers } from './en/sign-out-others.ts';

/** Every sentence, by what it belongs to. No element imports this: each brings its own group in English. */
export const en = {
  ...shared,
  accountData,
  accountLockdown,
  accountName,
  accountPortal,
  activity,
  activityDetails,
  activityTools,
  authenticatorSetup,
  authenticatorSteps,
  copy,
  download,
  emailChange,
  emailNotices,
  emailSteps,
  factors,
  myProfile,
  passkeyRegistration,
  passkeySetup,
  passwordChange,
  passwordReset,
  profileForm,
  profileMenu,
  proofs,
  reauth,
  recoveryCodes,
  recoveryCodeSheet,
  securityOverview,
  sessionGroups,
  sessionNaming,
  sessions,
  signIn,
  signOutOthers,
};

/** English is the shape that each language fills. */
export type Terms = typeof en;
