import type { Terms } from '../en.ts';

export const activityDetails: Terms['activityDetails'] = {
  when: 'Wann',
  result: 'Ergebnis',
  succeeded: 'Erfolgreich',
  because: (result, reason) => `${result}: ${reason}`,
  by: 'Durch',
  device: 'Gerät',
  userAgent: 'Der Browser nennt sich',
  place: 'Ort',
  address: 'IP-Adresse',
  client: 'Anwendung',
  page: 'Seite',
  session: 'Sitzung',
  thisSession: 'Diese',
  reference: 'Kennung',
};
