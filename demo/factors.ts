import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { decodeBase32IgnorePadding } from '@oslojs/encoding';
import { record, type ActivityEvent } from 'account-elements-server/activity/record.js';
import { authenticators } from 'account-elements-server/authenticators/schema.js';
import { sealKey } from 'account-elements-server/authenticators/sealed-key.js';
import type { Dependencies } from 'account-elements-server';
import type { Queryable } from 'account-elements-server/db/open.js';
import { passkeys } from 'account-elements-server/passkeys/schema.js';
import { newRecoveryCode, recoveryCodeHash } from 'account-elements-server/recovery-codes/code.js';
import { recoveryCodes } from 'account-elements-server/recovery-codes/schema.js';
import type { Factors } from './people.ts';

type Needs = Pick<Dependencies, 'config' | 'keys'>;
type Occasion = Pick<ActivityEvent, 'visit' | 'at'>;

/** Ten were made; the others have been used. */
const RECOVERY_CODES = 10;

const newId = (): string => randomBytes(16).toString('base64url');

/** The second factors of a seeded person, as if set up on that day. */
export async function addFactors(
  tx: Queryable,
  { config, keys }: Needs,
  accountId: string,
  { authenticator, passkey, recoveryCodesLeft }: Factors,
  { at, visit }: Occasion,
): Promise<void> {
  const note = (type: ActivityEvent['type']) => record(tx, { type, accountId, at, ...(visit && { visit }) });
  const id = newId();
  const sealed = sealKey(keys, { accountId, id }, decodeBase32IgnorePadding(authenticator.key));
  const stored = { key: sealed.text, keyId: sealed.keyId, lastStep: 0, lastUsedAt: at };
  await tx.insert(authenticators).values({ id, accountId, name: authenticator.name, createdAt: at, ...stored });
  await note('authenticator_added');

  await tx.insert(recoveryCodes).values(
    Array.from({ length: RECOVERY_CODES }, (_, index) => ({
      codeHash: recoveryCodeHash(newRecoveryCode()),
      accountId,
      createdAt: at,
      usedAt: index < recoveryCodesLeft ? null : at,
    })),
  );
  await note('recovery_codes_created');

  await tx.insert(passkeys).values({
    id: newId(),
    accountId,
    credentialId: newId(),
    publicKey: newPublicKey(),
    rpId: config.passkeys.rpId,
    counter: 0,
    aaguid: passkey.aaguid,
    transports: ['hybrid', 'internal'],
    name: passkey.name,
    backupEligible: true,
    backedUp: true,
    createdAt: at,
    lastUsedAt: null,
  });
  await note('passkey_added');
}

/** Nobody has the other half: whoever tries the demo sets up a passkey of their own. COSE (RFC 9053 §7.1.1), ES256. */
function newPublicKey(): Buffer {
  const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
}
