import type { MailWords } from './en.ts';

export const de: MailWords = {
  notices: {
    'new-sign-in': {
      subject: 'Neue Anmeldung in Ihrem Konto',
      text: 'Jemand hat sich in Ihrem Konto angemeldet, mit einem Gerät oder von einem Ort, den wir noch nicht kennen.',
    },
    'password-changed': { subject: 'Ihr Passwort wurde geändert', text: 'Das Passwort Ihres Kontos wurde geändert.' },
    'authenticators-changed': {
      subject: 'Ihre Zwei-Faktor-Authentifizierung wurde geändert',
      text: 'In Ihrem Konto wurde eine Authentifizierungs-App hinzugefügt, ersetzt oder entfernt.',
    },
    'passkeys-changed': {
      subject: 'Ihre Passkeys wurden geändert',
      text: 'In Ihrem Konto wurde ein Passkey hinzugefügt oder entfernt.',
    },
    'recovery-codes-changed': {
      subject: 'Sie haben neue Wiederherstellungscodes',
      text: 'Für Ihr Konto wurden neue Wiederherstellungscodes erstellt. Die alten gelten nicht mehr.',
    },
    'recovery-code-used': {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      text: 'Jemand hat einen Ihrer Wiederherstellungscodes verwendet.',
    },
    'email-changed': {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      text: 'Die E-Mail-Adresse Ihres Kontos wurde geändert.',
    },
    'sign-in-locked': {
      subject: 'Zu viele falsche Versuche',
      text: 'Für Ihr Konto wurden zu viele falsche Passwörter oder Codes eingegeben. Auf neuen Geräten gelten sie vorerst nicht.',
    },
    'sessions-ended': {
      subject: 'Andere Geräte wurden abgemeldet',
      text: 'Ihr Konto wurde auf anderen Geräten abgemeldet.',
    },
  },
  greeting: (name) => `Guten Tag ${name},`,
  when: 'Wann',
  device: 'Gerät',
  place: 'Ort (ungefähr)',
  address: 'IP-Adresse',
  wasYou: 'Wenn Sie das waren, brauchen Sie nichts zu tun.',
  wasNotMe: 'Das war ich nicht',
  footer: (company) => `Sie erhalten diese Mail, weil Sie ein Konto bei ${company} haben.`,
  reset: {
    subject: 'Neues Passwort wählen',
    text: 'Jemand, wahrscheinlich Sie, möchte ein neues Passwort für Ihr Konto.',
    action: 'Neues Passwort wählen',
    expires: (minutes) => `Der Link gilt einmal und ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht: Ihr Passwort bleibt, wie es ist.',
  },
  confirmation: {
    subject: 'Neue E-Mail-Adresse bestätigen',
    text: 'Diese Adresse soll die E-Mail-Adresse Ihres Kontos werden.',
    action: 'Diese Adresse bestätigen',
    expires: (minutes) => `Der Link gilt einmal und ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie davon nichts wissen, beachten Sie diese Mail nicht: Es geschieht nichts.',
  },
  undo: {
    subject: 'Ihre E-Mail-Adresse soll sich ändern',
    text: (email) => `Die E-Mail-Adresse Ihres Kontos soll ${email} werden.`,
    action: 'Diese Adresse behalten',
    expires: (hours) => `Wenn Sie das nicht waren, können Sie es ${hours} Stunden lang zurücknehmen.`,
  },
};
