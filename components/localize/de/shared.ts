import type { FieldProblemCode, ProblemCode } from '../../contract/problem.ts';
import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '../../contract/password.ts';
import type { SharedTerms } from '../en/shared.ts';

const problems: Record<ProblemCode, (when?: string) => string> = {
  malformed: () => 'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  unauthenticated: () => 'Sie wurden abgemeldet. Melden Sie sich wieder an, um fortzufahren.',
  'wrong-credential': () => 'E-Mail-Adresse und Passwort passen nicht zusammen.',
  'reauthentication-required': () => 'Nicht geändert – die Bestätigung wurde abgebrochen.',
  'password-change-required': () => 'Wählen Sie ein neues Passwort, um fortzufahren.',
  'passkey-refused': () =>
    'Dieser Passkey wurde nicht angenommen. Versuchen Sie es noch einmal oder nehmen Sie einen anderen Weg.',
  'origin-refused': () => 'Diese Seite darf das nicht. Öffnen Sie Ihre Kontoseite und versuchen Sie es dort.',
  forbidden: () => 'Das dürfen Sie nicht. Fragen Sie Ihre Administration.',
  'link-expired': () => 'Dieser Link gilt nicht mehr. Fordern Sie einen neuen an.',
  'not-found': () => 'Das gibt es nicht mehr. Laden Sie die Seite neu.',
  'method-not-allowed': () =>
    'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  'another-account': () => 'Nichts wurde geändert: Inzwischen hat sich jemand anderes angemeldet.',
  'last-way-in': () =>
    'Ohne das könnten Sie sich nicht mehr anmelden. Fügen Sie zuerst ein Passwort oder einen Passkey hinzu.',
  'limit-reached': () => 'Mehr sind nicht möglich. Entfernen Sie zuerst etwas.',
  conflict: () => 'Im selben Moment hat sich etwas geändert. Prüfen Sie es und versuchen Sie es noch einmal.',
  'version-conflict': () => 'Nichts wurde gespeichert: Es wurde inzwischen anderswo geändert.',
  'payload-too-large': () =>
    'Nichts wurde gespeichert: Der Text ist zu lang. Kürzen Sie ihn und versuchen Sie es noch einmal.',
  'unsupported-media-type': () =>
    'Mit dieser Seite stimmt etwas nicht. Laden Sie sie neu und versuchen Sie es noch einmal.',
  'invalid-input': () => 'Nichts wurde gespeichert. Prüfen Sie die markierten Felder und versuchen Sie es noch einmal.',
  'too-many-attempts': (when) => `Zu viele Versuche. Versuchen Sie es ${when ?? 'später'} noch einmal.`,
  'server-error': () => 'Das hat nicht geklappt, und es liegt nicht an Ihnen. Versuchen Sie es gleich noch einmal.',
  unavailable: (when) => `Der Dienst ist ausgelastet. Versuchen Sie es ${when ?? 'gleich'} noch einmal.`,
  unreachable: () => 'Keine Verbindung zum Server. Prüfen Sie Ihr Netz und versuchen Sie es noch einmal.',
  unreadable: () =>
    'Die Antwort des Servers war unverständlich. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
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
  'password-breached':
    'Dieses Passwort ist in einem Datenleck aufgetaucht und darum nicht sicher. Wählen Sie ein anderes.',
  'password-unchanged': 'Das ist Ihr jetziges Passwort. Wählen Sie ein anderes.',
};

export const shared: SharedTerms = {
  problems,
  fieldProblems,
  states: {
    loading: 'Wird geladen …',
    stillLoading: 'Wird noch geladen …',
    stillWorking: 'Das dauert noch einen Moment …',
    retry: 'Noch einmal versuchen',
    retryWhen: (relative, time) => `${relative}, um ${time},`,
    saving: 'Speichert …',
    typedKept: 'Ihre Eingaben sind noch da.',
    savedAt: (time) => `Gespeichert um ${time}`,
    optional: '(freiwillig)',
    unsaved: 'Nicht gespeicherte Änderungen',
    unchanged: 'Nichts zu speichern: Es wurde nichts geändert.',
    notSignedIn: 'Melden Sie sich an, um fortzufahren.',
    readOnly: 'Das können Sie hier lesen, aber nicht ändern.',
  },
  actions: {
    signIn: 'Anmelden',
    signInAgain: 'Wieder anmelden',
    save: 'Speichern',
    cancel: 'Abbrechen',
    close: 'Schließen',
  },
  leave: {
    heading: { leave: 'Verlassen, ohne zu speichern?', signOut: 'Abmelden, ohne zu speichern?' },
    text: 'Was Sie eingegeben und nicht gespeichert haben, geht verloren.',
    stay: 'Hier bleiben',
    leave: 'Verlassen, ohne zu speichern',
    signOut: 'Abmelden',
  },
  stepUp: { reason: 'Dafür müssen wir sicher sein, dass wirklich Sie es sind.' },
  fields: {
    firstName: 'Vorname',
    lastName: 'Nachname',
    email: 'E-Mail-Adresse',
    title: 'Titel',
    telephone: 'Telefonnummer',
    street: 'Straße',
    city: 'Ort',
    state: 'Bundesland oder Provinz',
    postalCode: 'Postleitzahl',
    country: 'Land',
    relationship: 'Beziehung zu Ihrer Firma',
    locale: 'Aktuelle Sprache (Region)',
  },
  password: {
    rules: `Mindestens ${PASSWORD_MIN_LENGTH}, höchstens ${PASSWORD_MAX_LENGTH} Zeichen. Ein paar zufällige Wörter eignen sich gut.`,
    show: 'Anzeigen',
    showPassword: 'Anzeigen: Passwort',
    shown: 'Ihr Passwort ist sichtbar',
    hidden: 'Ihr Passwort ist verborgen',
    new: 'Neues Passwort',
    confirm: 'Neues Passwort bestätigen',
    mismatch: 'Die beiden Passwörter sind verschieden. Geben Sie zweimal dasselbe ein.',
    capsLock: 'Die Feststelltaste ist aktiv.',
  },
  devices: {
    on: (browser, system) => `${browser} auf ${system}`,
    unknown: 'Unbekanntes Gerät',
    systems: { ios: 'iPhone', ipados: 'iPad', 'macos-or-ipados': 'Mac oder iPad' },
    access: { browser: 'Browser', app: 'App', tool: 'Programm oder Skript', unknown: 'Unbekannt' },
    localNetwork: 'Lokales Netz',
    approximate: 'Orte sind ungefähr: Sie ergeben sich aus der IP-Adresse.',
  },
};
