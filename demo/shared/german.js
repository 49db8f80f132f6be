/** The demo pages in German, by their English sentences. The account elements bring their own words. */
export const german = {
  // The frame
  'Skip to content': 'Zum Inhalt springen',
  Main: 'Hauptnavigation',
  Certificates: 'Zertifikate',
  Issuers: 'Aussteller',
  'A demonstration with made-up data: Lindholm Freight does not exist.':
    'Eine Vorführung mit erfundenen Daten: Lindholm Freight gibt es nicht.',
  'The account service cannot be reached': 'Der Kontodienst ist nicht erreichbar',
  'Nothing is lost. Try again in a moment.': 'Nichts ist verloren. Versuchen Sie es gleich noch einmal.',
  'Try again': 'Noch einmal versuchen',

  // The mailbox
  Mailbox: 'Postfach',
  'Every mail that this demo would send, whoever it is for. The newest comes first.':
    'Jede Mail, die diese Vorführung verschicken würde, an wen auch immer. Die neueste steht oben.',
  'No mail yet.': 'Noch keine Mail.',
  'As HTML': 'Als HTML',

  // Taking an account back
  'Secure your account': 'Konto sichern',
  'To your account': 'Zu Ihrem Konto',

  // Signing in
  'Sign in': 'Anmelden',
  'People in this demo': 'Personen in dieser Vorführung',
  'Choose one to fill in the form.': 'Eine Auswahl füllt das Formular aus.',
  'You are signed out.': 'Sie sind abgemeldet.',
  'Your session has ended. Sign in to continue where you were.':
    'Ihre Sitzung ist abgelaufen. Melden Sie sich an, um dort weiterzumachen, wo Sie waren.',
  'Sign in to open the page you asked for.': 'Melden Sie sich an, um die gewünschte Seite zu öffnen.',
  'A new account: nothing filled in yet': 'Ein neues Konto: noch nichts ausgefüllt',
  'Two years of history, sessions in several countries': 'Zwei Jahre Verlauf, Sitzungen in mehreren Ländern',
  'Administrator: sees Manage in My Profile': 'Administrator: sieht „Verwalten“ im Profil',
  'Reads German, with Swiss dates and numbers': 'Liest Deutsch, mit Schweizer Daten und Zahlen',
  'Careful: has every sign-in method there is': 'Vorsichtig: hat jede Anmeldemethode, die es gibt',
  'Code from the app: {code}': 'Code aus der App: {code}',

  // The list
  'Every certificate of Lindholm Freight, and when it expires.':
    'Alle Zertifikate von Lindholm Freight und wann sie ablaufen.',
  All: 'Alle',
  Valid: 'Gültig',
  'Expiring soon': 'Läuft bald ab',
  Expired: 'Abgelaufen',
  'Filter by status': 'Nach Status filtern',
  'The next 90 days': 'Die nächsten 90 Tage',
  '{total} certificates expire in the next 90 days; {manual} of them must be renewed by hand.':
    '{total} Zertifikate laufen in den nächsten 90 Tagen ab; {manual} davon sind von Hand zu erneuern.',
  'Renewed automatically': 'Wird automatisch erneuert',
  'Renewed by hand': 'Von Hand zu erneuern',
  today: 'heute',
  Search: 'Suchen',
  'Name, purpose, host': 'Name, Zweck, Rechner',
  Issuer: 'Aussteller',
  'All issuers': 'Alle Aussteller',
  Owner: 'Zuständig',
  'Everyone’s': 'Alle',
  '{n} certificate': '{n} Zertifikat',
  '{n} certificates': '{n} Zertifikate',
  '{n} of {total} certificates': '{n} von {total} Zertifikaten',
  'Nothing matches. Try fewer letters or another filter.':
    'Nichts gefunden. Versuchen Sie weniger Buchstaben oder einen anderen Filter.',
  'Show all certificates': 'Alle Zertifikate zeigen',
  Certificate: 'Zertifikat',
  Status: 'Status',
  Expires: 'Läuft ab',
  Renewal: 'Erneuerung',
  Automatic: 'Automatisch',
  'By hand': 'Von Hand',

  // One certificate
  Close: 'Schließen',
  'Valid from': 'Gültig ab',
  'Valid until': 'Gültig bis',
  Purpose: 'Zweck',
  'Also for': 'Auch für',
  'Runs on': 'Läuft auf',
  Key: 'Schlüssel',
  'Serial number': 'Seriennummer',
  'SHA-256 fingerprint': 'SHA-256-Fingerabdruck',
  'Copy fingerprint': 'Fingerabdruck kopieren',
  Copied: 'Kopiert',
  'Could not copy: select the text instead': 'Kopieren nicht möglich: bitte den Text markieren',

  // Issuers
  'Who issued them, and what expires next.': 'Wer sie ausgestellt hat und was als Nächstes abläuft.',
  Issued: 'Ausgestellt',
  'Expires next': 'Läuft als Nächstes ab',
  'none left': 'keines mehr',

  // The account portal
  Account: 'Konto',
  Security: 'Sicherheit',
  Sessions: 'Sitzungen',
  'Activity log': 'Aktivitätsprotokoll',
  'Back to Certificate Manager': 'Zurück zum Certificate Manager',
  'Your account has no access to this page': 'Ihr Konto hat keinen Zugang zu dieser Seite',
  'Ask an administrator, or go back to Certificate Manager.':
    'Fragen Sie einen Administrator, oder gehen Sie zurück zum Certificate Manager.',

  // What the certificates are for
  'Company website': 'Firmenwebsite',
  'Shipment tracking for customers': 'Sendungsverfolgung für Kunden',
  'Freight booking': 'Frachtbuchung',
  'Public programming interface': 'Öffentliche Programmierschnittstelle',
  'Interface for partners to test against': 'Schnittstelle zum Testen für Partner',
  'Sign-in for staff and customers': 'Anmeldung für Personal und Kunden',
  'Declarations to customs offices': 'Anmeldungen bei Zollämtern',
  'Orders and invoices exchanged with partners': 'Aufträge und Rechnungen im Austausch mit Partnern',
  'Signs outgoing messages': 'Signiert ausgehende Nachrichten',
  Mail: 'E-Mail',
  'Remote access for staff': 'Fernzugang für das Personal',
  'Wireless network of the Hamburg depot': 'Funknetz des Lagers Hamburg',
  'Wireless network of the Rotterdam depot': 'Funknetz des Lagers Rotterdam',
  'Wireless network of the Gothenburg depot': 'Funknetz des Lagers Göteborg',
  'Handheld scanners in all depots': 'Handscanner in allen Lagern',
  'Readings from the container cranes': 'Messwerte der Containerkräne',
  'Number plates at the terminal gates': 'Kennzeichen an den Terminaltoren',
  'Temperatures of cooled containers': 'Temperaturen der Kühlcontainer',
  'Encrypted traffic to the databases': 'Verschlüsselter Verkehr zu den Datenbanken',
  'Messages between services': 'Nachrichten zwischen Diensten',
  'Dashboards and alerts': 'Übersichten und Alarme',
  'Container images': 'Container-Images',
  'Signs released software': 'Signiert veröffentlichte Software',
  Payroll: 'Gehaltsabrechnung',
  'Invoices for customers': 'Rechnungen für Kunden',
  'Public status page': 'Öffentliche Statusseite',
  Web: 'Web',
  Platform: 'Plattform',
  Customs: 'Zoll',
  'Partner integration': 'Partneranbindung',
  Workplace: 'Arbeitsplatz',
  Warehouse: 'Lager',
  Finance: 'Finanzen',
};
