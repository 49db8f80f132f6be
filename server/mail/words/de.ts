import type { MailWords } from './en.ts';

const bringBack =
  'Der Link gilt 72 Stunden. Er führt zu einer Seite, auf der Sie diese Adresse behalten oder zurückbekommen und überall abgemeldet werden.';

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
  emailConfirmation: {
    subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
    text: 'Jemand, wahrscheinlich Sie, möchte diese Adresse für das eigene Konto verwenden. Bestätigen Sie, dass es Ihre ist.',
    action: 'Adresse bestätigen',
    expires: (minutes) => `Der Link gilt einmal und ${minutes} Minuten lang. Vielleicht müssen Sie sich erst anmelden.`,
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht: Es geschieht nichts.',
  },
  emailTaken: {
    subject: 'Zu Ihrer E-Mail-Adresse gibt es schon ein Konto',
    text: 'Jemand, vielleicht Sie, möchte diese Adresse für ein anderes Konto verwenden. Sie gehört schon zu Ihrem Konto. Deshalb wurde nichts geändert.',
    action: 'Zu Ihrem Konto',
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht.',
  },
  notices: {
    'new-sign-in': {
      subject: 'Neue Anmeldung in Ihrem Konto',
      text: 'Jemand hat sich in Ihrem Konto angemeldet, mit einem Browser, den wir noch nicht kennen.',
    },
    'sign-in-elsewhere': {
      subject: 'Neue Anmeldung in Ihrem Konto',
      text: 'Jemand hat sich in Ihrem Konto angemeldet, mit einem Browser, den Sie verwenden, und von einem Ort, von dem aus Sie noch nie angemeldet waren.',
    },
    'usual-sign-in': {
      subject: 'Anmeldung in Ihrem Konto',
      text: 'Jemand hat sich in Ihrem Konto angemeldet, mit einem Browser, den Sie verwenden.',
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
    'email-change-requested': {
      subject: 'Eine neue E-Mail-Adresse für Ihr Konto',
      text: 'Für Ihr Konto wurde eine andere E-Mail-Adresse verlangt. Sie gilt, sobald sie bestätigt ist.',
      whatToDo: bringBack,
    },
    'email-changed': {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      text: 'Ihr Konto hat jetzt eine andere E-Mail-Adresse: Sie melden sich mit der neuen an, und Mails gehen dorthin.',
      whatToDo: bringBack,
    },
    'email-change-undone': {
      subject: 'Ihre E-Mail-Adresse wurde zurückgesetzt',
      text: 'Die Änderung der E-Mail-Adresse Ihres Kontos wurde rückgängig gemacht, und Ihr Konto wurde überall abgemeldet. Sie melden sich mit der Adresse an, die Sie vorher hatten.',
    },
    'locked-down': {
      subject: 'Ihr Konto wurde gesperrt',
      text: 'Jemand, wahrscheinlich Sie, hat angegeben, dass etwas in Ihrem Konto von anderen war. Andere wurden abgemeldet, und in deren Browsern gilt das Passwort nicht mehr. Wählen Sie ein neues, wenn Sie das noch nicht getan haben.',
    },
    'profile-changed': {
      subject: 'Ihr Profil wurde geändert',
      text: 'Ihr Name oder etwas anderes in Ihrem Profil wurde geändert.',
    },
    'session-replayed': {
      subject: 'Eine Ihrer Sitzungen wurde vielleicht kopiert',
      text: 'Etwas, womit Ihr Browser angemeldet geblieben war und das inzwischen ersetzt ist, wurde noch einmal verwendet. Es hat nichts geöffnet. Vielleicht hat es jemand von Ihrem Gerät kopiert.',
      wasYou:
        'Wenn damals Ihre Verbindung abgebrochen ist, ist das der wahrscheinliche Grund, und Sie brauchen nichts zu tun.',
    },
    'data-exported': {
      subject: 'Ihre Daten wurden heruntergeladen',
      text: 'Jemand hat eine Datei mit allem heruntergeladen, was über Sie gespeichert ist. Passwörter und Schlüssel sind nicht darin.',
    },
    'notices-changed': {
      subject: 'Sie erhalten weniger Hinweise',
      text: 'Einige der Hinweise per E-Mail zu Ihrem Konto wurden abgeschaltet. Was den Zugang zu Ihrem Konto betrifft, erfahren Sie weiterhin.',
    },
    'deletion-requested': {
      subject: 'Ihr Konto wird gelöscht',
      text: 'Ihr Konto wurde überall abgemeldet und wird gelöscht. Bis dahin bleibt es erhalten, wenn Sie sich anmelden.',
    },
    'deletion-cancelled': {
      subject: 'Ihr Konto bleibt',
      text: 'Ihr Konto wird nicht gelöscht: Jemand hat sich darin angemeldet oder auf eine E-Mail hin gesagt, dass etwas nicht von ihm war.',
    },
  },
  when: 'Wann',
  device: 'Gerät',
  on: (program, system) => `${program} auf ${system}`,
  place: 'Ort (ungefähr)',
  address: 'IP-Adresse',
  byOperator: 'Die Administration hat das getan.',
  optional: 'Ob Sie diesen Hinweis erhalten, wählen Sie in Ihrem Konto unter „Hinweise per E-Mail“.',
  wasYou: 'Wenn Sie das waren, brauchen Sie nichts zu tun.',
  wasNotMe: 'Das war ich nicht',
  whatToDo:
    'Der Link führt zu einer Seite, auf der Sie andere aussperren und Ihr Konto zurückholen. Es geschieht nichts, bevor Sie es dort sagen. Er gilt 72 Stunden.',
};
