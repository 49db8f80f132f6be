// What most elements stand on. The script for pages without a build has it in one
// file, which is fetched beside the first element (see tools/build/bundle.ts).

export { repeat } from 'lit/directives/repeat.js';
export { signalPasskeys } from './client/signal-passkeys.ts';
export { accountData } from './contract/account-data.ts';
export { activity } from './contract/activity.ts';
export { authenticators } from './contract/authenticators.ts';
export { capabilities } from './contract/capabilities.ts';
export { emailChange } from './contract/email-change.ts';
export { passkeys } from './contract/passkeys.ts';
export { password } from './contract/password.ts';
export { reauth } from './contract/reauth.ts';
export { recoveryCodes } from './contract/recovery-codes.ts';
export { sessions } from './contract/sessions.ts';
export { signOut } from './contract/sign-out.ts';
export { deviceText } from './localize/visit-text.ts';
export { answerStepUps } from './reauth-dialog/answer.ts';
export { AccountElement } from './shared/account-element.ts';
export { ConfirmController } from './shared/confirm-controller.ts';
export { create } from './shared/define.ts';
export { EditController } from './shared/edit-controller.ts';
export { SignInRequestEvent } from './shared/events.ts';
export { field } from './shared/field.ts';
export { focused } from './shared/focused.ts';
export { formValues } from './shared/form-values.ts';
export { LightElement } from './shared/light-element.ts';
export { LoadController } from './shared/load-controller.ts';
export { personName } from './shared/person-name.ts';
export { webUrl } from './shared/safe-url.ts';
export { SignedOutController } from './shared/signed-out-controller.ts';
export { SubmitController } from './shared/submit-controller.ts';
export { dialogs } from './theme/dialog.styles.ts';
export { checkIcon } from './theme/icons.ts';
