import type { Terms } from '../en.ts';

export const emailNotices: Terms['emailNotices'] = {
  heading: 'Hinweise per E-Mail',
  always:
    'Sie erhalten immer eine Mail, wenn sich etwas ändert, womit jemand in Ihr Konto kommt: eine Anmeldung mit einem neuen Browser, Ihr Passwort, Ihre Passkeys, Authentifizierungs-Apps, Wiederherstellungscodes oder Ihre E-Mail-Adresse, und Sperren.',
  also: 'Auch eine Mail senden bei',
  notices: {
    'sign-in-elsewhere': {
      label: 'Anmeldungen von einem neuen Ort',
      hint: 'Mit einem Browser, den Sie schon verwendet haben.',
    },
    'usual-sign-in': {
      label: 'Allen anderen Anmeldungen',
      hint: 'Mit einem Browser und von einem Ort, die Sie schon verwendet haben.',
    },
    'sessions-ended': {
      label: 'Abmeldungen auf anderen Geräten',
      hint: 'Wenn Ihre Sitzungen von anderswo beendet werden.',
    },
    'profile-changed': {
      label: 'Änderungen an Ihrem Profil',
      hint: 'Name, Adresse, Telefonnummer und dergleichen.',
    },
  },
  none: 'Hier werden keine Hinweise per E-Mail gesendet.',
  reason: 'Um Ihre Hinweise zu wählen, bestätigen Sie, dass Sie es wirklich sind.',
};
