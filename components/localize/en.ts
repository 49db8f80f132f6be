import type { FieldProblemCode, ProblemCode } from '../contract/problem.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../contract/password.ts';

/** `when` is already localised: “in 2 minutes”. It is missing when the server did not say. */
type ProblemText = (when?: string) => string;

const problems: Record<ProblemCode, ProblemText> = {
  malformed: () => 'Something is wrong with this page. Reload it and try again.',
  unauthenticated: () => 'You’ve been signed out. Sign in again to continue.',
  'wrong-credential': () => 'That e-mail address and password don’t match.',
  'reauthentication-required': () => 'Nothing was changed. Confirm that it’s you, then try again.',
  'password-change-required': () => 'Choose a new password to continue.',
  'origin-refused': () => 'This page isn’t allowed to do that. Open your account page and try there.',
  forbidden: () => 'You’re not allowed to do that. Ask your administrator.',
  'not-found': () => 'That doesn’t exist any more. Reload the page.',
  'method-not-allowed': () => 'Something is wrong with this page. Reload it and try again.',
  conflict: () => 'Something changed at the same moment. Check it and try again.',
  'version-conflict': () => 'Nothing was saved: this was changed somewhere else meanwhile.',
  'payload-too-large': () => 'Nothing was saved: that’s too much text. Shorten it and try again.',
  'unsupported-media-type': () => 'Something is wrong with this page. Reload it and try again.',
  'invalid-input': () => 'Nothing was saved. Check the marked fields and try again.',
  'too-many-attempts': (when) => `Too many attempts. Try again ${when ?? 'later'}.`,
  'server-error': () => 'That didn’t work, and it’s not your fault. Try again in a moment.',
  unavailable: (when) => `The service is busy. Try again ${when ?? 'in a moment'}.`,
  unreachable: () => 'No connection to the server. Check your network and try again. What you typed is still here.',
  unreadable: () => 'The server’s answer made no sense. Reload the page and try again.',
  unsupported: () => 'Not available for this account.',
};

const fieldProblems: Record<FieldProblemCode, string> = {
  required: 'Fill this in.',
  invalid: 'Check this: it has characters or a form that can’t be used here.',
  'too-short': `Use at least ${PASSWORD_MIN_LENGTH} characters. A few random words work well.`,
  'too-long': `That’s too long. Shorten it.`,
  'unknown-field': 'This can’t be changed here.',
  taken: 'Another account uses this already.',
  'password-common': 'This password is on lists of common passwords, which attackers try first. Choose another.',
  'password-guessable': 'Don’t use your name, your e-mail address or ours as your password.',
  'password-unchanged': 'That’s your current password. Choose a different one.',
};

export const en = {
  problems,
  fieldProblems,
  states: {
    loading: 'Loading…',
    retry: 'Try again',
    saving: 'Saving…',
    // `time` is already localised: “16:04”.
    savedAt: (time: string) => `Saved at ${time}`,
    optional: '(optional)',
    unsaved: 'Unsaved changes',
  },
  actions: { save: 'Save', cancel: 'Cancel', close: 'Close' },
  password: {
    // Before the person types one.
    rules: `At least ${PASSWORD_MIN_LENGTH} characters, at most ${PASSWORD_MAX_LENGTH}. A few random words work well.`,
    // On the toggle beside a password; pressed, it shows.
    show: 'Show',
    // Read out after “Show”, so that the toggle says what it shows.
    showObject: 'password',
    // Read out after the toggle.
    shown: 'Your password is visible',
    hidden: 'Your password is hidden',
    new: 'New password',
    confirm: 'Confirm new password',
    mismatch: 'The two passwords differ. Type the same one twice.',
    capsLock: 'Caps Lock is on.',
  },
  signIn: {
    again: 'Sign in again',
    heading: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    pending: 'Signing in…',
    // Under a refused sign-in. `time` is already localised: “16:42”.
    retryAt: (time: string) => `You can try again from ${time}.`,
    done: 'You’re signed in',
    // Followed by the person's name.
    doneAs: 'Signed in as',
    // The person signed in with a password that has to be replaced first.
    newPassword: {
      heading: 'Choose a new password',
      reason: 'Your password has to be changed before you continue.',
      submit: 'Change password and sign in',
      cancel: 'Use another account',
    },
    signUp: {
      question: 'No account yet?',
      open: 'Create account',
      heading: 'Create your account',
      firstName: 'First name',
      lastName: 'Last name',
      confirm: 'Confirm password',
      submit: 'Create account',
      pending: 'Creating your account…',
      back: 'Sign in instead',
    },
  },
  profileMenu: {
    loading: 'Loading your account…',
    signIn: 'Sign in',
    myProfile: 'My Profile',
    signOut: 'Sign out',
    signingOut: 'Signing out…',
    // Before the reason, when signing out failed.
    stillSignedIn: 'You’re still signed in.',
  },
  myProfile: {
    heading: 'My Profile',
    // Followed by the person's name.
    signedInAs: 'Signed in as',
    account: 'My account',
    accountHint: 'Name, security, sessions and activity',
    manage: 'Manage',
    leave: {
      heading: 'Leave without saving?',
      text: 'Your changes to your profile will be lost.',
      stay: 'Stay here',
      leave: 'Leave without saving',
    },
  },
};
