import { createHash } from 'node:crypto';

/** The same for a person at every start, so that an application that has scanned it goes on working. 160 bits in base32. */
export function demoKey(email: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const digest = createHash('sha256').update(`demo authenticator of ${email}`).digest();
  return Array.from(digest, (byte) => alphabet[byte % 32]).join('');
}
