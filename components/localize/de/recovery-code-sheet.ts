import type { Terms } from '../en.ts';

export const recoveryCodeSheet: Terms['recoveryCodeSheet'] = {
  heading: 'Speichern Sie Ihre Wiederherstellungscodes',
  text: 'Wenn Sie Ihr Telefon verlieren, kommen Sie mit jedem davon einmal hinein, anstelle eines Codes aus Ihrer App. Wir können sie nicht noch einmal zeigen.',
  list: 'Ihre Wiederherstellungscodes',
  copy: 'Alle kopieren',
  download: 'Herunterladen',
  print: 'Drucken',
  saved: 'Ich habe diese Codes an einem sicheren Ort gespeichert',
  notSaved: 'Bestätigen Sie, dass Sie die Codes gespeichert haben: Sie sehen sie nicht wieder.',
  finish: 'Fertig',
  file: 'wiederherstellungscodes',
  title: (company) => `Wiederherstellungscodes für ${company}`,
  titleAlone: 'Wiederherstellungscodes',
  account: (email) => `Konto: ${email}`,
  created: (date) => `Erstellt: ${date}`,
  once: 'Jeder Code gilt einmal. Sobald Sie neue Codes erstellen, sind diese wertlos.',
};
