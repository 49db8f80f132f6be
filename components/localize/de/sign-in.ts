import type { Terms } from '../en.ts';

export const signIn: Terms['signIn'] = {
  heading: 'Anmelden',
  password: 'Passwort',
  submit: 'Anmelden',
  pending: 'Anmeldung läuft …',
  done: 'Sie sind angemeldet',
  doneAs: 'Angemeldet als',
  newPassword: {
    heading: 'Neues Passwort wählen',
    reason: 'Ihr Passwort muss geändert werden, bevor Sie fortfahren.',
    submit: 'Passwort ändern und anmelden',
    cancel: 'Anderes Konto verwenden',
  },
  signUp: {
    question: 'Noch kein Konto?',
    open: 'Konto erstellen',
    heading: 'Ihr Konto erstellen',
    confirm: 'Passwort bestätigen',
    submit: 'Konto erstellen',
    pending: 'Konto wird erstellt …',
    back: 'Stattdessen anmelden',
  },
};
