import type { Locale } from 'account-elements/contract/locale.js';
import type { ProfileChange } from 'account-elements/contract/profile.js';
import { demoKey } from './demo-key.ts';
import { devices, places, type Place } from './places.ts';

/** The same for everyone: the demo prints it, and its sign-in page offers it. */
export const demoPassword = 'quiet harbour lantern';

/** A time away from home, in days before today. */
interface Trip {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

/** A browser that is signed in now. */
interface SignedInNow {
  readonly device: string;
  readonly place: Place;
  /** Days ago. */
  readonly since: number;
  /** Hours ago. */
  readonly lastUsed: number;
  /** The Certificate Manager alone, unless said otherwise. */
  readonly clients?: readonly string[];
}

/** What somebody has set up besides the password, on one day. */
export interface Factors {
  /** Days ago. */
  readonly since: number;
  /** The key in base32, which the sign-in page of the demo shows codes of. */
  readonly authenticator: { readonly name: string; readonly key: string };
  readonly passkey: { readonly name: string; readonly aaguid: string };
  readonly recoveryCodesLeft: number;
}

export interface Person {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** One line for whoever tries the demo. */
  readonly about: string;
  readonly administrator?: boolean;
  /** Days ago. */
  readonly joined: number;
  readonly profile?: Omit<ProfileChange, 'locale'>;
  readonly locale?: Partial<Locale>;
  readonly home: Place;
  /** How often; every few days unless said otherwise. */
  readonly signInsADay?: number;
  /** The browsers they use, the usual one first. */
  readonly uses: readonly string[];
  readonly trips: readonly Trip[];
  readonly sessions: readonly SignedInNow[];
  readonly factors?: Factors;
}

const both = ['certificate-manager', 'account-portal'];

export const people: readonly Person[] = [
  {
    email: 'noor@example.com',
    firstName: 'Noor',
    lastName: 'Haddad',
    about: 'A new account: nothing filled in yet',
    joined: 1,
    home: places.oslo,
    uses: [],
    trips: [],
    sessions: [],
  },
  {
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Moreau',
    about: 'Two years of history, sessions in several countries',
    joined: 730,
    profile: {
      title: 'Head of network operations',
      telephone: '+442079460958',
      street: '12 Dock Street',
      city: 'London',
      state: 'Greater London',
      postalCode: 'E1 8JN',
      country: 'GB',
      relationship: 'employee',
    },
    locale: { language: 'en', region: 'GB', timeZone: 'Europe/London', hourCycle: 'h23', firstDayOfWeek: 1 },
    home: places.london,
    uses: [devices.firefoxOnWindows, devices.safariOnIphone, devices.chromeOnMac],
    trips: [
      { from: 655, to: 641, place: places.paris },
      { from: 590, to: 586, place: places.vienna },
      { from: 512, to: 490, place: places.singapore },
      { from: 448, to: 441, place: places.oslo },
      { from: 371, to: 362, place: places.saoPaulo },
      { from: 300, to: 296, place: places.madrid },
      { from: 233, to: 219, place: places.tokyo },
      { from: 150, to: 147, place: places.frankfurt },
      { from: 88, to: 76, place: places.capeTown },
      { from: 41, to: 36, place: places.vienna },
      { from: 12, to: 6, place: places.lisbon },
    ],
    sessions: [
      { device: devices.firefoxOnWindows, place: places.london, since: 4, lastUsed: 2, clients: both },
      { device: devices.safariOnIphone, place: places.londonMobile, since: 17, lastUsed: 0.4 },
      { device: devices.chromeOnMac, place: places.lisbon, since: 9, lastUsed: 150, clients: both },
      { device: devices.edgeOnWindows, place: places.frankfurt, since: 21, lastUsed: 410 },
    ],
  },
  {
    email: 'ravi@example.com',
    firstName: 'Ravi',
    lastName: 'Menon',
    about: 'Administrator: sees Manage in My Profile',
    administrator: true,
    joined: 610,
    profile: {
      title: 'Administrator',
      telephone: '+14105550142',
      street: '900 South Wolfe Street',
      city: 'Baltimore',
      state: 'MD',
      postalCode: '21231',
      country: 'US',
      relationship: 'employee',
    },
    locale: { language: 'en', region: 'US', timeZone: 'America/New_York', hourCycle: 'h12', firstDayOfWeek: 7 },
    home: places.baltimore,
    uses: [devices.chromeOnMac, devices.chromeOnAndroid],
    trips: [
      { from: 420, to: 396, place: places.delhi },
      { from: 121, to: 115, place: places.london },
    ],
    sessions: [
      { device: devices.chromeOnMac, place: places.baltimore, since: 2, lastUsed: 1, clients: both },
      { device: devices.chromeOnAndroid, place: places.baltimore, since: 13, lastUsed: 30 },
    ],
  },
  {
    email: 'sofia@example.com',
    firstName: 'Sofia',
    lastName: 'Brunner',
    about: 'Reads German, with Swiss dates and numbers',
    joined: 395,
    profile: {
      title: 'Dr.',
      telephone: '',
      street: 'Hafenweg 3\nPostfach 210',
      city: 'Basel',
      state: '',
      postalCode: '4057',
      country: 'CH',
      relationship: 'partner',
    },
    locale: { language: 'de', region: 'CH', timeZone: 'Europe/Zurich', hourCycle: 'h23', firstDayOfWeek: 1 },
    home: places.switzerland,
    uses: [devices.firefoxOnLinux, devices.safariOnIphone],
    trips: [
      { from: 275, to: 262, place: places.stockholm },
      { from: 64, to: 60, place: places.toronto },
    ],
    sessions: [
      { device: devices.firefoxOnLinux, place: places.switzerland, since: 1, lastUsed: 3 },
      {
        device: devices.safariOnIphone,
        place: places.switzerland,
        since: 11,
        lastUsed: 20,
        clients: ['account-portal'],
      },
      { device: devices.safariOnMac, place: places.stockholm, since: 24, lastUsed: 500 },
    ],
  },
  {
    email: 'mei@example.com',
    firstName: 'Mei',
    lastName: 'Tanaka',
    about: 'Careful: has every sign-in method there is',
    joined: 420,
    profile: {
      title: 'Security officer',
      telephone: '+81355550123',
      street: '2-1-1 Marunouchi',
      city: 'Chiyoda-ku',
      state: 'Tokyo',
      postalCode: '100-0005',
      country: 'JP',
      relationship: 'employee',
    },
    locale: { language: 'en', region: 'JP', timeZone: 'Asia/Tokyo', hourCycle: 'h23', firstDayOfWeek: 7 },
    home: places.tokyo,
    uses: [devices.chromeOnMac, devices.safariOnIphone],
    trips: [{ from: 95, to: 90, place: places.singapore }],
    sessions: [
      { device: devices.chromeOnMac, place: places.tokyo, since: 2, lastUsed: 5, clients: both },
      { device: devices.safariOnIphone, place: places.tokyo, since: 9, lastUsed: 1 },
    ],
    factors: {
      since: 210,
      authenticator: { name: 'Phone', key: demoKey('mei@example.com') },
      passkey: { name: 'Apple Passwords', aaguid: 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd' },
      recoveryCodesLeft: 7,
    },
  },
];
