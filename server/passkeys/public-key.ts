import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { cose } from '@simplewebauthn/server/helpers';
import { PasskeyRefused } from './refusal.ts';

const { COSEALG, COSECRV, COSEKEYS, COSEKTY } = cose;

/** The signatures that are asked for, the ones we like best first: Ed25519, ES256, RS256. */
export const ALGORITHMS: readonly number[] = [COSEALG.EdDSA, COSEALG.ES256, COSEALG.RS256];

/** Enough until 2030 (NIST SP 800-57); larger ones make the server work, and nobody makes them. */
const RSA_BITS = { min: 2048, max: 4096 };

/** A key as it stands in authenticator data, already decoded from CBOR. */
export type CoseKey = ReadonlyMap<unknown, unknown>;

/**
 * Refuses a key that is not exactly what its algorithm says (WebAuthn Level 3 §5.8.5, §6.5.1.1): its curve, its
 * parameters and no further ones, a point that is on the curve, RSA of a size that can be trusted. Returns the algorithm.
 */
export function requireGoodKey(key: CoseKey): number {
  const algorithm = key.get(COSEKEYS.alg);
  const { jwk, size } = toJwk(key, algorithm);
  if (key.size !== size) throw new PasskeyRefused('kind');
  const { asymmetricKeyDetails: details } = createPublicKey({ key: jwk, format: 'jwk' });
  if (algorithm === COSEALG.RS256) {
    const bits = details?.modulusLength ?? 0;
    if (bits < RSA_BITS.min || bits > RSA_BITS.max) throw new PasskeyRefused('kind');
    // What all of them have. A long one would make each verification slow.
    if (details?.publicExponent !== 65_537n) throw new PasskeyRefused('kind');
  }
  return algorithm as number;
}

function toJwk(key: CoseKey, algorithm: unknown): { jwk: JsonWebKey; size: number } {
  const [kty, crv] = [key.get(COSEKEYS.kty), key.get(COSEKEYS.crv)];
  const bytes = (name: number) => Buffer.from(key.get(name) as Uint8Array).toString('base64url');
  switch (algorithm) {
    case COSEALG.EdDSA:
      if (kty !== COSEKTY.OKP || crv !== COSECRV.ED25519) break;
      return { jwk: { kty: 'OKP', crv: 'Ed25519', x: bytes(COSEKEYS.x) }, size: 4 };
    case COSEALG.ES256:
      if (kty !== COSEKTY.EC2 || crv !== COSECRV.P256) break;
      return { jwk: { kty: 'EC', crv: 'P-256', x: bytes(COSEKEYS.x), y: bytes(COSEKEYS.y) }, size: 5 };
    case COSEALG.RS256:
      if (kty !== COSEKTY.RSA) break;
      return { jwk: { kty: 'RSA', n: bytes(COSEKEYS.n), e: bytes(COSEKEYS.e) }, size: 4 };
  }
  throw new PasskeyRefused('kind');
}
