import type { Terms } from '../en.ts';

export const emailSteps: Terms['emailSteps'] = {
  form: {
    text: 'Wir senden einen Link an die neue Adresse. Bis Sie ihn geöffnet haben, ändert sich nichts.',
    now: 'Bisher',
    label: 'Neue E-Mail-Adresse',
    same: 'Das ist Ihre jetzige Adresse. Geben Sie eine andere ein.',
    submit: 'Link senden',
    pending: 'Wird gesendet …',
  },
  sent: {
    heading: 'Sehen Sie in Ihre Mails',
    to: 'Wir haben eine Mail gesendet an',
    text: (time) =>
      `Öffnen Sie deren Link bis ${time} Uhr, während Sie angemeldet sind. Damit bestätigen Sie die Adresse. Bis dahin behalten Sie die obige.`,
    nothing: 'Nach einigen Minuten noch keine Mail? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.',
    again: 'Noch einmal senden',
    sentAgain: 'Noch einmal gesendet. Nur der neueste Link gilt.',
    cancel: 'Obige Adresse behalten',
  },
  confirm: {
    heading: 'Neue E-Mail-Adresse bestätigen',
    text: 'ist dann die Adresse, mit der Sie sich anmelden und an die unsere Mails gehen.',
    submit: 'Bestätigen',
    pending: 'Wird bestätigt …',
    later: 'Nicht jetzt',
    conflict: 'Nichts wurde geändert: Diese Adresse hat inzwischen ein anderes Konto.',
    done: 'Ihre E-Mail-Adresse wurde geändert',
    doneText:
      'Sie melden sich ab jetzt mit ihr an. Die bisherige Adresse lässt sich 72 Stunden lang zurückholen, mit dem Link, den wir dorthin gesendet haben.',
  },
  undo: {
    heading: 'E-Mail-Adresse zurückholen',
    text: 'wird wieder die Adresse Ihres Kontos, und Ihr Konto wird überall abgemeldet.',
    submit: 'Zurückholen und überall abmelden',
    pending: 'Wird zurückgeholt …',
    leave: 'Alles lassen, wie es ist',
    done: 'Sie haben Ihre E-Mail-Adresse zurück',
    doneText:
      'ist die Adresse Ihres Kontos, das überall abgemeldet ist. Melden Sie sich an, und wählen Sie ein neues Passwort, falls jemand anderes Ihres kennen könnte.',
    signIn: 'Anmelden',
  },
  expired: {
    heading: 'Dieser Link gilt nicht mehr',
    text: 'Er ist zu alt, wurde verwendet oder ersetzt, oder er gehört zu einem anderen Konto.',
  },
  finish: 'Fertig',
};
