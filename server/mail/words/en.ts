import type { Notice } from '../mail.ts';

interface NoticeWords {
  readonly subject: string;
  readonly text: string;
}

const notices: Readonly<Record<Notice, NoticeWords>> = {
  'new-sign-in': {
    subject: 'New sign-in to your account',
    text: 'Somebody signed in to your account from a device or place that we haven’t seen before.',
  },
  'password-changed': { subject: 'Your password was changed', text: 'The password of your account was changed.' },
  'authenticators-changed': {
    subject: 'Your two-factor authentication was changed',
    text: 'An authenticator application was added to your account, replaced or removed.',
  },
  'passkeys-changed': {
    subject: 'Your passkeys were changed',
    text: 'A passkey was added to your account or removed.',
  },
  'recovery-codes-changed': {
    subject: 'You have new recovery codes',
    text: 'New recovery codes were created for your account. The old ones don’t work any more.',
  },
  'recovery-code-used': {
    subject: 'A recovery code was used',
    text: 'Somebody used one of your recovery codes.',
  },
  'email-changed': {
    subject: 'Your e-mail address was changed',
    text: 'The e-mail address of your account was changed.',
  },
  'sign-in-locked': {
    subject: 'Too many wrong attempts',
    text: 'There were too many wrong passwords or codes for your account. From new devices they don’t work for now.',
  },
  'sessions-ended': {
    subject: 'Other devices were signed out',
    text: 'Your account was signed out from other devices.',
  },
};

export const en = {
  notices,
  greeting: (name: string) => `Hello ${name},`,
  when: 'When',
  device: 'Device',
  place: 'Place (approximate)',
  address: 'IP address',
  wasYou: 'If this was you, there is nothing to do.',
  wasNotMe: 'This wasn’t me',
  footer: (company: string) => `You get this mail because you have an account at ${company}.`,
  reset: {
    subject: 'Choose a new password',
    text: 'Somebody, probably you, asked for a new password for your account.',
    action: 'Choose a new password',
    expires: (minutes: number) => `The link works once, and for ${minutes} minutes.`,
    ignore: 'If you didn’t ask for this, ignore this mail: your password stays as it is.',
  },
  confirmation: {
    subject: 'Confirm your new e-mail address',
    text: 'This address is to become the e-mail address of your account.',
    action: 'Confirm this address',
    expires: (minutes: number) => `The link works once, and for ${minutes} minutes.`,
    ignore: 'If you don’t know about this, ignore this mail: nothing happens.',
  },
  undo: {
    subject: 'Your e-mail address is about to change',
    text: (email: string) => `The e-mail address of your account is to become ${email}.`,
    action: 'Keep this address',
    expires: (hours: number) => `If that wasn’t you, you can take it back for ${hours} hours.`,
  },
};

export type MailWords = typeof en;
