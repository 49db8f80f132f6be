import { html } from 'lit';
import type { Device, Place } from '../contract/visit.ts';
import { regionNames } from './formats.ts';
import type { SharedTerms } from './en/shared.ts';

/** Such as “Chrome on Windows 11”, as far as it is known. */
export function deviceText({ access, program, system }: Device, { devices }: SharedTerms): string {
  const named = (of: Device['program']) =>
    of && (of.version ? `${of.name} ${of.version}` : (wordFor(of.code, devices.systems) ?? of.name));
  // What is no browser is not called by its system alone.
  const nameless = access === 'app' || access === 'tool' ? devices.access[access] : undefined;
  const [browser, os] = [named(program) ?? nameless, named(system)];
  if (browser && os) return devices.on(browser, os);
  return browser || os || devices.unknown;
}

/** Such as “Toronto, Canada”; empty when nobody knows. */
export function placeText(place: Place | null, language: string, { devices }: SharedTerms): string {
  if (!place) return '';
  if (place.local) return devices.localNetwork;
  return [place.city, place.country && countryName(place.country, language)].filter(Boolean).join(', ');
}

function countryName(code: string, language: string): string {
  try {
    return regionNames(language).of(code) ?? code;
  } catch {
    // Not a code at all.
    return code;
  }
}

/** A network address with places where a line may end: those of IPv6 are long. */
export const breakable = (address: string): unknown =>
  address.split(':').map((part, index) => (index === 0 ? part : html`:<wbr />${part}`));

/** The word for a code; nothing for one that a newer server made up. */
export const wordFor = (code: string, words: Readonly<Record<string, string>>): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;
