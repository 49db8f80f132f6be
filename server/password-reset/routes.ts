import { passwordReset as api } from 'account-elements/contract/password-reset.js';
import { Problem } from 'account-elements/contract/problem.js';
import type { SignInResult } from 'account-elements/contract/sign-in.js';
import { canonicalEmail } from '../accounts/email.ts';
import { toAccount } from '../accounts/store.ts';
import type { Queryable } from '../db/open.ts';
import { implement } from '../http/implement.ts';
import { tokenHash, type SessionAccount } from '../http/session.ts';
import { reserveLinkTry } from '../http/throttle.ts';
import { findMailLink, useMailToken } from '../mail/tokens.ts';
import { requireUnbreached } from '../password/breached.ts';
import { requireGoodPassword } from '../password/policy.ts';
import { ownShare } from '../password/share.ts';
import { passwordDue } from '../password/store.ts';
import { factorsOf, type Factors } from '../reauth/factors.ts';
import { storeChosen } from '../sign-in/password-to-store.ts';
import { startPending } from '../sign-in/pending.ts';
import { secondFactorsOf, wantsSecondFactor } from '../sign-in/second-factor.ts';
import { signInAs } from '../sign-in/sign-in-as.ts';
import { requestPasswordReset } from './request.ts';

export const passwordResetRoutes = implement(
  api,
  {
    async request({ body, ...request }) {
      const email = canonicalEmail(body.email);
      if (email === undefined) throw new Problem('invalid-input', { fields: [{ name: 'email', code: 'invalid' }] });
      await requestPasswordReset(request, email);
    },

    async look({ body, db, now }) {
      const { email } = await requireLink(db, body.token, now());
      return { email };
    },

    async finish({ body, ...request }) {
      const { commit, config, cookies, db, now, passwords, visit } = request;
      const { newPassword, token } = body;
      const { id, ...found } = await requireLink(db, token, now());
      requireGoodPassword(newPassword, { ...found, company: config.company }, 'newPassword');
      await requireUnbreached(request, newPassword, 'newPassword');
      await commit((tx) => reserveLinkTry(tx, tokenHash(token), now()));
      const share = ownShare(id, visit.network);
      const due = await passwordDue(db, id);
      if (due && (await passwords.verify(newPassword, id, due, share)).correct) {
        throw new Problem('invalid-input', { fields: [{ name: 'newPassword', code: 'password-unchanged' }] });
      }
      const chosen = await passwords.hash(newPassword, id, share);

      return commit(async (tx): Promise<SignInResult> => {
        const account = await requireLink(tx, token, now());
        const factors = await factorsOf(tx, id, { device: cookies.device, now: now() });
        const proofs = [{ method: 'password', at: now() }] as const;
        if (wantsMore(factors)) {
          // The link is used up by the change: until the second factor was right, nothing has changed.
          await startPending(tx, request, account, proofs, chosen);
          return { status: 'second-factor', methods: secondFactorsOf(factors) };
        }
        if (!(await useMailToken(tx, token))) throw new Problem('link-expired');
        await storeChosen(tx, request, id, chosen);
        const told = await signInAs(tx, request, account, proofs);
        return { status: 'signed-in', ...told, account: toAccount(account, config) };
      });
    },
  },
  'factors',
);

/** Too old, used, replaced, of somebody who is disabled, made up: all the same to whoever holds it. */
async function requireLink(db: Pick<Queryable, 'select'>, token: string, now: number): Promise<SessionAccount> {
  const link = await findMailLink(db, token, 'password-reset', now);
  if (!link) throw new Problem('link-expired');
  return link.account;
}

/**
 * What is asked for beside a password is asked for beside this one, too. An
 * account that is only opened by passkeys so far does not get a weaker way in by a mail alone.
 */
const wantsMore = (factors: Factors): boolean =>
  wantsSecondFactor(factors) || (!factors.password && factors.passkeys > 0);
