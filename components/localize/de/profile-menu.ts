import type { Terms } from '../en.ts';

export const profileMenu: Terms['profileMenu'] = {
  loading: 'Ihr Konto wird geladen …',
  myProfile: 'Mein Profil',
  signOut: 'Abmelden',
  signingOut: 'Abmeldung läuft …',
  stillSignedIn: 'Sie sind noch angemeldet.',
};
