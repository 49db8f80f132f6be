import { cose, isoCBOR } from '@simplewebauthn/server/helpers';
import type { CoseKey } from './public-key.ts';
import { PasskeyRefused } from './refusal.ts';

const INTEGER = 0x02;
const SEQUENCE = 0x30;

/**
 * Signatures of ES256 are two numbers in DER, which has one way to write them (X.690 §10). SimpleWebAuthn reads others as
 * well: bytes that nobody signed. Those of the other algorithms are numbers of a fixed length.
 */
export function requirePlainSignature(publicKey: Uint8Array, signature: Uint8Array): void {
  const key = isoCBOR.decodeFirst<CoseKey>(new Uint8Array(publicKey));
  if (key.get(cose.COSEKEYS.alg) !== cose.COSEALG.ES256) return;
  const end = endOfInteger(signature, endOfInteger(signature, 2));
  const isPlain = signature[0] === SEQUENCE && signature[1] === signature.length - 2 && end === signature.length;
  if (!isPlain) throw new PasskeyRefused('signature');
}

/** Where the positive number that begins here ends; nowhere, if it is none or longer than it has to be. */
function endOfInteger(bytes: Uint8Array, start: number): number {
  const [kind, length = 0, first = 0, second = 0] = bytes.subarray(start);
  const isShortest = first > 0 || length === 1 || second >= 0x80;
  return kind === INTEGER && length > 0 && first < 0x80 && isShortest ? start + 2 + length : Number.NaN;
}
