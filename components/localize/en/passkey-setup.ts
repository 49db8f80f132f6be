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
  register: {
    heading: 'Set up a passkey',
    reason: 'To set up a passkey, confirm that it’s really you.',
    text: 'Your browser asks where to save the passkey, and you confirm with your fingerprint, face or screen lock. They stay on your device: we never see them.',
    submit: 'Register passkey',
    pending: 'Waiting for your device…',
    // While the browser asks.
    steps: 'Follow the steps from your browser or device.',
    done: 'Passkey created.',
    // After the reason why not.
    notSaved: 'The passkey wasn’t saved.',
    refused: 'The passkey didn’t pass our check and wasn’t saved. Try again.',
    openAlone: 'Open in a new tab',
  },
  // Why there is no passkey. The first is the person’s own decision, or they took too long.
  failures: {
    cancelled: 'No passkey was created. You can try again any time.',
    'already-registered':
      'This device or password manager already has a passkey for your account. Choose another place to save it.',
    unsuitable: 'That security key can’t hold a passkey. Try another key, or set a PIN on it first.',
    'wrong-domain': 'Passkeys aren’t set up for this web address. Contact support.',
    framed: 'Open this page in its own tab to create a passkey.',
    unsupported: 'This browser can’t create passkeys. Try a recent Chrome, Safari, Edge or Firefox.',
    failed: 'Your browser or device couldn’t create a passkey. Try again, or save it somewhere else.',
  },
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
