import type { Authenticator } from '../contract/authenticators.ts';
import type { Passkey } from '../contract/passkeys.ts';
import type { Account } from '../contract/account.ts';
import type { Capabilities } from '../contract/capabilities.ts';
import type { EmailNotices } from '../contract/email-notices.ts';
import { unsetLocale } from '../contract/locale.ts';
import type { PasswordState } from '../contract/password.ts';
import type { Profile } from '../contract/profile.ts';

/** The people and things that stories and tests show. */
export const ada: Account = {
  id: 'acc_ada',
  email: 'ada.lindqvist@example.com',
  firstName: 'Ada',
  lastName: 'Lindqvist',
  administrator: false,
  portal: true,
  locale: unsetLocale,
  createdAt: '2024-11-04T09:12:00.000Z',
};

/** To which she changes. */
/** As they are for whoever never chose. */
export const adasNotices: EmailNotices['notices'] = [
  { name: 'sign-in-elsewhere', wanted: true },
  { name: 'usual-sign-in', wanted: false },
  { name: 'sessions-ended', wanted: true },
  { name: 'profile-changed', wanted: false },
];

export const adasOtherEmail = 'ada.king@example.com';

export const adasProfile: Profile = {
  title: 'Head of Platform',
  telephone: '+4315550142',
  street: 'Mariahilfer Straße 104\nStiege 2, Tür 14',
  city: 'Wien',
  state: '',
  postalCode: '1070',
  country: 'AT',
  relationship: 'employee',
  locale: unsetLocale,
  version: '7',
};

/** Somebody who just got an account. */
export const emptyProfile: Profile = {
  title: '',
  telephone: '',
  street: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
  relationship: '',
  locale: unsetLocale,
  version: '0',
};

export const adasPassword: PasswordState = { set: true, changedAt: '2026-08-17T14:05:00.000Z' };

/** What she signs in with, and how long the server believes it. */
export const ADAS_PASSWORD = 'battery staple correct';
export const PROOF_SECONDS = 600;

export const ourServer: Capabilities = {
  company: 'Northwind Trust',
  signUp: false,
  deletionDays: 7,
  activityMonths: 13,
  relationships: ['employee', 'contractor', 'partner', 'customer', 'supplier', 'other'],
};

/** The code that her authenticator applications show. */
export const ADAS_CODE = '123456';

export const adasAuthenticator: Authenticator = {
  id: 'authenticator-1',
  name: 'Phone',
  createdAt: '2026-02-04T10:12:00.000Z',
  lastUsedAt: '2026-11-21T07:55:00.000Z',
};

export const adasPasskeys: readonly Passkey[] = [
  {
    id: 'passkey-1',
    name: 'iCloud Keychain',
    provider: 'iCloud Keychain',
    securityKey: false,
    synced: true,
    createdAt: '2026-03-12T08:00:00.000Z',
    lastUsedAt: '2026-11-22T18:03:00.000Z',
    usedHere: true,
    removable: true,
  },
  {
    id: 'passkey-2',
    name: 'Blue security key',
    provider: 'YubiKey 5 Series with NFC',
    securityKey: true,
    synced: false,
    createdAt: '2026-05-30T16:40:00.000Z',
    lastUsedAt: null,
    usedHere: false,
    removable: true,
  },
];
