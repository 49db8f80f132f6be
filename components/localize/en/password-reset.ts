export const passwordReset = {
  // The person asks for a mail.
  ask: {
    heading: 'Choose a new password',
    text: 'Type the e-mail address of your account. We’ll send you a link to choose a new password.',
    submit: 'Send link',
    pending: 'Sending…',
    // Instead of the text, after a link that is worth nothing any more.
    expired: 'This link doesn’t work any more: it is too old, was used, or a newer one was sent. Ask for a new one.',
  },
  // Nobody learns here whether there is such an account.
  sent: {
    heading: 'Check your mail',
    // Followed by the address.
    to: 'For',
    text: 'If there is an account with this address, a mail is on its way to it. Its link works once, and for an hour.',
    nothing: 'No mail after a few minutes? Look in the spam folder, and check the address.',
  },
  back: 'Back to sign-in',
  // After the link was followed.
  choose: {
    heading: 'Choose a new password',
    // The code did not come in time: the password is still the old one.
    late: 'That took too long, or too many codes were wrong. Choose your new password once more.',
    others: 'Your account is then signed out everywhere else.',
    submit: 'Set password and sign in',
    pending: 'Setting your password…',
  },
};
