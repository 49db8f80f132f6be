import type { Terms } from '../en.ts';

export const signIn: Terms['signIn'] = {
  heading: 'Anmelden',
  password: 'Passwort',
  submit: 'Anmelden',
  pending: 'Anmeldung läuft …',
  forgotten: 'Passwort vergessen?',
  or: 'oder',
  withPasskey: 'Mit einem Passkey anmelden',
  done: 'Sie sind angemeldet',
  doneAs: 'Angemeldet als',
  anotherAccount: 'Anderes Konto verwenden',
  expired:
    'Das hat zu lange gedauert, zu viele Codes waren falsch, oder ein anderer Tab ging damit weiter. Melden Sie sich noch einmal an.',
  secondFactor: {
    headings: {
      passkey: 'Passkey benutzen',
      code: 'Code eingeben',
      'recovery-code': 'Wiederherstellungscode eingeben',
      none: 'Noch ein Schritt',
    },
    as: 'Anmeldung als',
    usePasskey: 'Passkey benutzen',
    instead: {
      passkey: 'Mit einem Passkey',
      code: 'Mit einem Code aus Ihrer App',
      'recovery-code': 'Mit einem Wiederherstellungscode',
    },
    none: 'Ihr Konto verlangt mehr, als diese Seite anbieten kann. Melden Sie sich auf einer anderen Seite oder in einem anderen Browser an.',
  },
  recoveryCodes: {
    left: (count) =>
      `Sie haben noch ${count} ${count === 1 ? 'Wiederherstellungscode' : 'Wiederherstellungscodes'} übrig.`,
    few: 'Erstellen Sie auf Ihrer Sicherheitsseite neue, bevor keine mehr da sind.',
    none: 'Das war Ihr letzter Wiederherstellungscode. Erstellen Sie jetzt auf Ihrer Sicherheitsseite neue.',
  },
  accountKept: {
    heading: 'Ihr Konto bleibt bestehen',
    text: (since) => `Es sollte gelöscht werden. Ihre Anmeldung hat das verhindert (${since}). Nichts ging verloren.`,
  },
  goOn: 'Weiter',
  newPassword: {
    heading: 'Neues Passwort wählen',
    reason: 'Ihr Passwort muss geändert werden, bevor Sie fortfahren.',
    submit: 'Passwort ändern und anmelden',
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
