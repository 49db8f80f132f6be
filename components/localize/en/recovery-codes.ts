export const recoveryCodes = {
  heading: 'Recovery codes',
  left: (left: number, total: number) => `${left} of ${total} recovery codes left`,
  // `date` is already localised: “4 Feb 2026”.
  created: (date: string) => `Created ${date}`,
  few: (left: number) => `Only ${left} left. Create new codes soon.`,
  usedUp: 'You have used all your recovery codes. If you lose your phone, you could be locked out.',
  none: 'You have no recovery codes. If you lose your phone, you could be locked out.',
  // For an account whose second factor cannot be lost, because there is none.
  unavailable: 'Recovery codes let you in when you’ve lost your second factor. Set one up first.',
  create: 'Create codes',
  renew: 'Create new codes',
  creating: 'Creating codes…',
  // After the reason why nobody knows whether there are new codes.
  unsure: 'Your old codes may not work any more: create new ones as soon as you can.',
  reason: 'To create recovery codes, confirm that it’s really you.',
  createHeading: 'Create recovery codes?',
  createText: 'You’ll see them once. Have a safe place ready, such as a password manager or a printer.',
  renewHeading: 'Create new recovery codes?',
  renewText: (left: number) =>
    left === 1 ? 'Your unused code will stop working.' : `Your ${left} unused codes will stop working.`,
  // Afterwards, followed by what happened to other devices.
  inUse: 'Your new recovery codes are ready to use.',
};
