// Classes and types only: importing them registers nothing (see define.ts).
export { AccountNameForm } from './account-name/account-name.ts';
export { AccountPortal } from './account-portal/account-portal.ts';
export { AccountProvider } from './account-provider/account-provider.ts';
export { ActivityLog } from './activity-log/activity-log.ts';
export { AccountClient } from './client/account-client.ts';
export { createClient } from './client/create-client.ts';
export { httpClient } from './client/http-client.ts';
export { Problem, isProblem } from './contract/problem.ts';
export { defineAll } from './define-all.ts';
export { registerTerms } from './localize/languages.ts';
export { MyProfile } from './my-profile/my-profile.ts';
export { PasswordChange } from './password-change/password-change.ts';
export { ProfileForm } from './profile-form/profile-form.ts';
export { ProfileMenu } from './profile-menu/profile-menu.ts';
export { ReauthDialog } from './reauth-dialog/reauth-dialog.ts';
export { SecurityOverview } from './security-overview/security-overview.ts';
export { SessionList } from './session-list/session-list.ts';
export { SignInForm } from './sign-in-form/sign-in-form.ts';
