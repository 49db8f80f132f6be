import { guards, type Guard } from './guard.ts';

export const emailGuards: readonly Guard[] = [
  ...guards('email-change', 'components/contract/email-change.ts', {
    'step-up for another address': ["    stepUp: 'highest',\n", ''],
  }),
  ...guards('email-change', 'server/email-change/changes.ts', {
    'the newest request alone': ["await cancelChange(tx, accountId, { ...event, reason: 'replaced' });", ''],
    'an hour for another address': ['gt(emailChanges.expiresAt, now),', ''],
    'addresses that are taken': ['await tx.update(accounts).set({ email }).where(eq(accounts.id, accountId));', ''],
    'the security version of an address': ['await raiseSecurityVersion(tx, accountId, securityVersion);', ''],
  }),
  ...guards('email-change', 'server/email-change/routes.ts', {
    'addresses in one spelling': [
      'const email = canonicalEmail(body.email);',
      'const email: string | undefined = body.email;',
    ],
    'who confirms': ["if (asked.accountId !== account.id) throw new Problem('link-expired');", ''],
    'which request a link confirms': ["!asked || String(asked.id) !== link.subject['change']", '!asked'],
    'another token after another address': ["await afterFactorChange(tx, request, 'email-changed', false);", ''],
  }),
  ...guards('email-change', 'server/email-change/request.ts', {
    'few requests for an address': [
      'await reserveEmailChange(tx, { accountId, email, network: visit.network }, config.attempts, at);',
      '',
    ],
    'no link to an address that is taken': ['if (owner !== undefined) {', 'if (false) {'],
  }),
  ...guards('email-change', 'server/sessions/store.ts', {
    'an address that an ended session asked for': ['await cancelChange(tx, accountId, event, id);', ''],
    'an address that other sessions asked for': ['  await cancelChange(tx, accountId, event);\n', ''],
  }),
  ...guards('email-undo', 'server/email-change/undo.ts', {
    'the way back once': ["ne(emailChanges.status, 'undone'))", 'eq(emailChanges.accountId, link.account.id))'],
    'later changes are undone with it': ['gte(emailChanges.id, id)', 'eq(emailChanges.id, id)'],
    'the security version of the way back': [
      'securityVersion: sql`${accounts.securityVersion} + 1`',
      'securityVersion: sql`${accounts.securityVersion}`',
    ],
  }),
  ...guards('email-undo', 'server/email-change/routes.ts', {
    'sessions end with the way back': [
      "await endAllSessions(tx, change.accountId, { reason: 'email-change-undone', visit, at });",
      '',
    ],
  }),
  ...guards('email-undo', 'server/mail/tokens.ts', {
    'ways back that nothing ends': [
      'keep(tx, token, { ...about, securityVersion: null });',
      'keepMailToken(tx, token, about);',
    ],
    '72 hours for the way back': ['gt(mailTokens.expiresAt, now),', ''],
  }),
  ...guards('email-undo', 'server/mail/outbox.ts', {
    'a share of its own for the way back': ["aboutEmail.has(mail.notice) ? 'email-change' : 'change'", "'change'"],
  }),
  ...guards('email-undo', 'server/db/migrations/0006_email_change.sql', {
    'an old address that somebody signs up with': [
      "WHEN EXISTS (SELECT 1 FROM email_changes WHERE status = 'changed' AND old_email = NEW.email)",
      'WHEN 1 = 0',
    ],
    'an old address that somebody else changes to': ['AND old_email = NEW.email AND account_id <> NEW.id', 'AND 1 = 0'],
  }),
];
