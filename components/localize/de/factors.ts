import type { Terms } from '../en.ts';

export const factors: Terms['factors'] = {
  created: (date) => `Eingerichtet am ${date}`,
  lastUsed: (date) => `Zuletzt verwendet am ${date}`,
  neverUsed: 'Noch nie verwendet',
  rename: 'Umbenennen',
  renameNamed: (name) => `Umbenennen: ${name}`,
  name: 'Name',
  nameHint: 'Nur Sie sehen ihn. So halten Sie sie auseinander.',
  saveName: 'Name speichern',
  keepName: (name) => `„${name}“ behalten`,
  renamed: (name) => `Der Name ist jetzt „${name}“.`,
  remove: 'Entfernen',
  removeNamed: (name) => `Entfernen: ${name}`,
  removing: 'Wird entfernt …',
  removeHeading: (name) => `„${name}“ entfernen?`,
  removed: (name) => `„${name}“ wurde entfernt.`,
  codesRemoved: 'Ihre Wiederherstellungscodes gelten nicht mehr.',
  stillThere: (name) => `„${name}“ gilt noch.`,
};
