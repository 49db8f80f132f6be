import { Problem } from 'account-elements/contract/problem.js';
import { signIn as api, type SignInResult } from 'account-elements/contract/sign-in.js';
import { canonicalEmail } from '../accounts/email.ts';
import { toAccount } from '../accounts/store.ts';
import { proveCode } from '../authenticators/prove-code.ts';
import { implement } from '../http/implement.ts';
import { attemptSucceeded } from '../http/throttle.ts';
import { signInOptions } from '../passkeys/ceremony.ts';
import { commitPasskey, provePasskey } from '../passkeys/prove-passkey.ts';
import { factorsOf } from '../reauth/factors.ts';
import { proveRecoveryCode } from '../recovery-codes/prove-recovery-code.ts';
import { recoveryCodesLeft } from '../recovery-codes/store.ts';
import { noteRotatedToken } from '../sessions/rotation.ts';
import { endSession } from '../sessions/store.ts';
import { commitProven } from './attempt.ts';
import { provePassword, requireUnchanged } from './password-attempt.ts';
import { passwordToStore, storeChosen, storeRehashed } from './password-to-store.ts';
import { cancelPending, findPending, isPending, startPending, takeReplacement, triesOf } from './pending.ts';
import { requireFree } from './held-passkey.ts';
import { completeSignIn, secondFactorsOf, wantsSecondFactor } from './second-factor.ts';
import { signInAs } from './sign-in-as.ts';

const failure = { type: 'authn_login_fail' } as const;

export const signInRoutes = implement(api, {
  async withPassword({ body, ...request }) {
    const email = canonicalEmail(body.email);
    if (email === undefined) throw new Problem('invalid-input', { fields: [{ name: 'email', code: 'invalid' }] });
    const proven = await provePassword(request, { email }, body.password);
    const { chosen, rehashed } = await passwordToStore(request, proven, body.password, body.newPassword);

    const { config, cookies, now } = request;
    const proofs = [{ method: 'password', at: now() }] as const;
    return commitProven(request, proven, async (tx): Promise<SignInResult> => {
      await attemptSucceeded(tx, proven.attempt.reservation);
      const account = await requireUnchanged(tx, proven);
      if (rehashed) await storeRehashed(tx, proven, rehashed);
      const factors = await factorsOf(tx, account.id, { device: cookies.device, now: now() });
      if (wantsSecondFactor(factors)) {
        await startPending(tx, request, account, proofs, chosen);
        return { status: 'second-factor', methods: secondFactorsOf(factors) };
      }
      if (chosen) await storeChosen(tx, request, account.id, chosen);
      const told = await signInAs(tx, request, account, proofs);
      return { status: 'signed-in', ...told, account: toAccount(account, config) };
    });
  },

  async withCode({ body, ...request }) {
    const pending = await findPending(request);
    const proven = await proveCode(request, pending.account.id, body.code, failure, triesOf(pending));
    return commitProven(request, proven, (tx) => completeSignIn(tx, request, pending, proven, 'code'));
  },

  async withRecoveryCode({ body, ...request }) {
    const pending = await findPending(request);
    const { id } = pending.account;
    const proven = await proveRecoveryCode(request, id, body.code, failure, triesOf(pending));
    return commitProven(request, proven, async (tx) => {
      const signedIn = await completeSignIn(tx, request, pending, proven, 'recovery-code');
      return { ...signedIn, recoveryCodesLeft: await recoveryCodesLeft(tx, id) };
    });
  },

  startPasskey: signInOptions,

  async withPasskey({ body, ...request }) {
    const { config, now } = request;
    const proven = await provePasskey(request, body.response, failure);
    const { account, passkeyId } = proven;
    const proofs = [{ method: 'passkey', at: now(), passkeyId }] as const;
    return commitPasskey(request, proven, failure, async (tx) => {
      await requireFree(tx, passkeyId, () => isPending(tx, request, account.id));
      const chosen = await takeReplacement(tx, request, account.id);
      if (chosen) await storeChosen(tx, request, account.id, chosen);
      const told = await signInAs(tx, request, account, proofs);
      return { ...told, account: toAccount(account, config) };
    });
  },

  async signOut(request) {
    const { commit, cookies, db, log, now, visit } = request;
    if (cookies.pending !== undefined) await commit((tx) => cancelPending(tx, request));
    const token = cookies.session;
    if (token !== undefined) {
      const ended = await commit((tx) => endSession(tx, token, { reason: 'signed-out', visit, at: now() }));
      // Another tab has a newer token by now: without this one the session would live on, and nobody could end it.
      if (!ended && (await noteRotatedToken({ commit, db, log, now }, token, cookies.device, visit))) {
        throw new Problem('unauthenticated');
      }
    }
    cookies.clearSession();
  },
});
