import { domainToASCII } from 'node:url';
import { EMAIL_MAX_LENGTH } from 'account-elements/contract/account.js';

/**
 * The one spelling of an e-mail address: what is compared, stored and written
 * to. Made before anything else looks at the address, because a check of
 * another spelling is a check of another address. `undefined`: not an address.
 */
export function canonicalEmail(typed: string): string | undefined {
  const text = typed.normalize('NFC').trim().toLowerCase().normalize('NFC');
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainToASCII(text.slice(at + 1));
  const email = `${local}@${domain}`;
  const valid = LOCAL.test(local) && DOMAIN.test(domain) && Buffer.byteLength(email) <= EMAIL_MAX_LENGTH;
  return at > 0 && valid ? email : undefined;
}

// Letters, digits and signs without meaning in a header; no quoted names, no spaces, no controls.
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
