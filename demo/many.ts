import type { Person } from './people.ts';
import { devices, places } from './places.ts';

const SESSIONS = 500;

/** Somebody who has more of everything than anybody has, for whoever wants to see how the pages bear it: `npm start -- --many`. */
export const otis: Person = {
  email: 'otis@example.com',
  firstName: 'Otis',
  lastName: 'Lindqvist',
  about: '500 sessions, and 100,000 entries in the activity log',
  joined: 740,
  home: places.stockholm,
  uses: Object.values(devices),
  signInsADay: 50,
  trips: [],
  sessions: manySessions(),
};

/** In each place another subscriber's address, so that none is like another. */
function manySessions(): Person['sessions'] {
  const towns = Object.values(places);
  const browsers = Object.values(devices);
  return Array.from({ length: SESSIONS }, (_, index) => {
    const { address } = towns[index % towns.length]!;
    return {
      device: browsers[index % browsers.length]!,
      place: { address: address.replace(/\d+$/, String(1 + (index % 250))) },
      since: 1 + (index % 27),
      lastUsed: index % 24,
    };
  });
}
