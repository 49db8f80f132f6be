// What people prove with who they are, in signing in and in confirming it later.
export const proofs = {
  code: {
    label: 'Code from your app',
    hint: 'Open your authenticator app and type the 6 digits that it shows for this account.',
    shape: 'Type the 6 digits that your app shows.',
    wrong: 'That code isn’t right, or it was used before. Wait for the next one and type that.',
  },
  recoveryCode: {
    label: 'Recovery code',
    hint: 'One of the codes that you saved earlier. Each works once.',
    shape: 'A recovery code has 24 letters and digits. Type it as it was shown to you.',
    wrong: 'That isn’t one of your recovery codes, or it was used before. Try another one.',
  },
  passkey: {
    hint: 'Your device asks for your fingerprint, face, PIN or security key.',
    pending: 'Waiting for your passkey…',
    // The person closed the browser's question, or let the time pass; or there was no passkey here.
    cancelled: 'No passkey was used. Try again, or use another way.',
    failed: 'That passkey didn’t work. Try again, or use another way.',
    // The browser or the page does not allow it.
    impossible: 'Passkeys can’t be used on this page. Use another way.',
  },
};
