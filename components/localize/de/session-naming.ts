import type { Terms } from '../en.ts';

export const sessionNaming: Terms['sessionNaming'] = {
  name: 'Name',
  nameHint: (device) => `Nur Sie sehen ihn. Ohne Namen steht hier „${device}“.`,
  renamed: (name) => `Der Name ist jetzt „${name}“.`,
  nameless: (device) => `Hier steht wieder „${device}“.`,
};
