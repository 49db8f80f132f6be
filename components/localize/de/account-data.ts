import type { Terms } from '../en.ts';

const days = (count: number): string => `${count} ${count === 1 ? 'Tag' : 'Tage'}`;

export const accountData: Terms['accountData'] = {
  download: {
    heading: 'Ihre Daten herunterladen',
    text: 'Eine Kopie von allem, was über Sie gespeichert ist: Name und E-Mail-Adresse, Profil, wie Sie sich anmelden, wo Sie angemeldet sind, und alles aus Ihrem Aktivitätsprotokoll. Passwörter, Schlüssel und Codes sind nicht dabei.',
    reason: 'Um Ihre Daten herunterzuladen, bestätigen Sie, dass Sie es wirklich sind.',
    file: 'Kontodaten',
  },
  deletion: {
    heading: 'Ihr Konto löschen',
    now: { when: 'Sofort', what: 'Sie werden überall abgemeldet. Gelöscht wird noch nichts.' },
    grace: {
      when: (count) => `${days(count)} lang`,
      whenUnknown: 'Einige Tage lang',
      what: 'Wenn Sie sich anmelden, bleibt das Konto bestehen, mit allem, was darin ist.',
    },
    after: {
      when: 'Danach',
      what: 'Alles, was Sie oben herunterladen können, wird endgültig gelöscht. Niemand kann es zurückholen.',
    },
    rest: {
      when: 'Was bleibt',
      what: 'Dass etwas geschehen ist und wann: ohne Ihren Namen, Ihre IP-Adresse oder Ihr Gerät.',
      until: (count) => `Spätestens ${count} ${count === 1 ? 'Monat' : 'Monate'} später verschwindet auch das.`,
    },
    ask: 'Konto löschen',
    pending: 'Wird gelöscht …',
    question: (email) => (email ? `Das Konto ${email} löschen?` : 'Ihr Konto löschen?'),
    consequence: (count) =>
      `Sie werden überall abgemeldet. ${count === undefined ? 'Einige Tage' : days(count)} lang bleibt das Konto bestehen, wenn Sie sich anmelden. Danach wird es endgültig gelöscht.`,
    stays: 'Ihr Konto bleibt, wie es ist.',
    unsure:
      'Ob es geschehen ist, weiß niemand. Wenn Sie jetzt abgemeldet sind, ist es geschehen: Melden Sie sich an, und das Konto bleibt bestehen.',
    reason: 'Um Ihr Konto zu löschen, bestätigen Sie, dass Sie es wirklich sind.',
  },
  farewell: {
    heading: 'Ihr Konto wird gelöscht',
    text: (due) => `Sie sind überall abgemeldet. Am ${due} wird alles in Ihrem Konto endgültig gelöscht.`,
    back: 'Wenn Sie sich vorher anmelden, bleibt es bestehen.',
    signIn: 'Anmelden und Konto behalten',
  },
};
