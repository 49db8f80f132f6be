import { guards, type Guard } from './guard.ts';

export const mailGuards: readonly Guard[] = [
  ...guards('password-reset', 'server/mail/tokens.ts', {
    'an hour': ['gt(mailTokens.expiresAt, now),', ''],
    'credentials that changed since the mail': [
      'or(isNull(mailTokens.securityVersion), eq(mailTokens.securityVersion, accounts.securityVersion)),',
      '',
    ],
    'the newest link alone': ['eq(mailTokens.purpose, purpose)));', "eq(mailTokens.purpose, 'lockdown')));"],
    'a digest of the link alone': [
      '.values({ tokenHash: tokenHash(token), ...about',
      '.values({ tokenHash: token, ...about',
    ],
  }),
  ...guards('password-reset', 'server/password-reset/routes.ts', {
    'the policy of a password by mail': [
      "requireGoodPassword(newPassword, { ...found, company: config.company }, 'newPassword');",
      '',
    ],
    'the second factor of a password by mail': ['if (wantsMore(factors)) {', 'if (false) {'],
    'a passkey where there are only those': [' || (!factors.password && factors.passkeys > 0)', ''],
    'few tries with one link': ['await commit((tx) => reserveLinkTry(tx, tokenHash(token), now()));', ''],
    'another password where one is due': ['const due = await passwordDue(db, id);', 'const due = undefined as never;'],
  }),
  ...guards('password-reset', 'server/password-reset/request.ts', {
    'few requests': [
      'await reservePasswordReset(tx, { device, email, network: visit.network }, config.attempts, now());',
      '',
    ],
    'the owner’s own requests': [
      '{ device, email, network: visit.network }',
      '{ device: undefined, email, network: visit.network }',
    ],
    'no mail to the disabled': [' || account.disabledAt !== null', ''],
    'the last link where none goes out': ['{ accountId, life }))) return;', '{ accountId, life }))) void 0;'],
  }),
  ...guards('password-reset', 'server/sign-in/password-to-store.ts', {
    'sessions end with the password': ["await endAllSessions(tx, accountId, { reason: 'password-changed', at });", ''],
  }),
  ...guards('password-reset', 'server/operations/account-commands.ts', {
    'links from before an account was disabled': [
      'disabledAt: at, securityVersion: sql`${accounts.securityVersion} + 1`',
      'disabledAt: at',
    ],
  }),
  ...guards('password-reset', 'server/mail/outbox.ts', {
    'shares of each sort of mail': [
      "if (mail.notice === 'new-sign-in') return 'sign-in';",
      "if (mail.notice === 'new-sign-in') return 'change';",
    ],
  }),
  ...guards('notices', 'server/account-data/erase.ts', {
    'counts of an erased address': ['if (gone) await forgetCounts(', 'if (false) await forgetCounts('],
  }),
  ...guards('notices', 'server/activity/read-on.ts', {
    'how far the record was told': ['.set({ sequence: last.sequence })', '.set({ sequence: read.sequence })'],
  }),
  ...guards('notices', 'server/mail/notices.ts', {
    'the alarm of a stolen session': [
      "session_use_after_rotation: 'session-replayed'",
      'session_use_after_rotation: null',
    ],
    'a download that is told': ["(reason === null ? 'data-exported' : null)", '(reason === null ? null : null)'],
  }),
  ...guards('notices', 'server/mail/notify.ts', {
    'once a day': ['toldOnceADay.has(notice) && (await', 'false && (await'],
  }),
  ...guards('notices', 'server/mail/sign-in-notice.ts', {
    'a place that is new': ["(await isKnownPlace(tx, line)) ? 'usual-sign-in'", "true ? 'usual-sign-in'"],
    'an operator is never a habit': ["if (line.actor === 'operator') return 'new-sign-in';", ''],
    'a place of an operator is not known': [
      "        eq(activity.actor, 'person'),\n        eq(activity.country",
      '        eq(activity.country',
    ],
  }),
  ...guards('email-notices', 'server/email-notices/choices.ts', {
    'notices that nobody can switch off': [
      'if (!isOptional(notice)) return true;',
      'const made = await db.select().from(noticeChoices).where(eq(noticeChoices.accountId, accountId));\n  if (!isOptional(notice)) return !made.some((m) => m.notice === notice && !m.wanted);',
    ],
  }),
  ...guards('email-notices', 'server/mail/notices.ts', {
    'the notice that there are fewer': ["(switchedOff(details) ? 'notices-changed' : null)", '(details ? null : null)'],
  }),
  ...guards('email-notices', 'server/mail/outbox.ts', {
    'a share of their own for harmless notices': ["if (isOptional(mail.notice)) return 'optional';", ''],
  }),
  ...guards('email-notices', 'components/contract/email-notices.ts', {
    'a proof before notices are silenced': ["    stepUp: 'recent',\n", ''],
  }),
  ...guards('mail', 'server/mail/outbox.ts', {
    'sealed mails': [
      'values({ id, accountId, content: text,',
      'values({ id, accountId, content: JSON.stringify(content),',
    ],
    'one process sends it': [
      'eq(outbox.id, next.id), eq(outbox.dueAt, next.dueAt)',
      'eq(outbox.id, next.id)',
      'at the same moment',
    ],
    'the lease': ['and(eq(outbox.id, id), eq(outbox.lease, lease))', 'eq(outbox.id, id)'],
  }),
];
