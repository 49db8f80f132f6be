// What <authenticator-setup> shows while an application is set up.
export const authenticatorSteps = {
  step: (step: number, of: number) => `Step ${step} of ${of}`,
  // While one is replaced.
  replacing: (name: string) => `“${name}” keeps working until the new one is set up.`,
  scan: {
    heading: 'Add the account to your app',
    text: 'Open your authenticator app, choose to add an account, and scan this code.',
    // Where a finger is what people point with.
    openApp: 'Open in authenticator app',
    touch: 'The app is on another device? Scan this code with it.',
    qr: 'QR code for your authenticator app. You can also enter the key by hand.',
    // Before the name under which the app will show it.
    shownAs: 'It will appear as',
    byHand: 'Can’t scan it?',
    byHandText: 'Choose to enter a key in your app, and type or paste this one. It’s time-based, with 6 digits.',
    key: 'Key',
    copy: 'Copy',
    next: 'Continue',
  },
  code: {
    heading: 'Enter the code from your app',
    label: '6-digit code',
    hint: 'The app shows a new one every 30 seconds.',
    digits: 'Type the six digits that the app shows.',
    wrong: 'That code didn’t match. Wait for the next one and try again.',
    // After three wrong ones.
    checkTime: 'Still not working? Check that the time on your phone is set automatically.',
    name: 'Name',
    nameHint: 'Only you see it, such as “Phone” or “Work phone”.',
    submit: 'Submit',
    pending: 'Checking…',
    back: 'Back',
  },
  expired: {
    heading: 'Let’s start again',
    text: 'This took too long, or too many codes didn’t match, so the key is no longer valid. Nothing has changed. Remove the account from your app before you scan the new code.',
    restart: 'Start again',
  },
  done: {
    heading: (name: string) => `“${name}” is set up`,
    fromNow: 'From now on, we ask for a code from it when you sign in.',
    replaced: 'Codes of the one that it replaces don’t work any more. You can remove the old account from that app.',
    // The answer got lost, and new recovery codes with it.
    unseen: 'The connection broke, so we couldn’t show you recovery codes. Create new ones now.',
    finish: 'Done',
  },
};
