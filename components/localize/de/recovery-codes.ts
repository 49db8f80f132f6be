import type { Terms } from '../en.ts';

export const recoveryCodes: Terms['recoveryCodes'] = {
  heading: 'Wiederherstellungscodes',
  left: (left, total) => `Noch ${left} von ${total} Wiederherstellungscodes`,
  created: (date) => `Erstellt am ${date}`,
  few: (left) => `Nur noch ${left} übrig. Erstellen Sie bald neue Codes.`,
  usedUp:
    'Sie haben alle Wiederherstellungscodes verbraucht. Wenn Sie Ihr Telefon verlieren, kommen Sie vielleicht nicht mehr hinein.',
  none: 'Sie haben keine Wiederherstellungscodes. Wenn Sie Ihr Telefon verlieren, kommen Sie vielleicht nicht mehr hinein.',
  unavailable:
    'Mit Wiederherstellungscodes kommen Sie hinein, wenn Sie Ihren zweiten Faktor verloren haben. Richten Sie zuerst einen ein.',
  create: 'Codes erstellen',
  renew: 'Neue Codes erstellen',
  creating: 'Codes werden erstellt …',
  unsure: 'Ihre alten Codes gelten vielleicht nicht mehr: Erstellen Sie neue, sobald es geht.',
  reason: 'Bevor Sie Wiederherstellungscodes erstellen, müssen wir sicher sein, dass wirklich Sie es sind.',
  createHeading: 'Wiederherstellungscodes erstellen?',
  createText:
    'Sie sehen sie nur einmal. Halten Sie einen sicheren Ort bereit, etwa einen Passwort-Manager oder einen Drucker.',
  renewHeading: 'Neue Wiederherstellungscodes erstellen?',
  renewText: (left) =>
    left === 1
      ? 'Ihr unbenutzter Code gilt dann nicht mehr.'
      : `Ihre ${left} unbenutzten Codes gelten dann nicht mehr.`,
  inUse: 'Ihre neuen Wiederherstellungscodes gelten ab jetzt.',
};
