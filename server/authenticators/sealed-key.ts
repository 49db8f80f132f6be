import { decodeBase32IgnorePadding, encodeBase32UpperCaseNoPadding } from '@oslojs/encoding';
import type { KeyRing, Sealed } from '../keys.ts';

const PURPOSE = 'authenticator';

/** Whose key it is: put into another row or account, it does not open. */
interface Owner {
  readonly accountId: string;
  readonly id: string;
}

const bound = ({ accountId, id }: Owner): string => `${accountId}\0${id}`;

/** The key as people and QR codes have it: base32 (RFC 4648 §6) without padding. */
export const spell = (key: Uint8Array): string => encodeBase32UpperCaseNoPadding(key);

export const sealKey = (keys: KeyRing, owner: Owner, key: Uint8Array): Sealed =>
  keys.seal(PURPOSE, bound(owner), spell(key));

/** Throws a `KeyError` when it cannot: that is never the same as no second factor. */
export const openKey = (
  keys: KeyRing,
  owner: Owner,
  stored: { readonly key: string; readonly keyId: string },
): Uint8Array => decodeBase32IgnorePadding(keys.open(PURPOSE, bound(owner), { text: stored.key, keyId: stored.keyId }));
