export const emailSteps = {
  // The form for another address.
  form: {
    text: 'We’ll send a link to the new address. Until you have opened it, nothing changes.',
    // Before the address that the account has now.
    now: 'Now',
    label: 'New e-mail address',
    same: 'That’s your current address. Type another one.',
    submit: 'Send link',
    pending: 'Sending…',
  },
  // A link is on its way. `time` is already localised: “16:04”.
  sent: {
    heading: 'Check your mail',
    // Before the new address.
    to: 'We’ve sent a mail to',
    text: (time: string) =>
      `Open its link by ${time}, signed in, to confirm the address. Until then you keep the one above.`,
    nothing: 'No mail after a few minutes? Look in the spam folder, and check the address.',
    again: 'Send again',
    sentAgain: 'Sent again. Only the newest link works.',
    cancel: 'Keep the address above',
  },
  // After the link to the new address was followed.
  confirm: {
    heading: 'Confirm your new e-mail address',
    // After the new address.
    text: 'is what you sign in with from then on, and where our mails go.',
    submit: 'Confirm',
    pending: 'Confirming…',
    later: 'Not now',
    conflict: 'Nothing was changed: another account has this address by now.',
    done: 'Your e-mail address was changed',
    doneText:
      'You sign in with it from now on. Your old address can be brought back for 72 hours, with the link that we have sent there.',
  },
  // After the link to the old address was followed.
  undo: {
    heading: 'Get your e-mail address back',
    // After the old address.
    text: 'becomes the address of your account again, and your account is signed out everywhere.',
    submit: 'Get it back and sign out everywhere',
    pending: 'Getting it back…',
    leave: 'Leave everything as it is',
    done: 'You have your e-mail address back',
    // After the old address.
    doneText:
      'is the address of your account, which is signed out everywhere. Sign in, and choose a new password if somebody else may know yours.',
    signIn: 'Sign in',
  },
  expired: {
    heading: 'This link doesn’t work any more',
    text: 'It is too old, was used or replaced, or is for another account.',
  },
  finish: 'Done',
};
