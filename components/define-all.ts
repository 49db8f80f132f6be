import { AccountData } from './account-data/account-data.ts';
import { AccountLockdown } from './account-lockdown/account-lockdown.ts';
import { AccountNameForm } from './account-name/account-name.ts';
import { AccountPortal } from './account-portal/account-portal.ts';
import { AccountProvider } from './account-provider/account-provider.ts';
import { ActivityLog } from './activity-log/activity-log.ts';
import { AuthenticatorSetup } from './authenticator-setup/authenticator-setup.ts';
import { EmailChange } from './email-change/email-change.ts';
import { EmailNoticesForm } from './email-notices/email-notices.ts';
import { MyProfile } from './my-profile/my-profile.ts';
import { PasskeySetup } from './passkey-setup/passkey-setup.ts';
import { PasswordChange } from './password-change/password-change.ts';
import { ProfileForm } from './profile-form/profile-form.ts';
import { ProfileMenu } from './profile-menu/profile-menu.ts';
import type { ReauthDialog } from './reauth-dialog/reauth-dialog.ts';
import { RecoveryCodes } from './recovery-codes/recovery-codes.ts';
import { SecurityOverview } from './security-overview/security-overview.ts';
import { SessionList } from './session-list/session-list.ts';
import { define, useUsualTags } from './shared/define.ts';
import { SignInForm } from './sign-in-form/sign-in-form.ts';

/** Every element by its tag; the provider first, so that the others find their client at once. */
const elements = {
  'account-provider': AccountProvider,
  'account-data': AccountData,
  'account-lockdown': AccountLockdown,
  'account-name': AccountNameForm,
  'account-portal': AccountPortal,
  'activity-log': ActivityLog,
  'authenticator-setup': AuthenticatorSetup,
  'email-change': EmailChange,
  'email-notices': EmailNoticesForm,
  'my-profile': MyProfile,
  'passkey-setup': PasskeySetup,
  'password-change': PasswordChange,
  'profile-form': ProfileForm,
  'profile-menu': ProfileMenu,
  'recovery-codes': RecoveryCodes,
  'security-overview': SecurityOverview,
  'session-list': SessionList,
  'sign-in-form': SignInForm,
} satisfies Readonly<Record<string, CustomElementConstructor>>;

type Registered = { [Tag in keyof typeof elements]: InstanceType<(typeof elements)[Tag]> };

/** Every element by its usual tag. */
export interface ElementsByTag extends Registered {
  'reauth-dialog': ReauthDialog;
}

/** How `defineAll` names the elements. */
export interface DefineAllOptions {
  /** Put before every tag: `acme` makes `<acme-profile-menu>`. For pages that use our tags for something else. */
  readonly prefix?: string;
}

/** Registers every element, under names of the page's choice. `<reauth-dialog>` is when it is first needed. */
export function defineAll({ prefix }: DefineAllOptions = {}): void {
  useUsualTags(prefix);
  for (const [tag, element] of Object.entries(elements)) define(tag, element);
}
