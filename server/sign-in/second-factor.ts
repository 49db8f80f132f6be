import type { SecondFactor, SignedIn } from 'account-elements/contract/sign-in.js';
import { toAccount } from '../accounts/store.ts';
import type { Queryable } from '../db/open.ts';
import type { PublicRequest } from '../http/request.ts';
import type { Factors } from '../reauth/factors.ts';
import type { ProvenFactor } from '../reauth/proven-factor.ts';
import { storeChosen } from './password-to-store.ts';
import { redeemPending, type PendingSignIn } from './pending.ts';
import { signInAs } from './sign-in-as.ts';

/**
 * Whether a password alone does not sign in. Authenticator applications that
 * are locked ask for it, too; passkeys, which sign in by themselves, do not.
 */
export const wantsSecondFactor = ({ authenticators }: Factors): boolean => authenticators > 0;

/** What can follow the password, strongest first. */
export function secondFactorsOf({ passkeys, recoveryCodes, usableAuthenticators }: Factors): SecondFactor[] {
  const ways: readonly (readonly [SecondFactor, boolean])[] = [
    ['passkey', passkeys > 0],
    ['code', usableAuthenticators > 0],
    ['recovery-code', recoveryCodes > 0],
  ];
  return ways.filter(([, open]) => open).map(([factor]) => factor);
}

/** The second factor was right: somebody is signed in, with both proofs. */
export async function completeSignIn(
  tx: Queryable,
  request: PublicRequest,
  pending: PendingSignIn,
  proven: ProvenFactor,
  method: 'code' | 'recovery-code',
): Promise<SignedIn> {
  const { account, proofs, replacement } = await redeemPending(tx, request, pending);
  await proven.use(tx);
  if (replacement) await storeChosen(tx, request, account.id, replacement);
  const told = await signInAs(tx, request, account, [...proofs, { method, at: request.now() }]);
  return { ...told, account: toAccount(account, request.config) };
}
