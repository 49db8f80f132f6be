// In the lists of authenticator applications and of passkeys.
export const factors = {
  // `date` is already localised, here and below: “4 Feb 2026”.
  created: (date: string) => `Created ${date}`,
  lastUsed: (date: string) => `Last used ${date}`,
  neverUsed: 'Never used',
  rename: 'Rename',
  // The same button’s whole name, read out, here and below: the other words first.
  renameNamed: (name: string) => `Rename ${name}`,
  name: 'Name',
  nameHint: 'Only you see it. It helps you tell them apart.',
  // Right after it was made: it has a name, and can be given a better one.
  saveName: 'Save name',
  keepName: (name: string) => `Keep “${name}”`,
  renamed: (name: string) => `It’s called “${name}” now.`,
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removing: 'Removing…',
  removeHeading: (name: string) => `Remove “${name}”?`,
  removed: (name: string) => `“${name}” was removed.`,
  // Said after that, when there is nothing left that they stand in for.
  codesRemoved: 'Your recovery codes don’t work any more.',
  // After the reason why it was not removed.
  stillThere: (name: string) => `“${name}” still works.`,
};
