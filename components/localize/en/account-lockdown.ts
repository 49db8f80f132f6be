// Whoever reads this is frightened: one thing at a time, and what happens is said before it does.
export const accountLockdown = {
  // What happened, and whether it was them.
  suspicion: {
    heading: 'Was this not you?',
    // `what` is as in the activity log, such as “Passkey added”.
    lead: 'If you don’t recognise this, somebody else may have been in your account.',
    leadNone: 'If you think that somebody else is in your account, throw them out here.',
    when: 'When',
    what: 'What',
    device: 'Device',
    place: 'Place (approximate)',
    address: 'IP address',
    here: 'This was done in the session that you use right now.',
    over: 'The session that did this has ended already.',
    scope: 'Who is signed out?',
    others: (count: number) =>
      count === 0
        ? 'Everybody but you. Nobody else is signed in now.'
        : `Everybody but you: ${count} other ${count === 1 ? 'session' : 'sessions'}`,
    session: 'Only this session',
    next: 'What happens',
    steps: [
      'Others are signed out at once. Your password works in no other browser any more.',
      'Then you choose a new password.',
      'Then you go through your passkeys, apps and codes, and keep what is yours.',
    ],
    start: 'Secure my account',
    pending: 'Signing others out…',
    calm: 'If it was you, there is nothing to do: just leave this page.',
    reason: 'To sign others out, confirm that it’s really you.',
  },
  // From a mail, without being signed in.
  lock: {
    heading: 'Was this not you?',
    // Below it stand what happened and when.
    lead: 'This happened in your account. If it wasn’t you, lock the account down. Nobody can get in then without a way that was yours before.',
    next: 'What happens',
    steps: [
      'Everybody is signed out, you too.',
      'The password works no more. You choose a new one by mail.',
      'Passkeys that were added since don’t sign in until you’ve said that they’re yours.',
    ],
    submit: 'Lock the account down',
    pending: 'Locking down…',
    calm: 'If it was you, there is nothing to do: just leave this page.',
    signIn: 'Sign in instead',
    // The browser is signed in to another account.
    other: 'This mail is about another account than the one you’re signed in to here.',
  },
  locked: {
    heading: 'The account is locked down',
    text: 'Everybody is signed out, and the old password works no more.',
    next: 'How you get back in',
    mail: 'A mail is on its way to you with a link to a new password. It works once, and for an hour. If there was another step when you sign in, it is asked for as before.',
    noMail: 'Sign in with a passkey that you had before, or choose a new password by mail.',
    after:
      'After that, press the link in the mail that brought you here once more: it leads on to what else may have been changed.',
    signIn: 'Sign in',
  },
  expired: {
    heading: 'This link doesn’t work any more',
    text: 'It is older than 72 hours, was used, or a newer one was sent. You can still secure your account: sign in, or choose a new password.',
    signIn: 'Sign in',
    start: 'Secure my account',
  },
  // It was a session or an entry that is not there.
  missing: 'We can’t find that any more. You can secure your account all the same.',
  steps: {
    heading: 'Take your account back',
    progress: (step: number, of: number) => `Step ${step} of ${of}`,
    // Above each step: what is done already.
    contained: (count: number) =>
      count === 0
        ? 'Nobody else is signed in.'
        : `${count} ${count === 1 ? 'session was' : 'sessions were'} signed out. Nobody else is signed in.`,
    later: 'You can stop at any time. What is done stays done, and you go on here.',
    reason: 'To take your account back, confirm that it’s really you.',
    stuck:
      'You can’t confirm it, because somebody has added a passkey or app? Nobody gets in with it. Ask support to remove it.',
  },
  email: {
    heading: 'Your e-mail address was changed',
    text: (now: string, before: string) => `It was ${before}, and is ${now} now. Mails about your account go there.`,
    restore: (before: string) => `Bring ${before} back`,
    restoring: 'Bringing it back…',
    keep: 'I changed it myself',
    restored: (email: string) => `Your address is ${email} again.`,
  },
  password: {
    heading: 'Choose a new password',
    text: 'Somebody may know the one that you have. Choose one that you use nowhere else.',
    submit: 'Set password',
    pending: 'Setting your password…',
    chosen: 'You have a new password.',
  },
  factors: {
    heading: 'Which of these are yours?',
    text: 'Each of these can sign in to your account, or helps to. Remove what you don’t know.',
    kinds: { passkey: 'Passkey', authenticator: 'Authenticator app' },
    isNew: 'New since then',
    held: 'Signs nobody in until you say it’s yours',
    usedHere: 'Used here',
    keep: 'It’s mine',
    keepNamed: (name: string) => `It’s mine: ${name}`,
    kept: 'Yours',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    removing: 'Removing…',
    removed: (name: string) => `“${name}” was removed.`,
    // Behind the name, read out too.
    saved: (name: string) => `“${name}” stays.`,
    goOn: 'The others are mine, go on',
    goOnPlain: 'Go on',
  },
  codes: {
    heading: 'Your recovery codes',
    text: 'Whoever was in your account may have seen them. New codes make the old ones worthless.',
    isNew: 'They were made anew since then.',
    keep: 'I made them myself, keep them',
    goOn: 'Go on',
  },
  finish: {
    pending: 'Finishing…',
    submit: 'Finish',
    heading: 'That’s all',
    text: 'There is nothing left to go through.',
  },
  done: {
    heading: 'Your account is yours',
    text: 'This was done:',
    sessions: (count: number) => `${count} ${count === 1 ? 'session' : 'sessions'} signed out`,
    noSessions: 'Nobody else was signed in',
    password: 'New password chosen',
    email: (email: string) => `E-mail address is ${email} again`,
    passkeys: (count: number) => `${count} ${count === 1 ? 'passkey' : 'passkeys'} removed`,
    authenticators: (count: number) => `${count} authenticator ${count === 1 ? 'app' : 'apps'} removed`,
    codes: 'New recovery codes made',
    advice:
      'If you used the old password elsewhere, change it there, too. And look after your mailbox: whoever reads it can ask for a new password.',
  },
};
