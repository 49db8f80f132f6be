import type { Terms } from '../en.ts';

export const securityOverview: Terms['securityOverview'] = {
  passkeys: {
    heading: 'Passkeys',
    none: 'Nicht eingerichtet. Anmelden mit Fingerabdruck, Gesicht oder Bildschirmsperre.',
    some: (count) => (count === 1 ? '1 Passkey' : `${count} Passkeys`),
    setUp: 'Einrichten',
    manage: 'Verwalten',
  },
  password: {
    heading: 'Passwort',
    none: 'Sie haben keines.',
    changedAt: (date) => `Zuletzt geändert am ${date}`,
    add: 'Hinzufügen',
    change: 'Ändern',
  },
  authenticators: {
    heading: 'Zwei-Faktor-Authentifizierung',
    none: 'Aus. Ergänzen Sie Ihr Passwort um einen Code aus einer App.',
    some: (names) => `Ein: ${names}`,
    setUp: 'Einrichten',
    manage: 'Verwalten',
  },
  recoveryCodes: {
    heading: 'Wiederherstellungscodes',
    none: 'Keine. Ohne Ihr Telefon könnten Sie sich aussperren.',
    left: (left, total) => `Noch ${left} von ${total}`,
    few: (left) => `Nur noch ${left}`,
    create: 'Erstellen',
    renew: 'Neue erstellen',
    manage: 'Verwalten',
  },
  named: (action, heading) => `${action}: ${heading}`,
  states: { good: 'Eingerichtet', missing: 'Nicht eingerichtet', attention: 'Braucht Aufmerksamkeit' },
  proof: {
    until: (time) => `Sie haben bestätigt, dass Sie es sind. Bis ${time} fragen wir nicht noch einmal.`,
    end: 'Ab jetzt wieder fragen',
    ending: 'Einen Moment …',
    ended: 'Vor der nächsten Änderung fragen wir wieder, ob Sie es sind.',
  },
};
