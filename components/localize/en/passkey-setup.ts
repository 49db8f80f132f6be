export const passkeySetup = {
  heading: 'Passkeys',
  lead: 'Sign in with your fingerprint, face or screen lock.',
  open: 'Set up passkey',
  // In place of the list, as long as there is none.
  none: {
    heading: 'Sign in without a password',
    text: 'Use your fingerprint, face or screen lock instead. A passkey can’t be guessed, reused or phished.',
  },
  // Opens to the text.
  where: 'Where is it saved?',
  whereText:
    'In your password manager, such as Apple Passwords, Google Password Manager or 1Password, or on a security key. Most password managers bring it to your other devices.',
  // Beside a name.
  thisDeviceOnly: 'This device only',
  securityKey: 'Security key',
  usedHere: 'Used to sign in now',
  // Before a passkey is made.
  reason: 'To set up a passkey, confirm that it’s really you.',
  // Why this page can make none.
  obstacles: {
    framed: 'Open this page in its own tab to create a passkey.',
    unsupported: 'This browser can’t create passkeys. Try a recent Chrome, Safari, Edge or Firefox.',
  },
  openAlone: 'Open in a new tab',
  remove: {
    confirm: 'Remove passkey',
    reason: 'To remove a passkey, confirm that it’s really you.',
    text: 'You won’t be able to sign in with it any more.',
    // `provider` is a password manager: “iCloud Keychain”.
    provider: (provider: string) => `You may also have to delete it in ${provider}.`,
    // Before what is left to sign in with.
    last: {
      password: 'It’s your only passkey: from now on you sign in with your password.',
      code: 'It’s your only passkey: from now on you sign in with your password and a code from your app.',
    },
    codes: 'Your recovery codes will stop working.',
    // In place of the button.
    kept: 'You can’t remove it yet: it’s your only way to sign in. Add a password or another passkey first.',
  },
};
