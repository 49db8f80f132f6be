import type { Terms } from '../en.ts';

export const passkeyRegistration: Terms['passkeyRegistration'] = {
  heading: 'Passkey einrichten',
  text: 'Ihr Browser fragt, wo der Passkey gespeichert werden soll, und Sie bestätigen mit Fingerabdruck, Gesicht oder Bildschirmsperre. Die bleiben auf Ihrem Gerät: Wir bekommen sie nie zu sehen.',
  submit: 'Passkey registrieren',
  pending: 'Wartet auf Ihr Gerät …',
  steps: 'Folgen Sie den Schritten Ihres Browsers oder Geräts.',
  done: 'Passkey erstellt.',
  notSaved: 'Der Passkey wurde nicht gespeichert.',
  refused: 'Der Passkey hat unsere Prüfung nicht bestanden und wurde nicht gespeichert. Versuchen Sie es noch einmal.',
  failures: {
    cancelled: 'Es wurde kein Passkey erstellt. Sie können es jederzeit noch einmal versuchen.',
    'already-registered':
      'Dieses Gerät oder diese Passwortverwaltung hat schon einen Passkey für Ihr Konto. Wählen Sie einen anderen Ort.',
    unsuitable:
      'Dieser Sicherheitsschlüssel kann keinen Passkey aufnehmen. Nehmen Sie einen anderen oder geben Sie ihm zuerst eine PIN.',
    'wrong-domain': 'Für diese Webadresse sind keine Passkeys eingerichtet. Wenden Sie sich an den Support.',
    failed:
      'Ihr Browser oder Gerät konnte keinen Passkey erstellen. Versuchen Sie es noch einmal oder speichern Sie ihn anderswo.',
  },
};
