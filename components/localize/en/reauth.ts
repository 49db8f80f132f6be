export const reauth = {
  heading: 'Confirm it’s you',
  // `duration` is already localised: “10 minutes”.
  holds: (duration: string) => `We won’t ask again for ${duration}.`,
  password: 'Your password',
  wrongPassword: 'That isn’t your password. Try again.',
  submit: 'Confirm',
  pending: 'Checking…',
  // For an account that has none of the ways we know.
  noMethod: 'There is nothing to confirm it with here. Sign out, then sign in again: that counts as well.',
};
