import { activityGuards } from './activity-guards.ts';
import { backupGuards } from './backup-guards.ts';
import { emailGuards } from './email-guards.ts';
import { httpGuards } from './http-guards.ts';
import { liveGuards } from './live-guards.ts';
import { lockdownGuards } from './lockdown-guards.ts';
import { guards, type Guard } from './guard.ts';
import { mailGuards } from './mail-guards.ts';
import { webhookGuards } from './webhook-guards.ts';
import { metricsGuards } from './metrics-guards.ts';
import { passkeyGuards } from './passkey-guards.ts';

export const allGuards: readonly Guard[] = [
  ...passkeyGuards,
  ...mailGuards,
  ...emailGuards,
  ...lockdownGuards,
  ...activityGuards,
  ...liveGuards,
  ...webhookGuards,
  ...backupGuards,
  ...metricsGuards,
  ...httpGuards,
  ...guards('step-up', 'server/http/answer.ts', {
    'step-up at the beginning': ['return requireProof(db,', 'return (async (..._: unknown[]) => {})(db,'],
    'use of an old token on record': ['await noteRotatedToken(', 'void (async (..._: unknown[]) => {})('],
  }),
  ...guards('another-account', 'server/http/answer.ts', {
    'whose page it is': ['requireMeant(request.headers, signedIn);', ''],
  }),
  ...guards('step-up', 'server/http/request.ts', {
    'step-up at the commit': ['await requireProof(tx,', 'void (async (..._: unknown[]) => {})(tx,'],
  }),
  ...guards('session-list', 'server/http/request.ts', {
    'the session at the commit': ['if (!(await isStillSignedIn(tx, session, at)))', 'if (false)'],
  }),
  ...guards('step-up', 'components/contract/password.ts', {
    'step-up to change the password': ["stepUp: 'highest',", ''],
  }),
  ...guards('step-up', 'components/contract/sessions.ts', {
    'step-up to end a session': ["stepUp: 'recent',", ''],
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
    'a right proof starts the count anew': ['await attemptSucceeded(tx, proven.attempt.reservation);', ''],
    'the password is still the one checked': ['await requireUnchanged(tx, proven);', ''],
    'the window of a new proof': ['{ level: levelOf(methods), methods }', '{ level: levelOf(methods) }'],
    'the session on record': ["({ type: 'authn_reauth_fail', sessionId: id })", "({ type: 'authn_reauth_fail' })"],
  }),
  ...guards('step-up', 'server/sign-in/password-attempt.ts', {
    'a failure on record': ['await commit((tx) => attemptFailed(', 'if (false) await commit((tx) => attemptFailed('],
    'a wrong password is wrong': ['if (usable && verification.correct)', 'if (usable)'],
  }),
  ...guards('password-change', 'server/password/routes.ts', {
    'the policy': ["requireGoodPassword(newPassword, { ...account, company: config.company }, 'newPassword');", ''],
    'leaked passwords': ["await requireUnbreached(request, newPassword, 'newPassword')", 'true'],
    'another password than before': ['await requireAnother(request, newPassword, before.stored);', ''],
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('password-change', 'server/password/store.ts', {
    'the count of guesses forgotten': ['await forgetAttempts(tx, passwordBucket(accountId));', ''],
  }),
  ...guards('password-change', 'server/accounts/security-version.ts', {
    'compare-and-swap': [', eq(accounts.securityVersion, from)', ''],
  }),
  ...guards('password-change', 'server/sessions/factor-change.ts', {
    'the own token renewed': ['await rotateToken(tx, request, reason, changes);', ''],
    'others signed out': ['if (endOthers) return signOutOthers(tx, request, reason);', ''],
  }),
  ...guards('step-up', 'server/sessions/factor-change.ts', {
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
    'a cursor that is none': [
      "if (!position) throw new Problem('malformed');",
      'if (!position) return { at: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER };',
    ],
  }),
  ...guards('activity-verify', 'server/activity/verify.ts', {
    'a changed line': ["if (row.digest !== digestLine(row)) return 'changed';", ''],
    'a missing line': ["if (row.previousDigest !== head) return 'lines before it are missing';", ''],
    'a changed address': ['!row.salt || row.personalDigest === digestPersonal(row.salt, row)', 'true'],
    'a young line without its address': ['row.at >= now - SHORTENED_AFTER', 'false'],
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
  ...guards('refused-hosts', 'server/http/refused-hosts.ts', {
    'no log that anybody fills': [' || this.#told.size >= MOST', ''],
    'text alone in the log': ['.replaceAll(/[^\\x21-\\x7e]/g,', '.replaceAll(/[^\\0-\\uffff]/g,'],
  }),
  ...guards('origins', 'server/http/gate.ts', {
    'nothing for a link elsewhere': ['? ELSEWHERE : NO_ORIGIN', '? NO_ORIGIN : NO_ORIGIN', 'a link or a picture'],
  }),
  ...guards('input', 'server/http/answer.ts', {
    'no file behind HEAD': ['(endpoint.stream || endpoint.download) &&', 'endpoint.stream &&', 'case 055'],
  }),
  ...guards('origins', 'server/http/answer.ts', {
    'an origin does what it may': ["if (!admission.may(route.capability)) throw new Problem('origin-refused');", ''],
  }),
  ...guards('throttling', 'server/sign-in/password-attempt.ts', {
    'the lock of a password': [
      'return found.stored.lockedAt === null || device !== undefined;',
      'return true;',
      'case 020',
    ],
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
  ...guards('fair-hashing', 'server/password/share.ts', {
    'turns of an account': ['[`own:${accountId}`, ', '['],
    'turns of the owners in a network': [', `own:${network}`]', ']'],
    'turns of strangers in a network': ['[`strangers:${network}`, ', '['],
    'turns of strangers at a secret': [', `strangers:${secret}`]', ']'],
  }),
  ...guards('fair-hashing', 'server/sign-in/password-attempt.ts', {
    'turns of those who prove a password': ['sealed, share)', 'sealed)'],
    'turns of owners apart from strangers': ['found && device !== undefined\n', 'false\n'],
  }),
  ...guards('fair-hashing', 'server/sign-in/password-to-store.ts', {
    'turns of those whose hash is stale': [
      'hashing.hash(password, account.id, share)',
      'hashing.hash(password, account.id)',
    ],
    'turns of those whose password was due': [
      'hashing.hash(newPassword, account.id, share)',
      'hashing.hash(newPassword, account.id)',
    ],
  }),
  ...guards('fair-hashing', 'server/password/routes.ts', {
    'turns of those who change a password': [
      'hashing.hash(newPassword, account.id, ownShare(account.id, visit.network))',
      'hashing.hash(newPassword, account.id)',
    ],
    'turns of those who change it to another': [
      'account.id, stored, ownShare(account.id, visit.network))',
      'account.id, stored)',
    ],
  }),
  ...guards('fair-hashing', 'server/sign-up/routes.ts', {
    'turns of those who sign up': [', strangersShare(visit.network))', ')'],
  }),
  ...guards('throttling', 'server/sign-in/attempt.ts', {
    'an end to guesses of a known browser': ['return forgetDevice(tx, device);', 'return;'],
    'an allowance of its own': [
      'device === undefined ? { secret, network: visit.network } : { secret: `${secret}:${device}` }',
      '{ secret, network: visit.network }',
    ],
  }),
  ...guards('commands', 'server/sign-in/password-attempt.ts', {
    'a new password required meanwhile': ['eq(passwords.mustChange, stored.mustChange),', ''],
  }),
  ...guards('client-address', 'server/http/client-address.ts', {
    'only what proxies wrote': ['if (address === undefined) break;', 'if (address === undefined) continue;'],
  }),
  ...guards('proof-level', 'server/reauth/level.ts', {
    'a code alone proves nothing': [
      'return latest(passkey, password);',
      'return latest(passkey, password, code, recovery);',
    ],
    'two factors where there are two': [
      "if (wanted === 'recent' || !hasSecondFactor(factors)) return latest",
      'if (true) return latest',
    ],
    'the earlier of two proofs': ['Math.min(one, other)', 'Math.max(one, other)'],
    'a recovery code only to enrol': [
      "wanted === 'enrolment' ? both(password, recovery) : undefined",
      'both(password, recovery)',
    ],
    'proofs end': ['ends.filter(([, end]) => now < end)', 'ends'],
    'one recovery code': ['&& !hasUsedRecoveryCode(proofs);', ';'],
    'which is remembered': [
      ".filter(({ method }) => method === 'recovery-code').map((proof) => ({ ...proof, at: 0 }))",
      '.slice(0, 0)',
    ],
  }),
  ...guards('second-factor', 'server/reauth/routes.ts', {
    'a password that is due proves nothing': ['if (proven.stored.mustChange) {', 'if (false) {'],
  }),
  ...guards('recovery-codes', 'server/reauth/routes.ts', {
    'for enrolling alone': ["body.for !== 'enrolment' || ", ''],
    'one in a session': [
      " || hasUsedRecoveryCode(await proofsOf(db, session.id))) throw new Problem('forbidden')",
      ") throw new Problem('forbidden')",
    ],
    'used up': [
      "      await proven.use(tx);\n      await addProof(tx, request, { method: 'recovery-code'",
      "      await addProof(tx, request, { method: 'recovery-code'",
    ],
    'remembered when proofs end': ['{ methods: pastProofs(await proofsOf(tx, session.id)) }', '{ methods: [] }'],
  }),
  ...guards('recovery-codes', 'server/sessions/factor-change.ts', {
    'remembered when factors change': ['.set({ methods: pastProofs(methods) })', '.set({ methods: [] })'],
  }),
  ...guards('second-factor', 'server/sign-in/second-factor.ts', {
    'a second factor is asked for': ['=> authenticators > 0;', '=> false;'],
    'one sign-in from one that waits': [
      'await redeemPending(tx, request, pending);',
      'await redeemPending(tx, request, pending).catch(() => ({ account: pending.account, proofs: [], replacement: undefined }));',
    ],
    'the second factor is used up': ['await proven.use(tx);', ''],
    'the new password': ['if (replacement) await storeChosen(', 'if (false) await storeChosen('],
  }),
  ...guards('second-factor', 'server/sign-in/pending.ts', {
    'it ends': ['gt(pendingSignIns.expiresAt, now),', ''],
    'credentials that changed meanwhile': ['eq(pendingSignIns.securityVersion, accounts.securityVersion),', ''],
    'five tries': [', lt(pendingSignIns.attempts, MOST_TRIES))', ')'],
    'one in a browser': ['await forget(tx, cookies.pending);\n  const token', 'const token'],
    'that somebody knows the password': [
      "await record(tx, { type: 'authn_second_factor_required', accountId: account.id, visit, at });",
      '',
    ],
  }),
  ...guards('second-factor', 'server/sign-in/sign-in-as.ts', {
    'nothing is left half done': ['await cancelPending(tx, request);', ''],
  }),
  ...guards('second-factor', 'server/sign-in/routes.ts', {
    'tries of a code': ['body.code, failure, triesOf(pending));\n    return', 'body.code, failure);\n    return'],
    'signing out ends what waits': [
      'if (cookies.pending !== undefined) await commit((tx) => cancelPending(tx, request));',
      '',
    ],
  }),
  ...guards('second-factor', 'server/sessions/store.ts', {
    'signing out everywhere else': ['  await endHalfDone(tx, accountId, event);\n  const others', '  const others'],
  }),
  ...guards('second-factor', 'server/authenticators/prove-code.ts', {
    'a right code starts the count anew': ['    await attemptSucceeded(tx, attempt.reservation);', ''],
    'only the own applications': [
      '.where(and(eq(authenticators.accountId, accountId), isKnownBrowser',
      '.where(and(isKnownBrowser',
    ],
    'locked ones take no code': [
      'and(eq(authenticators.accountId, accountId), isKnownBrowser ? undefined : isNull(authenticators.lockedAt))',
      'eq(authenticators.accountId, accountId)',
    ],
    'locked meanwhile': [
      '        isKnownBrowser ? undefined : isNull(authenticators.lockedAt),\n      ),\n    )\n    .returning',
      '      ),\n    )\n    .returning',
    ],
    'the lock': ['.set({ lockedAt: at })', '.set({ lockedAt: null })'],
  }),
  ...guards('second-factor', 'server/sign-in/attempt.ts', {
    'tries are taken': ['await tries?.take(tx);', ''],
    'what was refused stays counted': ['if (!isProblem(error)) await giveBack(', 'await giveBack('],
  }),
  ...guards('busy-after-proof', 'server/sign-in/attempt.ts', {
    'a right one is given back': ['if (!isProblem(error)) await giveBack(request, attempt);', ''],
    'the count is written before anybody looks': [
      'const reserved = await reserveAttempt(tx, buckets, config.attempts, now());',
      'const reserved = { ...buckets, attempts: 1 };',
    ],
  }),
  ...guards('authenticators', 'server/authenticators/prove-code.ts', {
    'a code is accepted once, one after the other': ['isNew: step > row.lastStep,', 'isNew: true,'],
    'sealed anew': ['...(resealed && { key: resealed.text, keyId: resealed.keyId })', ''],
  }),
  ...guards('authenticators', 'server/authenticators/time-code.ts', {
    'codes of now': [
      '[current - 1, current, current + 1]',
      '[current - 2, current - 1, current, current + 1, current + 2]',
    ],
  }),
  ...guards('authenticators', 'server/authenticators/key-alarm.ts', {
    'the alarm': ['await commit((tx) => record(', 'if (false) await commit((tx) => record('],
  }),
  ...guards('authenticators', 'server/sign-in/attempt.ts', {
    'tries are given back': ['await tries?.giveBack(tx);', ''],
  }),
  ...guards('authenticators', 'server/authenticators/sealed-key.ts', {
    'a key is bound to its row': ['`${accountId}\\0${id}`', '`${accountId.length + id.length}`'],
  }),
  ...guards('authenticators', 'server/authenticators/setup.ts', {
    'a right code': ['if (step !== undefined) return { id,', 'return { id,'],
    'five tries': [', lt(authenticatorSetups.attempts, MOST_TRIES))', ')'],
    'gone after five': ['if (tries >= MOST_TRIES) await tx.delete(', 'if (false) await tx.delete('],
    'of this session': ['eq(authenticatorSetups.sessionId, session.id),', ''],
    'it ends': ['gt(authenticatorSetups.expiresAt, now()),', ''],
  }),
  ...guards('authenticators', 'server/authenticators/store.ts', {
    'only the own': [
      'and(eq(authenticators.id, id), eq(authenticators.accountId, accountId))',
      'eq(authenticators.id, id)',
    ],
    'at most ten': ["if ((await namesOf(tx, accountId)).length >= MOST) throw new Problem('limit-reached');", ''],
    'the code that confirmed it is used up': ['lastStep: step }', 'lastStep: 0 }'],
  }),
  ...guards('authenticators', 'server/authenticators/routes.ts', {
    'compare-and-swap when one is added': [
      'await raiseSecurityVersion(tx, account.id, before);\n        await endSetup',
      'await endSetup',
    ],
    'compare-and-swap when one is removed': [
      'await raiseSecurityVersion(tx, account.id, before);\n        if (!(await remove',
      'if (!(await remove',
    ],
    'recovery codes go': ['await removeNeedlessCodes(tx, request)', 'false'],
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('way-in', 'server/authenticators/routes.ts', {
    'the last way in': ['await requireWayIn(tx, account.id);', ''],
  }),
  ...guards('way-in', 'server/sign-in/way-in.ts', {
    'a locked password is none': [' || passwordLocked', ''],
    'a locked application is none': ['second.usableAuthenticators > 0 ||', 'second.authenticators > 0 ||'],
  }),
  ...guards('step-up', 'components/contract/authenticators.ts', {
    'step-up to set one up': ["stepUp: 'enrolment',", ''],
    'step-up to remove one': ["stepUp: 'highest',", ''],
  }),
  ...guards('authenticators', 'components/contract/authenticators.ts', {
    'six digits': ["v.regex(/^[0-9]{6}$/, 'invalid'),", '', 'case 094'],
  }),
  ...guards('step-up', 'components/contract/recovery-codes.ts', {
    'step-up to make recovery codes': ["stepUp: 'enrolment',", ''],
  }),
  ...guards('recovery-codes', 'server/recovery-codes/prove-recovery-code.ts', {
    'only the own': [
      'and(eq(recoveryCodes.codeHash, codeHash), eq(recoveryCodes.accountId, accountId))',
      'eq(recoveryCodes.codeHash, codeHash)',
    ],
    'a used one is worth nothing': ['if (found?.usedAt === null && ', 'if (found && '],
    'once, at the same time': [
      '.where(and(own(accountId, codeHash), isNull(recoveryCodes.usedAt)))',
      '.where(own(accountId, codeHash))',
    ],
    'those that are gone meanwhile': ["if (!used) throw new Problem('wrong-credential');", '', 'case 096'],
    'a limit of guesses': [' && !isLocked(attempt, cap)', ''],
    'a right one starts the count anew': ['await attemptSucceeded(tx, attempt.reservation);', ''],
    'the lock on record': ['close: async () => attempt.reservation.attempts === cap', 'close: async () => false'],
  }),
  ...guards('recovery-codes', 'server/recovery-codes/routes.ts', {
    'not without a second factor': [
      "if (!standForSomething(await factorsOf(tx, account.id))) throw new Problem('forbidden');",
      '',
    ],
    'compare-and-swap': ['await raiseSecurityVersion(tx, account.id, before);', ''],
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('recovery-codes', 'server/recovery-codes/store.ts', {
    'those of before stop working': [
      'await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));\n  await tx\n    .insert',
      'await tx\n    .insert',
    ],
    'digests alone are kept': ['codeHash: recoveryCodeHash(code)', 'codeHash: code'],
  }),
  ...guards('commands', 'server/operations/account-commands.ts', {
    'applications are unlocked, too': [
      'await tx.update(authenticators).set({ lockedAt: null }).where(eq(authenticators.accountId, id));',
      '',
    ],
  }),
  ...guards('second-factor-races', 'server/authenticators/prove-code.ts', {
    'a code is accepted once, at the same time': ['lt(authenticators.lastStep, step),', ''],
  }),
];
