import type { Terms } from '../en.ts';

export const passwordReset: Terms['passwordReset'] = {
  ask: {
    heading: 'Neues Passwort wählen',
    text: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
    submit: 'Link senden',
    pending: 'Wird gesendet …',
    expired:
      'Dieser Link gilt nicht mehr: Er ist zu alt, wurde benutzt, oder ein neuerer wurde gesendet. Fordern Sie einen neuen an.',
  },
  sent: {
    heading: 'Sehen Sie in Ihre Mail',
    to: 'Für',
    text: 'Wenn es ein Konto mit dieser Adresse gibt, ist eine Mail dorthin unterwegs. Ihr Link gilt einmal und eine Stunde lang.',
    nothing: 'Nach einigen Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.',
  },
  back: 'Zurück zur Anmeldung',
  choose: {
    heading: 'Neues Passwort wählen',
    late: 'Das hat zu lange gedauert, oder zu viele Codes waren falsch. Wählen Sie Ihr neues Passwort noch einmal.',
    others: 'Ihr Konto wird danach überall sonst abgemeldet.',
    submit: 'Passwort setzen und anmelden',
    pending: 'Passwort wird gesetzt …',
  },
};
