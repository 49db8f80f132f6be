/** What is walked through with Tab: the main stories of each element, by the end of their ids. */
export const WALKS: Readonly<Record<string, readonly string[]>> = {
  'account-data': ['default', 'downloading', 'download-failed', 'ask', 'farewell'],
  'account-name': ['default', 'unreachable', 'refused'],
  'account-portal': ['default', 'security', 'sessions', 'activity', 'own-section', 'signed-out'],
  'activity-log': ['default', 'access', 'older-failed'],
  'authenticator-setup': ['empty', 'several', 'scan', 'code', 'recovery-codes', 'renaming', 'remove-one'],
  'my-profile': ['default', 'password', 'recent-activity', 'inline'],
  'passkey-setup': ['none', 'default', 'registration', 'created', 'renaming', 'remove'],
  'password-change': ['default', 'empty-form', 'refused-common', 'done'],
  'profile-form': ['default', 'conflict'],
  'profile-menu': ['default', 'signed-out-with-page', 'sign-out-failed'],
  'reauth-dialog': ['default', 'other-ways', 'passkey', 'wrong-code'],
  'recovery-codes': ['default', 'renew', 'codes'],
  'security-overview': ['default', 'proven', 'unreachable'],
  'session-list': ['default', 'end-failed', 'end-others'],
  'sign-in-form': ['default', 'sign-up', 'password-change-required', 'second-factor', 'recovery-code'],
};
