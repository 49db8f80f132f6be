import type { Notice } from '../notices.ts';

// Below the link “This wasn’t me” of a mail to the old address.
const bringBack =
  'The link works for 72 hours. It leads to a page where you keep this address, or get it back, and sign out everywhere.';

const notices: Readonly<
  Record<
    Notice,
    { readonly subject: string; readonly text: string; readonly wasYou?: string; readonly whatToDo?: string }
  >
> = {
  'new-sign-in': {
    subject: 'New sign-in to your account',
    text: 'Somebody signed in to your account with a browser that we haven’t seen before.',
  },
  'sign-in-elsewhere': {
    subject: 'New sign-in to your account',
    text: 'Somebody signed in to your account with a browser that you use, from a place where you haven’t signed in before.',
  },
  'usual-sign-in': {
    subject: 'Sign-in to your account',
    text: 'Somebody signed in to your account with a browser that you use.',
  },
  'password-changed': { subject: 'Your password was changed', text: 'The password of your account was changed.' },
  'password-change-required': {
    subject: 'Please choose a new password',
    text: 'You were signed out everywhere. The next time you sign in, you will be asked for a new password.',
  },
  'authenticators-changed': {
    subject: 'Your two-factor authentication was changed',
    text: 'An authenticator application was added to your account, replaced or removed.',
  },
  'passkeys-changed': {
    subject: 'Your passkeys were changed',
    text: 'A passkey was added to your account or removed.',
  },
  'recovery-codes-changed': {
    subject: 'Your recovery codes were changed',
    text: 'The recovery codes of your account were made anew or removed. Those that you had don’t work any more.',
  },
  'recovery-code-used': {
    subject: 'A recovery code was used',
    text: 'Somebody used one of the recovery codes of your account.',
  },
  'password-locked': {
    subject: 'Too many wrong passwords',
    text: 'There were too many wrong passwords for your account. In browsers that you haven’t signed in with, it doesn’t work for now. A new password works at once.',
  },
  'codes-locked': {
    subject: 'Too many wrong codes',
    text: 'There were too many wrong codes for your account. In browsers that you haven’t signed in with, codes don’t work for now.',
  },
  'sessions-ended': {
    subject: 'Your account was signed out elsewhere',
    text: 'Your account was signed out on one or more other devices.',
  },
  'email-change-requested': {
    subject: 'A new e-mail address for your account',
    text: 'Somebody asked for another e-mail address for your account. It changes once the new address is confirmed.',
    whatToDo: bringBack,
  },
  'email-changed': {
    subject: 'Your e-mail address was changed',
    text: 'Your account has another e-mail address now: you sign in with the new one, and mails go there.',
    whatToDo: bringBack,
  },
  'email-change-undone': {
    subject: 'Your e-mail address was put back',
    text: 'The change of your account’s e-mail address was undone, and your account was signed out everywhere. You sign in with the address that you had before.',
  },
  'locked-down': {
    subject: 'Your account was locked down',
    text: 'Somebody, probably you, said that something in your account wasn’t them. Others were signed out, and the password doesn’t work in their browsers any more. Choose a new one if you haven’t yet.',
  },
  'profile-changed': {
    subject: 'Your profile was changed',
    text: 'Your name or something else in your profile was changed.',
  },
  'session-replayed': {
    subject: 'A session of yours may have been copied',
    text: 'Something that your browser had used to stay signed in, and that was replaced since, was used again. It didn’t open anything. Somebody may have copied it from your device.',
    wasYou: 'If your connection broke off at that time, that is the likely reason, and there is nothing to do.',
  },
  'data-exported': {
    subject: 'Your data was downloaded',
    text: 'Somebody downloaded a file with all that is stored about you. It has no passwords and no keys in it.',
  },
  'notices-changed': {
    subject: 'You get fewer notices',
    text: 'Some of the e-mail notices about your account were switched off. You still hear of everything that has to do with getting into it.',
  },
  'deletion-requested': {
    subject: 'Your account is about to be deleted',
    text: 'Your account was signed out everywhere and will be deleted. Until then, it stays if you sign in.',
  },
  'deletion-cancelled': {
    subject: 'Your account stays',
    text: 'Your account won’t be deleted: somebody signed in to it, or said in answer to a mail that something wasn’t them.',
  },
};

export const en = {
  greeting: 'Hello,',
  footer: (company: string) => `You get this mail because somebody gave this address at ${company}.`,
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody, probably you, asked for a new password for your account.',
    action: 'Choose a new password',
    expires: (minutes: number) => `The link works once, and for ${minutes} minutes.`,
    ignore: 'If you didn’t ask for this, ignore this mail: your password stays as it is.',
  },
  emailConfirmation: {
    subject: 'Confirm your e-mail address',
    text: 'Somebody, probably you, wants to use this address for their account. Confirm that it is yours.',
    action: 'Confirm the address',
    expires: (minutes: number) => `The link works once, and for ${minutes} minutes. You may have to sign in first.`,
    ignore: 'If this wasn’t you, ignore this mail: nothing happens.',
  },
  emailTaken: {
    subject: 'Your e-mail address has an account already',
    text: 'Somebody, perhaps you, wants to use this address for another account. It belongs to your account already, so nothing was changed.',
    action: 'Go to your account',
    ignore: 'If this wasn’t you, ignore this mail.',
  },
  notices,
  when: 'When',
  device: 'Device',
  on: (program: string, system: string) => `${program} on ${system}`,
  place: 'Place (approximate)',
  address: 'IP address',
  byOperator: 'An administrator did this.',
  // In each of the notices that people may do without.
  optional: 'You choose in your account, under “E-mail notices”, whether you get this one.',
  wasYou: 'If this was you, there is nothing to do.',
  wasNotMe: 'This wasn’t me',
  whatToDo:
    'The link leads to a page where you throw others out and take your account back. Nothing happens before you say so there. It works for 72 hours.',
};

export type MailWords = typeof en;
