import type { Terms } from '../en.ts';

export const myProfile: Terms['myProfile'] = {
  heading: 'Mein Profil',
  signedInAs: 'Angemeldet als',
  back: 'Zurück zu Mein Profil',
  password: 'Passwort',
  changePassword: 'Ändern',
  activity: 'Letzte Aktivität',
  showActivity: 'Anzeigen',
  account: 'Mein Konto',
  accountHint: 'Name, Sicherheit, Sitzungen und Aktivität',
  manage: 'Verwalten',
};
