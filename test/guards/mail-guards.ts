import { guards, type Guard } from './guard.ts';

export const mailGuards: readonly Guard[] = [
  ...guards('password-reset', 'server/mail/tokens.ts', {
    'an hour': ['gt(mailTokens.expiresAt, now),', ''],
    'credentials that changed since the mail': [
      'or(isNull(mailTokens.securityVersion), eq(mailTokens.securityVersion, accounts.securityVersion)),',
      '',
    ],
    'links of the disabled': ['isNull(accounts.disabledAt),', ''],
    'the newest link alone': ['eq(mailTokens.purpose, purpose)));', "eq(mailTokens.purpose, 'lockdown')));"],
    'a digest of the link alone': [
      '.values({ tokenHash: tokenHash(token), accountId, purpose',
      '.values({ tokenHash: token, accountId, purpose',
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
    'few requests': ['await reservePasswordReset(tx, visit.network, email, config.attempts, now());', ''],
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
    'shares of each sort of mail': ["return mail.notice === 'new-sign-in' ? 'sign-in' : 'change';", "return 'link';"],
  }),
  ...guards('notices', 'server/account-data/erase.ts', {
    'counts of an erased address': ['if (gone) await forgetCounts(', 'if (false) await forgetCounts('],
  }),
  ...guards('notices', 'server/mail/notify.ts', {
    'how far the record was told': [
      'await tx.update(noticesSent).set({ sequence: last.sequence })',
      'await tx.update(noticesSent).set({ sequence: cursor.sequence })',
    ],
    'a place that is new': ['|| !(await isKnownPlace(tx, line))', ''],
  }),
  ...guards('mail', 'server/mail/outbox.ts', {
    'sealed mails': [
      'values({ id, accountId, content: text,',
      'values({ id, accountId, content: JSON.stringify(content),',
    ],
    'one process sends it': ['eq(outbox.id, next.id), eq(outbox.dueAt, next.dueAt)', 'eq(outbox.id, next.id)'],
    'the lease': ['and(eq(outbox.id, id), eq(outbox.lease, lease))', 'eq(outbox.id, id)'],
  }),
];
