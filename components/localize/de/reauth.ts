import type { Terms } from '../en.ts';

export const reauth: Terms['reauth'] = {
  heading: 'Bestätigen Sie, dass Sie es sind',
  holds: (duration) => `Wir fragen in den nächsten ${duration} nicht noch einmal.`,
  password: 'Ihr Passwort',
  wrongPassword: 'Das ist nicht Ihr Passwort. Versuchen Sie es noch einmal.',
  submit: 'Bestätigen',
  pending: 'Wird geprüft …',
  noMethod: 'Hier gibt es nichts, womit Sie das bestätigen können. Melden Sie sich ab und wieder an: Das zählt auch.',
};
