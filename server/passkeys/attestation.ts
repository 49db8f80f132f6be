import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { isoCBOR, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import * as v from 'valibot';
import type { PasskeyAttestation } from 'account-elements/contract/passkey-ceremony.js';
import type { Ceremony } from './ceremony.ts';
import { requirePlainSignature } from './plain-signature.ts';
import { ALGORITHMS, requireGoodKey, type CoseKey } from './public-key.ts';
import { PasskeyRefused, refuseIfThrown } from './refusal.ts';

/** What is known of a passkey once its creation was verified. */
export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly aaguid: string;
  readonly transports: readonly string[];
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  /** Whether the person was there and showed that it was them: then it proves who they are, too. */
  readonly personVerified: boolean;
}

/**
 * Verifies that a passkey was created for us (WebAuthn Level 3 §7.1).
 * SimpleWebAuthn checks what it says, type, challenge, origin, relying party,
 * presence, verification, algorithm and signature; here is what it leaves to its caller.
 */
export async function verifyAttestation(
  response: PasskeyAttestation,
  { challenge, origin, purpose }: Ceremony,
  rpId: string,
): Promise<NewPasskey> {
  const { clientDataJSON, attestationObject, transports = [] } = response.response;
  const parsed = await refuseIfThrown('unreadable', () => readAttestation(response));
  // Made in passing, nobody was asked (§7.1, step 14): the one exception from presence and verification.
  const asked = purpose !== 'create-conditionally';
  const { registrationInfo: made, verified } = await refuseIfThrown('response', () =>
    verifyRegistrationResponse({
      response: { ...toLibrary(response), response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserPresence: asked,
      requireUserVerification: asked,
      supportedAlgorithmIDs: [...ALGORITHMS],
    }),
  );
  if (!verified) throw new PasskeyRefused('signature');
  return {
    credentialId: made.credential.id,
    publicKey: Buffer.from(made.credential.publicKey),
    counter: made.credential.counter,
    aaguid: made.aaguid,
    transports,
    backupEligible: made.credentialDeviceType === 'multiDevice',
    backedUp: made.credentialBackedUp,
    personVerified: parsed.flags.up && parsed.flags.uv,
  };
}

/** §6.5.4; CBOR's maps are JavaScript's. */
const AttestationObject = v.pipe(
  v.map(v.string(), v.unknown()),
  v.check(({ size }) => size === 3),
  v.transform((attestation) => Object.fromEntries(attestation)),
  v.object({ fmt: v.string(), attStmt: v.map(v.string(), v.unknown()), authData: v.instance(Uint8Array) }),
);

/**
 * Only what was asked for is looked at any further: no attestation, or one by the
 * passkey itself. Others come with certificates, and nobody shall parse those for a stranger.
 */
function readAttestation({ id, response }: PasskeyAttestation): ReturnType<typeof parseAuthenticatorData> {
  const bytes = Buffer.from(response.attestationObject, 'base64url');
  const decoded = isoCBOR.decodeFirst<never>(new Uint8Array(bytes));
  // Bytes that say the same in another way, or say more, are none that a browser sends (CTAP 2.2 §8).
  if (!bytes.equals(isoCBOR.encode(decoded))) throw new PasskeyRefused('unreadable');
  const { attStmt, authData, fmt } = v.parse(AttestationObject, decoded);

  const parsed = parseAuthenticatorData(new Uint8Array(authData));
  const { credentialID, credentialPublicKey, extensionsDataBuffer } = parsed;
  if (!credentialID || !credentialPublicKey) throw new PasskeyRefused('unreadable');
  const head = authData.subarray(0, FIXED + credentialID.length);
  const whole = Buffer.concat([head, credentialPublicKey, extensionsDataBuffer ?? NOTHING]);
  if (!whole.equals(authData)) throw new PasskeyRefused('unreadable');
  if (Buffer.from(credentialID).toString('base64url') !== id) throw new PasskeyRefused('unreadable');

  const algorithm = requireGoodKey(isoCBOR.decodeFirst<CoseKey>(credentialPublicKey));
  requireKind(fmt, attStmt, algorithm);
  if (fmt === 'packed') requirePlainSignature(credentialPublicKey, attStmt.get('sig') as Uint8Array);
  return parsed;
}

/** Hash of the relying party, flags, counter, AAGUID and the length of the id: all that has a fixed place. */
const FIXED = 32 + 1 + 4 + 16 + 2;
const NOTHING = new Uint8Array();

function requireKind(format: string, statement: CoseKey, algorithm: number): void {
  if (format === 'none' && statement.size === 0) return;
  // §8.2: of its own making, it says nothing but by which algorithm it signed, which is that of its key.
  const byItself = format === 'packed' && statement.size === 2 && statement.has('sig');
  if (!byItself || statement.get('alg') !== algorithm) throw new PasskeyRefused('kind');
}

/** As SimpleWebAuthn wants it. Nothing of it reads extensions. */
export const toLibrary = <Response extends { id: string; rawId: string; type: 'public-key' }>(response: Response) => ({
  ...response,
  clientExtensionResults: {},
});
