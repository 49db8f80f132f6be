import { regionNames } from '../localize/formats.ts';
import type { Choice } from './choice.ts';

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** The zone that this device is set to. */
export const deviceTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** “New York” for `America/New_York`. */
export const timeZoneCity = (zone: string): string =>
  zone
    .slice(zone.indexOf('/') + 1)
    .replaceAll('_', ' ')
    .replaceAll('/', ', ');

/** The parts of the world that have names in every language, by the United Nations' codes. */
const AREAS: Readonly<Record<string, string>> = {
  Africa: '002',
  America: '019',
  Antarctica: 'AQ',
  Asia: '142',
  Australia: 'AU',
  Europe: '150',
};

/** Every zone that the browser knows, by part of the world; `current` is among them, whatever it is. */
export function timeZones(
  language: string,
  current: string,
  oceans: Readonly<Record<string, string>>,
): readonly ChoiceGroup[] {
  const zones = [...Intl.supportedValuesOf('timeZone')];
  if (current && !zones.includes(current)) zones.push(current);
  const groups = new Map<string, Choice[]>();
  for (const zone of zones.sort()) {
    const area = zone.includes('/') ? zone.slice(0, zone.indexOf('/')) : '';
    const choices = groups.get(area) ?? [];
    choices.push({ value: zone, label: timeZoneCity(zone) });
    groups.set(area, choices);
  }
  const names = regionNames(language);
  return [...groups].map(([area, choices]) => ({
    label: AREAS[area] ? (names.of(AREAS[area]) ?? area) : (oceans[area] ?? area),
    choices,
  }));
}
