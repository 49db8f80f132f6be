import { Problem } from 'account-elements/contract/problem.js';
import { signUp as api } from 'account-elements/contract/sign-up.js';
import { canonicalEmail } from '../accounts/email.ts';
import { createAccount, findAccountByEmail, newAccountId, toAccount } from '../accounts/store.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { implement } from '../http/implement.ts';
import { reserveSignUp } from '../http/throttle.ts';
import { requireUnbreached } from '../password/breached.ts';
import { requireGoodPassword } from '../password/policy.ts';
import { strangersShare } from '../password/share.ts';
import { signInAs } from '../sign-in/sign-in-as.ts';

const taken = (cause?: unknown) =>
  new Problem('invalid-input', { fields: [{ name: 'email', code: 'taken' }] }, { cause });

export const signUpRoutes = implement(
  api,
  {
    async create({ body, ...request }) {
      const { commit, config, db, now, passwords, visit } = request;
      if (!config.signUp) throw new Problem('forbidden');
      const email = canonicalEmail(body.email);
      if (email === undefined) throw new Problem('invalid-input', { fields: [{ name: 'email', code: 'invalid' }] });
      const { firstName, lastName, password } = body;
      requireGoodPassword(password, { company: config.company, email, firstName, lastName }, 'password');

      // Whoever may sign up at once can find out which addresses are taken; so that nobody
      // finds out about many, every try counts against the network it comes from.
      await commit((tx) => reserveSignUp(tx, visit.network, config.attempts, now()));
      if (await findAccountByEmail(db, email)) throw taken();

      await requireUnbreached(request, password, 'password');
      const id = newAccountId();
      const sealed = await passwords.hash(password, id, strangersShare(visit.network));
      const account = await commit(async (tx) => {
        const created = await createAccount(
          tx,
          { id, email, firstName, lastName, password: sealed },
          { at: now(), visit },
        );
        await signInAs(tx, request, created, [{ method: 'password', at: now() }]);
        return created;
      }).catch((error: unknown) => {
        throw isUniqueViolation(error) ? taken(error) : error;
      });
      return { account: toAccount(account, config) };
    },
  },
  'profile',
);
