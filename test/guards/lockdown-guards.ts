import { guards, type Guard } from './guard.ts';

export const lockdownGuards: readonly Guard[] = [
  ...guards('account-lockdown', 'components/contract/account-lockdown.ts', {
    'step-up to throw others out': ["    stepUp: 'recent',\n", ''],
    'step-up to bring an address back': [
      "    result: v.object({ email: v.string() }),\n    stepUp: 'highest',\n",
      '    result: v.object({ email: v.string() }),\n',
    ],
    'step-up to say what is one’s own': [
      "    body: Kept,\n    stepUp: 'highest',\n",
      '    body: Kept,\n',
      'whose last proof is too old',
    ],
  }),
  ...guards('account-lockdown', 'server/account-lockdown/contain.ts', {
    'what was begun ends': [
      'securityVersion: sql`${accounts.securityVersion} + 1`',
      'securityVersion: sql`${accounts.securityVersion}`',
    ],
    'passkeys that are new are held': ['.set({ heldAt: at })', '.set({ heldAt: null })'],
    'the password of before': ['.set({ lockedAt: at })', '.set({ lockedAt: null })'],
    'a password that is the only way in': ['if (config.mail !== null || (await hasFreePasskey(tx, accountId)))', ''],
    'passkeys that were shown': ['not(inArray(passkeys.id, [...shown])),', ''],
    'what was kept before': ['not(inArray(passkeys.id, kept)),', ''],
  }),
  ...guards('account-lockdown', 'server/sign-in/password-attempt.ts', {
    'a password that is locked while somebody signs in': ['or(isNull(passwords.lockedAt), isKnown),', ''],
    'a browser that is forgotten while somebody signs in': [
      'or(isNull(passwords.lockedAt), isKnown),',
      'or(isNull(passwords.lockedAt), isKnown && eq(accounts.id, account.id)),',
    ],
  }),
  ...guards('account-lockdown', 'server/account-lockdown/start.ts', {
    'few lockdowns of an account': [
      'await reserveLockdown(tx, { accountId, network: visit.network }, config.attempts, at);',
      '',
    ],
    'known browsers of others': ['await forgetOtherDevices(tx, accountId, cookies.device);', ''],
    'the own token renewed': ["await afterFactorChange(tx, request, 'locked-down', !one);", ''],
  }),
  ...guards('account-lockdown', 'server/account-lockdown/suspect.ts', {
    'only the own sessions': [
      '.where(and(eq(sessions.id, id), eq(sessions.accountId, account.id)))',
      '.where(eq(sessions.id, id))',
    ],
    'only the own record': ['lineOf(db, id, asking.account.id)', 'lineOf(db, id)'],
    'since the session began': ['await sinceOf(db, line)', 'at'],
  }),
  ...guards('lockdown-link', 'server/account-lockdown/suspect.ts', {
    'whose link it is': ["if (account.id !== asking.account.id) throw new Problem('link-expired');", ''],
  }),
  ...guards('account-lockdown', 'server/account-lockdown/routes.ts', {
    'all is settled at the end': [
      "if (!isSettled(await stateOf(tx, request, row))) throw new Problem('conflict');",
      '',
    ],
    'only what is there is kept': ["if (!(await isThere(tx, accountId, kept))) throw new Problem('not-found');", ''],
    'others end with an address that comes back': ["await afterFactorChange(tx, request, 'email-changed', true);", ''],
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('account-lockdown', 'server/account-lockdown/state.ts', {
    'the new password is due': ["password !== 'due' &&", ''],
    'an address that is not decided': ['email === null &&', ''],
    'factors that are new': [
      'factors.every(({ held, isNew, kept }) => kept || !(isNew || held)) &&',
      '',
      'codes and applications that are',
    ],
    'codes that are new': ['!(codes?.isNew === true && !codes.kept)', 'true'],
  }),
  ...guards('account-lockdown', 'server/sign-in/held-passkey.ts', {
    'a held passkey signs nobody in': ["throw new PasskeyRefused('held')", 'return'],
    'nor confirms somebody by itself': ["throw new PasskeyRefused('held')", 'return', 'in a session that stayed'],
  }),
  ...guards('account-lockdown', 'server/sign-in/routes.ts', {
    'nor beside somebody else’s password': [
      '() => isPending(tx, request, account.id)',
      'async () => request.cookies.pending !== undefined',
      'is still asked for beside a password',
    ],
  }),
  ...guards('account-lockdown', 'server/reauth/routes.ts', {
    'nor beside a password of long ago': [
      "isFresh(await proofsOf(tx, session.id), 'password', config.sessions.proof, now())",
      "isFresh(await proofsOf(tx, session.id), 'password', Infinity, now())",
      'in a session that stayed',
    ],
  }),
  ...guards('account-lockdown', 'server/sign-in/way-in.ts', {
    'a held passkey is no way in': ['if (passkeys > heldPasskeys) return true;', 'if (passkeys > 0) return true;'],
  }),
  ...guards('lockdown-link', 'server/account-lockdown/link.ts', {
    'the same again has no second effect': ['if (used) return used.mailable;', ''],
    'few links of a network': ['await reserveLockdown(tx, visit, request.config.attempts, at);', ''],
    'older links end': ['await endOtherLinks(tx, account.id, email);', ''],
    'links to other mailboxes stay': [
      ", eq(mailTokens.purpose, 'lockdown'), toThisMailbox)",
      ", eq(mailTokens.purpose, 'lockdown'))",
    ],
    'everybody is signed out': ["await endAllSessions(tx, accountId, { reason: 'locked-down', visit, at });", ''],
    'no browser is known': ['await forgetDevices(tx, accountId);', ''],
    'an account that was deleted stays': [
      'await keepAccount(tx, request, accountId, null);',
      '',
      'that a thief has deleted',
    ],
    'the address comes back': ['if (change) await undoChange(tx, change, { at, visit });', ''],
    'only to this mailbox': ['eq(emailChanges.oldEmail, email),', ''],
    'after the end it is over': [
      'if (!found || found.finishedAt !== null) return undefined;',
      'if (!found) return undefined;',
    ],
    'nothing changes who is not mailed': ['if (!(await isMailable(tx, accountId, email))) return false;', ''],
  }),
  ...guards('lockdown-link', 'server/mail/tokens.ts', {
    '72 hours to say that it was not me': ['gt(mailTokens.expiresAt, now),', ''],
    'links of the disabled': ['isNull(accounts.disabledAt),', '', 'case 101'],
    'no change of a thief ends it': [
      'keep(tx, token, { ...about, securityVersion: null });',
      'keepMailToken(tx, token, about);',
    ],
  }),
];
