import type { ReauthMethod, StepUp } from 'account-elements/contract/step-up.js';
import type { Proof } from '../sessions/schema.ts';
import { hasSecondFactor, type Factors } from './factors.ts';

/** What a proof is checked against. */
export interface Demand {
  readonly wanted: StepUp;
  readonly factors: Factors;
  /** How long a proof counts, in milliseconds. */
  readonly window: number;
  readonly now: number;
}

/**
 * Until when proofs reach what is wanted; `undefined` when they do not. Being
 * active does not make it longer, and of two factors the earlier proof decides.
 * A code or a recovery code alone is never one.
 */
export function provenUntil(proofs: readonly Proof[], { wanted, factors, window, now }: Demand): number | undefined {
  const { code, passkey, password, 'recovery-code': recovery } = freshEnds(proofs, window, now);
  if (wanted === 'recent' || !hasSecondFactor(factors)) return latest(passkey, password);
  return latest(passkey, both(password, code), wanted === 'enrolment' ? both(password, recovery) : undefined);
}

/** The ways that lead on to what is wanted, strongest first: none that ends nowhere. */
export function nextMethods(proofs: readonly Proof[], { wanted, factors, window, now }: Demand): ReauthMethod[] {
  const ends = freshEnds(proofs, window, now);
  const alone = wanted === 'recent' || !hasSecondFactor(factors);
  const code = factors.usableAuthenticators > 0;
  const recovery = wanted === 'enrolment' && factors.recoveryCodes > 0 && !hasUsedRecoveryCode(proofs);
  const hasPassword = ends.password !== undefined;
  const hasSecond = ends.code !== undefined || (wanted === 'enrolment' && ends['recovery-code'] !== undefined);
  // One that is held works beside a password alone.
  const held = factors.heldPasskeys > 0;
  const ways: readonly (readonly [ReauthMethod, boolean])[] = [
    ['passkey', factors.passkeys > factors.heldPasskeys || (held && hasPassword)],
    ['password', factors.password && (alone || (!hasPassword && (code || recovery || hasSecond || held)))],
    ['code', !alone && hasPassword && code],
    ['recovery-code', !alone && hasPassword && recovery],
  ];
  return ways.filter(([, open]) => open).map(([method]) => method);
}

/** Whether a proof of that kind counts yet. */
export const isFresh = (proofs: readonly Proof[], method: ReauthMethod, window: number, now: number): boolean =>
  freshEnds(proofs, window, now)[method] !== undefined;

/** One recovery code in each session: a second one is no further proof of anything. */
export const hasUsedRecoveryCode = (proofs: readonly Proof[]): boolean =>
  proofs.some(({ method }) => method === 'recovery-code');

/** What is left of proofs that count no more: that a recovery code was used. */
export const pastProofs = (proofs: readonly Proof[]): Proof[] =>
  proofs.filter(({ method }) => method === 'recovery-code').map((proof) => ({ ...proof, at: 0 }));

/** How strong proofs are, whenever they were given: 2 with two factors, or a passkey, which is two in one. */
export function levelOf(proofs: readonly Proof[]): 1 | 2 {
  const methods = new Set(proofs.map(({ method }) => method));
  const second = methods.has('code') || methods.has('recovery-code');
  return methods.has('passkey') || (methods.has('password') && second) ? 2 : 1;
}

/** A new proof beside those of other kinds; the one before of its own kind is past. */
export const withProof = (proofs: readonly Proof[], added: Proof): Proof[] => [
  ...proofs.filter(({ method }) => method !== added.method),
  added,
];

function freshEnds(proofs: readonly Proof[], window: number, now: number): Partial<Record<Proof['method'], number>> {
  const ends = proofs.map(({ at, method }) => [method, at + window] as const);
  return Object.fromEntries(ends.filter(([, end]) => now < end));
}

type End = number | undefined;

const both = (one: End, other: End): End =>
  one === undefined || other === undefined ? undefined : Math.min(one, other);

const latest = (...ends: readonly End[]): End => {
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};
