import { guards, type Guard } from './guard.ts';

const unreadable = "throw new PasskeyRefused('unreadable');";

export const passkeyGuards: readonly Guard[] = [
  ...guards('passkey-ceremonies', 'server/passkeys/ceremony.ts', {
    'an answer is taken once': [
      '\n      .delete(passkeyCeremonies)',
      '\n      .update(passkeyCeremonies).set({ expiresAt: now() + 1 })',
    ],
    'whose question it was': ['tokenHash(challenge)), owned)', 'tokenHash(challenge)))'],
    'five minutes': ['left <= 0 || ', ''],
    'a clock that goes back': [' || left > CEREMONY_LIFE', ''],
    'the page that asked': ["if (origin !== visit.origin) throw new PasskeyRefused('origin');", ''],
    'pages that may': ['|| !config.passkeys.origins.has(origin)', ''],
    'five at once': ['await dropOldest(tx, session.id);', ''],
    'old ones go': ['await tx.delete(passkeyCeremonies).where(inArray(passkeyCeremonies.challengeHash, old));', ''],
    'a limit for each network': ['await reservePasskeyStart(tx, visit.network, config.attempts, now());', ''],
    'two tabs of one browser': ['cookies.ceremonies[0] ?? newToken()', 'newToken()'],
    'a digest alone': ['challengeHash: tokenHash(challenge),\n    purpose', 'challengeHash: challenge,\n    purpose'],
  }),
  ...guards('passkey-ceremonies', 'server/passkeys/routes.ts', {
    'factors only for pages that may': ["  'factors',\n);", "  'read',\n);"],
  }),
  ...guards('passkey-ceremonies', 'components/contract/passkeys.ts', {
    'step-up to add one': [
      "    stepUp: 'enrolment',\n    problems: ['passkey-refused',",
      "    problems: ['passkey-refused',",
    ],
  }),
  ...guards('passkeys', 'components/contract/passkeys.ts', {
    'step-up to remove one': ["    stepUp: 'highest',\n", ''],
  }),
  ...guards('passkeys', 'server/passkeys/store.ts', {
    'only the own': ['and(eq(passkeys.accountId, accountId), eq(passkeys.id, id))', 'eq(passkeys.id, id)'],
    'only the own in lists': ['.where(eq(passkeys.accountId, accountId))', ''],
  }),
  ...guards('passkeys', 'server/passkeys/creation.ts', {
    'twenty at the beginning': ['await requireRoom(db, account.id);', ''],
    'twenty at the end': ['await requireRoom(tx, account.id);', ''],
    'in passing at the beginning': ['if (conditional && !', 'if (false && !'],
    'in passing at the end': ['if (inPassing && !', 'if (false && !'],
    'compare-and-swap': ['await raiseSecurityVersion(tx, account.id, from);', ''],
    'only a gesture is a proof': ['const methods = personVerified\n', 'const methods = (personVerified || true)\n'],
    'none that is there already': [
      'const excludeCredentials = await descriptorsOf(',
      'const excludeCredentials = []; void (',
    ],
  }),
  ...guards('passkeys', 'server/passkeys/routes.ts', {
    'what it proved is past': ['.filter(({ passkeyId }) => passkeyId !== id)', ''],
    'the last way in': ['await requireWayIn(tx, account.id);', ''],
    'recovery codes that stand in for nothing': ['await removeNeedlessCodes(tx, request)', 'false'],
    'compare-and-swap': ['await raiseSecurityVersion(tx, account.id, from);', ''],
  }),
  ...guards('passkeys', 'server/passkeys/prove-passkey.ts', {
    'disabled accounts': ["if (account.disabledAt !== null) throw new PasskeyRefused('disabled');", ''],
    'accounts that are disabled meanwhile': [', isNull(accounts.disabledAt)', ''],
    'passkeys that are removed meanwhile': [
      "if (!current) throw new Problem('passkey-refused');",
      'if (!current) return;',
    ],
  }),
  ...guards('passkeys', 'server/passkeys/attestation.ts', {
    presence: ['requireUserPresence: asked', 'requireUserPresence: false'],
    verification: ['requireUserVerification: asked', 'requireUserVerification: false'],
  }),
  ...guards('passkey-forgery', 'server/passkeys/prove-passkey.ts', {
    frames: ['requireTopLevel(clientData);', ''],
    'the account that is signed in': ["if (account.id !== accountId) throw new PasskeyRefused('other-account');", ''],
    'the account that the passkey names': ['requireUserHandle(response, account.userHandle, owner !== undefined);', ''],
    'an account that is named at the sign-in': ['known && handle === null', 'handle === null'],
    'plain signatures': ["requirePlainSignature(publicKey, Buffer.from(signed.signature, 'base64url'));", ''],
    'the origin': ['expectedOrigin: origin', "expectedOrigin: [origin, 'https://evil.account.example']"],
    'the relying party': ['expectedRPID: rpId', "expectedRPID: [rpId, 'evil.example']"],
    verification: ['requireUserVerification: true', 'requireUserVerification: false'],
    'the verdict that is returned': ["if (!verified) throw new PasskeyRefused('signature');", ''],
    'what can be synced': ['if ((told.credentialDeviceType', 'if (false && (told.credentialDeviceType'],
    'a counter that only goes up': [', lt(passkeys.counter, counter)', ''],
    'a counter that goes back, on record': ['&& counter <= current.counter', '&& false'],
    'a refusal on record': ['await commit((tx) => record(tx, { ...line', 'void ((tx: never) => record(tx, { ...line'],
  }),
  ...guards('passkey-forgery', 'server/passkeys/ceremony.ts', {
    'one spelling of a challenge': [
      'eq(passkeyCeremonies.challengeHash, tokenHash(challenge))',
      "eq(passkeyCeremonies.challengeHash, tokenHash(Buffer.from(challenge, 'base64url').toString('base64url')))",
      'case 073',
    ],
    'a question of this kind': [' || !purposes.includes(open.purpose)', ''],
  }),
  ...guards('passkey-forgery', 'server/passkeys/creation.ts', {
    frames: ['requireTopLevel(clientData);', ''],
    'one answer for a passkey of somebody else': ['isUniqueViolation(cause) ?', 'false ?'],
    'what it was asked for': ["const purposes = ['create', ", "const purposes = ['reauth', 'create', "],
  }),
  ...guards('passkey-forgery', 'server/passkeys/attestation.ts', {
    'bytes that say no more': [`if (!bytes.equals(isoCBOR.encode(decoded))) ${unreadable}`, ''],
    'nothing beside it': ['v.check(({ size }) => size === 3),', ''],
    'authenticator data that are plain': [`if (!whole.equals(authData)) ${unreadable}`, ''],
    'one credential id': [`if (Buffer.from(credentialID).toString('base64url') !== id) ${unreadable}`, ''],
    'kinds of attestation': ['requireKind(fmt, attStmt, algorithm);', ''],
    'no certificates': ['statement.size === 2 && ', ''],
    'the algorithm of the key': [" || statement.get('alg') !== algorithm", ''],
    'nothing said by nobody': [' && statement.size === 0', ''],
    'good keys': [
      'requireGoodKey(isoCBOR.decodeFirst<CoseKey>(credentialPublicKey))',
      'Number(isoCBOR.decodeFirst<CoseKey>(credentialPublicKey).get(3))',
    ],
    'plain signatures': ["if (fmt === 'packed') requirePlain", "if (fmt === '') requirePlain"],
    'the origin': ['expectedOrigin: origin', "expectedOrigin: [origin, 'https://evil.account.example']"],
    'the relying party': ['expectedRPID: rpId', "expectedRPID: [rpId, 'evil.example']"],
    'the verdict that is returned': ["if (!verified) throw new PasskeyRefused('signature');", ''],
  }),
  ...guards('passkey-forgery', 'server/passkeys/public-key.ts', {
    'nothing beside it': ["if (key.size !== size) throw new PasskeyRefused('kind');", ''],
    'large keys': ['bits < RSA_BITS.min || ', ''],
    'keys that are not too large': [' || bits > RSA_BITS.max', ''],
    'the usual exponent': ["if (details?.publicExponent !== 65_537n) throw new PasskeyRefused('kind');", ''],
    'the curve of Ed25519': ['kty !== COSEKTY.OKP || crv !== COSECRV.ED25519', 'false'],
    'the curve of ES256': ['kty !== COSEKTY.EC2 || crv !== COSECRV.P256', 'false'],
  }),
  ...guards('passkey-forgery', 'server/passkeys/client-data.ts', {
    'frames of which nobody tells': ['crossOrigin: v.optional(v.literal(false)), ', ''],
    'frames of which somebody tells': [', topOrigin: v.optional(v.never())', ''],
  }),
  ...guards('passkey-forgery', 'server/passkeys/plain-signature.ts', {
    'a sequence': ['signature[0] === SEQUENCE && ', ''],
    'of its length': [' && signature[1] === signature.length - 2', ''],
    'of two numbers': [' && end === signature.length', ''],
    'as short as can be': [' && isShortest', ''],
  }),
  ...guards('passkey-pages', 'server/config.ts', {
    'a relying party above the own host': ['|| !hostname.endsWith(`.${text}`)', ''],
    'a relying party that is no ending': ["!text.includes('.') || ", ''],
    'origins that may manage factors': [".filter(([, may]) => may.has('factors'))", ''],
  }),
];
