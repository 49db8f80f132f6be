export const securityOverview = {
  passkeys: {
    heading: 'Passkeys',
    none: 'Not set up. Sign in with your fingerprint, face or screen lock.',
    some: (count: number) => (count === 1 ? '1 passkey' : `${count} passkeys`),
    setUp: 'Set up',
    manage: 'Manage',
  },
  password: {
    heading: 'Password',
    none: 'You don’t have one.',
    // `date` is already localised: “4 Nov 2026”.
    changedAt: (date: string) => `Last changed on ${date}`,
    add: 'Add',
    change: 'Change',
  },
  authenticators: {
    heading: 'Two-factor authentication',
    none: 'Off. Add a code from an app to your password.',
    // `names` is a list such as “Phone, Tablet”.
    some: (names: string) => `On: ${names}`,
    setUp: 'Set up',
    manage: 'Manage',
  },
  recoveryCodes: {
    heading: 'Recovery codes',
    none: 'None. If you lose your phone, you could be locked out.',
    left: (left: number, total: number) => `${left} of ${total} left`,
    few: (left: number) => (left === 1 ? 'Only 1 left' : `Only ${left} left`),
    create: 'Create',
    renew: 'Create new',
    manage: 'Manage',
  },
  // The button’s whole name, read out: what it says, then what it is about.
  named: (action: string, heading: string) => `${action}: ${heading}`,
  // Read out before a line.
  states: { good: 'Set up', missing: 'Not set up', attention: 'Needs attention' },
  proof: {
    // `time` is already localised: “16:42”.
    until: (time: string) => `You’ve confirmed it’s you. We won’t ask again until ${time}.`,
    end: 'Ask again from now on',
    ending: 'One moment…',
    ended: 'We’ll ask you to confirm it’s you before the next change.',
  },
};
