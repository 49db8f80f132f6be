import { DIGITS, PERIOD_SECONDS } from './time-code.ts';

/**
 * What the QR code says (github.com/google/google-authenticator/wiki/Key-Uri-Format).
 * Spaces are `%20`: applications show a `+` as it is. A colon would end the issuer.
 */
export function keyUri(issuer: string, account: string, key: string): string {
  const [by, name] = [issuer, account].map((text) => encodeURIComponent(text.replaceAll(':', ' ')));
  return `otpauth://totp/${by}:${name}?secret=${key}&issuer=${by}&algorithm=SHA1&digits=${DIGITS}&period=${PERIOD_SECONDS}`;
}
