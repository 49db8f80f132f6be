import { accountData } from './account-data.ts';
import { accountLockdown } from './account-lockdown.ts';
import { account } from './account.ts';
import { activity } from './activity.ts';
import { authenticators } from './authenticators.ts';
import { capabilities } from './capabilities.ts';
import { emailChange } from './email-change.ts';
import { emailNotices } from './email-notices.ts';
import { liveUpdates } from './live-updates.ts';
import { passkeys } from './passkeys.ts';
import { password } from './password.ts';
import { passwordReset } from './password-reset.ts';
import { profile } from './profile.ts';
import { reauth } from './reauth.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

/** The whole API by name: for adapters, fakes, the API description and tests. */
export const api = {
  account,
  accountData,
  accountLockdown,
  activity,
  authenticators,
  capabilities,
  emailChange,
  emailNotices,
  liveUpdates,
  passkeys,
  password,
  passwordReset,
  profile,
  reauth,
  recoveryCodes,
  sessions,
  signIn,
  signUp,
};
export type Api = typeof api;
