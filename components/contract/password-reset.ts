import * as v from 'valibot';
import { EMAIL_MAX_LENGTH } from './account.ts';
import { endpoint } from './endpoint.ts';
import { Password } from './password.ts';
import { SignInResult } from './sign-in.ts';
import { mailToken, requiredLine } from './text.ts';

/** A new password for somebody who has forgotten theirs, or has none. */
export const passwordReset = {
  /** Answers the same whether or not there is such an account: only the mailbox knows. */
  request: endpoint({
    method: 'POST',
    path: '/password-reset',
    summary: 'Send a mail with a link that lets its reader choose a new password',
    access: 'public',
    body: v.strictObject({ email: requiredLine(EMAIL_MAX_LENGTH) }),
    unseen: true,
    problems: ['forbidden', 'too-many-attempts'],
  }),
  /** `link-expired` for every link that opens nothing, whatever the reason. */
  look: endpoint({
    method: 'POST',
    path: '/password-reset/link',
    summary: 'Whose link it is; looking changes nothing',
    access: 'public',
    body: v.strictObject({ token: mailToken }),
    result: v.object({ email: v.string() }),
    unseen: true,
    problems: ['link-expired'],
  }),
  /**
   * Ends every other session. Where the account asks for a second factor, the password counts once that was right. A
   * password that is refused does not use the link up.
   */
  finish: endpoint({
    method: 'POST',
    path: '/password-reset/password',
    summary: 'Choose a new password with the link of the mail, and sign in with it',
    access: 'public',
    body: v.strictObject({ token: mailToken, newPassword: Password }),
    result: SignInResult,
    problems: ['link-expired', 'too-many-attempts'],
  }),
};
