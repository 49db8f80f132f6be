import type { Place } from 'account-elements/contract/visit.js';
import type { Place as KnownPlace } from './locations.ts';

/** A place as it is shown. */
export function toPlace(known: KnownPlace | null): Place | null {
  if (known === null) return null;
  return known.local
    ? { local: true, country: null, city: null }
    : { local: false, country: known.country, city: known.city };
}
