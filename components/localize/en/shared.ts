import type { FieldProblemCode, ProblemCode } from '../../contract/problem.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../contract/password.ts';

/** `when` is already localised: “in 2 minutes”. It is missing when the server did not say. */
type ProblemText = (when?: string) => string;

const problems: Record<ProblemCode, ProblemText> = {
  malformed: () => 'Something is wrong with this page. Reload it and try again.',
  unauthenticated: () => 'You’ve been signed out. Sign in again to continue.',
  'wrong-credential': () => 'That e-mail address and password don’t match.',
  'reauthentication-required': () => 'Not changed — confirmation was cancelled.',
  'password-change-required': () => 'Choose a new password to continue.',
  'passkey-refused': () => 'That passkey wasn’t accepted. Try again, or use another way.',
  'origin-refused': () => 'This page isn’t allowed to do that. Open your account page and try there.',
  forbidden: () => 'You’re not allowed to do that. Ask your administrator.',
  'link-expired': () => 'This link doesn’t work any more. Ask for a new one.',
  'not-found': () => 'That doesn’t exist any more. Reload the page.',
  'method-not-allowed': () => 'Something is wrong with this page. Reload it and try again.',
  'another-account': () => 'Nothing was changed: somebody else has signed in meanwhile.',
  'last-way-in': () => 'Without this you couldn’t sign in any more. Add a password or a passkey first.',
  'limit-reached': () => 'You have as many as you can have. Remove one first.',
  conflict: () => 'Something changed at the same moment. Check it and try again.',
  'version-conflict': () => 'Nothing was saved: this was changed somewhere else meanwhile.',
  'payload-too-large': () => 'Nothing was saved: that’s too much text. Shorten it and try again.',
  'unsupported-media-type': () => 'Something is wrong with this page. Reload it and try again.',
  'invalid-input': () => 'Nothing was saved. Check the marked fields and try again.',
  'too-many-attempts': (when) => `Too many attempts. Try again ${when ?? 'later'}.`,
  'server-error': () => 'That didn’t work, and it’s not your fault. Try again in a moment.',
  unavailable: (when) => `The service is busy. Try again ${when ?? 'in a moment'}.`,
  unreachable: () => 'No connection to the server. Check your network and try again.',
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
  'password-breached': 'This password has appeared in a data leak, so it isn’t safe to use. Choose another.',
  'password-unchanged': 'That’s your current password. Choose a different one.',
};

export const shared = {
  problems,
  fieldProblems,
  states: {
    loading: 'Loading…',
    // After some seconds without an answer: of a read, and of a write.
    stillLoading: 'Still loading…',
    stillWorking: 'Still working on it…',
    retry: 'Try again',
    // In “Try again in 5 minutes, at 16:42.” Both are already localised.
    retryWhen: (relative: string, time: string) => `${relative}, at ${time}`,
    saving: 'Saving…',
    // After a failed save or sign-in.
    typedKept: 'What you typed is still here.',
    // `time` is already localised: “16:04”.
    savedAt: (time: string) => `Saved at ${time}`,
    optional: '(optional)',
    unsaved: 'Unsaved changes',
    // After Save in a form that holds no changes.
    unchanged: 'Nothing to save: nothing was changed.',
    // In the place of what is read, for whoever comes without having signed in.
    notSignedIn: 'Sign in to continue.',
    // For a backend that does not let it be changed.
    readOnly: 'You can read this here, but not change it.',
  },
  actions: { signIn: 'Sign in', signInAgain: 'Sign in again', save: 'Save', cancel: 'Cancel', close: 'Close' },
  // Asked before a way out loses what was typed; the button that stays has the focus.
  leave: {
    heading: { leave: 'Leave without saving?', signOut: 'Sign out without saving?' },
    text: 'What you typed and did not save will be lost.',
    stay: 'Stay here',
    leave: 'Leave without saving',
    signOut: 'Sign out',
  },
  // Why a proof of identity is asked for, where an element says nothing more special.
  stepUp: { reason: 'To do this, confirm that it’s really you.' },
  // What people can fill in, by the names of the contract: in forms, and in the log of what was changed.
  fields: {
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail address',
    title: 'Title',
    telephone: 'Telephone number',
    street: 'Street',
    city: 'City or town',
    state: 'State or province',
    postalCode: 'Zip/postal code',
    country: 'Country',
    relationship: 'Relationship to your company',
    locale: 'Current locale',
  },
  password: {
    // Before the person types one.
    rules: `At least ${PASSWORD_MIN_LENGTH} characters, at most ${PASSWORD_MAX_LENGTH}. A few random words work well.`,
    // On the toggle beside a password; pressed, it shows.
    show: 'Show',
    // The toggle's whole name, read out; starts with what it shows.
    showPassword: 'Show password',
    // Read out after the toggle.
    shown: 'Your password is visible',
    hidden: 'Your password is hidden',
    new: 'New password',
    confirm: 'Confirm new password',
    mismatch: 'The two passwords differ. Type the same one twice.',
    capsLock: 'Caps Lock is on.',
  },
  devices: {
    on: (browser: string, system: string) => `${browser} on ${system}`,
    unknown: 'Unknown device',
    // What people call them, where that is not the name of the system.
    systems: { ios: 'iPhone', ipados: 'iPad', 'macos-or-ipados': 'Mac or iPad' } as Readonly<Record<string, string>>,
    // Who or what got in.
    access: { browser: 'Browser', app: 'App', tool: 'Program or script', unknown: 'Unknown' },
    localNetwork: 'Local network',
    // Once, below all that shows places.
    approximate: 'Places are approximate: they follow from the IP address.',
  },
};

/** The sentences that every element may need. */
export type SharedTerms = typeof shared;
