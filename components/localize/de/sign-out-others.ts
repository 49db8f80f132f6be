import type { Terms } from '../en.ts';

export const signOutOthers: Terms['signOutOthers'] = {
  label: 'Von anderen Geräten abmelden',
  hint: (sessions) =>
    sessions === 0
      ? 'Sie sind im Moment nirgendwo sonst angemeldet.'
      : `Beendet ${sessions} andere ${sessions === 1 ? 'Sitzung' : 'Sitzungen'}. Empfohlen, wenn jemand anders Zugang gehabt haben könnte.`,
  unknown: 'Beendet alle anderen Sitzungen. Empfohlen, wenn jemand anders Zugang gehabt haben könnte.',
  done: (sessions) =>
    sessions === 0
      ? 'Sie waren nirgendwo sonst angemeldet.'
      : `Wir haben ${sessions} ${sessions === 1 ? 'anderes Gerät' : 'andere Geräte'} abgemeldet.`,
  staySignedIn: 'Andere Geräte bleiben angemeldet.',
};
