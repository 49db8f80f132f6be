import type { Terms } from '../en.ts';

export const sessionGroups: Terms['sessionGroups'] = {
  count: (count) => `${count} Sitzungen`,
  show: (count) => `${count} weitere anzeigen`,
  hide: 'Nur die zuletzt verwendete anzeigen',
  named: (button, group) => `${button}: ${group}`,
  end: (count) => `Alle ${count} abmelden`,
  endHeading: (count) => `${count} Sitzungen abmelden?`,
  endText: (group) => `${group}. Wer sie verwendet, muss sich neu anmelden.`,
  ended: (count) => (count === 1 ? '1 Sitzung wurde abgemeldet.' : `${count} Sitzungen wurden abgemeldet.`),
  stillSignedIn: (count) => (count === 1 ? '1 davon ist noch angemeldet.' : `${count} davon sind noch angemeldet.`),
};
