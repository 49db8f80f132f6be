import { accountData } from './de/account-data.ts';
import { accountLockdown } from './de/account-lockdown.ts';
import { accountName } from './de/account-name.ts';
import { accountPortal } from './de/account-portal.ts';
import { activity } from './de/activity.ts';
import { activityDetails } from './de/activity-details.ts';
import { activityTools } from './de/activity-tools.ts';
import { authenticatorSetup } from './de/authenticator-setup.ts';
import { authenticatorSteps } from './de/authenticator-steps.ts';
import { copy } from './de/copy.ts';
import { download } from './de/download.ts';
import { emailChange } from './de/email-change.ts';
import { emailNotices } from './de/email-notices.ts';
import { emailSteps } from './de/email-steps.ts';
import { factors } from './de/factors.ts';
import { myProfile } from './de/my-profile.ts';
import { passkeyRegistration } from './de/passkey-registration.ts';
import { passkeySetup } from './de/passkey-setup.ts';
import { passwordChange } from './de/password-change.ts';
import { passwordReset } from './de/password-reset.ts';
import { profileForm } from './de/profile-form.ts';
import { profileMenu } from './de/profile-menu.ts';
import { proofs } from './de/proofs.ts';
import { reauth } from './de/reauth.ts';
import { recoveryCodeSheet } from './de/recovery-code-sheet.ts';
import { recoveryCodes } from './de/recovery-codes.ts';
import { securityOverview } from './de/security-overview.ts';
import { sessionGroups } from './de/session-groups.ts';
import { sessionNaming } from './de/session-naming.ts';
import { sessions } from './de/sessions.ts';
import { shared } from './de/shared.ts';
import { signIn } from './de/sign-in.ts';
import { signOutOthers } from './de/sign-out-others.ts';
import type { Terms } from './en.ts';

/** Every sentence in German, fetched when the first element needs it. */
export const de: Terms = {
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
