import { randomBytes } from 'node:crypto';
import { verifyHOTP } from '@oslojs/otp';

/*
 * Codes that follow the clock (RFC 6238), in the one kind that every
 * authenticator application understands: SHA-1, six digits, 30 seconds.
 */

export const DIGITS = 6;
export const PERIOD_SECONDS = 30;

/** 160 random bits (RFC 4226 §4, R6). */
export const newKey = (): Uint8Array => randomBytes(20);

/**
 * The time steps whose code this is, one to either side of now included
 * (RFC 6238 §5.2): people type slowly, and clocks differ.
 */
export function stepsOf(code: string, key: Uint8Array, now: number): number[] {
  const current = Math.floor(now / (PERIOD_SECONDS * 1000));
  return [current - 1, current, current + 1].filter((step) => verifyHOTP(key, BigInt(step), DIGITS, code));
}
