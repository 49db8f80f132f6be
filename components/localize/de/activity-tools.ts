import type { Terms } from '../en.ts';

export const activityTools: Terms['activityTools'] = {
  label: 'Filter',
  kind: 'Art',
  kinds: {
    'sign-in': 'Anmeldungen und Identitätsnachweise',
    password: 'Passwort',
    authenticator: 'Authentifizierungs-Apps',
    passkey: 'Passkeys',
    'recovery-code': 'Wiederherstellungscodes',
    session: 'Sitzungen',
    profile: 'Persönliche Angaben',
    account: 'Konto und E-Mail-Adresse',
  },
  outcome: 'Ergebnis',
  outcomes: { success: 'Erfolgreich', failure: 'Fehlgeschlagen' },
  application: 'Anwendung',
  all: 'Alle',
  since: 'Von',
  until: 'Bis',
  search: 'Suche',
  searchHint: 'Gerät, Ort, IP-Adresse, Anwendung, oder was geschah',
  clear: 'Filter aufheben',
  shown: (count, more) =>
    more ? `${count} Einträge, und es gibt mehr.` : count === 1 ? '1 Eintrag.' : `${count} Einträge.`,
  download: 'Was die Filter zeigen, als Datei.',
  file: 'Kontoaktivität',
};
