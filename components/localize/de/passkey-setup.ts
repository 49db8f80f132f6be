import type { Terms } from '../en.ts';

export const passkeySetup: Terms['passkeySetup'] = {
  heading: 'Passkeys',
  lead: 'Melden Sie sich mit Fingerabdruck, Gesicht oder Bildschirmsperre an.',
  open: 'Passkey einrichten',
  none: {
    heading: 'Anmelden ohne Passwort',
    text: 'Nehmen Sie stattdessen Fingerabdruck, Gesicht oder Bildschirmsperre. Einen Passkey kann niemand erraten, wiederverwenden oder mit einer falschen Seite abgreifen.',
  },
  where: 'Wo wird er gespeichert?',
  whereText:
    'In Ihrer Passwortverwaltung, etwa Apple Passwörter, Google Passwortmanager oder 1Password, oder auf einem Sicherheitsschlüssel. Die meisten Passwortverwaltungen bringen ihn auch auf Ihre anderen Geräte.',
  thisDeviceOnly: 'Nur auf diesem Gerät',
  securityKey: 'Sicherheitsschlüssel',
  usedHere: 'Damit angemeldet',
  reason: 'Bevor Sie einen Passkey einrichten, müssen wir sicher sein, dass wirklich Sie es sind.',
  obstacles: {
    framed: 'Öffnen Sie diese Seite in einem eigenen Tab, um einen Passkey zu erstellen.',
    unsupported:
      'Dieser Browser kann keine Passkeys erstellen. Nehmen Sie einen aktuellen Chrome, Safari, Edge oder Firefox.',
  },
  openAlone: 'In neuem Tab öffnen',
  remove: {
    confirm: 'Passkey entfernen',
    reason: 'Bevor Sie einen Passkey entfernen, müssen wir sicher sein, dass wirklich Sie es sind.',
    text: 'Sie können sich nicht mehr damit anmelden.',
    provider: (provider) => `Löschen Sie ihn gegebenenfalls auch in ${provider}.`,
    last: {
      password: 'Es ist Ihr einziger Passkey: Sie melden sich von nun an mit Ihrem Passwort an.',
      code: 'Es ist Ihr einziger Passkey: Sie melden sich von nun an mit Ihrem Passwort und einem Code Ihrer App an.',
    },
    codes: 'Ihre Wiederherstellungscodes gelten dann nicht mehr.',
    kept: 'Sie können ihn noch nicht entfernen: Er ist Ihr einziger Weg, sich anzumelden. Fügen Sie zuerst ein Passwort oder einen anderen Passkey hinzu.',
  },
};
