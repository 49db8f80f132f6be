import type { MailWords } from './en.ts';

export const de: MailWords = {
  greeting: 'Guten Tag,',
  footer: (company) => `Sie erhalten diese Mail, weil jemand diese Adresse bei ${company} angegeben hat.`,
  reset: {
    subject: 'Neues Passwort wählen',
    text: 'Jemand, wahrscheinlich Sie, möchte ein neues Passwort für Ihr Konto.',
    action: 'Neues Passwort wählen',
    expires: (minutes) => `Der Link gilt einmal und ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht: Ihr Passwort bleibt, wie es ist.',
  },
  notices: {
    'new-sign-in': {
      subject: 'Neue Anmeldung in Ihrem Konto',
      text: 'Jemand hat sich in Ihrem Konto angemeldet, mit einem Browser oder von einem Ort, den wir noch nicht kennen.',
    },
    'password-changed': { subject: 'Ihr Passwort wurde geändert', text: 'Das Passwort Ihres Kontos wurde geändert.' },
    'password-change-required': {
      subject: 'Bitte wählen Sie ein neues Passwort',
      text: 'Sie wurden überall abgemeldet. Bei der nächsten Anmeldung werden Sie nach einem neuen Passwort gefragt.',
    },
    'authenticators-changed': {
      subject: 'Ihre Zwei-Faktor-Authentifizierung wurde geändert',
      text: 'In Ihrem Konto wurde eine Authentifizierungs-App hinzugefügt, ersetzt oder entfernt.',
    },
    'passkeys-changed': {
      subject: 'Ihre Passkeys wurden geändert',
      text: 'In Ihrem Konto wurde ein Passkey hinzugefügt oder entfernt.',
    },
    'recovery-codes-changed': {
      subject: 'Ihre Wiederherstellungscodes wurden geändert',
      text: 'Die Wiederherstellungscodes Ihres Kontos wurden neu erstellt oder entfernt. Die bisherigen gelten nicht mehr.',
    },
    'recovery-code-used': {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      text: 'Jemand hat einen Wiederherstellungscode Ihres Kontos verwendet.',
    },
    'password-locked': {
      subject: 'Zu viele falsche Passwörter',
      text: 'Für Ihr Konto wurden zu viele falsche Passwörter eingegeben. In Browsern, mit denen Sie noch nicht angemeldet waren, gilt Ihres vorerst nicht. Ein neues Passwort gilt sofort.',
    },
    'codes-locked': {
      subject: 'Zu viele falsche Codes',
      text: 'Für Ihr Konto wurden zu viele falsche Codes eingegeben. In Browsern, mit denen Sie noch nicht angemeldet waren, gelten Codes vorerst nicht.',
    },
    'sessions-ended': {
      subject: 'Ihr Konto wurde anderswo abgemeldet',
      text: 'Ihr Konto wurde auf einem oder mehreren anderen Geräten abgemeldet.',
    },
    'deletion-requested': {
      subject: 'Ihr Konto wird gelöscht',
      text: 'Ihr Konto wurde überall abgemeldet und wird gelöscht. Bis dahin bleibt es erhalten, wenn Sie sich anmelden.',
    },
    'deletion-cancelled': {
      subject: 'Ihr Konto bleibt',
      text: 'Jemand hat sich in Ihrem Konto angemeldet. Deshalb wird es nicht gelöscht.',
    },
  },
  when: 'Wann',
  device: 'Gerät',
  on: (program, system) => `${program} auf ${system}`,
  place: 'Ort (ungefähr)',
  address: 'IP-Adresse',
  byOperator: 'Die Administration hat das getan.',
  wasYou: 'Wenn Sie das waren, brauchen Sie nichts zu tun.',
  wasNotMe: 'Das war ich nicht',
  whatToDo:
    'Der Link führt zu Ihrer Sicherheitsseite. Melden Sie sich an, wählen Sie ein neues Passwort, und melden Sie andere Geräte ab.',
};
