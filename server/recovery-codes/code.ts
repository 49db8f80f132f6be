import { hash, randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O and U, which look like others or spell words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 24;

/** 24 characters of five random bits each. */
export const newRecoveryCode = (): string => Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % 32]).join('');

/** `XXXX-XXXX-…`, as people read and type it. */
export const inGroups = (code: string): string => code.replaceAll(/.{4}(?=.)/g, '$&-');

/** How a code is kept: with 120 random bits there is nothing to guess, so a plain digest will do (NIST SP 800-63B-4 §3.1.2.2). */
export const recoveryCodeHash = (code: string): string => hash('sha256', code, 'base64url');
