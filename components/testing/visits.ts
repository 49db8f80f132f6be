import type { ActivityEntry, ActivityFilter } from '../contract/activity.ts';
import type { Session } from '../contract/sessions.ts';
import type { Client, Device, Place } from '../contract/visit.ts';

/** Where Ada was signed in, with what, and what happened then. */
const named = (code: string, name: string, version: string | null = null) => ({ code, name, version });

const chrome = named('chrome', 'Chrome', '154');
export const devices = {
  chromeOnWindows: { kind: 'desktop', access: 'browser', program: chrome, system: named('windows', 'Windows', '11') },
  safariOnPhone: { kind: 'phone', access: 'browser', program: named('safari', 'Safari'), system: named('ios', 'iOS') },
  safariSomewhere: {
    kind: 'desktop',
    access: 'browser',
    program: named('safari', 'Safari'),
    system: named('macos-or-ipados', 'macOS or iPadOS'),
  },
  firefoxOnTablet: {
    kind: 'tablet',
    access: 'browser',
    program: named('firefox', 'Firefox'),
    system: named('android', 'Android'),
  },
  teams: {
    kind: 'app',
    access: 'app',
    program: named('teams', 'Microsoft Teams'),
    system: named('android', 'Android', '16'),
  },
  curl: { kind: 'tool', access: 'tool', program: { code: 'curl', name: 'curl', version: null }, system: null },
  unknown: { kind: 'unknown', access: 'unknown', program: null, system: null },
} satisfies Readonly<Record<string, Device>>;

const inCity = (country: string, city: string | null = null): Place => ({ local: false, country, city });
export const places = {
  vienna: { address: '203.0.113.24', place: inCity('AT', 'Vienna') },
  toronto: { address: '198.51.100.7', place: inCity('CA', 'Toronto') },
  lisbon: { address: '2001:db8:85a3:8d3:1319:8a2e:370:7348', place: inCity('PT', 'Lisbon') },
  brazil: { address: '203.0.113.200', place: inCity('BR') },
  office: { address: '10.20.30.40', place: { local: true, country: null, city: null } },
  nowhere: { address: '192.0.2.77', place: null },
} satisfies Readonly<Record<string, { address: string; place: Place | null }>>;

const certificates: Client = { id: 'certificate-manager', name: 'Certificate Manager' };
const portal: Client = { id: 'account-portal', name: 'Account portal' };

const session = (
  id: string,
  device: Device,
  where: { address: string; place: Place | null },
  [startedAt, lastSeenAt, expiresAt]: readonly [string, string, string],
  clients: Client[] = [certificates],
): Session => ({
  id,
  current: id === 'current',
  device,
  ...where,
  startedAt: `${startedAt}:00.000Z`,
  lastSeenAt: `${lastSeenAt}:00.000Z`,
  expiresAt: `${expiresAt}:00.000Z`,
  clients,
});

export const adasSessions: readonly Session[] = [
  session(
    'current',
    devices.chromeOnWindows,
    places.vienna,
    ['2026-11-23T08:12', '2026-11-23T15:04', '2026-12-07T15:04'],
    [certificates, portal],
  ),
  session('phone', devices.safariOnPhone, places.toronto, ['2026-11-14T19:40', '2026-11-23T12:31', '2026-12-07T12:31']),
  session('lisbon', devices.safariSomewhere, places.lisbon, [
    '2026-11-02T10:05',
    '2026-11-20T21:17',
    '2026-12-02T10:05',
  ]),
  session('script', devices.curl, places.office, ['2026-11-19T06:00', '2026-11-19T06:00', '2026-12-03T06:00'], []),
];

/** Far more than anybody has. */
export const manySessions: readonly Session[] = Array.from({ length: 500 }, (_, index) => {
  const { id, ...like } = adasSessions[index === 0 ? 0 : 1 + (index % (adasSessions.length - 1))]!;
  const seen = Date.parse('2026-11-23T15:04:00.000Z') - index * 3_600_000;
  return { ...like, id: index === 0 ? id : `${id}-${index}`, lastSeenAt: new Date(seen).toISOString() };
});

type Happening = Pick<ActivityEntry, 'type'> & Partial<ActivityEntry>;

/** What happens around one sign-in, newest first, by the number of the sign-in. */
function around(number: number): Happening[] {
  const signIn: Happening = { type: 'authn_login_success', details: { methods: ['password'] } };
  const ended: Happening = { type: 'session_ended', reason: number % 2 === 0 ? 'signed-out' : 'expired' };
  const wrong: Happening = { type: 'authn_login_fail', outcome: 'failure', reason: 'password' };
  const changed: Happening = { type: 'user_updated', details: { fields: ['telephone', 'postalCode', 'city'] } };
  switch (number % 6) {
    case 1:
      return [ended, signIn, { type: 'session_created' }, wrong];
    case 3:
      return [changed, signIn, { type: 'session_created' }];
    case 5:
      return [
        { type: 'authn_password_change', client: portal },
        { type: 'authn_reauth_success', client: portal, details: { methods: ['password'] } },
        signIn,
      ];
    default:
      return [ended, signIn, { type: 'session_created' }];
  }
}

const entry = (at: number, index: number, happening: Happening): ActivityEntry => ({
  id: `entry-${index}`,
  at: new Date(at).toISOString(),
  outcome: 'success',
  reason: null,
  actor: 'person',
  device: devices.chromeOnWindows,
  ...places.vienna,
  client: certificates,
  details: {},
  ...happening,
});

const nobody = { device: null, address: null, place: null, client: null };

/** Two years, newest first: trips, failures, things that an administrator did, and one that is newer than this library. */
export const adasActivity: readonly ActivityEntry[] = (() => {
  const visits = [
    { device: devices.chromeOnWindows, ...places.vienna },
    { device: devices.safariOnPhone, ...places.toronto },
    { device: devices.safariSomewhere, ...places.lisbon },
    { device: devices.firefoxOnTablet, ...places.nowhere },
    { device: devices.teams, ...places.office },
  ];
  const happenings: Happening[] = [
    { type: 'authn_login_success', details: { methods: ['password'] } },
    { type: 'authn_login_fail', outcome: 'failure', reason: 'password', device: devices.curl, ...places.brazil },
    { type: 'authn_login_lock', actor: 'system', ...nobody },
    { type: 'authn_password_change_required', actor: 'operator', ...nobody },
    { type: 'quantum_key_added' },
  ];
  for (let number = 0; number < 120; number += 1) {
    const visit = visits[number % visits.length]!;
    for (const happening of around(number)) happenings.push({ ...visit, ...happening });
  }
  const latest = Date.parse('2026-11-23T15:04:00.000Z');
  return happenings.map((happening, index) => entry(latest - index * 1.8 * 86_400_000 * 0.94, index, happening));
})();

/** A page of it, as the server would give it. */
export function pageOf(
  all: readonly ActivityEntry[],
  { cursor, ...filter }: ActivityFilter & { readonly cursor?: string },
  size = 25,
): { entries: ActivityEntry[]; next: string | null } {
  const shown = all.filter((entry) => fits(entry, filter));
  const start = cursor === undefined ? 0 : shown.findIndex(({ id }) => id === cursor) + 1;
  const entries = shown.slice(start, start + size);
  return { entries, next: start + size < shown.length ? (entries.at(-1)?.id ?? null) : null };
}

const kinds: Readonly<Record<string, RegExp>> = {
  'sign-in': /^authn_(login|reauth)/,
  password: /password/,
  session: /^session/,
  profile: /^user_updated/,
};

/** What the server does, as far as these entries need it. */
function fits(
  entry: ActivityEntry,
  { before, client, codes, kind, outcome, since, text, view }: ActivityFilter,
): boolean {
  const names = [entry.device?.program?.name, entry.place?.city, entry.address, entry.client?.name]
    .join(' ')
    .toLowerCase();
  return (
    (view === 'events' || /^authn_login_(success|fail)$/.test(entry.type)) &&
    (kind === undefined || (kinds[kind]?.test(entry.type) ?? false)) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (client === undefined || entry.client?.id === client) &&
    (since === undefined || entry.at >= since) &&
    (before === undefined || entry.at < before) &&
    (text === undefined || names.includes(text.toLowerCase()) || (codes ?? '').split(',').includes(entry.type))
  );
}
