export const accountData = {
  download: {
    heading: 'Download your data',
    text: 'A copy of all that is stored about you: name and e-mail address, profile, how you sign in, where you’re signed in, and everything in your activity log. Passwords, keys and codes are not in it.',
    // Why a proof of identity is asked for.
    reason: 'To download your data, confirm that it’s really you.',
    // The first words of the file's name, where the server gives it none.
    file: 'Account data',
  },
  deletion: {
    heading: 'Delete your account',
    // What happens when: each of these has its own line.
    now: { when: 'At once', what: 'You’re signed out everywhere. Nothing is erased yet.' },
    grace: {
      when: (days: number) => `For ${days} ${days === 1 ? 'day' : 'days'}`,
      // Where the server does not say for how long.
      whenUnknown: 'For some days',
      what: 'Signing in keeps the account, with everything in it.',
    },
    after: {
      when: 'After that',
      what: 'Everything you can download above is erased for good. Nobody can bring it back.',
    },
    rest: {
      when: 'What stays',
      what: 'That something happened, and when: without your name, IP address or device.',
      until: (months: number) => `${months} ${months === 1 ? 'month' : 'months'} later at most, that goes too.`,
    },
    ask: 'Delete account',
    pending: 'Deleting…',
    // With the e-mail address, if it is known.
    question: (email: string | undefined) => (email ? `Delete the account ${email}?` : 'Delete your account?'),
    consequence: (days: number | undefined) =>
      `You’ll be signed out everywhere. ${days === undefined ? 'For some days' : `For ${days} ${days === 1 ? 'day' : 'days'}`}, signing in keeps the account. After that it’s erased for good.`,
    // After the reason why it was not done.
    stays: 'Your account stays as it is.',
    // The answer got lost.
    unsure: 'Nobody can tell whether it was done. If you’re signed out now, it was: signing in keeps the account.',
    reason: 'To delete your account, confirm that it’s really you.',
  },
  farewell: {
    heading: 'Your account will be deleted',
    // `due`: a date and a time.
    text: (due: string) => `You’re signed out everywhere. On ${due}, everything in your account is erased for good.`,
    back: 'Until then, signing in keeps it.',
    signIn: 'Sign in and keep the account',
  },
};
