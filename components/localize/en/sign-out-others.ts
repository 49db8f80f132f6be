export const signOutOthers = {
  label: 'Sign out from other devices',
  // Below that; `sessions` is how many other sessions there are.
  hint: (sessions: number) =>
    sessions === 0
      ? 'You’re not signed in anywhere else at the moment.'
      : `Ends ${sessions} other ${sessions === 1 ? 'session' : 'sessions'}. Recommended if somebody else may have had access.`,
  // While the number is not known.
  unknown: 'Ends all other sessions. Recommended if somebody else may have had access.',
  // Afterwards, if it was ticked.
  done: (sessions: number) =>
    sessions === 0
      ? 'You weren’t signed in anywhere else.'
      : `We signed out ${sessions} other ${sessions === 1 ? 'device' : 'devices'}.`,
  staySignedIn: 'Other devices stay signed in.',
};
