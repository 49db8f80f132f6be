import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Passwords that guessers try first, as a Bloom filter: it knows every listed
 * one, and takes one in a million others for listed. What is in it, from where
 * and how it is made: `tools/common-passwords.js`.
 */
const filter = readFileSync(new URL('./common-passwords.bin', import.meta.url));

/** Must be what the generator does. */
const PROBES = 20;

export function isCommonPassword(password: string): boolean {
  const digest = createHash('sha256').update(password.normalize('NFC').toLowerCase()).digest();
  const bits = filter.length * 8;
  let position = digest.readUIntBE(0, 6);
  const step = digest.readUIntBE(6, 6);
  for (let probe = 0; probe < PROBES; probe++) {
    const bit = position % bits;
    if (!((filter[Math.floor(bit / 8)] ?? 0) & (1 << (bit % 8)))) return false;
    position += step;
  }
  return true;
}
