export const passkeyRegistration = {
  heading: 'Set up a passkey',
  text: 'Your browser asks where to save the passkey, and you confirm with your fingerprint, face or screen lock. They stay on your device: we never see them.',
  submit: 'Register passkey',
  pending: 'Waiting for your device…',
  // While the browser asks.
  steps: 'Follow the steps from your browser or device.',
  done: 'Passkey created.',
  // After the reason why not.
  notSaved: 'The passkey wasn’t saved.',
  refused: 'The passkey didn’t pass our check and wasn’t saved. Try again.',
  // Why there is no passkey. The first is the person’s own decision, or they took too long.
  failures: {
    cancelled: 'No passkey was created. You can try again any time.',
    'already-registered':
      'This device or password manager already has a passkey for your account. Choose another place to save it.',
    unsuitable: 'That security key can’t hold a passkey. Try another key, or set a PIN on it first.',
    'wrong-domain': 'Passkeys aren’t set up for this web address. Contact support.',
    failed: 'Your browser or device couldn’t create a passkey. Try again, or save it somewhere else.',
  },
};
