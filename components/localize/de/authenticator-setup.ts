import type { Terms } from '../en.ts';

export const authenticatorSetup: Terms['authenticatorSetup'] = {
  heading: 'Zwei-Faktor-Authentifizierung',
  none: 'Ein zweiter Schritt bei der Anmeldung: ein Code aus einer App wie Google Authenticator, Microsoft Authenticator oder 1Password.',
  some: 'Bei der Anmeldung fragen wir nach einem Code aus einer dieser Anwendungen.',
  open: 'Authentifizierungs-App einrichten',
  replace: 'Ersetzen',
  replaceNamed: (name) => `Ersetzen: ${name}`,
  reason: 'Bevor Sie eine Authentifizierungs-App einrichten, müssen wir sicher sein, dass wirklich Sie es sind.',
  removeReason: 'Bevor Sie eine Authentifizierungs-App entfernen, müssen wir sicher sein, dass wirklich Sie es sind.',
  removeOne: 'Ihre Codes gelten dann nicht mehr. Alles andere, womit Sie eine Anmeldung bestätigen, bleibt.',
  removeLast: 'Sie melden sich dann nur mit Ihrem Passwort an, und Ihre Wiederherstellungscodes gelten nicht mehr.',
  remove: 'App entfernen',
};
