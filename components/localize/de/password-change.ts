import type { Terms } from '../en.ts';

export const passwordChange: Terms['passwordChange'] = {
  heading: 'Passwort',
  changedAt: (date) => `Zuletzt geändert am ${date}`,
  open: 'Passwort ändern',
  reason: 'Bevor Sie Ihr Passwort ändern, müssen wir sicher sein, dass wirklich Sie es sind.',
  submit: 'Passwort ändern',
  pending: 'Passwort wird geändert …',
  done: 'Passwort geändert',
  add: {
    none: 'Sie haben noch kein Passwort.',
    open: 'Passwort hinzufügen',
    reason: 'Bevor Sie ein Passwort hinzufügen, müssen wir sicher sein, dass wirklich Sie es sind.',
    submit: 'Passwort hinzufügen',
    pending: 'Passwort wird hinzugefügt …',
    done: 'Passwort hinzugefügt',
  },
  finish: 'Fertig',
};
