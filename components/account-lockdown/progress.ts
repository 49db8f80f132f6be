import type { Lockdown } from '../contract/account-lockdown.ts';

/** One thing after the other; what needs no decision is no step. */
export type StepName = 'email' | 'password' | 'factors' | 'codes';

/** The steps of this account: also those that are done, so that their number stays. */
export function stepsOf({ done, email, factors, password, recoveryCodes }: Lockdown): StepName[] {
  const removed = done.passkeysRemoved + done.authenticatorsRemoved;
  const steps: readonly (readonly [StepName, boolean])[] = [
    // First of all: where the way to another password leads.
    ['email', email !== null || done.emailRestored],
    ['password', password !== 'none'],
    ['factors', factors.length > 0 || removed > 0],
    ['codes', recoveryCodes !== null || done.recoveryCodesRenewed],
  ];
  return steps.filter(([, wanted]) => wanted).map(([name]) => name);
}

/** Whether there is something left to do in a step. */
export function isOpen(step: StepName, { email, factors, password, recoveryCodes }: Lockdown): boolean {
  switch (step) {
    case 'email':
      return email !== null;
    case 'password':
      return password === 'due';
    case 'factors':
      return factors.some(({ kept }) => !kept);
    case 'codes':
      return recoveryCodes !== null && !recoveryCodes.renewed && !recoveryCodes.kept;
  }
}
