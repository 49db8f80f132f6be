import type { FieldProblemCode, ProblemCode } from '../contract/problem.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../contract/password.ts';
import type { Terms } from './languages.ts';

const problems: Record<ProblemCode, (when?: string) => string> = {
  malformed: () => 'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  unauthenticated: () => 'Sie wurden abgemeldet. Melden Sie sich wieder an, um fortzufahren.',
  'wrong-credential': () => 'E-Mail-Adresse und Passwort passen nicht zusammen.',
  'reauthentication-required': () => 'Nichts wurde geändert. Bestätigen Sie, dass Sie es sind, und versuchen Sie es noch einmal.',
  'password-change-required': () => 'Wählen Sie ein neues Passwort, um fortzufahren.',
  'origin-refused': () => 'Diese Seite darf das nicht. Öffnen Sie Ihre Kontoseite und versuchen Sie es dort.',
  forbidden: () => 'Das dürfen Sie nicht. Fragen Sie Ihre Administration.',
  'not-found': () => 'Das gibt es nicht mehr. Laden Sie die Seite neu.',
  'method-not-allowed': () => 'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  conflict: () => 'Im selben Moment hat sich etwas geändert. Prüfen Sie es und versuchen Sie es noch einmal.',
  'version-conflict': () => 'Nichts wurde gespeichert: Es wurde inzwischen anderswo geändert.',
  'payload-too-large': () => 'Nichts wurde gespeichert: Der Text ist zu lang. Kürzen Sie ihn und versuchen Sie es noch einmal.',
  'unsupported-media-type': () => 'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  'invalid-input': () => 'Nichts wurde gespeichert. Prüfen Sie die markierten Felder und versuchen Sie es noch einmal.',
  'too-many-attempts': (when) => `Zu viele Versuche. Versuchen Sie es ${when ?? 'später'} noch einmal.`,
  'server-error': () => 'Das hat nicht geklappt, und es liegt nicht an Ihnen. Versuchen Sie es gleich noch einmal.',
  unavailable: (when) => `Der Dienst ist ausgelastet. Versuchen Sie es ${when ?? 'gleich'} noch einmal.`,
  unreachable: () =>
    'Keine Verbindung zum Server. Prüfen Sie Ihr Netz und versuchen Sie es noch einmal. Ihre Eingaben sind noch da.',
  unreadable: () => 'Die Antwort des Servers war unverständlich. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  unsupported: () => 'Für dieses Konto nicht verfügbar.',
};

const fieldProblems: Record<FieldProblemCode, string> = {
  required: 'Füllen Sie dieses Feld aus.',
  invalid: 'Prüfen Sie das: Zeichen oder Form gehen hier nicht.',
  'too-short': `Nehmen Sie mindestens ${PASSWORD_MIN_LENGTH} Zeichen. Ein paar zufällige Wörter eignen sich gut.`,
  'too-long': 'Das ist zu lang. Kürzen Sie es.',
  'unknown-field': 'Das lässt sich hier nicht ändern.',
  taken: 'Das verwendet schon ein anderes Konto.',
  'password-common':
    'Dieses Passwort steht auf Listen häufiger Passwörter, die Angreifer zuerst versuchen. Wählen Sie ein anderes.',
  'password-guessable': 'Nehmen Sie nicht Ihren Namen, Ihre E-Mail-Adresse oder unseren Namen als Passwort.',
  'password-unchanged': 'Das ist Ihr jetziges Passwort. Wählen Sie ein anderes.',
};

export const de: Terms = {
  problems,
  fieldProblems,
  states: {
    loading: 'Wird geladen …',
    retry: 'Noch einmal versuchen',
    saving: 'Wird gespeichert …',
    savedAt: (time) => `Gespeichert um ${time}`,
    optional: '(freiwillig)',
    unsaved: 'Nicht gespeicherte Änderungen',
  },
  actions: { save: 'Speichern', cancel: 'Abbrechen', close: 'Schließen' },
  password: {
    rules: `Mindestens ${PASSWORD_MIN_LENGTH}, höchstens ${PASSWORD_MAX_LENGTH} Zeichen. Ein paar zufällige Wörter eignen sich gut.`,
    show: 'Anzeigen',
    showObject: 'Passwort',
    shown: 'Ihr Passwort ist sichtbar',
    hidden: 'Ihr Passwort ist verborgen',
    new: 'Neues Passwort',
    confirm: 'Neues Passwort bestätigen',
    mismatch: 'Die beiden Passwörter sind verschieden. Geben Sie zweimal dasselbe ein.',
    capsLock: 'Die Feststelltaste ist aktiv.',
  },
  signIn: {
    again: 'Wieder anmelden',
    heading: 'Anmelden',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    submit: 'Anmelden',
    pending: 'Anmeldung läuft …',
    retryAt: (time) => `Ab ${time} können Sie es wieder versuchen.`,
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
      firstName: 'Vorname',
      lastName: 'Nachname',
      confirm: 'Passwort bestätigen',
      submit: 'Konto erstellen',
      pending: 'Konto wird erstellt …',
      back: 'Stattdessen anmelden',
    },
  },
  profileMenu: {
    loading: 'Ihr Konto wird geladen …',
    signIn: 'Anmelden',
    myProfile: 'Mein Profil',
    signOut: 'Abmelden',
    signingOut: 'Abmeldung läuft …',
    stillSignedIn: 'Sie sind noch angemeldet.',
  },
  myProfile: {
    heading: 'Mein Profil',
    signedInAs: 'Angemeldet als',
    account: 'Mein Konto',
    accountHint: 'Name, Sicherheit, Sitzungen und Aktivität',
    manage: 'Verwalten',
    leave: {
      heading: 'Verlassen, ohne zu speichern?',
      text: 'Ihre Änderungen am Profil gehen verloren.',
      stay: 'Hier bleiben',
      leave: 'Verlassen, ohne zu speichern',
    },
  },
};
