export const signIn = {
  heading: 'Sign in',
  password: 'Password',
  submit: 'Sign in',
  pending: 'Signing in…',
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
    confirm: 'Confirm password',
    submit: 'Create account',
    pending: 'Creating your account…',
    back: 'Sign in instead',
  },
};
