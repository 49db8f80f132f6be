import type { Terms } from '../en.ts';

export const accountLockdown: Terms['accountLockdown'] = {
  suspicion: {
    heading: 'Waren Sie das nicht?',
    lead: 'Wenn Sie das nicht wiedererkennen, war vielleicht jemand anderes in Ihrem Konto.',
    leadNone: 'Wenn Sie glauben, dass jemand anderes in Ihrem Konto ist, melden Sie alle anderen hier ab.',
    when: 'Wann',
    what: 'Was',
    device: 'Gerät',
    place: 'Ort (ungefähr)',
    address: 'IP-Adresse',
    here: 'Das geschah in der Sitzung, die Sie gerade benutzen.',
    over: 'Die Sitzung, in der das geschah, ist schon beendet.',
    scope: 'Wer wird abgemeldet?',
    others: (count) =>
      count === 0
        ? 'Alle außer Ihnen. Im Moment ist sonst niemand angemeldet.'
        : `Alle außer Ihnen: ${count} andere ${count === 1 ? 'Sitzung' : 'Sitzungen'}`,
    session: 'Nur diese Sitzung',
    next: 'Was geschieht',
    steps: [
      'Andere werden sofort abgemeldet. Ihr Passwort gilt in keinem anderen Browser mehr.',
      'Dann wählen Sie ein neues Passwort.',
      'Dann gehen Sie Ihre Passkeys, Apps und Codes durch und behalten, was Ihnen gehört.',
    ],
    start: 'Mein Konto sichern',
    pending: 'Andere werden abgemeldet …',
    calm: 'Wenn Sie das waren, brauchen Sie nichts zu tun: Verlassen Sie einfach diese Seite.',
    reason: 'Bestätigen Sie, dass Sie es sind, um andere abzumelden.',
  },
  lock: {
    heading: 'Waren Sie das nicht?',
    lead: 'Das ist in Ihrem Konto geschehen. Wenn Sie das nicht waren, sperren Sie das Konto. Dann kommt niemand hinein ohne einen Weg, den Sie schon vorher hatten.',
    next: 'Was geschieht',
    steps: [
      'Alle werden abgemeldet, auch Sie.',
      'Das Passwort gilt nicht mehr. Sie wählen per Mail ein neues.',
      'Passkeys, die seither dazugekommen sind, melden niemanden an, bis Sie gesagt haben, dass es Ihre sind.',
    ],
    submit: 'Konto sperren',
    pending: 'Wird gesperrt …',
    calm: 'Wenn Sie das waren, brauchen Sie nichts zu tun: Verlassen Sie einfach diese Seite.',
    signIn: 'Stattdessen anmelden',
    other: 'In dieser Mail geht es um ein anderes Konto als das, in dem Sie hier angemeldet sind.',
  },
  locked: {
    heading: 'Das Konto ist gesperrt',
    text: 'Alle sind abgemeldet, und das alte Passwort gilt nicht mehr.',
    next: 'So kommen Sie wieder hinein',
    mail: 'Eine Mail mit einem Link zu einem neuen Passwort ist unterwegs zu Ihnen. Er gilt einmal und eine Stunde lang. Wenn es bei der Anmeldung einen weiteren Schritt gab, wird danach gefragt wie bisher.',
    noMail:
      'Melden Sie sich mit einem Passkey an, den Sie schon vorher hatten, oder wählen Sie per Mail ein neues Passwort.',
    after:
      'Drücken Sie danach noch einmal auf den Link in der Mail, mit der Sie hierher gekommen sind: Er führt weiter zu dem, was sonst noch geändert worden sein könnte.',
    signIn: 'Anmelden',
  },
  expired: {
    heading: 'Dieser Link gilt nicht mehr',
    text: 'Er ist älter als 72 Stunden, wurde benutzt, oder es wurde ein neuerer geschickt. Sie können Ihr Konto trotzdem sichern: Melden Sie sich an, oder wählen Sie ein neues Passwort.',
    signIn: 'Anmelden',
    start: 'Mein Konto sichern',
  },
  missing: 'Das finden wir nicht mehr. Sie können Ihr Konto trotzdem sichern.',
  steps: {
    heading: 'Holen Sie Ihr Konto zurück',
    progress: (step, of) => `Schritt ${step} von ${of}`,
    contained: (count) =>
      count === 0
        ? 'Sonst ist niemand angemeldet.'
        : `${count} ${count === 1 ? 'Sitzung wurde' : 'Sitzungen wurden'} abgemeldet. Sonst ist niemand angemeldet.`,
    later: 'Sie können jederzeit aufhören. Was getan ist, bleibt getan, und Sie machen hier weiter.',
    reason: 'Bestätigen Sie, dass Sie es sind, um Ihr Konto zurückzuholen.',
    stuck:
      'Sie können das nicht bestätigen, weil jemand einen Passkey oder eine App hinzugefügt hat? Damit kommt niemand hinein. Bitten Sie die Administration, das zu entfernen.',
  },
  email: {
    heading: 'Ihre E-Mail-Adresse wurde geändert',
    text: (now, before) => `Sie war ${before} und ist jetzt ${now}. Dorthin gehen Mails zu Ihrem Konto.`,
    restore: (before) => `${before} zurückholen`,
    restoring: 'Wird zurückgeholt …',
    keep: 'Das war ich selbst',
    restored: (email) => `Ihre Adresse ist wieder ${email}.`,
  },
  password: {
    heading: 'Wählen Sie ein neues Passwort',
    text: 'Ihr bisheriges kennt vielleicht jemand. Wählen Sie eines, das Sie sonst nirgends verwenden.',
    submit: 'Passwort setzen',
    pending: 'Ihr Passwort wird gesetzt …',
    chosen: 'Sie haben ein neues Passwort.',
  },
  factors: {
    heading: 'Was davon gehört Ihnen?',
    text: 'Jedes davon kann in Ihrem Konto anmelden oder hilft dabei. Entfernen Sie, was Sie nicht kennen.',
    kinds: { passkey: 'Passkey', authenticator: 'Authentifizierungs-App' },
    isNew: 'Neu seither',
    held: 'Meldet niemanden an, bis Sie sagen, dass er Ihnen gehört',
    usedHere: 'Hier verwendet',
    keep: 'Gehört mir',
    keepNamed: (name) => `Gehört mir: ${name}`,
    kept: 'Ihres',
    remove: 'Entfernen',
    removeNamed: (name) => `${name} entfernen`,
    removing: 'Wird entfernt …',
    removed: (name) => `„${name}“ wurde entfernt.`,
    saved: (name) => `„${name}“ bleibt.`,
    goOn: 'Die anderen gehören mir, weiter',
    goOnPlain: 'Weiter',
  },
  codes: {
    heading: 'Ihre Wiederherstellungscodes',
    text: 'Wer in Ihrem Konto war, hat sie vielleicht gesehen. Neue Codes machen die alten wertlos.',
    isNew: 'Sie wurden seither neu erstellt.',
    keep: 'Ich habe sie erstellt, sie bleiben',
    goOn: 'Weiter',
  },
  finish: {
    pending: 'Wird abgeschlossen …',
    submit: 'Abschließen',
    heading: 'Das ist alles',
    text: 'Es ist nichts mehr durchzugehen.',
  },
  done: {
    heading: 'Ihr Konto gehört Ihnen',
    text: 'Das wurde getan:',
    sessions: (count) => `${count} ${count === 1 ? 'Sitzung' : 'Sitzungen'} abgemeldet`,
    noSessions: 'Sonst war niemand angemeldet',
    password: 'Neues Passwort gewählt',
    email: (email) => `E-Mail-Adresse ist wieder ${email}`,
    passkeys: (count) => `${count} ${count === 1 ? 'Passkey' : 'Passkeys'} entfernt`,
    authenticators: (count) => `${count} Authentifizierungs-${count === 1 ? 'App' : 'Apps'} entfernt`,
    codes: 'Neue Wiederherstellungscodes erstellt',
    advice:
      'Wenn Sie das alte Passwort auch anderswo verwendet haben, ändern Sie es dort ebenfalls. Und achten Sie auf Ihr Postfach: Wer es liest, kann ein neues Passwort verlangen.',
  },
};
