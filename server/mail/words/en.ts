import type { Notice } from '../notices.ts';

const notices: Readonly<Record<Notice, { readonly subject: string; readonly text: string }>> = {
  'new-sign-in': {
    subject: 'New sign-in to your account',
    text: 'Somebody signed in to your account with a browser or from a place that we haven’t seen before.',
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
  'deletion-requested': {
    subject: 'Your account is about to be deleted',
    text: 'Your account was signed out everywhere and will be deleted. Until then, it stays if you sign in.',
  },
  'deletion-cancelled': {
    subject: 'Your account stays',
    text: 'Somebody signed in to your account, so it won’t be deleted.',
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
  notices,
  when: 'When',
  device: 'Device',
  on: (program: string, system: string) => `${program} on ${system}`,
  place: 'Place (approximate)',
  address: 'IP address',
  byOperator: 'An administrator did this.',
  wasYou: 'If this was you, there is nothing to do.',
  wasNotMe: 'This wasn’t me',
  whatToDo: 'The link leads to your security page. Sign in, choose a new password and sign out from other devices.',
};

export type MailWords = typeof en;
