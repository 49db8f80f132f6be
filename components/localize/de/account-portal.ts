import type { Terms } from '../en.ts';

export const accountPortal: Terms['accountPortal'] = {
  label: 'Konto',
  sections: {
    account: 'Konto',
    security: 'Sicherheit',
    sessions: 'Sitzungen',
    activity: 'Aktivitätsprotokoll',
    data: 'Ihre Daten',
    lockdown: 'Konto sichern',
  },
  leads: {
    account: 'Ihr Name und Ihre E-Mail-Adresse.',
    security: 'Wie Sie sich anmelden und wie Ihr Konto geschützt ist.',
    sessions: 'Wo Sie angemeldet sind und seit wann.',
    activity: 'Was mit Ihrem Konto geschehen ist, das Neueste zuerst.',
    data: 'Laden Sie herunter, was über Sie gespeichert ist, oder löschen Sie Ihr Konto.',
    lockdown: 'Melden Sie andere ab, und holen Sie Ihr Konto zurück.',
  },
  closed: {
    notices: {
      heading: 'Hinweise per E-Mail',
      lead: 'Welche E-Mails Sie über Ihr Konto bekommen.',
      open: 'Hinweise wählen',
    },
  },
  unfinished: 'Ihr Konto ist noch nicht ganz abgesichert.',
  finish: 'Weiter absichern',
  skip: 'Zum Inhalt des Kontos springen',
  back: 'Zurück',
  signOut: 'Abmelden',
  signingOut: 'Abmeldung läuft …',
  stillSignedIn: 'Sie sind noch angemeldet.',
  noAccess: 'Ihr Konto hat keinen Zugang zu dieser Seite. Wenden Sie sich an Ihre Administration.',
  unknown: 'Diesen Teil Ihres Kontos gibt es hier nicht.',
};
