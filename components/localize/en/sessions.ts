export const sessions = {
  hint: 'Don’t recognise something? Sign it out, then change your password.',
  onlyHere: 'You’re not signed in anywhere else.',
  current: 'This device',
  address: 'IP address',
  started: 'Started',
  lastSeen: 'Last accessed',
  expires: 'Expires',
  clients: 'Clients',
  unknown: 'Unknown',
  // In place of the applications that used a session.
  noClient: 'None so far',
  end: 'Sign out',
  // The same button’s whole name, read out: the other words first, then what it is about.
  endNamed: (device: string) => `Sign out ${device}`,
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
