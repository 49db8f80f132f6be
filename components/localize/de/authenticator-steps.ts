import type { Terms } from '../en.ts';

export const authenticatorSteps: Terms['authenticatorSteps'] = {
  step: (step, of) => `Schritt ${step} von ${of}`,
  replacing: (name) => `„${name}“ gilt, bis die neue App eingerichtet ist.`,
  scan: {
    heading: 'Konto in der App hinzufügen',
    text: 'Öffnen Sie Ihre Authentifizierungs-App, fügen Sie dort ein Konto hinzu und scannen Sie diesen Code.',
    openApp: 'In der Authentifizierungs-App öffnen',
    touch: 'Die App ist auf einem anderen Gerät? Scannen Sie damit diesen Code.',
    qr: 'QR-Code für Ihre Authentifizierungs-App. Sie können den Schlüssel auch von Hand eingeben.',
    shownAs: 'Dort heißt es dann',
    byHand: 'Scannen geht nicht?',
    byHandText:
      'Wählen Sie in der App die Eingabe eines Schlüssels und geben Sie diesen ein. Er ist zeitbasiert, mit 6 Ziffern.',
    key: 'Schlüssel',
    copy: 'Kopieren',
    next: 'Weiter',
  },
  code: {
    heading: 'Code aus der App eingeben',
    label: '6-stelliger Code',
    hint: 'Die App zeigt alle 30 Sekunden einen neuen.',
    digits: 'Geben Sie die sechs Ziffern ein, die die App zeigt.',
    wrong: 'Dieser Code war nicht richtig. Warten Sie auf den nächsten und versuchen Sie es noch einmal.',
    checkTime: 'Es klappt nicht? Prüfen Sie, ob die Uhrzeit auf Ihrem Telefon automatisch gestellt wird.',
    name: 'Name',
    nameHint: 'Nur Sie sehen ihn, etwa „Telefon“ oder „Diensthandy“.',
    submit: 'Absenden',
    pending: 'Wird geprüft …',
    back: 'Zurück',
  },
  expired: {
    heading: 'Beginnen wir noch einmal',
    text: 'Es hat zu lange gedauert, oder zu viele Codes waren nicht richtig. Darum gilt der Schlüssel nicht mehr. Geändert hat sich nichts. Entfernen Sie das Konto aus der App, bevor Sie den neuen Code scannen.',
    restart: 'Neu beginnen',
  },
  done: {
    heading: (name) => `„${name}“ ist eingerichtet`,
    fromNow: 'Ab jetzt fragen wir bei der Anmeldung nach einem Code daraus.',
    replaced: 'Codes der ersetzten App gelten nicht mehr. Das alte Konto können Sie dort entfernen.',
    unseen:
      'Die Verbindung ist abgerissen, darum konnten wir Ihnen keine Wiederherstellungscodes zeigen. Erstellen Sie jetzt neue.',
    finish: 'Fertig',
  },
};
