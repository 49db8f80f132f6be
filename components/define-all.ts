import { AccountData } from './account-data/account-data.ts';
import { AccountNameForm } from './account-name/account-name.ts';
import { AccountPortal } from './account-portal/account-portal.ts';
import { AccountProvider } from './account-provider/account-provider.ts';
import { ActivityLog } from './activity-log/activity-log.ts';
import { AuthenticatorSetup } from './authenticator-setup/authenticator-setup.ts';
import { MyProfile } from './my-profile/my-profile.ts';
import { PasskeySetup } from './passkey-setup/passkey-setup.ts';
import { PasswordChange } from './password-change/password-change.ts';
import { ProfileForm } from './profile-form/profile-form.ts';
import { ProfileMenu } from './profile-menu/profile-menu.ts';
import { nameReauthDialog } from './reauth-dialog/answer.ts';
import { RecoveryCodes } from './recovery-codes/recovery-codes.ts';
import { SecurityOverview } from './security-overview/security-overview.ts';
import { SessionList } from './session-list/session-list.ts';
import { define } from './shared/define.ts';
import { SignInForm } from './sign-in-form/sign-in-form.ts';

/** Every element by its tag; the provider first, so that the others find their client at once. */
const elements: Readonly<Record<string, CustomElementConstructor>> = {
  'account-provider': AccountProvider,
  'account-data': AccountData,
  'account-name': AccountNameForm,
  'account-portal': AccountPortal,
  'activity-log': ActivityLog,
  'authenticator-setup': AuthenticatorSetup,
  'my-profile': MyProfile,
  'passkey-setup': PasskeySetup,
  'password-change': PasswordChange,
  'profile-form': ProfileForm,
  'profile-menu': ProfileMenu,
  'recovery-codes': RecoveryCodes,
  'security-overview': SecurityOverview,
  'session-list': SessionList,
  'sign-in-form': SignInForm,
};

/** How `defineAll` names the elements. */
export interface DefineAllOptions {
  /** Put before every tag: `acme` makes `<acme-profile-menu>`. For pages that use our tags for something else. */
  readonly prefix?: string;
}

/** Registers every element, under names of the page's choice. */
export function defineAll({ prefix }: DefineAllOptions = {}): void {
  const named = (tag: string) => (prefix ? `${prefix}-${tag}` : tag);
  for (const [tag, element] of Object.entries(elements)) define(named(tag), element);
  // Loaded when a proof of identity is wanted for the first time.
  nameReauthDialog(named('reauth-dialog'));
}
