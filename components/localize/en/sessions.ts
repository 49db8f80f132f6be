export const sessions = {
  hint: 'Don’t recognise something? Sign it out, then change your password.',
  onlyHere: 'You’re not signed in anywhere else.',
  current: 'This device',
  isNew: 'New since your last visit',
  // Somebody of the support, as the operator calls them.
  operator: (who: string) => `Opened in your place by ${who}`,
  address: 'IP address',
  started: 'Started',
  lastSeen: 'Last accessed',
  expires: 'Expires',
  clients: 'Clients',
  unknown: 'Unknown',
  // In place of the applications that used a session.
  noClient: 'None so far',
  rename: 'Rename',
  // The same button’s whole name, read out, here and below: the other words first, then what it is about.
  renameNamed: (name: string) => `Rename ${name}`,
  end: 'Sign out',
  endNamed: (device: string) => `Sign out ${device}`,
  // A link beside the name of a session; the second is its whole name, read out.
  notYou: 'Not you?',
  notYouNamed: (device: string) => `Not you? ${device}`,
  ending: 'Signing out…',
  ended: (device: string) => `${device} was signed out.`,
  alreadyEnded: 'That session had already ended.',
  // After the reason why it was not signed out.
  stillSignedIn: (device: string) => `${device} is still signed in.`,
  endOthers: (count: number) => `Sign out all others (${count})`,
  endOthersHeading: (count: number) =>
    count === 1 ? 'Sign out the other session?' : `Sign out ${count} other sessions?`,
  endOthersText: 'Whoever uses them has to sign in again. This device stays signed in.',
  othersEnded: (count: number) =>
    count === 1 ? 'The other session was signed out.' : `${count} other sessions were signed out.`,
  othersStillSignedIn: 'The others are still signed in.',
  reason: 'To sign out other devices, confirm that it’s really you.',
};
