import type { Terms } from '../en.ts';

export const sessions: Terms['sessions'] = {
  hint: 'Etwas kommt Ihnen fremd vor? Melden Sie es ab und ändern Sie dann Ihr Passwort.',
  onlyHere: 'Sie sind nirgendwo sonst angemeldet.',
  current: 'Dieses Gerät',
  address: 'IP-Adresse',
  started: 'Beginn',
  lastSeen: 'Zuletzt verwendet',
  expires: 'Läuft ab',
  clients: 'Anwendungen',
  unknown: 'Unbekannt',
  noClient: 'Noch keine',
  end: 'Abmelden',
  endNamed: (device) => `Abmelden: ${device}`,
  ending: 'Wird abgemeldet …',
  ended: (device) => `Abgemeldet: ${device}.`,
  alreadyEnded: 'Diese Sitzung war schon beendet.',
  stillSignedIn: (device) => `Noch angemeldet: ${device}.`,
  endOthers: (count) => `Alle anderen abmelden (${count})`,
  endOthersHeading: (count) => (count === 1 ? 'Die andere Sitzung abmelden?' : `${count} andere Sitzungen abmelden?`),
  endOthersText: 'Wer sie verwendet, muss sich neu anmelden. Dieses Gerät bleibt angemeldet.',
  othersEnded: (count) =>
    count === 1 ? 'Die andere Sitzung wurde abgemeldet.' : `${count} andere Sitzungen wurden abgemeldet.`,
  othersStillSignedIn: 'Die anderen sind noch angemeldet.',
  reason: 'Bevor Sie andere Geräte abmelden, müssen wir sicher sein, dass wirklich Sie es sind.',
};
