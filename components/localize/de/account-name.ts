import type { Terms } from '../en.ts';

export const accountName: Terms['accountName'] = {
  heading: 'Ihr Name',
  saved: 'Name gespeichert',
};
