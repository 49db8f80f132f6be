import type { Terms } from '../en.ts';

export const proofs: Terms['proofs'] = {
  code: {
    label: 'Code aus Ihrer App',
    hint: 'Öffnen Sie Ihre Authenticator-App und geben Sie die 6 Ziffern ein, die sie für dieses Konto zeigt.',
    shape: 'Geben Sie die 6 Ziffern ein, die Ihre App zeigt.',
    wrong: 'Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten und geben Sie diesen ein.',
  },
  recoveryCode: {
    label: 'Wiederherstellungscode',
    hint: 'Einer der Codes, die Sie früher gespeichert haben. Jeder gilt einmal.',
    shape: 'Ein Wiederherstellungscode hat 24 Buchstaben und Ziffern. Geben Sie ihn so ein, wie er gezeigt wurde.',
    wrong: 'Das ist keiner Ihrer Wiederherstellungscodes, oder er wurde schon benutzt. Versuchen Sie einen anderen.',
  },
  passkey: {
    hint: 'Ihr Gerät fragt nach Fingerabdruck, Gesicht, PIN oder Sicherheitsschlüssel.',
    pending: 'Warten auf Ihren Passkey …',
    cancelled: 'Es wurde kein Passkey benutzt. Versuchen Sie es noch einmal oder auf anderem Weg.',
    failed: 'Dieser Passkey hat nicht funktioniert. Versuchen Sie es noch einmal oder auf anderem Weg.',
    impossible: 'Passkeys lassen sich auf dieser Seite nicht benutzen. Wählen Sie einen anderen Weg.',
  },
};
