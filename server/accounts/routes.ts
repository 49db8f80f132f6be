import { eq } from 'drizzle-orm';
import { account as api } from 'account-elements/contract/account.js';
import { Problem } from 'account-elements/contract/problem.js';
import { record } from '../activity/record.ts';
import { implement } from '../http/implement.ts';
import { accounts } from './schema.ts';
import { toAccount } from './store.ts';

export const accountRoutes = implement(
  api,
  {
    async get({ account, config, session }) {
      return { ...toAccount(account, config), ...(session.takesBack && { lockdown: true as const }) };
    },

    async updateName({ account, body, commit, config, now, session, visit }) {
      return commit(async (tx) => {
        const [changed] = await tx.update(accounts).set(body).where(eq(accounts.id, account.id)).returning();
        if (!changed) throw new Problem('unauthenticated');
        const fields = (['firstName', 'lastName'] as const).filter((name) => changed[name] !== account[name]);
        if (fields.length > 0) {
          const subject = { accountId: account.id, sessionId: session.id };
          await record(tx, { type: 'user_updated', ...subject, visit, at: now(), details: { fields } });
        }
        return toAccount(changed, config);
      });
    },
  },
  'profile',
);
