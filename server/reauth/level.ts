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
 */
export function provenUntil(proofs: readonly Proof[], { wanted, factors, window, now }: Demand): number | undefined {
  const ends = freshEnds(proofs, window, now);
  const both = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined ? undefined : Math.min(one, other);
  const { code, passkey, password } = ends;
  if (wanted === 'recent' || !hasSecondFactor(factors)) return latest(Object.values(ends));
  return latest([
    passkey,
    both(password, code),
    wanted === 'enrolment' ? both(password, ends['recovery-code']) : undefined,
  ]);
}

/** The ways that lead on to what is wanted, strongest first: none that ends nowhere. */
export function nextMethods(proofs: readonly Proof[], { wanted, factors, window, now }: Demand): ReauthMethod[] {
  const { password } = freshEnds(proofs, window, now);
  const code = factors.usableAuthenticators > 0;
  // One recovery code per sign-in: a second one is no further proof of anything.
  const recovery =
    wanted === 'enrolment' && factors.recoveryCodes > 0 && !proofs.some(({ method }) => method === 'recovery-code');
  const alone = wanted === 'recent' || !hasSecondFactor(factors);
  const ways: readonly (readonly [ReauthMethod, boolean])[] = [
    ['passkey', factors.passkeys > 0],
    ['password', factors.password && (alone || (password === undefined && (code || recovery)))],
    ['code', !alone && password !== undefined && code],
    ['recovery-code', !alone && password !== undefined && recovery],
  ];
  return ways.filter(([, open]) => open).map(([method]) => method);
}

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

const latest = (ends: readonly (number | undefined)[]): number | undefined => {
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};
