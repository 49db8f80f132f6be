// The provider first: elements that are upgraded before it would ask for a client in vain.
import './account-provider/define.ts';
import './account-data/define.ts';
import './account-lockdown/define.ts';
import './account-name/define.ts';
import './account-portal/define.ts';
import './activity-log/define.ts';
import './authenticator-setup/define.ts';
import './email-change/define.ts';
import './email-notices/define.ts';
import './my-profile/define.ts';
import './passkey-setup/define.ts';
import './password-change/define.ts';
import './profile-form/define.ts';
import './profile-menu/define.ts';
import './recovery-codes/define.ts';
import './security-overview/define.ts';
import './session-list/define.ts';
import './sign-in-form/define.ts';
import { useUsualTags } from './shared/define.ts';

// `<reauth-dialog>` comes when a proof of identity is wanted for the first time.
useUsualTags();
