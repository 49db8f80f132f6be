import type { Terms } from '../en.ts';

export const download: Terms['download'] = {
  formats: 'CSV lässt sich in Tabellenprogrammen öffnen. JSON ist für andere Programme.',
  as: { csv: 'Als CSV herunterladen', json: 'Als JSON herunterladen' },
  pending: 'Ihre Datei wird geholt …',
  received: (size) => `Ihre Datei wird geholt … bisher ${size}`,
  saved: (name, size) => `Heruntergeladen: ${name}, ${size}`,
  cancelled: 'Abgebrochen. Es wurde nichts gespeichert.',
  notSaved: 'Es wurde nichts gespeichert.',
};
