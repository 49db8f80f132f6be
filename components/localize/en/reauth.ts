export const reauth = {
  heading: 'Confirm it’s you',
  // `duration` is already localised: “10 minutes”.
  holds: (duration: string) => `We won’t ask again for ${duration}.`,
  password: 'Your password',
  wrongPassword: 'That isn’t your password. Try again.',
  submit: 'Confirm',
  pending: 'Checking…',
  usePasskey: 'Use your passkey',
  // What was given was right, and is not enough.
  oneMore: 'That’s right. One more step.',
  another: 'Try another way',
  // The other ways, below that.
  ways: {
    passkey: 'Use your passkey',
    password: 'Use your password',
    code: 'Use a code from your app',
    'recovery-code': 'Use a recovery code',
  },
  // For an account that has none of the ways we know.
  noMethod: 'There is nothing to confirm it with here. Sign out, then sign in again: that counts as well.',
};
