export const signIn = {
  heading: 'Sign in',
  password: 'Password',
  submit: 'Sign in',
  pending: 'Signing in…',
  forgotten: 'Forgot your password?',
  // Between the password and the passkey.
  or: 'or',
  withPasskey: 'Sign in with a passkey',
  done: 'You’re signed in',
  // Followed by the person's name.
  doneAs: 'Signed in as',
  anotherAccount: 'Use another account',
  // Back at the password.
  expired: 'That took too long, too many codes were wrong, or another tab went on with it. Sign in again.',
  // The password was right, and is not enough.
  secondFactor: {
    headings: {
      passkey: 'Use your passkey',
      code: 'Enter your code',
      'recovery-code': 'Enter a recovery code',
      // There is nothing that this page can ask for.
      none: 'One more step',
    },
    // Followed by the e-mail address.
    as: 'Signing in as',
    usePasskey: 'Use your passkey',
    // Links to the other ways.
    instead: {
      passkey: 'Use a passkey instead',
      code: 'Use a code from your app instead',
      'recovery-code': 'Use a recovery code instead',
    },
    none: 'Your account asks for more than this page can offer. Sign in on another page or in another browser.',
  },
  // One of them was used just now.
  recoveryCodes: {
    left: (count: number) => `You have ${count} recovery ${count === 1 ? 'code' : 'codes'} left.`,
    few: 'Make new ones on your security page before you run out.',
    none: 'That was your last recovery code. Make new ones on your security page now.',
  },
  // It was about to be deleted, until the person signed in just now.
  accountKept: {
    heading: 'Your account stays',
    // `since`: a date and a time, as in “28 Nov 2026, 10:05”.
    text: (since: string) =>
      `It was going to be deleted. You stopped that by signing in on ${since}. Nothing was lost.`,
  },
  // After what there is to read.
  goOn: 'Continue',
  // The person signed in with a password that has to be replaced first.
  newPassword: {
    heading: 'Choose a new password',
    reason: 'Your password has to be changed before you continue.',
    submit: 'Change password and sign in',
  },
  signUp: {
    question: 'No account yet?',
    open: 'Create account',
    heading: 'Create your account',
    confirm: 'Confirm password',
    submit: 'Create account',
    pending: 'Creating your account…',
    back: 'Sign in instead',
  },
};
