export const passwordChange = {
  heading: 'Password',
  // `date` is already localised: “4 Nov 2026”.
  changedAt: (date: string) => `Last changed on ${date}`,
  open: 'Change password',
  reason: 'To change your password, confirm that it’s really you.',
  submit: 'Change password',
  pending: 'Changing password…',
  done: 'Password changed',
  // For an account without a password.
  add: {
    none: 'You don’t have a password yet.',
    open: 'Add a password',
    reason: 'To add a password, confirm that it’s really you.',
    submit: 'Add password',
    pending: 'Adding password…',
    done: 'Password added',
  },
  signOutOthers: 'Sign out from other devices',
  // Below that; `sessions` is how many other sessions there are.
  signOutHint: (sessions: number) =>
    sessions === 0
      ? 'You’re not signed in anywhere else at the moment.'
      : `Ends ${sessions} other ${sessions === 1 ? 'session' : 'sessions'}. Recommended if somebody else may know your password.`,
  // Afterwards, if it was ticked.
  signedOut: (sessions: number) =>
    sessions === 0
      ? 'You weren’t signed in anywhere else.'
      : `We signed out ${sessions} other ${sessions === 1 ? 'device' : 'devices'}.`,
  staySignedIn: 'Other devices stay signed in.',
  finish: 'Done',
};
