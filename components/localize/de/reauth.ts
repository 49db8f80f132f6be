import type { Terms } from '../en.ts';

export const reauth: Terms['reauth'] = {
  heading: 'Bestätigen Sie, dass Sie es sind',
  holds: (duration) => `Wir fragen in den nächsten ${duration} nicht noch einmal.`,
  password: 'Ihr Passwort',
  wrongPassword: 'Das ist nicht Ihr Passwort. Versuchen Sie es noch einmal.',
  submit: 'Bestätigen',
  pending: 'Wird geprüft …',
  usePasskey: 'Passkey benutzen',
  oneMore: 'Das stimmt. Noch ein Schritt.',
  another: 'Anderer Weg',
  ways: {
    passkey: 'Passkey benutzen',
    password: 'Passwort eingeben',
    code: 'Code aus Ihrer App eingeben',
    'recovery-code': 'Wiederherstellungscode eingeben',
  },
  noMethod: 'Hier gibt es nichts, womit Sie das bestätigen können. Melden Sie sich ab und wieder an: Das zählt auch.',
};
