/** One place that keeps somebody out: what stands there, what stands there without it, and the tests that must notice. */
export interface Guard {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly without: string;
  readonly tests: string;
}

const guards = (tests: string, file: string, deletions: Readonly<Record<string, readonly [string, string]>>): Guard[] =>
  Object.entries(deletions).map(([what, [text, without]]) => ({ what, file, text, without, tests }));

export const allGuards: readonly Guard[] = [
  ...guards('step-up', 'server/http/answer.ts', {
    'step-up at the beginning': ['if (stepUp && now()', 'if (false && now()'],
    'use of an old token on record': ['await noteRotatedToken(', 'void (async (..._: unknown[]) => {})('],
  }),
  ...guards('step-up', 'server/http/request.ts', {
    'step-up at the commit': ['if (stepUp && !(await', 'if (false && !(await'],
  }),
  ...guards('session-list', 'server/http/request.ts', {
    'the session at the commit': ['if (!(await isStillSignedIn(tx, session, at)))', 'if (false)'],
  }),
  ...guards('step-up', 'components/contract/password.ts', {
    'step-up to change the password': ['stepUp: true,', ''],
  }),
  ...guards('step-up', 'components/contract/sessions.ts', {
    'step-up to end a session': ['stepUp: true,', ''],
  }),
  ...guards('step-up', 'server/sessions/rotation.ts', {
    'a new token': ['{ ...changes, tokenHash: tokenHash(token) }', '{ ...changes }'],
    'the old token kept': ['await tx.insert(rotatedTokens)', 'if (false) await tx.insert(rotatedTokens)'],
    'an alarm later on': ['at - rotatedAt < ON_ITS_WAY &&', ''],
    'an alarm for other browsers': [
      '(await findKnownDevice(db, device, accountId, at))',
      '((await findKnownDevice(db, device, accountId, at)) || true)',
    ],
    'once a minute': ['or(isNull(rotatedTokens.notedAt), lte(rotatedTokens.notedAt, at - MINUTE))', 'undefined'],
  }),
  ...guards('step-up', 'server/reauth/routes.ts', {
    'a right proof starts the count anew': ['await attemptSucceeded(tx, proven.reservation);', ''],
    'the password is still the one checked': ['await requireUnchanged(tx, proven);', ''],
    'the window of a new proof': ['{ level: 1, methods, provenAt: at }', '{ level: 1, methods }'],
    'the session on record': ["{ type: 'authn_reauth_fail', sessionId: session.id }", "{ type: 'authn_reauth_fail' }"],
  }),
  ...guards('step-up', 'server/sign-in/password-attempt.ts', {
    'the lock of a password': ['return found.stored.lockedAt === null || device !== undefined;', 'return true;'],
    'a failure on record': ['await commit((tx) => recordFailure(', 'if (false) await commit((tx) => recordFailure('],
    'a wrong password is wrong': ['if (usable && verification.correct)', 'if (usable)'],
  }),
  ...guards('password-change', 'server/password/routes.ts', {
    'the policy': ["requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');", ''],
    'leaked passwords': ["await requireUnbreached(request, newPassword, 'newPassword')", 'true'],
    'another password than before': ['await requireAnother(request, newPassword, before.stored);', ''],
    'compare-and-swap': [', eq(accounts.securityVersion, from)', ''],
    'the own token renewed': ["await rotateToken(tx, request, 'password-changed');", ''],
    'others signed out': ["if (body.signOutOthers) return signOutOthers(tx, request, 'password-changed');", ''],
    'the count of guesses forgotten': ['await forgetAttempts(tx, passwordBucket(accountId));', ''],
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('step-up', 'server/password/routes.ts', {
    'proofs of the password before': ['await forgetOtherProofs(tx, request);', ''],
  }),
  ...guards('password-change', 'server/password/breached.ts', {
    'padding is no finding': [" && !line.endsWith(':0')", ''],
    'five digits and no more': ['url + digest.slice(0, 5)', 'url + digest'],
    'no longer than a second': ['AbortSignal.timeout(PATIENCE)', 'AbortSignal.timeout(60_000)'],
  }),
  ...guards('session-list', 'server/sessions/store.ts', {
    'only the own sessions': ['and(eq(sessions.id, id), eq(sessions.accountId, accountId))', 'eq(sessions.id, id)'],
    'this session goes on': [', ne(sessions.id, kept)', ''],
  }),
  ...guards('session-list', 'server/sessions/sign-out-others.ts', {
    'their browsers forgotten': ['await forgetOtherDevices(tx, account.id, cookies.device);', ''],
  }),
  ...guards('session-list', 'server/sessions/routes.ts', {
    'sign-out of the current session': ['if (isCurrent) cookies.clearSession();', ''],
    'not found is said': ["if (!ended) throw new Problem('not-found');", ''],
    'only the own in the list': ['eq(sessions.accountId, account.id), gt(sessions.idleE', 'gt(sessions.idleE'],
    'only the living in the list': [', gt(sessions.idleExpiresAt, at), gt(sessions.expiresAt, at)', ''],
    'sessions only for pages that may': ["  'sessions',\n);", "  'read',\n);"],
  }),
  ...guards('session-list', 'server/clients/clients.ts', {
    'an application only at its origins': ['client.origins.includes(origin ?? this.#ownOrigin)', 'true'],
  }),
  ...guards('activity-list', 'server/activity/routes.ts', {
    'only the own events': ['.where(and(own, inView', '.where(and(inView'],
    'only the own cursors': ['.where(and(eq(activity.id, cursor), own))', '.where(eq(activity.id, cursor))'],
    'a cursor that is none': ["if (!last) throw new Problem('malformed');", 'if (!last) return own;'],
  }),
  ...guards('activity-verify', 'server/activity/verify.ts', {
    'a changed line': ["if (row.digest !== digestLine(row)) return 'changed';", ''],
    'a missing line': ["if (row.previousDigest !== head) return 'lines before it are missing';", ''],
    'a changed address': ['row.salt ? row.personalDigest === digestPersonal(row.salt, row)', 'row.salt ? true'],
    'a young line without its address': ['row.at < now - SHORTENED_AFTER', 'true'],
    'a missing end': ['if (counted && counted.seq !== sequence)', 'if (false)'],
  }),
  ...guards('activity-verify', 'server/activity/checkpoint.ts', {
    'a sealed beginning': ['keys.open(PURPOSE, bound(row), { keyId: row.keyId, text: row.seal });', ''],
  }),
  ...guards('sessions', 'server/http/session.ts', {
    'idle sessions end': ['now < session.idleExpiresAt &&', ''],
    'old sessions end': ['now < session.expiresAt &&', ''],
    'a clock that goes back': ['now > session.lastSeenAt - CLOCK_TOLERANCE &&', ''],
    'disabled accounts': ['account.disabledAt === null', 'true'],
  }),
  ...guards('step-up', 'server/http/session.ts', {
    'the token at the commit': ['eq(sessions.tokenHash, session.tokenHash),', 'eq(sessions.id, session.id),'],
  }),
  ...guards('origins', 'server/http/gate.ts', {
    'an origin is needed': ["if (changesSomething) throw new Problem('origin-refused');", ''],
    'a listed origin is needed': [
      "if (!granted) throw new Problem('origin-refused');",
      'if (!granted) return NO_ORIGIN;',
    ],
    'what the browser says must agree': ['if (changesSomething && !this.#agrees(', 'if (false && !this.#agrees('],
  }),
  ...guards('origins', 'server/http/answer.ts', {
    'an origin does what it may': ["if (!admission.may(route.capability)) throw new Problem('origin-refused');", ''],
  }),
  ...guards('throttling', 'server/http/throttle.ts', {
    'attempts on a secret': [
      'const attempts = await reserveProgressive(tx, buckets.secret, limits, now);',
      'const attempts = 1;',
    ],
    'attempts of a network': [
      'await reserveInWindow(tx, networkBucket(buckets.network), limits.perNetwork, limits.window, now);',
      '',
    ],
    'attempts on the server': ['await reserveInWindow(tx, OVERALL, limits.overall, limits.window, now);', ''],
  }),
  ...guards('throttling', 'server/sign-in/password-attempt.ts', {
    'an end to guesses of a known browser': ['return forgetDevice(tx, device);', 'return;'],
    'an allowance of its own': [
      'device === undefined ? { secret, network: visit.network } : { secret }',
      '{ secret, network: visit.network }',
    ],
  }),
  ...guards('commands', 'server/sign-in/password-attempt.ts', {
    'a new password required meanwhile': ['eq(passwords.mustChange, stored.mustChange),', ''],
  }),
  ...guards('client-address', 'server/http/client-address.ts', {
    'only what proxies wrote': ['if (address === undefined) break;', 'if (address === undefined) continue;'],
  }),
];
