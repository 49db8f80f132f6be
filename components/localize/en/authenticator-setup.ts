export const authenticatorSetup = {
  heading: 'Two-factor authentication',
  none: 'Add a second step when you sign in: a code from an app such as Google Authenticator, Microsoft Authenticator or 1Password.',
  some: 'When you sign in, we ask for a code from one of these applications.',
  open: 'Set up authenticator application',
  replace: 'Replace',
  // The same button’s whole name, read out: the other words first.
  replaceNamed: (name: string) => `Replace ${name}`,
  reason: 'To set up an authenticator application, confirm that it’s really you.',
  removeReason: 'To remove an authenticator application, confirm that it’s really you.',
  // Before one is removed: what that means, and the button that does it.
  removeOne: 'Its codes won’t be accepted any more. Your other ways to confirm a sign-in stay as they are.',
  removeLast: 'You’ll sign in with your password alone, and your recovery codes will stop working.',
  remove: 'Remove application',
};
