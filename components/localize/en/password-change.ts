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
  finish: 'Done',
};
