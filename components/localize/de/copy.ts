import type { Terms } from '../en.ts';

export const copy: Terms['copy'] = {
  copied: 'Kopiert',
  done: 'In die Zwischenablage kopiert',
  byHand: (keys) => `Es ist markiert. Drücken Sie ${keys}, um es zu kopieren.`,
};
