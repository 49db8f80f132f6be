// The elements of the section *Security*. They are shown together, so they are fetched together.

export { AuthenticatorSetup } from '../authenticator-setup/authenticator-setup.ts';
export { PasskeySetup } from '../passkey-setup/passkey-setup.ts';
export { PasswordChange } from '../password-change/password-change.ts';
export { RecoveryCodes } from '../recovery-codes/recovery-codes.ts';
export { SecurityOverview } from '../security-overview/security-overview.ts';
