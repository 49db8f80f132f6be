import type { MailWords } from './en.ts';

export const de: MailWords = {
  greeting: 'Guten Tag,',
  footer: (company) => `Sie erhalten diese Mail, weil jemand diese Adresse bei ${company} angegeben hat.`,
  reset: {
    subject: 'Neues Passwort wählen',
    text: 'Jemand, wahrscheinlich Sie, möchte ein neues Passwort für Ihr Konto.',
    action: 'Neues Passwort wählen',
    expires: (minutes) => `Der Link gilt einmal und ${minutes} Minuten lang.`,
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Mail nicht: Ihr Passwort bleibt, wie es ist.',
  },
};
