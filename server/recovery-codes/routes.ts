import { count, eq, min, sql } from 'drizzle-orm';
import { Problem } from 'account-elements/contract/problem.js';
import { recoveryCodes as api } from 'account-elements/contract/recovery-codes.js';
import { lostOr, raiseSecurityVersion, securityVersionOf } from '../accounts/security-version.ts';
import { implement } from '../http/implement.ts';
import { factorsOf, hasSecondFactor, type Factors } from '../reauth/factors.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { recoveryCodes } from './schema.ts';
import { replaceRecoveryCodes } from './store.ts';

export const recoveryCodeRoutes = implement(
  api,
  {
    async get({ account, db }) {
      const [codes] = await db
        .select({
          total: count(),
          left: sql<number>`count(*) FILTER (WHERE ${recoveryCodes.usedAt} IS NULL)`,
          createdAt: min(recoveryCodes.createdAt),
        })
        .from(recoveryCodes)
        .where(eq(recoveryCodes.accountId, account.id));
      const { createdAt = null, left = 0, total = 0 } = codes ?? {};
      return {
        available: standForSomething(await factorsOf(db, account.id)),
        left,
        total,
        createdAt: createdAt === null ? null : new Date(createdAt).toISOString(),
      };
    },

    async create({ body, ...request }) {
      const { account, commit, db } = request;
      const before = await securityVersionOf(db, account.id);
      return commit(async (tx) => {
        await raiseSecurityVersion(tx, account.id, before);
        if (!standForSomething(await factorsOf(tx, account.id))) throw new Problem('forbidden');
        const codes = await replaceRecoveryCodes(tx, request);
        const sessionsEnded = await afterFactorChange(tx, request, 'recovery-codes-changed', body.signOutOthers);
        return { codes, sessionsEnded };
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, before);
      });
    },
  },
  'factors',
);

/** A list of codes must not be a way in by itself: they stand in for the second factor beside a password. */
const standForSomething = (factors: Factors): boolean => factors.password && hasSecondFactor(factors);
