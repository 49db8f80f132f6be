import type { Account } from '../../components/contract/account.ts';
import type { Capabilities } from '../../components/contract/capabilities.ts';
import { unsetLocale } from '../../components/contract/locale.ts';
import type { PasswordState } from '../../components/contract/password.ts';
import type { Profile } from '../../components/contract/profile.ts';

/** The people and things that stories and element tests show. */
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

/** Signed in at three other places. */
export const adasPassword: PasswordState = { set: true, changedAt: '2026-08-17T14:05:00.000Z', otherSessions: 3 };

/** What she signs in with, and how long the server believes it. */
export const ADAS_PASSWORD = 'battery staple correct';
export const PROOF_SECONDS = 600;

export const ourServer: Capabilities = {
  company: 'Northwind Trust',
  signUp: false,
  relationships: ['employee', 'contractor', 'partner', 'customer', 'supplier', 'other'],
};
