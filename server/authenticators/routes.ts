import { asc, eq } from 'drizzle-orm';
import { authenticators as api } from 'account-elements/contract/authenticators.js';
import { Problem } from 'account-elements/contract/problem.js';
import { lostOr, raiseSecurityVersion, securityVersionOf } from '../accounts/security-version.ts';
import { implement } from '../http/implement.ts';
import { levelOf, withProof } from '../reauth/level.ts';
import { proofsOf } from '../reauth/step-up.ts';
import { firstRecoveryCodes, removeNeedlessCodes } from '../recovery-codes/store.ts';
import { afterFactorChange } from '../sessions/factor-change.ts';
import { requireWayIn } from '../sign-in/way-in.ts';
import { authenticators } from './schema.ts';
import { confirmSetup, endSetup, startSetup } from './setup.ts';
import { addAuthenticator, note, owned, removeAuthenticator, requireRoom, toAuthenticator } from './store.ts';

export const authenticatorRoutes = implement(
  api,
  {
    async list({ account, db }) {
      const rows = await db
        .select()
        .from(authenticators)
        .where(eq(authenticators.accountId, account.id))
        .orderBy(asc(authenticators.createdAt), asc(authenticators.id));
      return rows.map(toAuthenticator);
    },

    async start(request) {
      return request.commit(async (tx) => {
        await requireRoom(tx, request.account.id);
        return startSetup(tx, request);
      });
    },

    async confirm({ body, ...request }) {
      const { account, commit, db, now, session } = request;
      const before = await securityVersionOf(db, account.id);
      const confirmed = await confirmSetup(request, body.id, body.code);
      return commit(async (tx) => {
        await raiseSecurityVersion(tx, account.id, before);
        await endSetup(tx, request, confirmed.id);
        // One that is not there any more is no obstacle: it should be gone, and it is.
        const { replaces, signOutOthers } = body;
        const replaced =
          replaces === undefined ? undefined : await removeAuthenticator(tx, request, replaces, 'replaced');
        await requireRoom(tx, account.id);
        const added = await addAuthenticator(tx, request, confirmed, body.name ?? replaced?.name);
        const recoveryCodes = await firstRecoveryCodes(tx, request);
        const methods = withProof(await proofsOf(tx, session.id), { method: 'code', at: now() });
        const proven = { level: levelOf(methods), methods };
        const sessionsEnded = await afterFactorChange(tx, request, 'authenticators-changed', signOutOthers, proven);
        return { authenticator: toAuthenticator(added), recoveryCodes, sessionsEnded };
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, before);
      });
    },

    async rename({ body, params, ...request }) {
      return request.commit(async (tx) => {
        const [renamed] = await tx
          .update(authenticators)
          .set({ name: body.name })
          .where(owned(request.account.id, params.id))
          .returning();
        if (!renamed) throw new Problem('not-found');
        await note(tx, request, { type: 'authenticator_renamed' });
        return toAuthenticator(renamed);
      });
    },

    async remove({ body, params, ...request }) {
      const { account, commit, db } = request;
      const before = await securityVersionOf(db, account.id);
      return commit(async (tx) => {
        await raiseSecurityVersion(tx, account.id, before);
        if (!(await removeAuthenticator(tx, request, params.id))) throw new Problem('not-found');
        await requireWayIn(tx, account.id);
        const recoveryCodesRemoved = await removeNeedlessCodes(tx, request);
        const sessionsEnded = await afterFactorChange(tx, request, 'authenticators-changed', body.signOutOthers);
        return { sessionsEnded, recoveryCodesRemoved };
      }).catch(async (error: unknown) => {
        throw await lostOr(error, db, account.id, before);
      });
    },
  },
  'factors',
);
